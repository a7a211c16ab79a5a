"""Check: where a series does not fit itself, or two series do not fit each other.

Each finding names its claims. A finding is a disagreement of what is told, never a guess of who is
right.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from whosays.schema.series import Finding, Observation, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_SCALE = 20.0
"""A count of a day and one that is so many times larger are not of the same thing."""
_ALIKE = 1.1
_STALE_DAYS = 2
"""A total is stale if it is told this many days after it was superseded."""
_WINDOW = 60
"""A standstill is noted if on so many days before and after it the count moved every day."""
_MIN_STEP = 3
"""And moved by so much or more: a count that moves by one may well rest for a day."""


def check_series(
    totals: Sequence[Observation], increments: Sequence[Observation]
) -> tuple[Finding, ...]:
    """Find falls, swapped digits, increments that do not fit, days told twice, stale figures.

    Both come in order of days. Bounds are no exact counts: *more than 100* after *105* is no fall.
    """
    found = [*_same_day(totals), *_stale(totals)]
    stale = {claim for f in found if f.kind == "stale" for claim in f.claims[:1]}
    sound = [p for p in totals if p.claim not in stale or _told_well(p, totals)]
    firm = _one_a_day(sound)
    found.extend(_falls(firm))
    found.extend(_standstills(firm))
    found.extend(_increments(firm, increments))
    return tuple(sorted(found, key=lambda f: (f.day, f.kind, f.claims)))


def compare_series(series: Iterable[Series]) -> tuple[Finding, ...]:
    """Compare series of one measure by different origins, day by day.

    Another number is a finding of kind same_day; the same number with another qualifier (*more
    than 100* for *about 100*) is one of kind qualifier.
    """
    groups: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for one in series:
        groups[one.key.measure, one.key.of_whom].append(one)
    found: list[Finding] = []
    for _, members in sorted(groups.items()):
        for left, right in combinations(members, 2):
            found.extend(_across(left, right, left.totals, right.totals))
            found.extend(_across(left, right, left.increments, right.increments, most=_SCALE))
            # A paper tells a running total without saying so: its size shows it.
            found.extend(_across(left, right, left.increments, right.totals, most=_ALIKE))
            found.extend(_across(left, right, left.totals, right.increments, most=_ALIKE))
            # One body's *plus 200* must fit the totals of the other.
            found.extend(_increments(_one_a_day(right.totals), left.increments))
            found.extend(_increments(_one_a_day(left.totals), right.increments))
    return tuple(sorted(found, key=lambda f: (f.day, f.kind, f.claims)))


def _across(
    left: Series,
    right: Series,
    ours: Sequence[Observation],
    theirs: Sequence[Observation],
    *,
    most: float | None = None,
) -> Iterable[Finding]:
    """Compare two lists of points day by day; ``most`` is how many times larger one may be."""
    by_day: dict[date, list[Observation]] = defaultdict(list)
    for point in theirs:
        by_day[point.day].append(point)
    for a in ours:
        for b in by_day.get(a.day, ()):
            if most is not None and not _is_of_size(a, b, most):
                continue
            words = f"{left.key.origin}: {told(a)}; {right.key.origin}: {told(b)}"
            if a.value != b.value:
                if not _can_both_be(a, b):
                    swapped = " (digits swapped)" if is_swap(a.value, b.value) else ""
                    yield Finding("same_day", a.day, words + swapped, (a.claim, b.claim))
            elif a.qualifier != b.qualifier:
                yield Finding("qualifier", a.day, words, (a.claim, b.claim))


def _is_of_size(a: Observation, b: Observation, most: float) -> bool:
    low, high = sorted((_value(a), _value(b)))
    return low > 0 and high <= most * low


def told(point: Observation) -> str:
    """Say an observation in short: *about 38,550*."""
    if point.low is not None and point.high is not None and point.low != point.high:
        return f"{point.low:,.0f} to {point.high:,.0f}"
    qualifier = "" if point.qualifier == "exactly" else point.qualifier + " "
    return f"{qualifier}{point.value or 0:,.0f}"


def is_swap(left: float | None, right: float | None) -> bool:
    """Tell whether two whole numbers differ by two neighbouring digits in the wrong order."""
    if left is None or right is None or left == right:
        return False
    a, b = f"{left:.0f}", f"{right:.0f}"
    if len(a) != len(b):
        return False
    wrong = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and a[wrong[0]] == b[wrong[1]]
        and a[wrong[1]] == b[wrong[0]]
    )


def _can_both_be(a: Observation, b: Observation) -> bool:
    """Tell whether bounds leave room for both; *about* is taken as told: totals are counted."""
    low = max(p.low for p in (a, b) if p.low is not None) if a.low or b.low else None
    high = min(p.high for p in (a, b) if p.high is not None) if a.high or b.high else None
    return low is None or high is None or low <= high


def _same_day(totals: Sequence[Observation]) -> Iterable[Finding]:
    by_day: dict[date, list[Observation]] = defaultdict(list)
    for point in totals:
        by_day[point.day].append(point)
    for day, points in by_day.items():
        for a, b in combinations(points, 2):
            if a.value != b.value and not _can_both_be(a, b):
                words = f"{told(a)} and {told(b)} for one day"
                yield Finding("same_day", day, words, (a.claim, b.claim))
            elif a.value == b.value and a.qualifier != b.qualifier:
                words = f"{told(a)} and {told(b)}: the number is the same, its qualifier is not"
                yield Finding("qualifier", day, words, (a.claim, b.claim))


def _stale(totals: Sequence[Observation]) -> Iterable[Finding]:
    """Find a total told for a day that has another one, and that is an earlier day's number."""
    days = defaultdict(list)
    for point in totals:
        days[point.day].append(point)
    order = sorted(days)
    for point in totals:
        others = [p for p in days[point.day] if p.value != point.value]
        if not others:
            continue
        for day in order:
            if day >= point.day or (point.day - day).days < _STALE_DAYS:
                continue
            earlier = next((p for p in days[day] if p.value == point.value), None)
            if earlier is not None:
                words = f"{told(point)} was the total of {day}, told again for {point.day}"
                yield Finding("stale", point.day, words, (point.claim, earlier.claim))
                break


