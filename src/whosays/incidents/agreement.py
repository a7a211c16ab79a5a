"""Agreement: field by field, do the claims of an incident agree, fit, or contradict each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING

from whosays.incidents.features import HOLDS, bounds, distance, figure_words, rival_holders
from whosays.incidents.origins import origin_text, same_origin, side_of
from whosays.schema.incident import Accord, FieldAgreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView, FigureView

_FAR_KM = 25.0
_FAR_DEGREES = 0.224
"""No two points of a box with a shorter diagonal lie so far apart, wherever it is."""
_HARM = frozenset(
    {"killed", "wounded", "missing", "casualties", "captured", "detained", "released"}
)
_DENIED = "did_not_happen"
_AFFIRMED = frozenset({"happened", "ongoing"})
_ASSERTED = frozenset({"happened", "ongoing", "attempted"})


def agreement_of(claims: Sequence[ClaimView], rules: IncidentRules) -> tuple[FieldAgreement, ...]:
    """Compare the claims of one incident in every field that at least two of them fill."""
    ordered = sorted(claims, key=lambda c: c.row)
    parts = (
        _outcome(ordered, rules),
        _places(ordered),
        _days(ordered),
        _agents(ordered, rules),
        _weapons(ordered),
        *_figures(ordered),
    )
    return tuple(part for part in parts if part is not None)


def count_conflicts(claims: Sequence[ClaimView], rules: IncidentRules) -> int:
    """Count the fields in which the claims contradict each other, as ``agreement_of`` tells them.

    A field is compared pair by pair only where a look at all values at once leaves it open.
    """
    if len(claims) < 2:
        return 0
    ordered = sorted(claims, key=lambda c: c.row)
    parts: list[FieldAgreement | None] = []
    if _outcomes_may_conflict(ordered, rules):
        parts.append(_outcome(ordered, rules))
    if _places_may_conflict(ordered):
        parts.append(_places(ordered))
    if _days_conflict(ordered):
        parts.append(_days(ordered))
    if len({_side_of_agents(c) for c in ordered}) > 1:
        parts.append(_agents(ordered, rules))
    if _figures_may_conflict(ordered):
        parts.extend(_figures(ordered))
    return sum(part is not None and part.accord is Accord.CONTRADICT for part in parts)


def _outcomes_may_conflict(claims: Sequence[ClaimView], rules: IncidentRules) -> bool:
    types = {c.type for c in claims}
    return (
        any(c.status == _DENIED for c in claims)
        or any(pair in rules.opposed for pair in combinations(sorted(types), 2))
        or not types.isdisjoint(HOLDS)
    )


def _places_may_conflict(claims: Sequence[ClaimView]) -> bool:
    """Tell whether two of all places told lie further apart than any two that fit."""
    spots = [
        (p.lat, p.lon) for c in claims for p in c.places if p.lat is not None and p.lon is not None
    ]
    if len(set(spots)) < 2:
        return False
    lats, lons = zip(*spots, strict=True)
    return hypot(max(lats) - min(lats), max(lons) - min(lons)) > _FAR_DEGREES


def _days_conflict(claims: Sequence[ClaimView]) -> bool:
    told = [(c.start, c.end) for c in claims if c.told and c.start is not None]
    ends = [end for _, end in told if end is not None]
    starts = [start for start, end in told if start is not None and end is not None]
    return bool(ends) and max(starts) > min(ends)


def _figures_may_conflict(claims: Sequence[ClaimView]) -> bool:
    told: dict[tuple[str, bool], tuple[float | None, float | None, bool]] = {}
    for claim in claims:
        for figure in claim.figures:
            key = (figure.what, figure.total)
            value = (figure.low, figure.high, figure.approx)
            if told.setdefault(key, value) != value:
                return True
    return False


def _outcome(claims: Sequence[ClaimView], rules: IncidentRules) -> FieldAgreement | None:
    if len(claims) < 2:
        return None
    for left, right in combinations(claims, 2):
        opposed = rules.opposed.get((left.type, right.type)) or rival_holders(left, right)
        if opposed and {left.status, right.status} <= _AFFIRMED and not _is_one_voice(left, right):
            return FieldAgreement("type", Accord.CONTRADICT, opposed, (left.id,), (right.id,))
    denied = [c for c in claims if c.status == _DENIED]
    for denial in denied:
        against = [
            c
            for c in claims
            if c.status in _ASSERTED
            and not same_origin(c.origin, denial.origin)
            and _may_be_same(c, denial)
            and (c.type == denial.type or (c.type, denial.type) in rules.near)
        ]
        if against:
            words = f"{_who(denial)} says that it did not happen"
            ids = tuple(c.id for c in against)
            return FieldAgreement("status", Accord.CONTRADICT, words, ids, (denial.id,))
    states = Counter(c.status for c in claims)
    ids = tuple(c.id for c in claims)
    if len(states) == 1:
        return FieldAgreement("status", Accord.AGREE, f"all say {claims[0].status}", ids)
    words = " and ".join(f"{n} {state}" for state, n in sorted(states.items()))
    return FieldAgreement("status", Accord.COMPATIBLE, words, ids)


def _places(claims: Sequence[ClaimView]) -> FieldAgreement | None:
    placed = [c for c in claims if any(p.lat is not None for p in c.places)]
    if len(placed) < 2:
        return None
    worst, ids, words = Accord.AGREE, ((), ()), ""
    for left, right in combinations(placed, 2):
        accord, said = _place_pair(left, right)
        if _rank(accord) > _rank(worst):
            worst, ids, words = accord, ((left.id,), (right.id,)), said  # type: ignore[assignment]
    if worst is Accord.CONTRADICT:
        return FieldAgreement("place", worst, words, *ids)
    words = words or f"all in {placed[0].places[0].name}"
    return FieldAgreement("place", worst, words, tuple(c.id for c in placed))


def _place_pair(left: ClaimView, right: ClaimView) -> tuple[Accord, str]:
    best = None
    for a in left.places:
        for b in right.places:
            if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
                continue
            apart = distance(a.lat, a.lon, b.lat, b.lon)
            slack = max(a.radius, b.radius)
            if best is None or apart - slack < best[0]:
                best = (apart - slack, apart, a, b)
    if best is None:
        return Accord.COMPATIBLE, "a place is not on the map"
    _, apart, a, b = best
    if apart <= 3.0 and not (a.coarse or b.coarse):
        return Accord.AGREE, f"both in {a.name}"
    words = f"{a.name} and {b.name}, {apart:.0f} km apart"
    reach = _FAR_KM + (1.3 * max(a.radius, b.radius) if a.coarse or b.coarse else 0.0)
    return (Accord.COMPATIBLE if apart <= reach else Accord.CONTRADICT), words


def _days(claims: Sequence[ClaimView]) -> FieldAgreement | None:
    dated = [c for c in claims if c.start is not None and c.end is not None]
    if len(dated) < 2:
        return None
    for left, right in combinations(dated, 2):
        assert left.start is not None
        assert right.start is not None
        assert left.end is not None
        assert right.end is not None
        gap = max(left.start, right.start) - min(left.end, right.end)
        if gap > 0 and left.told and right.told:
            words = f"the days told lie {gap} day{'s' * (gap > 1)} apart"
            return FieldAgreement("time", Accord.CONTRADICT, words, (left.id,), (right.id,))
    ids = tuple(c.id for c in dated)
    if len({(c.start, c.end) for c in dated}) == 1:
        return FieldAgreement("time", Accord.AGREE, "all name the same days", ids)
    return FieldAgreement("time", Accord.COMPATIBLE, "the days overlap", ids)


def _agents(claims: Sequence[ClaimView], rules: IncidentRules) -> FieldAgreement | None:
    named = [c for c in claims if _side_of_agents(c) and c.status in _ASSERTED]
    sides = _sides_by_row(named)
    for left, right in combinations(named, 2):
        alike = left.type == right.type or (
            rules.near.get((left.type, right.type), 0) >= 0.6
            and rules.family_of.get(left.type) == "fire"
        )
        if alike and sides[left.row].isdisjoint(sides[right.row]):
            if _is_one_voice(left, right):
                continue
            a, b = _side_of_agents(left), _side_of_agents(right)
            words = (
                f"{_who(left)} says {', '.join(sorted(a))} did it, "
                f"{_who(right)} says {', '.join(sorted(b))}"
            )
            return FieldAgreement("agents", Accord.CONTRADICT, words, (left.id,), (right.id,))
    peers = [c for c in named if c.type == named[0].type] if named else []
    if len(peers) < 2:
        return None
    every = sorted(set().union(*(_side_of_agents(c) for c in peers)))
    ids = tuple(c.id for c in peers)
    # Of an assault and its repulse each has its own agents: what is agreed is told of one event.
    is_whole = all(_side_of_agents(c) <= set(every) for c in named)
    who = "all" if is_whole else f"all who tell of the {peers[0].type.replace('_', ' ')}"
    return FieldAgreement("agents", Accord.AGREE, f"{who} say {', '.join(every)}", ids)


def _sides_by_row(claims: Sequence[ClaimView]) -> dict[int, frozenset[str]]:
    """Give the sides of each claim's agents; a numbered unit has all that anyone says it has.

    *The 72nd brigade* alone does not say whose it is: reading it may have guessed.
    """
    of_unit: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for agent in claim.agents:
            if agent.unit:
                of_unit[agent.unit].add(agent.group or agent.country or "")
    return {
        c.row: _side_of_agents(c).union(*(of_unit.get(a.unit, ()) for a in c.agents)) - {""}
        for c in claims
    }


def _side_of_agents(claim: ClaimView) -> frozenset[str]:
    return frozenset(a.group or a.country or "" for a in claim.agents) - {""}


def _weapons(claims: Sequence[ClaimView]) -> FieldAgreement | None:
    armed = [c for c in claims if c.weapons]
    if len(armed) < 2:
        return None
    ids = tuple(c.id for c in armed)
    shared = frozenset.intersection(*(c.weapons for c in armed))
    if shared:
        return FieldAgreement("weapons", Accord.AGREE, "all name " + ", ".join(sorted(shared)), ids)
    every = sorted(frozenset().union(*(c.weapons for c in armed)))
    return FieldAgreement("weapons", Accord.COMPATIBLE, "named: " + ", ".join(every), ids)


def _figures(claims: Sequence[ClaimView]) -> list[FieldAgreement]:
    told: dict[tuple[str, str, bool, str], list[tuple[ClaimView, FigureView]]] = defaultdict(list)
    for claim in claims:
        if claim.status == _DENIED:
            continue
        for figure in claim.figures:
            if figure.low is not None or figure.high is not None:
                # Twelve drones sent and ten shot down are no contradiction: two kinds of event.
                kind = "" if figure.what in _HARM else claim.type
                key = (figure.what, of_whom(claim), figure.total, kind)
                told[key].append((claim, figure))
    found = []
    for (what, whom, _, _), rows in sorted(told.items()):
        if len({c.id for c, _ in rows}) > 1:
            name = f"figures.{what}" + (f" of {whom}" if whom else "")
            found.append(_figure_field(name, rows))
    return found


def _figure_field(name: str, rows: list[tuple[ClaimView, FigureView]]) -> FieldAgreement:
    worst, pair, words = Accord.AGREE, None, ""
    for (left, a), (right, b) in combinations(rows, 2):
        if left.id == right.id:
            continue
        if _is_one_voice(left, right) and (a.low, a.high) != (b.low, b.high):
            if _rank(worst) < _rank(Accord.COMPATIBLE):
                worst, words = Accord.COMPATIBLE, "parts or stages that one report tells"
            continue
        accord, said = figure_accord(a, b, is_update=_is_update(left, right, a, b))
        if accord is Accord.CONTRADICT and left.stance == "questioned":
            accord = Accord.COMPATIBLE
        if accord is Accord.CONTRADICT and right.stance == "questioned":
            accord = Accord.COMPATIBLE
        if _rank(accord) > _rank(worst):
            worst, pair, words = accord, (left.id, right.id), said
    if worst is Accord.CONTRADICT and pair is not None:
        return FieldAgreement(name, worst, words, (pair[0],), (pair[1],))
    words = words or f"all say {figure_words(rows[0][1])}"
    return FieldAgreement(name, worst, words, tuple(dict.fromkeys(c.id for c, _ in rows)))


def figure_accord(a: FigureView, b: FigureView, *, is_update: bool = False) -> tuple[Accord, str]:
    """Compare two counts: *12* and *at least 9* fit, *12* and *7* do not.

    ``is_update``: one origin gives a later number; the first is outdated, not contradicted.
    """
    words = f"{figure_words(a)} and {figure_words(b)}"
    if (a.low, a.high, a.approx) == (b.low, b.high, b.approx):
        return Accord.AGREE, f"both say {figure_words(a)}"
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    if low <= other_high and other_low <= high:
        return Accord.COMPATIBLE, f"{words} can both be so"
    if is_update:
        return Accord.COMPATIBLE, f"{words}: the later count of one origin"
    return Accord.CONTRADICT, f"{words} cannot both be so"


def of_whom(claim: ClaimView) -> str:
    """Give whom a claim's counts are of: ``RUS/MIL``, several joined by +, "" untold."""
    found = {"/".join(p for p in (t.group or t.country, t.role) if p) for t in claim.targets}
    return "+".join(sorted(found - {""}))


def _is_one_voice(left: ClaimView, right: ClaimView) -> bool:
    """Tell whether one source speaks in one report or its copies: no dispute with itself."""
    return left.copies == right.copies and same_origin(left.origin, right.origin)


def _may_be_same(claim: ClaimView, denial: ClaimView) -> bool:
    """Tell whether a denial is about those whom the claim names: *no civilians* are no soldiers."""
    if not claim.targets or not denial.targets:
        return True
    return any(
        a == b or (a.country == b.country and (not a.role or not b.role or a.role == b.role))
        for a in claim.targets
        for b in denial.targets
    )


def _is_update(left: ClaimView, right: ClaimView, a: FigureView, b: FigureView) -> bool:
    if not same_origin(left.origin, right.origin) or left.document == right.document:
        return False
    first, second = (a, b) if left.row < right.row else (b, a)
    before = first.low if first.low is not None else first.high
    after = second.low if second.low is not None else second.high
    return before is not None and after is not None and after != before


def _rank(accord: Accord) -> int:
    return (Accord.AGREE, Accord.COMPATIBLE, Accord.CONTRADICT).index(accord)


def _who(claim: ClaimView) -> str:
    return claim.origin.shown or origin_text(claim.origin) or side_of(claim.origin)
