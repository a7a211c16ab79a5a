from __future__ import annotations

import pytest

from whosays.annotators.actors import build
from whosays.annotators.weapons.annotate import find_weapons
from whosays.resources.resources import Resources
from whosays.resources.weapons import load_weapons
from whosays.schema.annotations import Annotations
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.mention import EntityMention
from whosays.schema.parse import Parse
from whosays.schema.place import PlaceMention
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token
from whosays.settings import load_settings

ANNOTATOR = build(Resources(), load_settings(environ={"WHOSAYS_HOME": "/nowhere"}))
WEAPONS = load_weapons(Resources())


def parse_of(text: str, rows: str) -> Parse:
    """Build a parse from "word/upos/head/deprel/lemma" rows; heads are 1-based, 0 is the root."""
    tokens, at = [], 0
    for row in rows.split():
        word, upos, head, deprel, *lemma = row.split("/")
        start = text.index(word, at)
        at = start + len(word)
        span = Span(start, at)
        lemma = lemma[0] if lemma else word.lower()
        tokens.append(Token(span, word, lemma, upos, "", "", int(head) - 1, deprel, 0))
    return Parse(text, tuple(tokens), (Sentence(Span(0, len(text)), 0, len(tokens), 0),))


def actors(text, rows, *, publisher=None, persons=(), places=()):
    parse = parse_of(text, rows)

    def span(words):
        start = text.index(words)
        return Span(start, start + len(words))

    document = Document("x", "0", text, (), DocumentMeta("-", publisher=publisher))
    layers = {
        "parse": parse,
        "entities": tuple(EntityMention(span(p), "Person") for p in persons),
        "places": tuple(PlaceMention(span(w), w, country=c) for w, c in places),
        "mention_spans": (),
        "weapons": find_weapons(text, WEAPONS, parse),
    }
    found = ANNOTATOR.annotate(document, Annotations(document, layers))["actors"]
    return [(m.span.of(text), m.country, m.role and m.role.value, m.group) for m in found]


def test_an_adjective_gives_the_soldiers_their_country():
    found = actors(
        "Russian troops shelled homes in Orikhiv",
        "Russian/ADJ/2/amod troops/NOUN/3/nsubj/troop shelled/VERB/0/root/shell "
        "homes/NOUN/3/obj/home in/ADP/6/case Orikhiv/PROPN/4/nmod",
        places=[("Orikhiv", "UKR")],
    )

    assert found == [("Russian troops", "RUS", "MIL", None), ("homes", "UKR", "CVL", None)]


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("General Staff of the Armed Forces of Ukraine", "RUS"),
        ("Russian Ministry of Defence", "UKR"),
    ],
)
def test_the_enemy_is_the_other_side_of_who_speaks(publisher, country):
    text = "The enemy withdrew from Ukraine and Russia"
    rows = (
        "The/DET/2/det enemy/NOUN/3/nsubj withdrew/VERB/0/root/withdraw from/ADP/5/case "
        "Ukraine/PROPN/3/obl and/CCONJ/7/cc Russia/PROPN/5/conj"
    )

    found = actors(text, rows, publisher=publisher)

    assert ("The enemy", country, "MIL", None) in found


def test_fighters_are_of_the_group_beside_them():
    found = actors(
        "Hamas fighters fled",
        "Hamas/PROPN/2/compound fighters/NOUN/3/nsubj/fighter fled/VERB/0/root/flee",
    )

    assert found == [("Hamas fighters", "PSE", "REB", "Hamas")]


def test_a_person_has_the_role_of_the_title():
    found = actors(
        "governor Ihor Kozak said",
        "governor/NOUN/2/nmod:desc Ihor/PROPN/4/nsubj Kozak/PROPN/2/flat said/VERB/0/root/say",
        publisher="Kharkiv Regional Military Administration",
        persons=["Ihor Kozak"],
    )

    assert found == [("governor Ihor Kozak", "UKR", "GOV", None)]