def _told_well(point: Observation, totals: Sequence[Observation]) -> bool:
    return not any(p.day == point.day and p.value != point.value for p in totals)


def _one_a_day(totals: Sequence[Observation]) -> list[Observation]:
    """Give one exact total a day, the last that was told, in order."""
    last: dict[date, Observation] = {}
    for point in totals:
        if point.low is not None and point.low == point.high:
            last[point.day] = point
    return [last[day] for day in sorted(last)]


def _falls(firm: Sequence[Observation]) -> Iterable[Finding]:
    """Find totals that fall; where swapped digits explain it, say so of the one that is out.

    The point out of line may be the earlier one (too high) or the later (too low).
    """
    known = set()
    for n, point in enumerate(firm):
        before = firm[n - 1] if n else None
        after = firm[n + 1] if n + 1 < len(firm) else None
        mended = _mended(point, before, after)
        if mended is not None:
            neighbours = tuple(p.claim for p in (before, after) if p is not None)
            words = f"{told(point)} does not fit the days around it; {mended:,.0f} would"
            yield Finding("digits", point.day, words, (point.claim, *neighbours))
            known.add(point.claim)
    for a, b in pairwise(firm):
        if _value(b) < _value(a) and a.claim not in known and b.claim not in known:
            words = f"{told(a)} on {a.day}, then {told(b)}: a total cannot fall"
            yield Finding("fall", b.day, words, (a.claim, b.claim))


def _mended(
    point: Observation, before: Observation | None, after: Observation | None
) -> float | None:
    """Give the number with two digits swapped that would fit, where the told one does not."""
    if before is None or after is None or _value(after) < _value(before):
        return None
    low, high = _value(before), _value(after)
    if low <= _value(point) <= high:
        return None
    digits = f"{_value(point):.0f}"
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits and low <= float(swapped) <= high:
            return float(swapped)
    return None


def _standstills(firm: Sequence[Observation]) -> Iterable[Finding]:
    """Find a total that stands still for a day in a series that moved on every other."""
    steps = [(a, b) for a, b in pairwise(firm) if b.day - a.day == timedelta(days=1)]
    still = [n for n, (a, b) in enumerate(steps) if _value(a) == _value(b)]
    for n in still:
        near = range(max(0, n - _WINDOW), min(len(steps), n + _WINDOW + 1))
        others = [abs(_value(steps[o][1]) - _value(steps[o][0])) for o in near if o != n]
        if len(near) > _WINDOW and min(others) >= _MIN_STEP:
            a, b = steps[n]
            words = f"{told(b)} is the total of the day before, in a count that moves every day"
            yield Finding("stale", b.day, words, (b.claim, a.claim))


def _increments(
    firm: Sequence[Observation], increments: Sequence[Observation]
) -> Iterable[Finding]:
    totals = {p.day: p for p in firm}
    for step in increments:
        if step.low is None or step.low != step.high:
            continue
        now, before = totals.get(step.day), totals.get(step.day - timedelta(days=1))
        if now is None or before is None:
            continue
        change = _value(now) - _value(before)
        if change != _value(step):
            words = (
                f"{told(step)} more are told for {step.day}, but the totals {told(before)} and "
                f"{told(now)} differ by {change:,.0f}"
            )
            yield Finding("increment", step.day, words, (step.claim, now.claim, before.claim))


def _value(point: Observation) -> float:
    return point.value or 0.0
