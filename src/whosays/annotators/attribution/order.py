"""Attributions by word order alone: "…, X said.", "…, said X.", "…, X said, …", "X said: …".

Trees are weakest just here, so these patterns outweigh what the tree says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.cue_spans import cue_spans, verb_group
from whosays.annotators.attribution.reach import FINITE, MIN_CONTENT, content_of, tail_end
from whosays.annotators.attribution.tree import (
    is_hyphened,
    is_passive,
    is_refusal,
    is_reported,
    trim,
)
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.lexicon import Cue, CueLexicon
    from whosays.annotators.attribution.quotes import Quotation
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

_CLAUSE_ENDS = frozenset({",", "”", '"', "’", "''", "—", "–", "-", "--", "?", "!", ";", "…", ")"})
_SUBJECT_PARTS = frozenset(
    {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART", "PUNCT", "CCONJ", "X", "SYM"}
)
_NAMES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_CLASSES = frozenset({"report", "claim", "estimate", "commit", "deny", "show"})
_BLOCKERS = frozenset(
    {"as", "that", "which", "who", "if", "when", "while", "because", "to", "whose"}
)
_RELATIVES = frozenset({"which", "whose", "whom", "whatever", "what"})
_SOMETHING = frozenset({"something"})
_MAX_SUBJECT = 40


def find_by_order(
    parse: Parse, lexicon: CueLexicon, quotations: list[Quotation]
) -> Iterator[Candidate]:
    """Give candidates for speech verbs set after or into what they report."""
    for index, token in enumerate(parse.tokens):
        if token.xpos not in {"VBD", "VBZ", "VBP", "VBN"} or token.upos not in {"VERB", "AUX"}:
            continue
        cue = _cue(parse, index, lexicon)
        if cue is None or is_passive(parse, index) or _is_no_saying(parse, index, lexicon):
            continue
        candidate = _after(parse, index, cue, lexicon, quotations)
        if candidate is not None:
            yield candidate


def _is_no_saying(parse: Parse, index: int, lexicon: CueLexicon) -> bool:
    """Leave out "600 rounds all told", "a killing said to have been ordered", a refused passage."""
    words = [t.text.lower() for t in parse.tokens[max(index - 1, 0) : index + 3]]
    before, after = (words[0] if index else ""), words[-2:]
    return (
        (before == "all" and parse.lemma(index) == "tell")
        or (after[0] == "to" and after[1] in {"have", "be"})
        or is_refusal(parse, index, lexicon)
        or is_reported(parse, index)
    )


def _cue(parse: Parse, index: int, lexicon: CueLexicon) -> Cue | None:
    rows = lexicon.verbs.get(parse.lemma(index), ())
    return next((c for c in rows if _sets_after(c) and not c.particle), None)


def _sets_after(cue: Cue) -> bool:
    """Tell cues that may stand after what they report: those of speech, and *find*."""
    return cue.is_speech or cue.key == "find"


def _after(
    parse: Parse, verb: int, cue: Cue, lexicon: CueLexicon, quotations: list[Quotation]
) -> Candidate | None:
    sentence = parse.sentence_of(verb)
    group = verb_group(parse, verb)
    tail_from = verb + 1
    subject = None if cue.takes("addr") else _subject_after(parse, group[0], verb)
    if subject is not None:
        tail_from = subject[1] + 1
        boundary = group[0] - 1
    else:
        subject = _subject_before(parse, sentence.first, group[0])
        if subject is None:
            return None
        boundary = subject[0] - 1
    labelled = _after_label(parse, subject, lexicon)
    if labelled is not None:
        # "…, a claim Kyiv denied": the claim is what he denies, not what was told before it.
        label, who = labelled
        return _candidate(parse, verb, cue, lexicon, (who, [label], "order.label"))
    if subject[0] == sentence.first or boundary < sentence.first:
        return _after_quotation(parse, verb, cue, lexicon, subject, quotations)
    if boundary <= sentence.first or boundary - sentence.first < MIN_CONTENT:
        return None
    if parse.tokens[boundary].text == ";":
        return _own_clause(parse, verb, cue, lexicon, subject)
    end = tail_end(parse, tail_from, sentence.last)
    if end is None or not _has_clause(parse, sentence.first, boundary, end, sentence.last):
        return None
    quotation = _quotation_before(parse, boundary, quotations)
    if quotation is None and (not cue.takes("that") or cue.cue_class not in _CLASSES):
        return None
    if quotation is not None:
        content = [quotation]
    else:
        content = content_of(parse, sentence.first, boundary, end, sentence.last)
    if not content:
        return None
    span = trim(parse.text, parse.span_of(subject))
    if span is None:
        return None
    rule = "order.after" if end >= sentence.last - 1 else "order.inserted"
    return _candidate(parse, verb, cue, lexicon, (span, content, rule))


def _after_label(
    parse: Parse, subject: tuple[int, int], lexicon: CueLexicon
) -> tuple[Span, Span] | None:
    """Part "a claim Kyiv", "something the rebels" into the label and who speaks of it."""
    first, last = subject
    noun = first + (parse.tokens[first].upos == "DET")
    word = parse.lemma(noun)
    if (
        noun >= last
        or first == parse.sentence_of(first).first
        or parse.tokens[first - 1].text != ","
    ):
        return None
    is_label = parse.lemma(first) == "a" and any(c.chain for c in lexicon.nouns.get(word, ()))
    if word not in _SOMETHING and not is_label:
        return None
    after = parse.tokens[noun + 1]
    if after.upos not in {"PROPN", "DET", "PRON"} or not _is_noun_phrase(parse, noun + 1, last):
        return None
    return parse.span_of((first, noun)), parse.span_of((noun + 1, last))


def _candidate(
    parse: Parse, verb: int, cue: Cue, lexicon: CueLexicon, found: tuple[Span, list[Span], str]
) -> Candidate:
    """Make the candidate of a source, what it says, and the rule that found both."""
    source, content, rule = found
    return Candidate(
        source=[source],
        cue=cue_spans(parse, verb, [], lexicon),
        content=content,
        cue_class=cue.cue_class,
        rule=rule,
        head=verb,
        chain=cue.chain,
        weight=2.4,
    )


def _own_clause(
    parse: Parse, verb: int, cue: Cue, lexicon: CueLexicon, subject: tuple[int, int]
) -> Candidate | None:
    """Read "…, the army says; Moscow denies it": what stands before is another's."""
    rest = range(verb + 1, parse.sentence_of(verb).last)
    said = trim(parse.text, parse.span_of(rest)) if rest else None
    span = trim(parse.text, parse.span_of(subject))
    if said is None or span is None or not any(parse.tokens[i].upos != "PUNCT" for i in rest):
        return None
    return _candidate(parse, verb, cue, lexicon, (span, [said], "order.own_clause"))


