"""Places as a report names them, read with the shipped analyser and the built-in gazetteer."""

from __future__ import annotations

import pytest


def test_a_village_is_told_from_its_namesakes_by_its_neighbours(read_places):
    text = "Shelling hit Sloviansk, Kostiantynivka and Druzhkivka in Donetsk region on Monday."
    places = read_places(text).places

    assert [p.name for p in places][1:3] == ["Kostyantynivka", "Druzhkivka"]
    assert abs(places[1].lat - 48.53) < 0.1


def test_a_town_is_preferred_to_the_province_of_its_name(read_places):
    [place] = read_places("Three people died in Raqqa on Monday.").places

    assert place.precision == "settlement"
    assert place.country == "SYR"


def test_a_region_is_one_when_it_is_called_so(read_places):
    [place] = read_places("Three people died in Kharkiv region on Monday.").places

    assert (place.precision, place.name) == ("region", "Kharkiv Oblast")
    assert place.radius_km > 50


def test_a_direction_takes_the_town_and_a_wide_radius(read_places):
    [place] = read_places("Eight attacks were repelled in the Lyman direction.").places

    assert place.precision == "direction"
    assert place.radius_km >= 15


def test_every_place_quotes_the_text_and_gives_reasons(read_places):
    annotations = read_places("Rockets fell near Mykolaiv and on Nikopol, in southern Ukraine.")
    text = annotations.document.text

    assert [p.span.of(text) for p in annotations.places] == ["Mykolaiv", "Nikopol", "Ukraine"]
    assert all(p.because for p in annotations.places)
    assert [p.precision for p in annotations.places][2] == "area"


def test_an_unknown_village_is_kept_open_not_dropped(read_places):
    [place] = read_places("Mortars struck the village of Zhblyrkhovshte overnight.").places

    assert (place.lat, place.geonameid) == (None, None)
    assert place.name == "Zhblyrkhovshte"


@pytest.mark.parametrize(
    "text",
    [
        "General Paris said that the front was quiet.",
        "The Moscow Times wrote about it.",
        "The 24th Berlin Brigade attacked at dawn.",
    ],
)
def test_persons_papers_and_brigades_are_no_places(read_places, text):
    assert not read_places(text).places


def test_a_street_is_not_the_town_of_its_name(read_places):
    for place in read_places("A drone fell on Moscow Street at noon.").places:
        assert place.lat is None


def test_a_wrong_container_is_outvoted_and_noted(read_places):
    places = read_places("They shelled Chuhuiv in Sumy region.").places

    assert places[0].name == "Chuhuyiv"
    assert any("outvoted" in reason for reason in places[0].because)


def test_a_village_that_no_place_in_its_region_bears_is_left_open(read_places):
    places = read_places("The enemy shelled Senkivka in Chernihiv region.").places

    assert places[0].name == "Senkivka"
    assert places[0].lat is None


def test_the_city_stands_for_the_town_named_before(read_places):
    annotations = read_places("Shells fell on Kherson. Two people in the city were hurt.")

    [nominal] = annotations.get("nominal_places")
    assert nominal.name == "Kherson"
    assert nominal.span.of(annotations.document.text) == "the city"


def test_the_same_text_gives_the_same_places(read_places):
    text = "Fighting went on near Avdiivka, Marinka and Donetsk."

    assert read_places(text).places == read_places(text).places
