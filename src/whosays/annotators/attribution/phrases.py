"""Attributions by phrases ("according to X") and by labels ("Spokesman: …")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.tree import NOMINAL, noun_phrase, stretches, trim
from whosays.schema.parse import is_relation
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.document import Document
    from whosays.schema.mention import EntityMention
    from whosays.schema.parse import Parse

_LABEL = re.compile(
    r"^[•\-–—*\s]*(?P<name>[^:\n“”\"]{2,90}?)(?P<mark>:|\s[―—–](?=\s+[“\"]))\s+(?=\S)"
)
_TAIL = re.compile(r"\s+[–—-]\s+(?P<name>[^–—\n]{2,50})$")
_TELLING = re.compile(
    r"\b(?:in|by)\s+(?:(?P<name>(?:the |a |an )?\w[\w\-]*(?: \w[\w\-]*){0,5}?)[’']s?"
    r"|(?P<whose>his|her|their|its))\s+(?:own )?"
    r"(?P<noun>telling|account|version|words|view|opinion|estimation|count|estimate|reckoning|tally|figures)\b"
    r"|\bif (?P<believed>(?:the |a |an )?\w[\w\-’']*(?: \w[\w\-’']*){0,5}?) "
    r"(?P<cue>(?:is|are) to be believed)\b",
    re.IGNORECASE,
)
_COUNTS = frozenset({"count", "estimate", "reckoning", "tally", "figures", "estimation"})
_MAX_LABEL_WORDS = 9
_MAX_QUOTED_LABEL = 5
_MAX_SHOUTED = 3
_QUOTES = frozenset('“"„«')


class PhraseFinder:
    """Finds phrases of attribution; the pattern is compiled once."""

    def __init__(self, lexicon: CueLexicon) -> None:
        self.lexicon = lexicon
        words = sorted(lexicon.phrases, key=len, reverse=True)
        body = "|".join(r"\s+".join(map(re.escape, w.split())) for w in words)
        self.pattern = re.compile(rf"\b(?:{body})\b", re.IGNORECASE)

    def find(self, parse: Parse) -> Iterator[Candidate]:
        """Give a candidate for each phrase that a noun phrase follows."""
        for match in self.pattern.finditer(parse.text):
            first = parse.at(match.start())
            last = parse.at(match.end() - 1)
            if first is None or last is None:
                continue
            candidate = self._candidate(parse, first, last, match)
            if candidate is not None:
                yield candidate

    def _counted(self, parse: Parse, source: Span) -> Span | None:
        """Give X of "estimates from X", None where the source is no such phrase."""
        indices = parse.within(source)
        if parse.lemma(indices[0]) not in self.lexicon.modes["estimate"]:
            return None
        for index in indices[1:4]:
            if parse.lemma(index) in {"from", "by", "of"} and index < indices[-1]:
                return Span(parse.tokens[index + 1].span[0], source.end)
        return None

    def _by_count(
        self,
        parse: Parse,
        first: int,
        last: int,
        match: re.Match[str],
        source: Span,
        counted: Span,
    ) -> Candidate | None:
        barred = set(range(first, last + 1)) | set(parse.within(source))
        content = _clause_around(parse, parse.within(source)[0], first, barred)
        if not content:
            return None
        end = parse.tokens[parse.within(source)[0]].span[1]
        return Candidate(
            source=[counted],
            cue=[Span(match.start(), end)],
            content=content,
            cue_class="estimate",
            rule="phrase.estimates",
            head=first,
            chain=True,
            weight=1.6,
            mode="estimate",
        )

    def find_tellings(self, parse: Parse) -> Iterator[Candidate]:
        """Give a candidate for each "in X's telling", "by X's count", "if X is to be believed"."""
        for match in _TELLING.finditer(parse.text):
            kind = next(k for k in ("name", "whose", "believed") if match.group(k))
            name = Span(*match.span(kind))
            noun = "cue" if kind == "believed" else "noun"
            first, last = parse.at(match.start()), parse.at(match.end() - 1)
            if first is None or last is None:
                continue
            if parse.tokens[first].sentence != parse.tokens[last].sentence:
                continue
            content = _clause_around(parse, last, first, set(range(first, last + 1)))
            if not content:
                continue
            counts = match.group(noun).lower() in _COUNTS
            yield Candidate(
                source=[name],
                cue=[Span(*match.span(noun))],
                content=content,
                cue_class="estimate" if counts else "report",
                rule="phrase.telling",
                head=last,
                chain=True,
                weight=1.4,
                mode="estimate" if counts else None,
            )

    def _candidate(
        self, parse: Parse, first: int, last: int, match: re.Match[str]
    ) -> Candidate | None:
        sentence = parse.sentence_of(last)
        if last + 1 >= sentence.last:
            return None
        head = phrase_head(parse, last + 1)
        if head is None:
            return None
        source = _source(parse, head, first, last)
        lemmas = {parse.lemma(i) for i in parse.within(source)}
        if parse.lemma(head) in self.lexicon.rules:
            return None
        counted = self._counted(parse, source)
        if counted is not None:
            return self._by_count(parse, first, last, match, source, counted)
        guess = bool(lemmas & {"preliminary", "initial", "early"} and lemmas & self.lexicon.guesses)
        barred = set(range(first, last + 1)) | set(parse.within(source))
        content = _clause_around(parse, head, first, barred)
        if not content:
            return None
        words = " ".join(match.group().lower().split())
        return Candidate(
            source=[] if guess else [source],
            cue=[Span(match.start(), source.end if guess else match.end())],
            content=content,
            cue_class="estimate" if guess else "report",
            rule="phrase." + words.replace(" ", "_"),
            head=first,
            chain=True,
            weight=2.2 if words.startswith("as ") else 1.5,
            mode=self.lexicon.phrases.get(words) or None,
        )


def phrase_head(parse: Parse, start: int) -> int | None:
    """Give the head of the noun phrase that begins at token ``start``, None for none."""
    at = start
    if parse.tokens[at].upos == "PUNCT":
        return None
    while True:
        head = parse.tokens[at].head
        if head <= at and not (start <= head < at):
            break
        if head < start or parse.tokens[head].upos not in NOMINAL or head - start > 25:
            break
        if is_relation(parse.tokens[at].deprel, ("nsubj", "obl", "obj", "advcl", "parataxis")):
            break
        at = head
    return at if parse.tokens[at].upos in NOMINAL or parse.tokens[at].upos == "VERB" else None


def _source(parse: Parse, head: int, first: int, last: int) -> Span:
    span = noun_phrase(parse, head, without=tuple(range(first, last + 1)))
    start = max(span.start, parse.tokens[last + 1].span[0])
    if span.end <= start:
        return parse.tokens[head].span
    return _without_clause(parse, Span(start, span.end))


def _without_clause(parse: Parse, span: Span) -> Span:
    """Cut a source at a comma after which a clause stands that the tree hung on it."""
    indices = parse.within(span)
    for index in indices[1:-1]:
        if parse.tokens[index].text != ",":
            continue
        following = parse.tokens[index + 1].text.lower()
        rest = range(index + 1, indices[-1] + 1)
        if following not in {"who", "which", "whose"} and any(
            parse.tokens[i].xpos in {"VBD", "VBZ", "VBP", "MD"} for i in rest
        ):
            return Span(span.start, parse.tokens[index - 1].span[1])
    return span


def _clause_around(parse: Parse, head: int, first: int, barred: set[int]) -> list[Span]:
    """Give the clause that the phrase speaks of: the whole sentence for a phrase at its edge."""
    sentence = parse.sentence_of(head)
    last_barred = max(barred)
    low, high = sentence.first, sentence.last - 1
    for index in range(sentence.first, sentence.last):
        if parse.tokens[index].text == ";":
            if index < first:
                low = index + 1
            elif index > last_barred:
                high = index - 1
                break
    at_start = first - low <= 2
    at_end = all(parse.tokens[i].upos == "PUNCT" for i in range(last_barred + 1, high + 1))
    if not (at_start or at_end):
        clause = _clause_head(parse, head, first)
        if clause is not None:
            tokens = [i for i in parse.subtree(clause) if i not in barred]
            if tokens:
                low, high = tokens[0], tokens[-1]
    return [s for s in stretches(parse, low, high, barred) if s.length() > 1]


def _clause_head(parse: Parse, head: int, first: int) -> int | None:
    for at in (first, head):
        for above in parse.ancestors(at):
            token = parse.tokens[above]
            if token.upos in {"VERB", "AUX"} or parse.children(above, "cop", "nsubj"):
                return above
    return None


def find_by_labels(
    parse: Parse, document: Document, entities: tuple[EntityMention, ...], lexicon: CueLexicon
) -> Iterator[Candidate]:
    """Give a candidate for each "NAME: clause" and, in headlines, "clause – NAME"."""
    for segment in document.segments:
        if (
            segment.kind not in {SegmentKind.HEADLINE, SegmentKind.KEY_POINT, SegmentKind.PARAGRAPH}
            or segment.table
        ):
            continue
        text = segment.span.of(parse.text)
        match = _LABEL.match(text)
        if match and _has_verb(parse, segment.span.start, match):
            continue
        if match and _is_speaker(match, segment.span.start, segment.kind, entities, lexicon):
            name = Span(
                segment.span.start + match.start("name"), segment.span.start + match.end("name")
            )
            content = trim(parse.text, (segment.span.start + match.end(), segment.span.end))
            if content is not None:
                colon = segment.span.start + match.start("mark")
                yield Candidate(
                    [name],
                    [Span(colon, colon + 1)],
                    [content],
                    "report",
                    "label",
                    chain=True,
                    weight=0.8,
                )
            continue
        if segment.kind is SegmentKind.HEADLINE or len(text) < 220:
            tail = _TAIL.search(text)
            if (
                tail
                and not _has_finite(parse, segment.span.start, tail)
                and _names_speaker(
                    tail.group("name"), lexicon, segment.span.start + tail.start("name"), entities
                )
            ):
                name = Span(
                    segment.span.start + tail.start("name"), segment.span.start + tail.end("name")
                )
                content = trim(parse.text, (segment.span.start, segment.span.start + tail.start()))
                if content is not None:
                    yield Candidate([name], [], [content], "report", "tail", chain=True, weight=0.8)


def _has_verb(parse: Parse, offset: int, match: re.Match[str]) -> bool:
    """Tell "X said: …" from "X: …"."""
    name = Span(offset + match.start("name"), offset + match.end("name"))
    return any(parse.tokens[i].upos in {"VERB", "AUX"} for i in parse.within(name))


def _has_finite(parse: Parse, offset: int, tail: re.Match[str]) -> bool:
    """Tell a clause after a dash from a name."""
    name = Span(offset + tail.start("name"), offset + tail.end("name"))
    return any(parse.tokens[i].upos in {"VERB", "AUX"} for i in parse.within(name))


def _is_speaker(
    match: re.Match[str],
    offset: int,
    kind: SegmentKind,
    entities: tuple[EntityMention, ...],
    lexicon: CueLexicon,
) -> bool:
    name = match.group("name").strip()
    words = name.split()
    if name.count("(") != name.count(")"):
        return False
    if name.lower() in lexicon.questions:
        return True
    if name.isupper() and len(words) <= _MAX_SHOUTED and name.lower() not in lexicon.banners:
        return True
    if len(words) > _MAX_LABEL_WORDS or not name[:1].isupper():
        return False
    if kind is SegmentKind.HEADLINE and name in lexicon.metonyms:
        return True
    if len(words) <= _MAX_QUOTED_LABEL and match.string[match.end() : match.end() + 1] in _QUOTES:
        return True
    return _names_speaker(name, lexicon, offset + match.start("name"), entities)


def _names_speaker(
    name: str, lexicon: CueLexicon, start: int, entities: tuple[EntityMention, ...]
) -> bool:
    words = [w.strip(".,()'’").lower() for w in name.split()]
    if any(w in lexicon.labels or w.removesuffix("s") in lexicon.labels for w in words):
        return True
    end = start + len(name)
    return any(
        e.type == "Person"
        and e.span.start < end
        and start < e.span.end
        and e.span.length() * 2 >= len(name)
        for e in entities
    )
