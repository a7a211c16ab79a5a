import itertools

import numpy as np
import pytest

from whosays.models.trees import best_heads, is_tree


def _brute_force(arcs):
    """The best single-rooted tree over log-probabilities, by trying all."""
    n = len(arcs)
    scores = arcs.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = -1e9
    log = scores - scores.max(1, keepdims=True)
    log -= np.log(np.exp(log).sum(1, keepdims=True))
    trees = (h for h in itertools.product(range(n + 1), repeat=n) if is_tree(list(h)))
    return max(trees, key=lambda h: sum(log[i, head] for i, head in enumerate(h)))


@pytest.mark.parametrize("seed", range(40))
def test_heads_are_those_of_the_best_tree(seed):
    rng = np.random.default_rng(seed)
    arcs = rng.normal(size=(4, 5)).astype(np.float32) * 2

    heads = best_heads(arcs)

    assert tuple(heads) == _brute_force(arcs)


@pytest.mark.parametrize("n", [1, 2, 30, 120])
def test_any_scores_give_one_tree_with_one_root(n):
    arcs = np.random.default_rng(n).normal(size=(n, n + 1)).astype(np.float32)

    assert is_tree(best_heads(arcs))


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ([0], True),
        ([0, 1], True),
        ([0, 0], False),
        ([2, 1], False),
        ([0, 3, 2], False),
        ([], False),
    ],
    ids=["one", "two", "two roots", "no root", "cycle", "empty"],
)
def test_a_tree_has_one_root_and_no_cycle(heads, wanted):
    assert is_tree(heads) is wanted
