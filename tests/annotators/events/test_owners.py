"""Owners and members: whose a weapon, a raid or a hand is, and who a list names."""

from __future__ import annotations

from whosays.schema.mention import ActorMention, MentionForm, Role
from whosays.schema.span import Span
from whosays.schema.weapon import WeaponMention


def actor(words, country, role):
    def make(parse):
        start = parse.text.index(words)
        span = Span(start, start + len(words))
        return (ActorMention(span, parse.top(span), MentionForm.NOMINAL, country, role),)

    return make


def weapon(words, code):
    def make(parse):
        start = parse.text.index(words)
        return (WeaponMention(Span(start, start + len(words)), code),)

    return make


def test_of_a_weapon_that_strikes_its_owner_is_the_agent(trees):
    text, events = trees.events_of(
        "Iranian/ADJ/JJ/2/amod/Iranian missiles/NOUN/NNS/3/nsubj/missile hit/VERB/VBD/0/root/hit "
        "a/DET/DT/5/det/a warehouse/NOUN/NN/3/obj/warehouse",
        actors=actor("Iranian", "IRN", Role.MIL),
        weapons=weapon("missiles", "missile"),
    )

    assert [e.type for e in events] == ["missile_strike"]
    assert trees.told(text, events, "agent") == {"hit": ["Iranian"]}


def test_what_is_in_their_hands_is_theirs(trees):
    _, events = trees.events_of(
        "The/DET/DT/2/det/the mill/NOUN/NN/3/nsubj/mill fell/VERB/VBD/0/root/fall into/ADP/IN/6/case/into "
        "rebel/NOUN/NN/6/compound/rebel hands/NOUN/NNS/3/obl/hand",
        actors=actor("rebel", "SYR", Role.REB),
    )

    assert [a.head for e in events for a in e.arguments if a.role == "agent"] == [4]


def test_a_raid_conducted_by_someone_is_theirs(trees):
    text, events = trees.events_of(
        "A/DET/DT/2/det/a raid/NOUN/NN/6/nsubj/raid conducted/VERB/VBN/2/acl/conduct by/ADP/IN/5/case/by "
        "marines/NOUN/NNS/3/obl/marine continued/VERB/VBD/0/root/continue",
        actors=actor("marines", "USA", Role.MIL),
    )

    assert trees.told(text, events, "agent")["raid"] == ["marines"]


def test_the_members_that_a_group_includes_act_in_its_stead(trees):
    def states(parse):
        found = []
        for name, code in (("nations", None), ("Norway", "NOR"), ("Spain", "ESP")):
            start = parse.text.index(name)
            span = Span(start, start + len(name))
            head = parse.top(span)
            found.append(ActorMention(span, head, MentionForm.NAMED, code, Role.GOV))
        return tuple(found)

    text, events = trees.events_of(
        "Nations/NOUN/NNS/5/nsubj/nation which/PRON/WDT/3/nsubj/which conducted/VERB/VBD/1/acl:relcl/conduct "
        "airstrikes/NOUN/NNS/3/obj/airstrike include/VERB/VBP/0/root/include Norway/PROPN/NNP/5/obj/Norway "
        "and/CCONJ/CC/8/cc/and Spain/PROPN/NNP/6/conj/Spain".replace("Nations/", "nations/"),
        actors=states,
    )

    assert trees.told(text, events, "agent")["airstrikes"] == ["Norway", "Spain"]


def test_what_strikes_engage_is_their_target_though_taken_for_a_subject(trees):
    text, events = trees.events_of(
        "Two/NUM/CD/2/nummod/two airstrikes/NOUN/NNS/3/nsubj/airstrike engaged/VERB/VBD/0/root/engage "
        "a/DET/DT/5/det/a platoon/NOUN/NN/3/nsubj/platoon",
        actors=actor("platoon", None, Role.MIL),
    )

    assert trees.told(text, events, "target")["airstrikes"] == ["platoon"]


def test_a_headlines_hurt_are_the_harmed_and_do_not_harm(trees):
    text, events = trees.events_of(
        "Two/NUM/CD/2/nummod/two villagers/NOUN/NNS/3/nsubj/villager wounded/VERB/VBD/0/root/wound"
    )

    assert trees.told(text, events, "agent") in ({}, {"wounded": []})
    assert trees.told(text, events, "target") == {"wounded": ["villagers"]}


def test_an_object_hung_on_the_verb_before_is_given_back(trees):
    text, events = trees.events_of(
        "Shelling/NOUN/NN/2/nsubj/shelling killed/VERB/VBD/0/root/kill guards/NOUN/NNS/2/obj/guard "
        "and/CCONJ/CC/5/cc/and wrecked/VERB/VBD/2/conj/wreck trucks/NOUN/NNS/2/obj/truck"
    )

    told = trees.told(text, events, "target")
    assert told["killed"] == ["guards"]
    assert told["wrecked"] == ["trucks"]


def test_patients_with_wounds_are_their_wounded(trees):
    text, events = trees.events_of(
        "Surgeons/NOUN/NNS/2/nsubj/surgeon saw/VERB/VBD/0/root/see patients/NOUN/NNS/2/obj/patient "
        "with/ADP/IN/6/case/with shrapnel/NOUN/NN/6/compound/shrapnel injuries/NOUN/NNS/3/nmod/injury"
    )

    assert trees.told(text, events, "target")["injuries"] == ["patients"]


def test_the_road_on_which_a_bus_is_struck_is_no_target(trees):
    text, events = trees.events_of(
        "Gunners/NOUN/NNS/2/nsubj/gunner shelled/VERB/VBD/0/root/shell a/DET/DT/4/det/a bus/NOUN/NN/2/obj/bus "
        "on/ADP/IN/7/case/on the/DET/DT/7/det/the road/NOUN/NN/2/obl/road"
    )

    assert trees.told(text, events, "target") == {"shelled": ["bus"]}
