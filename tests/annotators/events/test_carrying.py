"""Carrying places over: what the model weighs, and when it lets a place go."""

from __future__ import annotations

import pytest

from whosays.annotators.events.carrying import NEAR, CarryModel, Option
from whosays.annotators.events.spots import Spot
from whosays.schema.place import PlaceMention, Precision, Relation
from whosays.schema.span import Span

SHELLED = (
    "Shells/NOUN/NNS/2/nsubj/shell hit/VERB/VBD/0/root/hit a/DET/DT/4/det/a "
    "school/NOUN/NN/2/obj/school in/ADP/IN/6/case/in Izium/PROPN/NNP/2/obl/Izium ./PUNCT/./2/punct/."
)
KILLED = (
    "Two/NUM/CD/2/nummod/two people/NOUN/NNS/4/nsubj:pass/people were/AUX/VBD/4/aux:pass/be "
    "killed/VERB/VBN/0/root/kill"
)


def spot(name, start):
    return Spot(start, PlaceMention(Span(start, start + 3), name))


def option(name, start, *features):
    return Option((spot(name, start),), features)


NONE = Option((), ("none",))


def test_a_place_must_be_likely_enough():
    model = CarryModel({"good": 3.0, "poor": -3.0}, least=0.5, near=0.3)

    assert model.best([option("Ubi", 0, "poor"), NONE], None) == ()
    assert model.best([option("Ubi", 0, "good"), NONE], None) == (spot("Ubi", 0),)


def test_the_last_place_of_the_paragraph_stands_where_no_other_is_twice_as_likely():
    weights = {NEAR: 0.0, "other": 0.4, "sure": 3.0}
    model = CarryModel(weights, least=0.3, near=0.2)
    near = option("Ubi", 0, NEAR)

    assert model.best([near, option("Ibi", 9, "other"), NONE], None) == near.spots
    assert model.best([near, option("Ibi", 9, "sure"), NONE], None) == (spot("Ibi", 9),)


@pytest.fixture
def izium():
    def mark(parse):
        token = next(t for t in parse.tokens if t.text == "Izium")
        return (
            PlaceMention(
                span=token.span, name="Izium", precision=Precision.SETTLEMENT, relation=Relation.AT
            ),
        )

    return mark


def test_the_dead_of_the_next_sentence_died_where_the_shells_fell(trees, izium):
    text, events = trees.events_of(SHELLED, KILLED, places=izium)

    assert trees.told(text, events, "place") == {"hit": ["Izium"], "killed": ["Izium"]}


def test_nothing_is_carried_before_anything_was_told(trees):
    text, events = trees.events_of(KILLED)

    assert trees.told(text, events, "place") == {"killed": []}
