from __future__ import annotations

import pytest

from whosays.annotators.places.context import read_settings
from whosays.annotators.places.names import find_names
from whosays.annotators.places.use import use_of

DENIED = [("Moscow", "Moscow", "PROPN", 2, "nsubj"), ("denied", "deny", "VERB", 0, "root")]
WOKE = [("Kyiv", "Kyiv", "PROPN", 2, "nsubj"), ("woke", "wake", "VERB", 0, "root")]
SHELLED = [("They", "they", "PRON", 2, "nsubj"), ("shelled", "shell", "VERB", 0, "root"),
           ("Kyiv", "Kyiv", "PROPN", 2, "obj")]  # fmt: skip
STAFF = [("Ukraine", "Ukraine", "PROPN", 3, "nmod:poss"), ("'s", "'s", "PART", 1, "case"),
         ("army", "army", "NOUN", 4, "nsubj"), ("left", "leave", "VERB", 0, "root")]  # fmt: skip
TALKS = [("Talks", "talk", "NOUN", 0, "root"), ("between", "between", "ADP", 3, "case"),
         ("Kyiv", "Kyiv", "PROPN", 1, "nmod"), ("and", "and", "CCONJ", 5, "cc"),
         ("Moscow", "Moscow", "PROPN", 3, "conj")]  # fmt: skip
TOWN = [("Izium", "Izium", "PROPN", 2, "nsubj"), ("denied", "deny", "VERB", 0, "root")]


@pytest.mark.parametrize(
    ("sentence", "uses"),
    [
        (DENIED, ["metonymy"]),
        (WOKE, ["place"]),
        (SHELLED, ["place"]),
        (STAFF, ["metonymy"]),
        (TALKS, ["metonymy", "metonymy"]),
        (TOWN, ["place"]),
    ],
)
def test_a_capital_that_acts_is_a_government(make_parse, gazetteer, words, sentence, uses):
    parse = make_parse(sentence)
    settings = read_settings(parse, find_names(parse, gazetteer, words), words)

    found = [use_of(parse, s, words).value for s in settings if s.name.matches]

    assert found == uses
