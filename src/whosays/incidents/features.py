"""Features: each compares two claims in one respect and says in words what it saw.

A feature gives a value from -1 (speaks against one happening) to 1 (speaks for it), or None where
nothing can be told. Its docstring is shown to users beside the score.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView, FigureView, PartyView, PlaceView

    Found = tuple[float | None, str]
    Feature = Callable[[ClaimView, ClaimView, IncidentRules], Found]

_SAME_PLACE_KM = 3.0
_NEAR_KM = 12.0
_FAR_KM = 25.0
_KM_PER_DEGREE = 111.195
HOLDS = frozenset({"capture", "control"})
"""Types that tell who holds a place."""
_REMEMBERED = 1 << 17
"""Comparisons of two values that are kept: the same places and sides meet again and again."""
_NEXT_BULLETIN = -0.3
_STREET = 0.5
"""A street without a town, told beside its town in one report."""
_NEXT_SENTENCE = 0.6
_APPROX = 0.1
"""*About 200* may be 180 or 220."""


def same_kind(left: ClaimView, right: ClaimView, rules: IncidentRules) -> Found:
    """Both reports tell of the same kind of event, or of kinds that go together."""
    if left.type == right.type:
        return 1.0, f"both {left.type}"
    near = rules.near.get((left.type, right.type), 0.0)
    return 2 * near - 1, f"{left.type} and {right.type}"


def same_place(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both reports place the event at the same spot, or at least not far apart."""
    if not left.places or not right.places:
        return None, "one names no place"
    if len(left.places) == len(right.places) == 1:
        found = _compare_places(left.places[0], right.places[0])
        return found if found[0] is not None else _off_the_map(left, right)
    best, words, known = -1.0, "", False
    shared = 0
    for a in left.places:
        hit = False
        for b in right.places:
            value, said = _compare_places(a, b)
            if value is None:
                continue
            known = True
            hit = hit or value == 1.0
            if value > best or not words:
                best, words = max(best, value), said
        shared += hit
    if not known:
        return _off_the_map(left, right)
    if best == 1.0:
        # One village of a list of thirty is weaker than one village of one.
        share = shared / math.sqrt(len(left.places) * len(right.places))
        best = 0.5 + 0.5 * min(1.0, share)
    return best, words


def _off_the_map(left: ClaimView, right: ClaimView) -> Found:
    if left.document == right.document:
        return _STREET, "one report tells both, one at a spot that is not on the map"
    return None, "a place is not on the map"


