"""Arguments: who did what to whom, through the tree."""

from __future__ import annotations

from whosays.schema.figure import Figure
from whosays.schema.mention import ActorMention, MentionForm, Role
from whosays.schema.place import PlaceMention, Precision
from whosays.schema.span import Span
from whosays.schema.weapon import WeaponMention


def actor(words, country, role):
    def make(parse):
        start = parse.text.index(words)
        span = Span(start, start + len(words))
        return (ActorMention(span, parse.top(span), MentionForm.NOMINAL, country, role),)

    return make


def place(*names):
    def make(parse):
        found = []
        for name in names:
            start = parse.text.index(name)
            span = Span(start, start + len(name))
            found.append(PlaceMention(span, name, precision=Precision.SETTLEMENT, country="UKR"))
        return tuple(found)

    return make


def test_a_passive_has_its_subject_as_target_and_its_agent_from_by(trees):
    text, events = trees.events_of(
        "The/DET/DT/2/det/the market/NOUN/NN/4/nsubj:pass/market was/AUX/VBD/4/aux:pass/be shelled/VERB/VBN/0/root/shell "
        "by/ADP/IN/7/case/by enemy/ADJ/JJ/7/amod/enemy gunners/NOUN/NNS/4/obl:agent/gunner"
    )

    assert [e.type for e in events] == ["shelling"]
    assert trees.told(text, events, "target") == {"shelled": ["market"]}
    assert trees.told(text, events, "agent") == {"shelled": ["enemy gunners"]}


def test_a_light_verb_lends_its_subject_to_the_nominal_trigger(trees):
    text, events = trees.events_of(
        "Russian/ADJ/JJ/2/amod/Russian troops/NOUN/NNS/3/nsubj/troop launched/VERB/VBD/0/root/launch "
        "a/DET/DT/5/det/a counterattack/NOUN/NN/3/obj/counterattack near/ADP/IN/7/case/near Terny/PROPN/NNP/5/nmod/Terny",
        places=place("Terny"),
    )

    assert [e.type for e in events] == ["assault"]
    assert trees.told(text, events, "agent") == {"counterattack": ["Russian troops"]}
    assert trees.told(text, events, "place") == {"counterattack": ["Terny"]}


def test_control_gives_the_subject_of_try_to_advance(trees):
    text, events = trees.events_of(
        "Soldiers/NOUN/NNS/2/nsubj/soldier tried/VERB/VBD/0/root/try to/PART/TO/4/mark/to advance/VERB/VB/2/xcomp/advance"
    )

    assert trees.told(text, events, "agent") == {"advance": ["Soldiers"]}


def test_killed_and_wounded_of_one_clause_are_one_claim(trees):
    text, events = trees.events_of(
        "A/DET/DT/2/det/a shell/NOUN/NN/3/nsubj/shell killed/VERB/VBD/0/root/kill two/NUM/CD/5/nummod/two women/NOUN/NNS/3/obj/woman "
        "and/CCONJ/CC/7/cc/and wounded/VERB/VBD/3/conj/wound five/NUM/CD/9/nummod/five men/NOUN/NNS/7/obj/man",
        figures=lambda parse: (
            Figure(parse.tokens[3].span, None, 2, 2, noun=4),
            Figure(parse.tokens[7].span, None, 5, 5, noun=8),
        ),
    )

    assert [(e.type, e.trigger.of(text)) for e in events] == [("casualties", "killed")]
    assert trees.told(text, events, "figure") == {"killed": ["two", "five"]}


def test_losses_of_men_and_tanks_are_two_claims_on_one_trigger(trees):
    text, events = trees.events_of(
        "The/DET/DT/2/det/the army/NOUN/NN/3/nsubj/army lost/VERB/VBD/0/root/lose ninety/NUM/CD/5/nummod/ninety soldiers/NOUN/NNS/3/obj/soldier "
        "and/CCONJ/CC/8/cc/and two/NUM/CD/8/nummod/two tanks/NOUN/NNS/5/conj/tank",
        weapons=lambda parse: (WeaponMention(parse.tokens[7].span, "tank", 7),),
    )

    assert [(e.type, e.trigger.of(text)) for e in events] == [
        ("casualties", "lost"),
        ("materiel_loss", "lost"),
    ]
    assert trees.told(text, events[:1], "target") == {"lost": ["soldiers"]}
    assert trees.told(text, events[1:], "target") == {"lost": ["tanks"]}


def test_a_missile_is_the_weapon_and_no_agent(trees):
    text, events = trees.events_of(
        "A/DET/DT/2/det/a missile/NOUN/NN/3/nsubj/missile hit/VERB/VBD/0/root/hit the/DET/DT/5/det/the school/NOUN/NN/3/obj/school",
        weapons=lambda parse: (WeaponMention(parse.tokens[1].span, "missile", 1),),
    )

    assert [e.type for e in events] == ["missile_strike"]
    assert trees.told(text, events, "weapon") == {"hit": ["missile"]}
    assert trees.told(text, events, "agent") == {"hit": []}


def test_a_repelled_attack_is_told_by_the_repulse_alone(trees):
    _, events = trees.events_of(
        "Defenders/NOUN/NNS/2/nsubj/defender repelled/VERB/VBD/0/root/repel two/NUM/CD/4/nummod/two assaults/NOUN/NNS/2/obj/assault"
    )

    assert [e.type for e in events] == ["repulse"]


def test_a_label_before_a_noun_is_no_claim(trees):
    _, events = trees.events_of(
        "Assault/NOUN/NN/2/compound/assault squads/NOUN/NNS/3/nsubj/squad rested/VERB/VBD/0/root/rest"
    )

    assert events == ()


def test_places_are_carried_within_a_paragraph(trees):
    text, events = trees.events_of(
        "Shells/NOUN/NNS/2/nsubj/shell hit/VERB/VBD/0/root/hit Siversk/PROPN/NNP/2/obj/Siversk",
        "A/DET/DT/2/det/a nurse/NOUN/NN/3/nsubj/nurse died/VERB/VBD/0/root/die",
        places=place("Siversk"),
        weapons=lambda parse: (WeaponMention(parse.tokens[0].span, "artillery", 0),),
    )

    assert trees.told(text, events, "place")["died"] == ["Siversk"]


def test_the_owner_of_a_capture_is_the_force_before_its_noun(trees):
    text, events = trees.events_of(
        "The/DET/DT/3/det/the army/NOUN/NN/3/nmod:poss/army seizure/NOUN/NN/6/nsubj/seizure of/ADP/IN/5/case/of Lyman/PROPN/NNP/3/nmod/Lyman followed/VERB/VBD/0/root/follow",
        places=place("Lyman"),
        actors=actor("army", "UKR", Role.MIL),
    )

    assert [e.type for e in events] == ["capture"]
    assert trees.told(text, events, "agent") == {"seizure": ["army"]}
