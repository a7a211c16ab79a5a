from __future__ import annotations

import pytest

from whosays.annotators.places.names import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells hit Kramatorsk.", ["Shells", "Kramatorsk"]),
        ("He left Ivano-Frankivsk for Lviv.", ["Ivano-Frankivsk", "Lviv"]),
        ("They hold Deir al-Balah.", ["Deir al-Balah"]),
        ("It lies in Diyala Province.", ["Diyala Province"]),
        ("It flew from Luhansk Airport.", ["Luhansk Airport"]),
        ("Houthi-controlled Yemen.", ["Houthi", "Yemen"]),
        ("She is from Lexington, Ky., they say.", ["Lexington", "Ky."]),
        ("In Russia it rained.", ["Russia"]),
        ("It is in East Oxford.", ["East Oxford"]),
    ],
)
def test_names_are_cut_as_reports_write_them(flat, gazetteer, words, text, names):
    assert [n.text for n in find_names(flat(text), gazetteer, words)] == names


def test_the_head_noun_of_a_name_is_kept_apart_for_the_look_up(flat, gazetteer, words):
    [name] = find_names(flat("in Luhansk Airport"), gazetteer, words)

    assert (name.base, name.head) == ("Luhansk", "facility")


def test_demonyms_are_no_names_of_places(flat, gazetteer, words):
    names = find_names(flat("the Syrian army and Russians"), gazetteer, words)

    assert not any(n.matches for n in names)


def test_letters_of_other_uses_are_no_places(flat, gazetteer, words):
    names = find_names(flat("the EU and the UN"), gazetteer, words)

    assert not any(n.matches for n in names)
