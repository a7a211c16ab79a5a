from __future__ import annotations

import pytest

from whosays.annotators.places.containers import find_containers
from whosays.annotators.places.context import read_settings
from whosays.annotators.places.names import find_names


@pytest.fixture
def settings_of(flat, gazetteer, words):
    def read(text):
        parse = flat(text)
        return read_settings(parse, find_names(parse, gazetteer, words), words)

    return read


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("fired at Izium", "at"),
        ("fighting near Izium", "near"),
        ("fighting 15 km south-east of Izium", "near"),
        ("on the outskirts of Izium", "near"),
        ("advanced towards Izium", "toward"),
        ("in the direction of Izium", "toward"),
        ("withdrew from Izium", "from"),
        ("somewhere between Izium and Lyman", "between"),
    ],
)
def test_the_words_before_tell_how_the_event_lies_to_the_place(settings_of, text, relation):
    assert settings_of(text)[0].relation.value == relation


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("in Kherson region", "region"),
        ("the Lyman direction was quiet", "direction"),
        ("in the village of Torske", "settlement"),
        ("Izium district was shelled", "district"),
        ("the right bank of the Dnipro", "bank"),
        ("over Hostomel military airfield", "facility"),
    ],
)
def test_the_head_noun_about_a_name_is_read(settings_of, text, head):
    assert settings_of(text)[0].head == head


def test_a_plural_head_holds_for_the_whole_series(settings_of):
    settings = settings_of("missiles over Odesa, Sumy and Poltava regions")

    assert [s.head for s in settings] == ["region"] * 3
    assert len({s.series for s in settings}) == 1


def test_a_series_shares_the_relation_of_its_first(settings_of):
    settings = settings_of("shelling near Siversk, Torske and Lyman")

    assert {s.relation.value for s in settings} == {"near"}


def test_a_distance_is_read_in_km(settings_of):
    [setting] = settings_of("a crater 20 miles from Kherson")

    assert setting.away_km == 32.2


def test_the_side_of_a_place_is_kept(settings_of):
    assert settings_of("in eastern Lysychansk")[0].part == "eastern"


def test_a_series_lies_in_the_region_named_after_it(flat, gazetteer, words):
    parse = flat("shelling at Siversk, Torske and Lyman in Donetsk region")
    settings = read_settings(parse, find_names(parse, gazetteer, words), words)

    assert find_containers(parse, settings, words.parts) == {0: (3,), 1: (3,), 2: (3,)}


def test_a_container_is_not_what_the_event_lies_near(settings_of):
    settings = settings_of("south of Krasnohorivka, Donetsk Oblast")

    assert [s.relation.value for s in settings] == ["near", "at"]
