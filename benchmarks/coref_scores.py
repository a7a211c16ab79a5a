"""MUC, B-cubed and CEAF-e over gold mentions, singletons counted; CoNLL F1 is their mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Score(NamedTuple):
    """Recall, precision and F1 of one measure, in percent."""

    recall: float
    precision: float
    f1: float


def conll(gold: Mapping[str, str], system: Mapping[str, str]) -> dict[str, Score]:
    """Score one clustering (mention → cluster) against another over the same mentions."""
    assert gold.keys() == system.keys()
    found = {
        "MUC": _muc(gold, system),
        "B3": _b_cubed(gold, system),
        "CEAFe": _ceaf_e(gold, system),
    }
    mean = sum(s.f1 for s in found.values()) / 3
    return {**found, "CoNLL": Score(0.0, 0.0, mean)}


def _clusters(of: Mapping[str, str]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for mention, name in of.items():
        found[name].add(mention)
    return found


def _score(recall: float, precision: float) -> Score:
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return Score(100 * recall, 100 * precision, 100 * f1)


def _muc(gold: Mapping[str, str], system: Mapping[str, str]) -> Score:
    def side(keys: Mapping[str, str], responses: Mapping[str, str]) -> float:
        links = missed = 0
        for members in _clusters(keys).values():
            links += len(members) - 1
            missed += len({responses[m] for m in members}) - 1
        return (links - missed) / links if links else 0.0

    return _score(side(gold, system), side(system, gold))


def _b_cubed(gold: Mapping[str, str], system: Mapping[str, str]) -> Score:
    golds, systems = _clusters(gold), _clusters(system)
    recall = precision = 0.0
    for mention in gold:
        key, response = golds[gold[mention]], systems[system[mention]]
        shared = len(key & response)
        recall += shared / len(key)
        precision += shared / len(response)
    return _score(recall / len(gold), precision / len(gold))


def _ceaf_e(gold: Mapping[str, str], system: Mapping[str, str]) -> Score:
    golds, systems = _clusters(gold), _clusters(system)
    shared = Counter((gold[m], system[m]) for m in gold)
    weights = {(g, s): 2 * n / (len(golds[g]) + len(systems[s])) for (g, s), n in shared.items()}
    total = sum(_best_matching(part) for part in _parts(weights))
    return _score(total / len(golds), total / len(systems))


def _parts(weights: Mapping[tuple[str, str], float]) -> list[dict[tuple[str, str], float]]:
    """Cut the bipartite graph into its connected parts: each is matched alone."""
    home: dict[tuple[int, str], tuple[int, str]] = {}

    def find(node: tuple[int, str]) -> tuple[int, str]:
        home.setdefault(node, node)
        while home[node] != node:
            home[node] = home[home[node]]
            node = home[node]
        return node

    for left, right in weights:
        a, b = find((0, left)), find((1, right))
        if a != b:
            home[max(a, b)] = min(a, b)
    parts: dict[tuple[int, str], dict[tuple[str, str], float]] = defaultdict(dict)
    for (left, right), weight in weights.items():
        parts[find((0, left))][left, right] = weight
    return list(parts.values())


def _best_matching(weights: Mapping[tuple[str, str], float]) -> float:
    """Give the weight of the best one-to-one matching (the Hungarian method)."""
    rows = sorted({left for left, _ in weights})
    columns = sorted({right for _, right in weights})
    if len(rows) > len(columns):
        weights = {(right, left): w for (left, right), w in weights.items()}
        rows, columns = columns, rows
    n, m = len(rows), len(columns)
    cost = [[-weights.get((r, c), 0.0) for c in columns] for r in rows]
    u, v, match, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], column = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while True:
            used[column] = True
            row, delta, nearest = match[column], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    reduced = cost[row - 1][j - 1] - u[row] - v[j]
                    if reduced < least[j]:
                        least[j], way[j] = reduced, column
                    if least[j] < delta:
                        delta, nearest = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = nearest
            if match[column] == 0:
                break
        while column:
            match[column], column = match[way[column]], way[column]
    return -sum(cost[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])
