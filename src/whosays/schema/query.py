"""Query: one frozen value that asks the ledger, from Python, the command line or the web."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whosays.schema.claim import EventType, Stance, Status

VERDICTS = ("undecided", "accepted", "corrected", "rejected")
"""What people may have made of a claim."""


class Sort(StrEnum):
    """The order of claims in a page."""

    NEWEST = "newest"
    """By the day of the event, latest first; undated ones last."""
    OLDEST = "oldest"
    """By the day of the event, earliest first; undated ones last."""
    ADDED = "added"
    """As they stand in the ledger, document by document."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims are wanted. None asks for nothing; all that is said must hold at once.

    ``place`` is a name in any spelling; ``lat``, ``lon`` and ``radius_km`` go together.
    ``actor`` stands anywhere among agents and targets: a country (ISO 3166-1 alpha-3), a role
    (``MIL``), a group or words of a name; ``COUNTRY/ROLE`` asks for both (``RUS/MIL``).
    ``source`` is the same, anywhere in the chain, or the publisher's name.
    ``since`` and ``until`` are days, inclusive: the claim's time overlaps them.
    ``measure`` with ``at_least`` and ``at_most`` asks for a figure that may lie in that range.
    ``text`` are words, all of which must stand in the claim's sentence or its resolved names;
    ``"two words"`` in quotes stand together, ``part*`` or ``*part*`` is a part of a word,
    ``-word`` must not stand there. ``in_documents`` looks in whole documents instead.
    ``document`` is a document's number, the start of its sha256, or its name.
    ``min_origins`` asks for claims of incidents told by at least so many origins.
    ``contradicted`` asks for claims of incidents whose claims contradict each other.
    ``verdict`` is what people decided: accepted, corrected, rejected, or undecided.
    ``all_readings`` counts what earlier versions read, too; ``rejected`` what people rejected.

    >>> Query(type=EventType.SHELLING, place="Siversk").limit
    50

    Raises: ValueError for half a circle, a negative limit, or crossed ranges.
    """

    type: EventType | tuple[EventType, ...] | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    actor: str | None = None
    agent: str | None = None
    target: str | None = None
    source: str | None = None
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    stance: Stance | None = None
    weapon: str | None = None
    measure: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    text: str | None = None
    in_documents: bool = False
    document: str | None = None
    incident: str | None = None
    min_origins: int | None = None
    contradicted: bool = False
    verdict: str | None = None
    all_readings: bool = False
    rejected: bool = False
    sort: Sort = Sort.NEWEST
    limit: int | None = 50
    offset: int = 0

    def __post_init__(self) -> None:
        """Check what belongs together."""
        circle = (self.lat, self.lon, self.radius_km)
        if any(v is not None for v in circle) and any(v is None for v in circle):
            msg = "lat, lon and radius_km are given together"
            raise ValueError(msg)
        if self.radius_km is not None and self.radius_km < 0:
            msg = f"a radius is not negative: {self.radius_km}"
            raise ValueError(msg)
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            msg = "limit and offset are not negative"
            raise ValueError(msg)
        if self.verdict not in {None, *VERDICTS}:
            msg = f"a verdict is one of {', '.join(VERDICTS)}, not {self.verdict!r}"
            raise ValueError(msg)
        _check_order("since", "until", self.since, self.until)
        _check_order("at_least", "at_most", self.at_least, self.at_most)

    @property
    def types(self) -> tuple[EventType, ...]:
        """The event types asked for; empty for all."""
        if self.type is None:
            return ()
        return (self.type,) if isinstance(self.type, EventType) else self.type


def _check_order(first: str, second: str, low: object, high: object) -> None:
    if low is not None and high is not None and low > high:  # type: ignore[operator]
        msg = f"{first} lies after {second}: {low} > {high}"
        raise ValueError(msg)