def _has_clause(parse: Parse, first: int, boundary: int, end: int, last: int) -> bool:
    """Tell whether a verb stands before the cue, or right after it."""
    if any(parse.tokens[i].upos in {"VERB", "AUX"} for i in range(first, boundary)):
        return True
    return end + 1 < last and parse.tokens[end].text == "," and parse.tokens[end + 1].xpos in FINITE


def _after_quotation(
    parse: Parse,
    verb: int,
    cue: Cue,
    lexicon: CueLexicon,
    subject: tuple[int, int],
    quotations: list[Quotation],
) -> Candidate | None:
    """Join a quotation that ends in a comma with its speaker over a sentence break seen between."""
    before = min(subject[0], verb_group(parse, verb)[0]) - 1
    if before < 0:
        return None
    quotation = _quotation_before(parse, before, quotations)
    span = trim(parse.text, parse.span_of(subject))
    if (
        quotation is None
        or span is None
        or not set(quotation.of(parse.text)[-3:]) & {",", "?", "!"}
    ):
        return None
    return _candidate(parse, verb, cue, lexicon, (span, [quotation], "order.quotation"))


def _quotation_before(parse: Parse, boundary: int, quotations: list[Quotation]) -> Span | None:
    """Give a quotation that ends at the boundary, where it is a sentence of its own."""
    edge = parse.tokens[boundary].span
    for quotation in quotations:
        if not quotation.span.start < edge[1] <= quotation.span.end + 2:
            continue
        inside = quotation.span.of(parse.text).lstrip("“\"„«'")
        before = parse.text[: quotation.span.start].rstrip()
        if inside[:1].isupper() and (not before or before[-1] in ',:;—–.!?)”"'):
            return quotation.span
    return None


