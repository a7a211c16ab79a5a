"""Build: figures of many claims as series of totals and increments, one for each origin."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.schema.claim import Stance, Status
from whosays.schema.series import Observation, Series, SeriesKey
from whosays.series.check import check_series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from whosays.schema.claim import Claim
    from whosays.schema.figure import Figure

_NOT_TOLD = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.DID_NOT_HAPPEN, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class CountedClaim:
    """A claim with what a series needs of its document; ``origin`` is on whose word it rests.

    ``published`` is the last day on which the document may have been published, None unknown.
    """

    claim: Claim
    origin: str
    document: str
    published: date | None
    text: str


def build_series(claims: Iterable[CountedClaim]) -> tuple[Series, ...]:
    """Give the series of all figures that can be dated, sorted by key, each with its findings.

    A document that is read twice, or two copies of one text, tell a point once: points of one
    origin that agree in day, bounds and words are one.
    """
    points: dict[SeriesKey, dict[tuple[object, ...], Observation]] = defaultdict(dict)
    for counted in claims:
        claim = counted.claim
        if claim.status in _NOT_TOLD or claim.stance is Stance.QUESTIONED:
            continue
        for figure in claim.figures:
            point = _observation(counted, figure)
            if point is None or figure.what is None or figure.of is not None:
                continue
            key = SeriesKey(counted.origin, figure.what, of_whom(claim))
            same = (point.day, point.low, point.high, point.approx, point.is_total)
            points[key].setdefault(same, point)
    return tuple(series_of(key, found.values()) for key, found in _by_key(points))


def series_of(key: SeriesKey, points: Iterable[Observation]) -> Series:
    """Put points of one key in order and check them."""
    ordered = sorted(points, key=_order)
    totals = tuple(p for p in ordered if p.is_total)
    increments = tuple(p for p in ordered if not p.is_total)
    return Series(key, totals, increments, check_series(totals, increments))


def of_whom(claim: Claim) -> str:
    """Give whom a claim's figures count: ``RUS/MIL``, several joined by +, "" untold."""
    found = {
        "/".join(p for p in (t.group or t.country, None if t.role is None else str(t.role)) if p)
        for t in claim.targets
    }
    return "+".join(sorted(found - {""}))


def _by_key(
    points: dict[SeriesKey, dict[tuple[object, ...], Observation]],
) -> Iterator[tuple[SeriesKey, dict[tuple[object, ...], Observation]]]:
    for key in sorted(points, key=lambda k: (k.origin, k.measure, k.of_whom)):
        yield key, points[key]


def _observation(counted: CountedClaim, figure: Figure) -> Observation | None:
    day = figure.as_of or counted.claim.time.end or counted.published
    if day is None or (figure.low is None and figure.high is None):
        return None
    start, end = figure.span
    return Observation(
        day=day,
        low=figure.low,
        high=figure.high,
        approx=figure.approx,
        is_total=figure.total,
        claim=counted.claim.id,
        document=counted.document,
        published=counted.published,
        words=counted.text[start:end],
    )


def _order(point: Observation) -> tuple[object, ...]:
    return (
        point.day, point.published or point.day, point.value or 0.0, point.document, point.claim,
    )  # fmt: skip
