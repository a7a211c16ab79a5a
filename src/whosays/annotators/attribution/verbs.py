"""Attributions by verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.clause import coordinated, cut_turn, widen
from whosays.annotators.attribution.cue_spans import cue_spans, verb_group
from whosays.annotators.attribution.frames import fill
from whosays.annotators.attribution.surface import fill_by_order
from whosays.annotators.attribution.tree import (
    agent,
    is_passive,
    is_refusal,
    is_reported,
    noun_phrase,
    stretches,
    subject_phrase,
    subjects,
    understood_subject,
)
from whosays.schema.span import Span

_NOMINAL_PARTS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "ADP", "PART"})
_CLAUSES = frozenset({"verb.clause", "verb.inserted", "verb.as", "verb.open_clause"})

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.filling import Filling
    from whosays.annotators.attribution.lexicon import Cue, CueLexicon
    from whosays.schema.parse import Parse


def find_by_verbs(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give a candidate for each verb of the lexicon that has content."""
    for index, token in enumerate(parse.tokens):
        if token.upos not in {"VERB", "AUX", "NOUN", "ADJ"}:
            continue
        if token.upos in {"NOUN", "ADJ"} and not token.xpos.startswith("VB"):
            continue
        rows = lexicon.verbs.get(parse.lemma(index))
        if not rows:
            continue
        candidate = _candidate(parse, index, rows, lexicon)
        if candidate is not None:
            yield candidate


def _candidate(
    parse: Parse, verb: int, rows: tuple[Cue, ...], lexicon: CueLexicon
) -> Candidate | None:
    best: tuple[Filling, Cue] | None = None
    if is_reported(parse, verb):
        return None
    if is_refusal(parse, verb, lexicon) or _is_said_by_none(parse, verb, lexicon):
        return None
    for cue in rows:
        filling = fill(parse, verb, cue)
        if filling is None:
            filling = fill_by_order(parse, verb, cue, lexicon)
        if filling is None or not filling.content:
            continue
        if (
            not cue.takes("that", "obj", "inf", "as")
            and filling.rule in _CLAUSES
            and not _has_marks(parse, filling)
        ):
            continue
        if best is None or filling.weight > best[0].weight:
            best = (filling, cue)
        if cue.particle:
            break
    if best is None:
        return None
    filling, cue = best
    raised = filling.rule == "verb.raised" or _is_bare_participle(parse, verb)
    source = None if raised else _source(parse, verb, filling, lexicon)
    if (
        (is_passive(parse, verb) or _is_bare_participle(parse, verb))
        and not source
        and parse.lemma(verb) not in lexicon.passive
    ):
        return None
    content = _cut(parse, verb, [c for c in filling.content if c != source] or filling.content)
    if filling.rule in _CLAUSES:
        joined = coordinated(parse, verb)
        content += [s for s in joined if not any(s.overlaps(c) for c in content)]
    return Candidate(
        source=[source] if source else [],
        cue=cue_spans(parse, verb, filling.extra, lexicon),
        content=content,
        cue_class=cue.cue_class,
        rule=filling.rule,
        head=verb,
        chain=cue.chain,
        weight=filling.weight,
    )


def _is_said_by_none(parse: Parse, verb: int, lexicon: CueLexicon) -> bool:
    """Tell "nobody disputes that …", "neither side would say …": nobody says it."""
    return any(
        parse.tokens[i].text.lower() in lexicon.nobody
        for subject in subjects(parse, verb)
        for i in (subject, *parse.children(subject, "det", "cc:preconj", "advmod"))
    )


def _is_bare_participle(parse: Parse, verb: int) -> bool:
    """Tell "a killing, said to have been ordered": nobody is told who says it."""
    token = parse.tokens[verb]
    after_comma = verb > 0 and parse.tokens[verb - 1].text == ","
    return (
        (token.xpos == "VBN" or (after_comma and token.xpos == "VBD"))
        and (token.deprel.startswith("acl") or after_comma)
        and not parse.children(verb, "aux", "obl:agent")
        and verb + 1 < len(parse.tokens)
        and parse.tokens[verb + 1].text.lower() == "to"
    )


def _who_adds(parse: Parse, verb: int, lexicon: CueLexicon) -> int | None:
    """Read "said the bomber had rammed the gate, adding that …": who said adds, not the bomber."""
    if parse.tokens[verb].xpos != "VBG" or not parse.tokens[verb].deprel.startswith("advcl"):
        return None
    if parse.tokens[verb - 1].text != ",":
        return None
    for above in parse.ancestors(verb):
        cues = lexicon.verbs.get(parse.lemma(above), ())
        if any(c.is_speech and c.chain for c in cues) and subjects(parse, above):
            return understood_subject(parse, above)
    return None


def _source(parse: Parse, verb: int, filling: Filling, lexicon: CueLexicon) -> Span | None:
    if is_passive(parse, verb):
        by = agent(parse, verb)
        return noun_phrase(parse, by, without=(verb,)) if by is not None else None
    subject = _who_adds(parse, verb, lexicon) or understood_subject(parse, verb)
    if subject is None and parse.tokens[verb].xpos == "VBG":
        root = next((i for i in parse.ancestors(verb) if parse.tokens[i].head < 0), None)
        subject = understood_subject(parse, root) if root is not None else None
    if subject is None:
        return _before_verb(parse, verb)
    span = subject_phrase(parse, verb, subject, (verb, *_relative(parse, subject, verb)))
    if any(c.contains(span) for c in filling.content) and not subjects(parse, verb):
        return None
    return _whole_name(parse, span, verb)