def same_day(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both reports date the event to the same day."""
    if left.start is None or right.start is None or left.end is None or right.end is None:
        return None, "one has no date"
    gap = max(left.start, right.start) - min(left.end, right.end)
    if gap > 0:
        words = f"{gap} day{'s' * (gap > 1)} apart"
        return (-0.6 if gap == 1 and not (left.told and right.told) else -1.0), words
    shared = 1 - gap
    longest = max(left.end - left.start, right.end - right.start) + 1
    value = shared / longest
    if not left.told and not right.told and value < 1:
        # Bulletins of two days in a row: what each calls *the past day* is another day.
        value = _NEXT_BULLETIN
    elif not (left.told and right.told) and longest <= 2:
        value = max(0.5, value - 0.3)
    return value, f"{shared} day{'s' * (shared > 1)} in common of {longest}"


def same_agents(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both reports say that the same side did it."""
    return _compare_parties(left.agents, right.agents)


def same_targets(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both reports say that it was done to the same side."""
    return _compare_parties(left.targets, right.targets)


def same_weapons(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both reports name the same kinds of weapons."""
    if not left.weapons or not right.weapons:
        return None, "one names no weapon"
    shared = left.weapons & right.weapons
    if shared:
        return 1.0, "both " + ", ".join(sorted(shared))
    return -0.7, f"{', '.join(sorted(left.weapons))} and {', '.join(sorted(right.weapons))}"


def same_figures(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both reports count the same things and come to numbers that fit."""
    best: float | None = None
    words = "no measure in common"
    for a in left.figures:
        for b in right.figures:
            if a.what != b.what or a.total != b.total:
                continue
            value, said = _compare_figures(a, b)
            if value is not None and (best is None or value > best):
                best, words = value, said
    return best, words


def rare_names(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both sentences name the same persons, streets, works or units."""
    shared = left.names & right.names
    if not left.names or not right.names:
        return None, "one names none"
    if not shared:
        return 0.0, "no name in common"
    return min(1.0, 0.5 * len(shared)), "both name " + ", ".join(sorted(shared))


def same_words(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """Both sentences are worded alike."""
    if not left.words or not right.words:
        return None, "no words to compare"
    shared = len(left.words & right.words)
    value = min(1.0, 1.6 * (shared / math.sqrt(len(left.words) * len(right.words)) - 0.12))
    if left.document == right.document:
        # A report does not say the same twice: other words tell nothing.
        value = max(0.0, value)
    return value, f"{shared} words in common"


def same_outcome(left: ClaimView, right: ClaimView, rules: IncidentRules) -> Found:
    """One report denies, or tells the opposite of, what the other says happened there."""
    opposed = rules.opposed.get((left.type, right.type))
    if opposed:
        return 1.0, opposed
    rival = rival_holders(left, right)
    if rival:
        return 1.0, rival
    states = {left.status, right.status}
    if "did_not_happen" in states and len(states) > 1 and left.type == right.type:
        return 1.0, "one says that it did not happen"
    if "planned" in states and len(states) > 1:
        return -1.0, "one is only planned"
    return None, "no contradiction"


def one_report(left: ClaimView, right: ClaimView, _rules: IncidentRules) -> Found:
    """One report tells both, an attack and its harm or two outcomes: it means one happening."""
    if left.document != right.document:
        return None, "two reports"
    if left.words and left.words == right.words:
        return 1.0, "told in one sentence"
    return _NEXT_SENTENCE, "told in one report"


def rival_holders(left: ClaimView, right: ClaimView) -> str:
    """Say who is told to hold a place, where two claims name rival sides; "" where they do not."""
    if left.type not in HOLDS or right.type not in HOLDS:
        return ""
    if not {left.status, right.status} <= {"happened", "ongoing"}:
        return ""
    ours, theirs = _sides(left.agents), _sides(right.agents)
    if not ours or not theirs or ours & theirs:
        return ""
    return f"one says that {'/'.join(sorted(ours))} holds it, the other {'/'.join(sorted(theirs))}"


def _sides(parties: frozenset[PartyView]) -> frozenset[str]:
    return frozenset(p.group or p.country or "" for p in parties) - {""}


FEATURES: tuple[Feature, ...] = (
    same_kind,
    same_place,
    same_day,
    same_agents,
    same_targets,
    same_weapons,
    same_figures,
    rare_names,
    same_words,
    same_outcome,
    one_report,
)
"""All features, in the order in which they are shown."""


@lru_cache(maxsize=_REMEMBERED)
def _compare_places(a: PlaceView, b: PlaceView) -> Found:
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return (0.3 if a.coarse else 1.0), f"both in {a.name}"
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        if a.key == b.key:
            return (0.2 if a.coarse or b.coarse else 1.0), f"both in {a.name}"
        return None, "a place is not on the map"
    apart = distance(a.lat, a.lon, b.lat, b.lon)
    words = f"{a.name} and {b.name}, {apart:.0f} km apart"
    if a.coarse or b.coarse:
        reach = max(a.radius, b.radius) * 1.3
        if apart <= reach:
            return (0.3 if a.coarse and b.coarse and a.key == b.key else 0.15), words
        return (-1.0 if apart > 2 * reach else -0.5), words
    if apart <= _SAME_PLACE_KM:
        return 1.0, f"both in {a.name}"
    if apart <= _NEAR_KM:
        return 0.2, words
    return (-0.6 if apart <= _FAR_KM else -1.0), words


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Measure the way between two points in km, on the plane: near points only matter."""
    x = ((lon - other_lon + 180) % 360 - 180) * math.cos(math.radians((lat + other_lat) / 2))
    return _KM_PER_DEGREE * math.hypot(lat - other_lat, x)


@lru_cache(maxsize=_REMEMBERED)
def _compare_parties(left: frozenset[PartyView], right: frozenset[PartyView]) -> Found:
    if not left or not right:
        return None, "one names nobody"
    if left & right:
        return 1.0, "both " + ", ".join(sorted(_words(p) for p in left & right))
    best = -1.0
    for a in left:
        for b in right:
            best = max(best, _compare_party(a, b))
    said = [", ".join(sorted(_words(p) for p in side)) for side in (left, right)]
    return best, " and ".join(said)


def _compare_party(a: PartyView, b: PartyView) -> float:
    if a.unit and a.unit == b.unit:
        # Whose brigade it is may be told wrongly, or be what they differ about.
        return 1.0
    if a[:3] == b[:3] and not (a.unit and b.unit):
        return 1.0
    if a.group and b.group:
        return 1.0 if a.group == b.group else -1.0
    if a.country and b.country:
        if a.country != b.country:
            return -1.0
        return 0.7 if a.role == b.role or not a.role or not b.role else 0.2
    if a.role and b.role:
        return 0.4 if a.role == b.role else -0.2
    return 0.0


def _words(party: PartyView) -> str:
    return "/".join(p for p in (party.country, party.group, party.role, party.unit) if p)


def bounds(figure: FigureView) -> tuple[float, float]:
    """Give the range that a figure leaves open; *about* widens it by a tenth."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.approx:
        low, high = low * (1 - _APPROX), high * (1 + _APPROX)
    return low, high


@lru_cache(maxsize=_REMEMBERED)
def _compare_figures(a: FigureView, b: FigureView) -> Found:
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return None, ""
    words = f"{a.what}: {figure_words(a)} and {figure_words(b)}"
    if (a.low, a.high) == (b.low, b.high):
        size = a.low if a.low is not None else a.high or 0
        return (1.0 if size >= 5 else 0.6 if size >= 3 else 0.4), words
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    if low <= other_high and other_low <= high:
        return 0.3, words
    nearest = min(abs(low - other_high), abs(other_low - high))
    size = max(abs(v) for v in (a.low or a.high or 0, b.low or b.high or 0))
    return (-0.3 if nearest <= max(2, 0.5 * size) else -0.7), words


def figure_words(figure: FigureView) -> str:
    """Say a figure in short: *12*, *about 200*, *at least 9*, *up to 30*, *3 to 5*."""
    if figure.low is None:
        return "an unknown number" if figure.high is None else f"up to {figure.high:,.0f}"
    if figure.high is None:
        return f"at least {figure.low:,.0f}"
    if figure.low == figure.high:
        return f"{'about ' * figure.approx}{figure.low:,.0f}"
    return f"{figure.low:,.0f} to {figure.high:,.0f}"
