from __future__ import annotations

import pytest

from whosays.errors import ResourceError
from whosays.resources.gazetteer import Gazetteer, MatchKind, load_gazetteer
from whosays.resources.gazetteer_file import (
    NamedPlace,
    Place,
    open_gazetteer,
    pack_places,
    unpack_places,
    write_gazetteer,
)
from whosays.resources.resources import Resources
from whosays.settings import load_settings


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    home = {"WHOSAYS_HOME": str(tmp_path_factory.mktemp("home"))}
    return load_gazetteer(Resources(), load_settings(environ=home))


def test_packed_ids_come_back_as_they_were():
    ids = [(-5, True), (0, False), (127, True), (930_240_040_460, False)]

    assert list(unpack_places(pack_places(ids))) == ids


@pytest.mark.parametrize(
    ("name", "shown", "country"),
    [
        ("Kramatorsk", "Kramatorsk", "UKR"),
        ("Artyomovsk", "Bakhmut", "UKR"),
        ("Hasaka province", None, None),
        ("Hasakah", "Al-Hasakah Governorate", "SYR"),
        ("Donbass", "Donbas", "UKR"),
        ("U.S.", "United States", "USA"),
        ("Black Sea", "Black Sea", ""),
        ("Robotyne", "Robotyne", "UKR"),
    ],
)
def test_a_name_finds_its_place_in_the_built_in_gazetteer(gazetteer, name, shown, country):
    found = [(m.place.name, m.place.country) for m in gazetteer.find(name)]

    assert ((shown, country) in found) if shown else not found


def test_a_misspelt_name_finds_what_sounds_alike(gazetteer):
    [match, *_] = gazetteer.find_spelling("Lysichansk")

    assert match.place.name == "Lysychansk"
    assert match.kind is MatchKind.SPELLING


def test_one_wrong_consonant_is_forgiven_last(gazetteer):
    [match, *_] = gazetteer.find_spelling("Kramatorks")

    assert (match.place.name, match.kind) == ("Kramatorsk", MatchKind.NEAR_SPELLING)


def test_a_place_is_described_with_its_divisions(gazetteer):
    [match, *_] = gazetteer.find("Bakhmut")

    assert gazetteer.describe(match.place) == "Bakhmut, Donetsk Oblast, Ukraine"


def test_a_look_up_asks_an_index_and_scans_no_table(gazetteer):
    [file, *_] = gazetteer._connections()
    for query in (
        "SELECT places FROM names WHERE key = 'izium'",
        "SELECT * FROM places WHERE id IN (1, 2) ORDER BY id",
    ):
        plan = " ".join(row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert "SEARCH" in plan
        assert "SCAN" not in plan


def test_the_same_places_give_the_same_bytes(tmp_path):
    places = [NamedPlace(Place(2, "Bila", 49.0, 30.0, country="UKR"), ("Belaya", "Біла"))]
    for name in ("one", "two"):
        write_gazetteer(tmp_path / name, places, meta={"title": "t"})

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_later_file_outweighs_an_earlier_one_for_the_same_id(tmp_path):
    for name, lat in (("a", 49.0), ("b", 49.1)):
        place = Place(7, "Bila", lat, 30.0, country="UKR")
        write_gazetteer(tmp_path / name, [NamedPlace(place)], meta={})
    gazetteer = Gazetteer([tmp_path / "a", tmp_path / "b"])

    [match] = gazetteer.find("Bila")

    assert match.place.lat == 49.1


def test_one_village_of_two_files_is_one_place(tmp_path):
    one, two = (
        Place(7, "Bila", 49.0, 30.0, country="UKR"),
        Place(8, "Bila", 49.01, 30.01, country="UKR"),
    )
    write_gazetteer(tmp_path / "a", [NamedPlace(one)], meta={})
    write_gazetteer(tmp_path / "b", [NamedPlace(two)], meta={})

    assert len(Gazetteer([tmp_path / "a", tmp_path / "b"]).find("Bila")) == 1


def test_a_missing_file_is_a_numbered_error(tmp_path):
    with pytest.raises(ResourceError, match="A411"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_database_is_a_numbered_error(tmp_path):
    path = tmp_path / "bad.sqlite"
    path.write_bytes(b"no database at all" * 100)

    with pytest.raises(ResourceError, match="A413"):
        open_gazetteer(path)


def test_a_file_of_other_rules_is_told_with_both_numbers(tmp_path):
    import sqlite3

    path = tmp_path / "old.sqlite"
    write_gazetteer(path, [], meta={})
    with sqlite3.connect(path) as file:
        file.execute("UPDATE meta SET value = '0' WHERE key = 'fold_version'")
    file.close()

    with pytest.raises(ResourceError, match=r"A412.*1\.0.*1\.1"):
        open_gazetteer(path)
