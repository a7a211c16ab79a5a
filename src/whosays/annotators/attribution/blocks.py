"""Block quotes: paragraphs that stand under "X said:" or inside marks opened paragraphs before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.cue_spans import cue_spans
from whosays.annotators.attribution.tree import subject_phrase, trim, understood_subject
from whosays.schema.segment import CLAIM_KINDS, SegmentKind
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse
    from whosays.schema.segment import Segment

_OPENING = ("“", "„", "«", '"', "''")
_CLOSING = ("”", "»", '"', "''")
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us|We|Our|My)\b")
_BULLET = re.compile(r"^\s*(?:[•▪●■*\-–—]|\d+[.)])\s+\S")
_STATEMENT = frozenset(
    {
        "statement",
        "message",
        "communiqué",
        "communique",
        "remarks",
        "letter",
        "text",
        "comment",
        "comments",
        "appeal",
        "report",
        "tweet",
        "post",
    }
)


def find_blocks(
    parse: Parse, document: Document, candidates: list[Candidate], lexicon: CueLexicon
) -> list[Candidate]:
    """Give candidates whose cue paragraph ends in a colon the paragraphs below as content."""
    body = [s for s in document.segments if s.kind in CLAIM_KINDS]
    for order, segment in enumerate(body[:-1]):
        words = segment.span.of(document.text).rstrip()
        if not words.endswith(":") or segment.kind is SegmentKind.CAPTION:
            continue
        told = [c.cue[0].start for c in candidates if c.rule.startswith("order.") and c.cue]
        block = _block(body, order + 1, document.text, told)
        if not block:
            continue
        owner = _owner(parse, segment, candidates, lexicon)
        if owner is None:
            continue
        owner.content = block
        owner.quotes = list(block)
        owner.weight = max(owner.weight, 2.5)
        if all(owner is not c for c in candidates):
            candidates.append(owner)
    return candidates


def _block(body: Sequence[Segment], first: int, text: str, told: Sequence[int]) -> list[Span]:
    """Give the paragraphs of a block: those in marks where it opens with one.

    Without marks: all that follow in the first person, or else the one paragraph, or the
    list, below the colon.
    """
    quoted = body[first].span.of(text).lstrip().startswith(_OPENING)
    last = first
    if quoted:
        while last + 1 < len(body) and _goes_on(body, last, text):
            last += 1
    else:
        personal = _FIRST_PERSON.search(body[first].span.of(text)) is not None
        if any(body[first].span.contains((t, t + 1)) for t in told):
            return []
        while last + 1 < len(body) and not _is_turn(body[last + 1], text):
            if any(body[last + 1].span.contains((t, t + 1)) for t in told):
                break
            if not personal and not _BULLET.match(body[last + 1].span.of(text)):
                break
            last += 1
    span = trim_edges(text, (body[first].span.start, body[last].span.end))
    return [span] if span else []


def _is_turn(segment: Segment, text: str) -> bool:
    """Tell a heading, an end mark or another "X said:", which close a block without marks."""
    words = segment.span.of(text).strip()
    return (
        words in {"END", "ENDS", "Ends", "###", "***"}
        or words.endswith("said:")
        or segment.kind is SegmentKind.HEADLINE
    )


def _goes_on(body: Sequence[Segment], at: int, text: str) -> bool:
    """Tell whether the quotation runs on into the next paragraph."""
    here, following = body[at].span.of(text).strip(), body[at + 1].span.of(text).strip()
    if here.endswith(_CLOSING) or here.rstrip(".").endswith(_CLOSING):
        return False
    if following.startswith(_OPENING):
        return True
    return (
        any(s.span.of(text).strip().endswith(_CLOSING) for s in body[at + 1 : at + 8])
        or at + 1 == len(body) - 1
    )


def trim_edges(text: str, span: tuple[int, int]) -> Span | None:
    """Cut white space at both ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _owner(
    parse: Parse, segment: Segment, candidates: list[Candidate], lexicon: CueLexicon
) -> Candidate | None:
    """Give the cue that the colon belongs to: an attribution of the last sentence, or a new one."""
    indices = parse.within(segment.span)
    if not indices:
        return None
    sentence = parse.sentence_of(indices[-1])
    verb = _cue_verb(parse, sentence.first, indices[-1], lexicon)
    if verb is None:
        return None
    for candidate in candidates:
        if candidate.head == verb and candidate.source:
            return candidate
    subject = understood_subject(parse, verb)
    if subject is None:
        return None
    rows = lexicon.verbs.get(parse.lemma(verb), ())
    cue = next((c for c in rows if c.is_speech), None)
    source = subject_phrase(parse, verb, subject, (verb,))
    spans = cue_spans(parse, verb, [], lexicon)
    if cue is None:
        end = trim(parse.text, (spans[0].start, segment.span.end))
        spans = [end] if end is not None else spans
    return Candidate(
        source=[source],
        cue=spans,
        content=[source],
        cue_class=cue.cue_class if cue is not None else "report",
        rule="block",
        head=verb,
        chain=True,
        weight=2.5,
    )


def _cue_verb(parse: Parse, first: int, last: int, lexicon: CueLexicon) -> int | None:
    """Find the last speech verb before the colon, or that of a "following statement"."""
    words = {parse.lemma(i) for i in range(first, last + 1)}
    for index in range(last, first - 1, -1):
        token = parse.tokens[index]
        if token.upos != "VERB":
            continue
        rows = lexicon.verbs.get(parse.lemma(index), ())
        if any(c.is_speech and c.cue_class in {"report", "claim", "deny", "order"} for c in rows):
            return index
        if words & _STATEMENT and parse.lemma(index) in lexicon.light_verbs:
            return index
    return None