def _whole_name(parse: Parse, span: Span, verb: int) -> Span:
    """Widen a title over the name that the tree hangs beside it: "Captain" over "Captain X Y"."""
    last = parse.within(span)[-1]
    if parse.tokens[last].upos not in {"PROPN", "NOUN"} or last >= verb:
        return span
    at = last
    while at + 1 < verb and parse.tokens[at + 1].upos == "PROPN":
        at += 1
    return Span(span.start, parse.tokens[at].span[1])


def _before_verb(parse: Parse, verb: int) -> Span | None:
    """Take the noun phrase right before a finite verb whose subject the tree has lost."""
    if parse.tokens[verb].xpos not in {"VBD", "VBZ", "VBP"}:
        return None
    first = parse.sentence_of(verb).first
    last = verb_group(parse, verb)[0] - 1
    for child in parse.children(verb, "advcl", "csubj", "acl"):
        branch_of = parse.subtree(child)
        if child < verb and branch_of[-1] == last and subjects(parse, child):
            # "Residents reached by phone said": the participle was taken for a verb.
            return parse.span_of(branch_of)
    while last >= first and parse.tokens[last].upos == "ADV":
        last -= 1
    if last >= first and parse.tokens[last].text == ",":
        # "the group's leader, X, said": the name between the commas.
        last -= 1
    at = last
    while at >= first and (
        parse.tokens[at].upos in _NOMINAL_PARTS or parse.tokens[at].xpos in {"HYPH", "VBN"}
    ):
        at -= 1
    tokens = parse.tokens[at + 1 : last + 1]
    while tokens and tokens[0].upos in {"ADP", "CCONJ", "PART"}:
        tokens = tokens[1:]
    if not tokens or not any(t.upos in {"NOUN", "PROPN", "PRON", "NUM"} for t in tokens):
        return None
    return Span(tokens[0].span[0], tokens[-1].span[1])


def _relative(parse: Parse, subject: int, verb: int) -> tuple[int, ...]:
    """Find the clause that holds the cue: it is no part of the source."""
    for child in parse.children(subject, "acl", "appos", "parataxis", "dep"):
        if verb in parse.subtree(child):
            return (child,)
    return ()


def _cut(parse: Parse, verb: int, content: list[Span]) -> list[Span]:
    """Cut turns of speech off what stands after the verb."""
    after = parse.tokens[verb].span[1]
    return [widen(parse, verb, cut_turn(parse, c)) if c.start >= after else c for c in content]


def _has_marks(parse: Parse, filling: Filling) -> bool:
    """Tell whether content stands in quotation marks: some verbs take direct speech alone."""
    return any(set(c.of(parse.text)) & set('“”"«»') for c in filling.content)


def find_quoted_sayings(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give the outer candidate of "STATE TV quoted the army as saying …"."""
    for index, token in enumerate(parse.tokens):
        if parse.lemma(index) not in {"quote", "cite"} or token.upos != "VERB":
            continue
        saying = next(
            (
                c
                for c in parse.children(index, "advcl", "xcomp", "ccomp", "obl", "acl")
                if parse.tokens[c].xpos == "VBG" and c > index and parse.lemma(c) in lexicon.verbs
            ),
            None,
        )
        if saying is None:
            continue
        passive = is_passive(parse, index)
        who = agent(parse, index) if passive else understood_subject(parse, index)
        if who is None and passive:
            who = agent(parse, saying)
        if who is None:
            continue
        source = noun_phrase(parse, who, without=(index, saying))
        inner = understood_subject(parse, saying)
        if inner is not None and inner != who and not parse.children(saying, "ccomp"):
            said = noun_phrase(parse, inner, without=(index, saying))
            words = _quoted(parse, index, saying, source)
            yield Candidate(
                source=[said],
                cue=cue_spans(parse, saying, [], lexicon),
                content=_less(words, [said, parse.tokens[saying].span]),
                cue_class="report",
                rule="quoted_saying_inner",
                head=saying,
                chain=True,
                weight=2.5,
            )
        yield Candidate(
            source=[source],
            cue=cue_spans(parse, index, [], lexicon),
            content=_quoted(parse, index, saying, source),
            cue_class="report",
            rule="quoted_saying",
            head=index,
            chain=True,
            weight=2.6,
        )


def _quoted(parse: Parse, verb: int, saying: int, source: Span) -> list[Span]:
    """All but source and cue of the outer verb, so that the inner attribution lies within."""
    sentence = parse.sentence_of(verb)
    barred = set(parse.within(source)) | {verb, saying - 1}
    first = sentence.first if is_passive(parse, verb) else verb + 1
    end = next(
        (i for i in range(saying, sentence.last) if parse.tokens[i].text == ";"), sentence.last
    )
    last = max(i for i in parse.subtree(saying) if i < end)
    return stretches(parse, first, last, barred)


def _less(spans: list[Span], holes: list[Span]) -> list[Span]:
    """Cut holes out of spans; nothing shorter than three characters is kept."""
    kept: list[Span] = []
    for span in spans:
        parts = [span]
        for hole in holes:
            parts = (
                [
                    Span(*piece)
                    for part in parts
                    for piece in (
                        (part.start, min(part.end, hole.start)),
                        (max(part.start, hole.end), part.end),
                    )
                    if piece[1] - piece[0] > 2
                ]
                if any(p.overlaps(hole) for p in parts)
                else parts
            )
        kept.extend(parts)
    return kept
