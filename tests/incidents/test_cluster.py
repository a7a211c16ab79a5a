"""People bind, averages rule, and order of input does not matter."""

from __future__ import annotations

import random

import pytest

from whosays.incidents.cluster import Constraints, cluster, components
from whosays.incidents.copies import is_copy, shingles, sketch
from whosays.incidents.rules import load_rules
from whosays.resources.resources import Resources

RULES = load_rules(Resources())
FIRE = dict.fromkeys(range(1, 6), "fire")


def test_good_pairs_join_and_poor_ones_do_not():
    assert cluster(FIRE, [(1, 2, 0.9), (3, 4, 0.4)], Constraints(), RULES) == [
        (1, 2), (3,), (4,), (5,),
    ]  # fmt: skip


def test_one_good_pair_does_not_chain_two_clusters():
    edges = [(1, 2, 0.95), (3, 4, 0.95), (2, 3, 0.6)]

    assert cluster(FIRE, edges, Constraints(), RULES) == [(1, 2), (3, 4), (5,)]


def test_a_persons_different_outweighs_any_score():
    constraints = Constraints(different=frozenset({(1, 3)}))
    edges = [(1, 2, 0.99), (2, 3, 0.98), (1, 3, 0.97)]

    assert cluster(FIRE, edges, constraints, RULES) == [(1, 2), (3,), (4,), (5,)]


def test_a_persons_same_joins_without_any_score():
    constraints = Constraints(same=((1, 5),), linked=((2, 3),))

    assert cluster(FIRE, [], constraints, RULES) == [(1, 5), (2, 3), (4,)]


def test_a_different_parts_what_its_document_had_linked():
    constraints = Constraints(different=frozenset({(1, 2)}), linked=((1, 2),))

    assert (1, 2) not in cluster(FIRE, [], constraints, RULES)


def test_claims_of_other_families_do_not_water_down_the_mean():
    families = {1: "fire", 2: "civil", 3: "fire", 4: "civil"}
    constraints = Constraints(linked=((1, 2), (3, 4)))

    assert cluster(families, [(1, 3, 0.9), (2, 4, 0.4)], constraints, RULES) == [(1, 2, 3, 4)]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_does_not_matter(seed):
    rng = random.Random(seed)
    edges = [
        (a, b, round(rng.random(), 3))
        for a in range(30)
        for b in range(a + 1, 30)
        if rng.random() < 0.3
    ]
    rows = list(range(30))
    expected = cluster(dict.fromkeys(rows, "fire"), edges, Constraints(), RULES)
    rng.shuffle(edges)
    rng.shuffle(rows)

    assert cluster(dict.fromkeys(rows, "fire"), edges, Constraints(), RULES) == expected


def test_connected_parts_are_told_apart():
    assert components([5, 1, 2, 9], [(1, 2), (5, 9)]) == [[1, 2], [5, 9]]


WIRE = (
    "The Air Force of Ukraine said Russia attacked Odesa with drones overnight. Ten of them were "
    "shot down over the sea before they reached the port, it said in its morning report on Monday."
)


def test_a_text_with_a_new_headline_and_a_cut_tail_is_a_copy():
    copied = "Drones over Odesa\n" + WIRE.rpartition(",")[0]

    assert is_copy(shingles(WIRE), shingles(copied))
    assert set(sketch(shingles(WIRE))) & set(sketch(shingles(copied)))


def test_a_text_of_its_own_on_the_same_matter_is_no_copy():
    other = (
        "Odesa came under drone attack again, and ten of the craft were destroyed above the sea, "
        "according to the Air Force of Ukraine, which published its morning report on Monday."
    )

    assert not is_copy(shingles(WIRE), shingles(other))
