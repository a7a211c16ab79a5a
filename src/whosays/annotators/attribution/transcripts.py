"""Transcripts: "Q: …", "A: …", "Colonel X: …", wherever in a paragraph a label stands.

The paragraphs in which a speaker goes on are found where chains are made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.tree import trim
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span
from whosays.text.near import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.document import Document
    from whosays.schema.mention import EntityMention

_NAME = re.compile(
    r"(?:^|(?<=[.!?…”\"]\s))[•\-–—*]?\s*(?P<name>[^\W\d_][^:\n.!?“”\"]{0,60}?):\s+(?=\S)",
    re.MULTILINE,
)
_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.KEY_POINT})
# Questions that make a text a transcript.
_QUESTIONS = 1


@dataclass(frozen=True, slots=True)
class _Label:
    """A speaker's label: its words, where his speech starts and its paragraph ends, who asks."""

    name: Span
    start: int
    end: int
    asks: bool
    answers: bool


def find_turns(
    document: Document, entities: tuple[EntityMention, ...], lexicon: CueLexicon
) -> Iterator[Candidate]:
    """Give a candidate for each turn of a transcript; nothing where no one asks.

    An answer ("A: …") is the words of the speaker who was named before.
    """
    body = [s.span for s in document.segments if s.kind in _BODY and not s.table]
    labels = _labels(document, body, entities, lexicon)
    if sum(label.asks for label in labels) < _QUESTIONS:
        return
    host: Span | None = None
    for order, label in enumerate(labels):
        if label.asks:
            continue
        if not label.answers:
            host = label.name
        source = host if label.answers and host is not None else label.name
        following = labels[order + 1].name.start if order + 1 < len(labels) else label.end
        content = trim(document.text, (label.start, min(following, label.end)))
        if content is not None:
            colon = document.text.index(":", label.name.end)
            yield Candidate(
                [source],
                [Span(colon, colon + 1)],
                [content],
                "report",
                "label",
                chain=True,
                weight=1.6,
            )


def _labels(
    document: Document,
    body: list[Span],
    entities: tuple[EntityMention, ...],
    lexicon: CueLexicon,
) -> list[_Label]:
    persons = SpanIndex(e.span for e in entities if e.type == "Person")
    found = []
    for span in body:
        for match in _NAME.finditer(document.text, span.start, span.end):
            name = Span(*match.span("name"))
            words = name.of(document.text).lower().split()
            asks = " ".join(words) in lexicon.questions or words[-1] in lexicon.askers
            answers = " ".join(words) in lexicon.answers
            if not (asks or answers or _is_speaker(document.text, name, persons, lexicon)):
                continue
            found.append(_Label(name, match.end(), span.end, asks, answers))
    return found


def _is_speaker(text: str, name: Span, persons: SpanIndex, lexicon: CueLexicon) -> bool:
    words = [w.strip(".,()'’").lower() for w in name.of(text).split()]
    if not name.of(text)[:1].isupper() or " ".join(words) in lexicon.banners:
        return False
    if any(w in lexicon.labels for w in words):
        return True
    lengths = (end - start for start, end in (persons.spans[n] for n in persons.overlapping(name)))
    return any(length * 2 >= name.length() for length in lengths)
