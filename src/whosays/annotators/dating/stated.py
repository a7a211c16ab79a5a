"""A publication date that the report itself states: header, dateline, byline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whosays.annotators.dating.points import parse_point
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import DateEvidence, Published
from whosays.schema.segment import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.schema.document import Document
    from whosays.schema.segment import Segment
    from whosays.schema.time import TimeMention

_DATELINE = re.compile(r"[,.]? ?(?:\(|/|-|:|\bgmt|\bat\b|\|)")
_IN_SENTENCE = re.compile(r"\b(?:on|in|since|by|from|until|till|before|after|to) (?:the )?$")
_ALONE_AFTER = re.compile(
    r"[\s,.;:|()\[\]-]*(?:(?:at )?\d\d?[:.]\d\d(?:[\w ]{0,14})?)?[\s.,;:|)\]-]*"
)
_AT_END = re.compile(r"[\s.,;:)\]|-]*(?:\d\d?[:.]\d\d\s*(?:[a-z.]{2,5})?)?[\s.)]*$")


def stated_date(
    document: Document, low: str, times: Sequence[TimeMention], words: dict[str, Any]
) -> Published | None:
    """Give the date that the report says is its own, None where it says none.

    A date is passed over where the report tells of a later one.
    """
    full = [(m, d) for m in times if (d := full_date(m)) is not None]
    if not full:
        return None
    segments = [
        s for s in document.segments if s.kind not in {SegmentKind.EMBED, SegmentKind.BOILERPLATE}
    ]
    latest = max(d for _, d in full)
    for mention, day in full:
        index = next((i for i, s in enumerate(segments) if s.span.contains(mention.span)), -1)
        if index < 0:
            continue
        segment = segments[index]
        is_edge = index <= 3 or index == len(segments) - 1
        reason = _reason(segment, index, mention, low, words) if is_edge else None
        if reason is None and segment.kind in {SegmentKind.DATELINE, SegmentKind.BYLINE}:
            reason = "the date of the dateline"
        if reason is None or (latest - day).days > 1:
            continue
        evidence = DateEvidence(mention.span, f"{reason}: {day.isoformat()}")
        return Published(day, day, PublishedBasis.TEXT, (evidence,))
    return None


def full_date(mention: TimeMention) -> date | None:
    """Give the day of a mention that tells day, month and year itself, else None."""
    if not re.match(r"\d{4}-\d\d-\d\d", mention.value) or mention.rule.endswith(".range"):
        return None
    point = parse_point(mention.value)
    return point.as_date() if point else None


def _reason(
    segment: Segment, index: int, mention: TimeMention, low: str, words: dict[str, Any]
) -> str | None:
    start, end = segment.span
    before, after = low[start : mention.span.start], low[mention.span.end : end]
    near = before[-40:]
    if re.search(r"(?:\d|\d(?:st|nd|rd|th)) ?(?:-|to|and) ?$", near):
        # "8-14 July 2024" is the time that the report is about.
        return None
    if any(label in near for label in words["labels"]):
        return "the report says when it was published"
    if index <= 2 and re.search(r"\bas (?:of|at)\b[^.]*$", near):
        return "the header says as of when"
    if len(before) <= 40 and not _IN_SENTENCE.search(before) and _ALONE_AFTER.fullmatch(after):
        return "the date stands alone in its line"
    if (
        index <= 3
        and len(before) <= 50
        and _DATELINE.match(after)
        and before[:1].strip()
        and "." not in before[:-4]
    ):
        return "the date of the dateline"
    if index <= 1 and _AT_END.match(after) and any(w in before for w in words["status"]):
        return "the headline ends with the date"
    return None
