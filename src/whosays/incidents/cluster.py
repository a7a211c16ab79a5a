"""Cluster: join pairs to incidents under what people have ruled; the same input, the same bytes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from whosays.incidents.rules import IncidentRules

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What binds: ``same`` (latest first) and ``different`` by people, ``linked`` in documents.

    Pairs are rows, the smaller first. A DIFFERENT outweighs what SAMEs add up to.
    """

    same: tuple[Pair, ...] = ()
    different: frozenset[Pair] = frozenset()
    linked: tuple[Pair, ...] = ()


@dataclass(slots=True)
class _Clusters:
    home: dict[int, int]
    members: dict[int, list[int]]
    families: dict[int, dict[str, int]]
    near: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    barred: dict[int, set[int]] = field(default_factory=dict)


def cluster(
    family_of: Mapping[int, str],
    edges: Iterable[tuple[int, int, float]],
    constraints: Constraints,
    rules: IncidentRules,
) -> list[tuple[int, ...]]:
    """Give the incidents as sorted tuples of rows, the one with the earliest row first.

    ``family_of`` names every row and its event family; ``edges`` are scored pairs (left < right).
    Two clusters join along their best edge if all their pairs of one family, taken together,
    score the threshold in the mean; a pair that was not scored counts as ``rules.unseen``. What one
    document tells of one happening counts as one claim: the likest of its words speaks for all.
    """
    scored = sorted(((-score, a, b) for a, b, score in edges))
    state = _start(family_of, scored, constraints)
    for left, right in constraints.same:
        _join_if_allowed(state, left, right)
    for left, right in sorted(constraints.linked):
        _join_if_allowed(state, left, right, as_one=True)
    for negative, left, right in scored:
        if -negative < rules.threshold:
            break
        a, b = state.home[left], state.home[right]
        if a != b and _mean(state, a, b, rules) >= rules.threshold:
            _join_if_allowed(state, left, right)
    return sorted(tuple(sorted(rows)) for rows in state.members.values())


def _start(
    family_of: Mapping[int, str],
    scored: Sequence[tuple[float, int, int]],
    constraints: Constraints,
) -> _Clusters:
    state = _Clusters(
        home={row: row for row in family_of},
        members={row: [row] for row in family_of},
        families={row: {family: 1} for row, family in family_of.items()},
        near={row: {} for row in family_of},
        barred={row: set() for row in family_of},
    )
    for negative, left, right in scored:
        state.near[left][right] = state.near[right][left] = (-negative, 1)
    for left, right in constraints.different:
        if left in state.home and right in state.home:
            state.barred[left].add(right)
            state.barred[right].add(left)
    return state


def _mean(state: _Clusters, a: int, b: int, rules: IncidentRules) -> float:
    total, count = state.near[a].get(b, (0.0, 0))
    families = state.families[b]
    comparable = sum(n * families.get(f, 0) for f, n in state.families[a].items())
    missing = max(0, comparable - count)
    return (total + rules.unseen * missing) / max(1, count + missing)


def _join_if_allowed(state: _Clusters, left: int, right: int, *, as_one: bool = False) -> None:
    if left not in state.home or right not in state.home:
        return
    a, b = state.home[left], state.home[right]
    if a == b or b in state.barred[a]:
        return
    if len(state.members[a]) < len(state.members[b]) or (
        len(state.members[a]) == len(state.members[b]) and b < a
    ):
        a, b = b, a
    for row in state.members[b]:
        state.home[row] = a
    state.members[a] += state.members.pop(b)
    for family, n in state.families.pop(b).items():
        known = state.families[a].get(family, 0)
        state.families[a][family] = max(known, n) if as_one else known + n
    for other, (score, count) in state.near.pop(b).items():
        state.near[other].pop(b, None)
        if other == a:
            continue
        before = state.near[a].get(other, (0.0, 0))
        joined = (before[0] + score, before[1] + count)
        if as_one:
            joined = max(before, (score, count), key=lambda p: (p[0] / max(1, p[1]), p[1]))
        state.near[a][other] = state.near[other][a] = joined
    state.near[a].pop(b, None)
    for other in state.barred.pop(b):
        state.barred[other].discard(b)
        state.barred[other].add(a)
        state.barred[a].add(other)


def results_of_attacks(
    edges: Iterable[tuple[int, int, float]],
    document_of: Callable[[int], int],
    is_result: Callable[[int], bool],
    rules: IncidentRules,
) -> list[Pair]:
    """Give each harm that a report tells with the attack of that report that is likest its cause.

    They are one happening as the report tells it, and linked like what it calls one.
    """
    best: dict[int, tuple[float, int]] = {}
    for left, right, score in edges:
        if score < rules.threshold or document_of(left) != document_of(right):
            continue
        for result, attack in ((left, right), (right, left)):
            if is_result(result) and not is_result(attack):
                best[result] = max(best.get(result, (0.0, 0)), (score, -attack))
    return [(min(r, -a), max(r, -a)) for r, (_, a) in sorted(best.items())]


def components(rows: Iterable[int], pairs: Iterable[Pair]) -> list[list[int]]:
    """Give the connected parts of a graph, each sorted, the one with the earliest row first."""
    home = {row: row for row in rows}

    def find(row: int) -> int:
        while home[row] != row:
            home[row] = home[home[row]]
            row = home[row]
        return row

    for left, right in pairs:
        a, b = find(left), find(right)
        if a != b:
            home[max(a, b)] = min(a, b)
    parts: dict[int, list[int]] = defaultdict(list)
    for row in sorted(home):
        parts[find(row)].append(row)
    return [parts[key] for key in sorted(parts)]