def _subject_before(parse: Parse, first: int, start: int) -> tuple[int, int] | None:
    """Give first and last token of the subject between a clause end and the verb group."""
    at = start - 1
    last = at
    if at < first or parse.tokens[at].upos == "ADV":
        at -= 1
    best: tuple[int, int] | None = None
    while at >= first and last - at < _MAX_SUBJECT:
        token = parse.tokens[at]
        word = token.text.lower()
        if at < last and _ends_clause(parse, at):
            if _is_noun_phrase(parse, at + 1, last):
                best = (at + 1, last)
                if not _is_apposition(parse, at, last):
                    return best
            elif best is not None:
                return best
        elif not _is_part(parse, at) and not _in_relative(parse, at):
            return best
        if at == first and _is_noun_phrase(parse, first, last):
            return (first, last)
        if (
            word in _BLOCKERS
            and best is None
            and token.upos in {"SCONJ", "PART", "ADP"}
            and word in {"as", "that", "if", "while", "because"}
        ):
            return None
        at -= 1
    return best


def _is_part(parse: Parse, index: int) -> bool:
    """Tell whether a token can stand inside a subject; a participle before its noun can."""
    token = parse.tokens[index]
    if token.upos in _SUBJECT_PARTS or is_hyphened(parse, index):
        return True
    return token.xpos in {"VBN", "VBG"} and is_relation(token.deprel, ("amod", "acl", "compound"))


def _ends_clause(parse: Parse, index: int) -> bool:
    """Tell a comma, a closing mark or a spaced dash from a name's hyphen."""
    token = parse.tokens[index]
    if token.text not in _CLAUSE_ENDS:
        return False
    if token.text == "-":
        return parse.text[token.span[1] : token.span[1] + 1].isspace()
    return True


def _is_noun_phrase(parse: Parse, first: int, last: int) -> bool:
    """Tell whether a stretch reads as a subject: it opens as one and has no finite verb."""
    tokens = parse.tokens[first : last + 1]
    if not tokens or tokens[0].upos not in _NAMES:
        return False
    if tokens[0].text.lower() in _BLOCKERS or tokens[0].text.lower() in {"what", "this", "there"}:
        return False
    if not any(t.upos in {"NOUN", "PROPN", "PRON", "NUM"} for t in tokens):
        return False
    if any(t.text.lower() in _RELATIVES for t in tokens):
        return False
    return not any(
        t.xpos in FINITE and not is_hyphened(parse, first + i) for i, t in enumerate(tokens)
    ) or any(t.text.lower() == "who" for t in tokens)


def _is_apposition(parse: Parse, comma: int, last: int) -> bool:
    """Tell whether a comma belongs to the subject, as in "Jane Doe, a spokeswoman, said"."""
    if parse.tokens[comma].text != ",":
        return False
    first = parse.tokens[comma + 1]
    if first.deprel == "appos" or any(
        parse.tokens[i].deprel == "appos" for i in range(comma + 1, last + 1)
    ):
        return True
    return first.text.lower() in {"a", "an"}


def _in_relative(parse: Parse, index: int) -> bool:
    return any(parse.tokens[a].deprel == "acl:relcl" for a in (index, *parse.ancestors(index)))


def _subject_after(parse: Parse, start: int, verb: int) -> tuple[int, int] | None:
    """Inversion: a clause end right before the verb, and a noun phrase right after it."""
    if start - 1 < 0 or parse.tokens[start - 1].text == ")" or not _ends_clause(parse, start - 1):
        return None
    last_of_sentence = parse.sentence_of(verb).last
    first = verb + 1
    if (
        first >= last_of_sentence
        or parse.tokens[first].upos not in _NAMES
        or parse.tokens[first].text.lower() in {"that", "there", "what"}
    ):
        return None
    at = first
    while at < last_of_sentence:
        token = parse.tokens[at]
        if token.upos not in _SUBJECT_PARTS and token.xpos != "VBN" and not _in_relative(parse, at):
            break
        if token.text in {".", ";", ":", "“", '"', "?", "!"} and at > first:
            break
        if token.text == "," and not _goes_on(parse, at, last_of_sentence):
            break
        at += 1
    end = at - 1
    while (
        end > first
        and parse.tokens[end].upos in {"ADP", "PUNCT", "CCONJ"}
        and parse.tokens[end].text != ")"
    ):
        end -= 1
    return (first, end) if _is_noun_phrase(parse, first, end) else None


def _goes_on(parse: Parse, comma: int, last: int) -> bool:
    following = parse.tokens[comma + 1] if comma + 1 < last else None
    return following is not None and (
        following.text.lower() in {"a", "an", "the", "who", "chief", "head"}
        or following.deprel == "appos"
    )