def test_a_body_of_the_catalogue_is_named():
    found = actors(
        "the SBU denied it",
        "the/DET/2/det SBU/PROPN/3/nsubj denied/VERB/0/root/deny it/PRON/3/obj",
    )

    assert found == [("SBU", "UKR", "SPY", None), ("it", None, None, None)]


def test_an_adjective_before_a_deed_is_the_forces():
    found = actors(
        "Israeli shelling went on",
        "Israeli/ADJ/2/amod shelling/NOUN/3/nsubj went/VERB/0/root/go on/ADP/3/compound:prt",
    )

    assert found == [("Israeli", "ISR", "MIL", None)]


def test_what_is_destroyed_is_the_other_sides():
    found = actors(
        "Ukrainian gunners destroyed two tanks near Russia",
        "Ukrainian/ADJ/2/amod gunners/NOUN/3/nsubj/gunner destroyed/VERB/0/root/destroy "
        "two/NUM/5/nummod tanks/NOUN/3/obj/tank near/ADP/7/case Russia/PROPN/3/obl",
    )

    assert ("tanks", "RUS", "MIL", None) in found


def test_things_of_the_grid_are_other():
    found = actors(
        "A substation burned in Sumy",
        "A/DET/2/det substation/NOUN/3/nsubj burned/VERB/0/root/burn "
        "in/ADP/5/case Sumy/PROPN/3/obl",
        places=[("Sumy", "UKR")],
    )

    assert found == [("A substation", "UKR", "OTH", None)]


def test_orcs_are_always_the_same():
    found = actors("orcs fled", "orcs/NOUN/2/nsubj/orc fled/VERB/0/root/flee")

    assert found == [("orcs", "RUS", "MIL", None)]


def test_the_office_behind_a_name_tells_who_it_is():
    found = actors(
        "Corporal Ilya Dronov , a Russian paratrooper , spoke",
        "Corporal/PROPN/9/nsubj Ilya/PROPN/1/flat Dronov/PROPN/1/flat ,/PUNCT/1/punct a/DET/7/det "
        "Russian/ADJ/7/amod paratrooper/NOUN/1/appos ,/PUNCT/1/punct spoke/VERB/0/root/speak",
        persons=["Corporal Ilya Dronov"],
        places=[("spoke", "UKR")],
    )

    assert found[0] == ("Corporal Ilya Dronov", "RUS", "MIL", None)


def test_occupiers_are_those_of_the_war_that_is_named():
    text = "orcs left ; occupiers fled ; rashists ran ; Ukraine and Russia ; men returned"
    rows = (
        "orcs/NOUN/2/nsubj/orc left/VERB/0/root/leave ;/PUNCT/2/punct "
        "occupiers/NOUN/5/nsubj/occupier fled/VERB/2/parataxis/flee ;/PUNCT/2/punct "
        "rashists/NOUN/8/nsubj/rashist ran/VERB/2/parataxis/run ;/PUNCT/2/punct "
        "Ukraine/PROPN/2/parataxis and/CCONJ/12/cc Russia/PROPN/10/conj ;/PUNCT/2/punct "
        "men/NOUN/15/nsubj/man returned/VERB/2/parataxis/return"
    )

    found = actors(text, rows)

    assert ("occupiers", "RUS", "MIL", None) in found


def test_a_definite_noun_means_whom_it_meant_before():
    found = actors(
        "a Malian brigade left ; the brigade fought",
        "a/DET/3/det Malian/ADJ/3/amod brigade/NOUN/4/nsubj left/VERB/0/root/leave ;/PUNCT/4/punct "
        "the/DET/7/det brigade/NOUN/8/nsubj fought/VERB/4/parataxis/fight",
    )

    assert [row[1] for row in found] == ["MLI", "MLI"]


def test_a_ship_is_of_the_navy_that_its_letters_name():
    found = actors(
        "USS Mason fired",
        "USS/PROPN/3/nsubj Mason/PROPN/1/flat fired/VERB/0/root/fire",
    )

    assert found == [("USS Mason", "USA", "MIL", None)]
