"""Trees of ``models``: arc scores in, the best single-rooted tree out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BARRED = -1e9


def best_heads(arcs: NDArray[np.float32]) -> list[int]:
    """Give the head of every word: 0 for the root, else 1 + the head's index.

    The best head of each word is taken where that makes a tree; else the maximum spanning
    tree (Chu & Liu 1965, Edmonds 1967) over log-probabilities.

    Shape: arcs (n, 1 + n), row = dependent, column 0 = the root.
    """
    n = len(arcs)
    scores = arcs.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = _BARRED
    heads: list[int] = scores.argmax(1).tolist()
    if is_tree(heads):
        return heads
    top = scores.max(1, keepdims=True)
    log = scores - (top + np.log(np.exp(scores - top).sum(1, keepdims=True)))
    square = np.full((n + 1, n + 1), _BARRED)
    square[1:] = np.maximum(log, -1e4)
    square[np.arange(1, n + 1), np.arange(1, n + 1)] = _BARRED
    return _best_rooted(square)


def _best_rooted(square: NDArray[np.float64]) -> list[int]:
    """Give the heads of the best tree with one root.

    Words are tried as the root in the order of what a tree under them can score at most, until no
    other can do better.
    """
    roots = square[1:, 0].copy()
    square[1:, 0] = _BARRED
    others = square[1:].max(1)
    most = roots + others.sum() - others
    best: tuple[float, list[int]] = (-np.inf, [])
    for root in np.argsort(-most, kind="stable").tolist():
        if most[root] <= best[0]:
            break
        square[root + 1, 0] = roots[root]
        heads = spanning_tree(square)[1:]
        square[root + 1, 0] = _BARRED
        if heads[root] == 0 and heads.count(0) == 1:
            own = [h for i, h in enumerate(heads) if i != root]
            rows = [i + 1 for i in range(len(heads)) if i != root]
            score = float(square[rows, own].sum()) + roots[root]
            best = max(best, (score, heads), key=lambda pair: pair[0])
    return best[1]


def is_tree(heads: list[int]) -> bool:
    """Tell whether heads (0 = root, else 1 + index) make one tree with one root."""
    if heads.count(0) != 1:
        return False
    n = len(heads)
    state = bytearray(n + 1)
    state[0] = 2
    for start in range(1, n + 1):
        node = start
        path = []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node - 1]
        if state[node] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True


def spanning_tree(scores: NDArray[np.float64]) -> list[int]:
    """Give each node's head in the maximum arborescence rooted in node 0 (its own head is -1).

    Shape: scores (m, m), row = dependent.
    """
    m = len(scores)
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = -1
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(m, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    ring = np.array(cycle)
    # Entering the ring at a node costs what that node's own arc in the ring was worth.
    gain = scores[np.ix_(ring, outside)] - scores[ring, np.array(heads)[ring]][:, None]
    leave = scores[np.ix_(outside, ring)]
    k = len(outside)
    smaller = np.full((k + 1, k + 1), _BARRED * 2)
    smaller[:k, :k] = scores[np.ix_(outside, outside)]
    smaller[k, :k] = gain.max(0)
    smaller[:k, k] = leave.max(1)
    inner = spanning_tree(smaller)
    result = list(heads)
    for index, head in enumerate(inner[:k]):
        node = int(outside[index])
        if head < 0:
            result[node] = -1
        elif head < k:
            result[node] = int(outside[head])
        else:
            result[node] = int(ring[leave[index].argmax()])
    entry = inner[k]
    result[int(ring[gain[:, entry].argmax()])] = int(outside[entry])
    return result


def _find_cycle(heads: list[int]) -> list[int] | None:
    state = bytearray(len(heads))
    state[0] = 2
    for start in range(1, len(heads)):
        node = start
        path = []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None
