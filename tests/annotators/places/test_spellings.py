from __future__ import annotations

from pathlib import Path

import pytest

from whosays.annotators.places.context import read_settings
from whosays.annotators.places.names import find_names
from whosays.annotators.places.resolve import Resolver
from whosays.resources.gazetteer import load_gazetteer
from whosays.resources.gazetteer_shelf import add_gazetteer
from whosays.settings import load_settings

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("spellings.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
FLOOR = 0.92  # of 200, the right place first; 0.99 when set (2026-11-26)


@pytest.fixture(scope="module")
def full_gazetteer(resources, shared_folder, tmp_path_factory):
    home = {"WHOSAYS_HOME": str(tmp_path_factory.mktemp("home"))}
    settings = load_settings(environ=home)
    add_gazetteer(shared_folder / "gazetteer" / "UA.txt", resources, settings)
    return load_gazetteer(resources, settings)


def is_right(gazetteer, place, name, oblast, raion):
    first = gazetteer.division(place.country, place.admin1, "")
    second = gazetteer.division(place.country, place.admin1, place.admin2)
    if place.country != "UKR" or first is None or first.name != oblast:
        return False
    if raion and (second is None or not second.name.startswith(raion)):
        return False
    return any(m.place.id == place.id for m in gazetteer.find(name))


def test_there_are_200_spellings_and_40_hard_ones():
    assert len(ROWS) == 200
    assert sum(row[5] == "hard" for row in ROWS) >= 40


def test_spellings_of_the_field_find_the_right_place_first(flat, words, weights, full_gazetteer):
    resolver = Resolver(full_gazetteer, weights["choice"], words)
    wrong = []
    for spelling, context, name, oblast, raion, _ in ROWS:
        parse = flat(f"{spelling} in {context}.")
        settings = read_settings(parse, find_names(parse, full_gazetteer, words), words)
        [choice, *_] = resolver.resolve(parse, settings, {})
        best = choice.candidates[0].place if choice.candidates else None
        if best is None or not is_right(full_gazetteer, best, name, oblast, raion):
            wrong.append(spelling)

    assert 1 - len(wrong) / len(ROWS) >= FLOOR, wrong
