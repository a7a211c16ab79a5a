"""Times: expressions, and the days they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from whosays.schema.basis import TimeBasis
from whosays.schema.span import Span


class TimexType(StrEnum):
    """Types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression; ``value`` is TIMEX3 ("2022-07-16", "P5M", "PRESENT_REF"), "" for none.

    ``start`` and ``end`` are whole days, inclusive; None where open or not yet resolved.
    ``granularity`` is one of minute, hour, daypart, day, week, month, season, quarter, year,
    decade, century, "". ``zone`` is "Europe/Kyiv", "Europe/Moscow" or None as the words say.
    ``rule`` is the id of the rule that made it.
    """

    span: Span
    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    granularity: str = ""
    mod: str = ""
    zone: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the event of a claim happened, in whole days, inclusive.

    An explicit or inherited time quotes its expression in ``span``.
    """

    span: Span | None = None
    start: date | None = None
    end: date | None = None
    basis: TimeBasis = TimeBasis.UNKNOWN
    because: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Check evidence and order."""
        if self.basis in {TimeBasis.EXPLICIT, TimeBasis.INHERITED} and self.span is None:
            msg = f"a time of basis {self.basis} needs the span of its words"
            raise ValueError(msg)
        if self.start is not None and self.end is not None and self.end < self.start:
            msg = f"a time ends before it starts: {self.start} to {self.end}"
            raise ValueError(msg)
