"""Build: one incident from its claims, with origins, agreement, estimates and a grade."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from whosays.incidents.agreement import agreement_of
from whosays.incidents.estimate import estimates_of, grade_of
from whosays.incidents.origins import origins_of
from whosays.schema.incident import Incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView, PlaceView


def incident_id(first_claim: str) -> str:
    """Name an incident by its first claim: it keeps its name as it grows."""
    return "i" + hashlib.sha256(first_claim.encode()).hexdigest()[:11]


def build_incident(claims: Sequence[ClaimView], rules: IncidentRules) -> Incident:
    """Put together what the claims of one incident say; they may come in any order."""
    ordered = sorted(claims, key=lambda c: c.row)
    origins = origins_of(ordered, rules)
    origin_by_id = {claim: o.key for o in origins for claim in o.claims}
    by_row = {c.row: origin_by_id[c.id] for c in ordered}
    agreement = agreement_of(ordered, rules)
    types = Counter(c.type for c in ordered)
    start, end = _days(ordered)
    place = _place(ordered)
    return Incident(
        id=incident_id(ordered[0].id),
        claims=tuple(c.id for c in ordered),
        types=tuple(sorted(types, key=lambda t: (-types[t], t))),
        start=start,
        end=end,
        place=None if place is None else place.name,
        lat=None if place is None else place.lat,
        lon=None if place is None else place.lon,
        origins=origins,
        agreement=agreement,
        estimates=estimates_of(ordered, by_row),
        grade=grade_of(origins, agreement, ordered),
    )


def _days(claims: Sequence[ClaimView]) -> tuple[date | None, date | None]:
    """Give the shortest span of days that the most origins tell."""
    spans: Counter[tuple[int, int]] = Counter()
    seen: set[tuple[object, ...]] = set()
    for claim in claims:
        if claim.start is None or claim.end is None:
            continue
        mark = (claim.start, claim.end, claim.origin)
        if mark not in seen:
            seen.add(mark)
            spans[claim.start, claim.end] += 2 if claim.told else 1
    if not spans:
        return None, None
    start, end = min(spans, key=lambda s: (s[1] - s[0], -spans[s], s))
    return date.fromordinal(start), date.fromordinal(end)


def _place(claims: Sequence[ClaimView]) -> PlaceView | None:
    """Give the finest place that the most claims name."""
    votes: Counter[tuple[str, float | None, float | None]] = Counter()
    views: dict[tuple[str, float | None, float | None], PlaceView] = {}
    for claim in claims:
        for place in claim.places:
            key = (place.key, place.lat, place.lon)
            views.setdefault(key, place)
            votes[key] += 1
    if not votes:
        return None

    def order(key: tuple[str, float | None, float | None]) -> tuple[object, ...]:
        view = views[key]
        return (view.lat is None, view.coarse, -votes[key], key[0])

    return views[min(votes, key=order)]
