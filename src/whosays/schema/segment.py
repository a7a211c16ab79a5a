"""Segment: a part of a document of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whosays.schema.span import Span


class SegmentKind(StrEnum):
    """Kinds of the codebook, section 4, and table rows of bulletins as paragraphs."""

    HEADLINE = "headline"
    KEY_POINT = "key_point"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    EMBED = "embed"
    BOILERPLATE = "boilerplate"


CLAIM_KINDS = frozenset(
    {SegmentKind.HEADLINE, SegmentKind.KEY_POINT, SegmentKind.PARAGRAPH, SegmentKind.CAPTION}
)
"""Segments from which claims are taken."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A labelled stretch of the canonical text; segments are in order and do not overlap.

    ``language`` is an ISO 639-1 code or "und"; ``origin`` the ``[s, e)`` range in the raw file
    where the format allows one, else None; ``repeats`` the index of the earlier segment
    that this one says again (a caption twice), else None; ``table`` tells whether the
    segment is a table's row with cells divided by tabs (by bars in plain text set so).
    """

    span: Span
    kind: SegmentKind
    language: str = "und"
    origin: Span | None = None
    repeats: int | None = None
    table: bool = False
