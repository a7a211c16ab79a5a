"""Words by what stands beside them: patterns over phrases, words that count or stand for others."""

from __future__ import annotations

import pytest

from whosays.annotators.events.classes import load_classes
from whosays.annotators.events.lexicon import load_lexicon
from whosays.resources.resources import Resources

RESOURCES = Resources()
LEXICON = load_lexicon(RESOURCES)


def rows_of(parse):
    found = LEXICON.matches(parse, 0, len(parse.tokens))
    return {(m.row.type, " ".join(parse.tokens[i].text for i in m.tokens)) for m in found}


def test_attributes_stand_inside_a_phrase_of_a_preposition(trees):
    parse = trees.parse_of(
        "They/PRON/PRP/5/nsubj/they are/AUX/VBP/5/cop/be in/ADP/IN/5/case/in full/ADJ/JJ/5/amod/full retreat/NOUN/NN/0/root/retreat"
    )

    assert ("withdrawal", "in retreat") in rows_of(parse)


def test_a_gerund_as_subject_is_a_noun(trees):
    parse = trees.parse_of("Fighting/VERB/VBG/2/nsubj/fight continued/VERB/VBD/0/root/continue")

    assert ("clash", "Fighting") in rows_of(parse)


@pytest.mark.parametrize(
    ("row", "held"),
    [
        (
            "Seoul/PROPN/NNP/2/nsubj/Seoul holds/VERB/VBZ/0/root/hold games/NOUN/NNS/2/obj/game off/ADP/IN/5/case/off Jeju/PROPN/NNP/2/obl/Jeju",
            False,
        ),
        (
            "Guards/NOUN/NNS/2/nsubj/guard hold/VERB/VBP/0/root/hold off/ADP/RP/2/compound:prt/off rebels/NOUN/NNS/2/obj/rebel",
            True,
        ),
    ],
    ids=["a place behind the object", "a particle"],
)
def test_off_behind_an_object_opens_a_place(trees, row, held):
    found = rows_of(trees.parse_of(row))

    assert (("repulse", "hold off") in found) is held
    assert ("repulse", "holds off") not in found


def test_who_is_shot_at_a_place_is_not_shot_at(trees):
    parse = trees.parse_of(
        "They/PRON/PRP/2/nsubj/they shot/VERB/VBD/0/root/shoot him/PRON/PRP/2/obj/he at/ADP/IN/5/case/at Kutum/PROPN/NNP/2/obl/Kutum"
    )

    assert ("clash", "shot at") not in rows_of(parse)


def test_a_noun_is_known_by_its_form_where_its_lemma_is_mistaken():
    nouns = load_classes(RESOURCES)

    assert "attack_noun" in nouns.of_form("counter-attacks", "counter-attacks")
    assert nouns.of_form("teaspoon", "teaspoons") == frozenset()


def test_a_heading_makes_no_claim_and_a_fuel_tank_is_no_tank(trees):
    _, heading = trees.events_of("Losses/NOUN/NNS/0/root/loss")
    _, burned = trees.events_of(
        "A/DET/DT/3/det/a fuel/NOUN/NN/3/compound/fuel tank/NOUN/NN/4/nsubj/tank burned/VERB/VBD/0/root/burn down/ADP/RP/4/compound:prt/down"
    )

    assert heading == ()
    assert [str(e.type) for e in burned] == ["damage"]
