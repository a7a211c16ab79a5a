"""Where events of whole sentences happened, as the reader gives them."""

from __future__ import annotations

import pytest


@pytest.fixture
def places(reader):
    def run(text, type_):
        reading = reader.read_text(text)
        [claim] = [c for c in reading.claims if c.type == type_]
        return [p.span.of(text) for p in claim.places]

    return run


def test_a_name_with_a_stop_heads_its_line(places):
    text = "Summary of the night.\n\nLviv. A drone struck a warehouse. Nobody was hurt.\n"

    assert places(text, "drone_strike") == ["Lviv"]


def test_a_truce_is_where_its_verb_says(places):
    assert places("In Aleppo, the ceasefire took effect.\n", "agreement") == ["Aleppo"]


def test_the_war_in_a_land_is_no_place(places):
    assert places("Five conscripts deserted the war in Ukraine.\n", "desertion") == []


def test_of_a_place_and_what_holds_it_the_finer_is_given(places):
    text = (
        "Troops advancing in the Kupiansk direction in the Izium district of the Kharkiv region"
        " were forced to withdraw.\n"
    )

    assert places(text, "withdrawal") == ["Kupiansk"]
