"""Series: how a count moved over time, as one origin tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """Who counts (an origin's key), what (a measure), of whom (``RUS/MIL``, "" untold)."""

    origin: str
    measure: str
    of_whom: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One point: a figure as told, and the claim that it comes from.

    ``day`` is the figure's own *as of*, else the last day of the claim's time, else the day
    of publication. ``low`` and ``high`` are bounds, None for open. ``words`` are the text's.
    """

    day: date
    low: float | None
    high: float | None
    approx: bool
    is_total: bool
    claim: str
    document: str
    published: date | None
    words: str

    @property
    def value(self) -> float | None:
        """The one number that was told, whichever bound it is; None where none was."""
        return self.low if self.low is not None else self.high

    @property
    def qualifier(self) -> str:
        """How the number was told: exactly, about, more than, up to, between."""
        if self.low is None or self.high is None:
            return "up to" if self.low is None else "more than"
        if self.low != self.high:
            return "between"
        return "about" if self.approx else "exactly"


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement inside a series or between two of them, with the claims it rests on.

    ``kind`` is one of fall, increment, same_day, stale, digits, qualifier.
    """

    kind: str
    day: date
    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Totals and increments of one key in order of days, with what was found amiss."""

    key: SeriesKey
    totals: tuple[Observation, ...]
    increments: tuple[Observation, ...]
    findings: tuple[Finding, ...]
