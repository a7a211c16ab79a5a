"""Echoes: what another trigger tells already makes no claim of its own."""

from __future__ import annotations


def test_a_truce_that_is_signed_is_one_claim_and_so_is_one_that_is_broken(trees):
    signed = "Armenia/PROPN/NNP/2/nsubj/Armenia {0} the/DET/DT/4/det/the ceasefire/NOUN/NN/2/obj/ceasefire"
    _, agreed = trees.events_of(signed.format("signed/VERB/VBD/0/root/sign"))
    _, broken = trees.events_of(signed.format("violated/VERB/VBD/0/root/violate"))

    assert [e.type for e in agreed] == ["agreement"]
    assert [e.type for e in broken] == ["breach"]


def test_bodies_that_are_returned_are_no_new_harm(trees):
    _, events = trees.events_of(
        "Moscow/PROPN/NNP/2/nsubj/Moscow returned/VERB/VBD/0/root/return "
        "the/DET/DT/4/det/the bodies/NOUN/NNS/2/obj/body"
    )

    assert [e.type for e in events] == ["release"]


def test_attack_drones_are_no_attack(trees):
    _, events = trees.events_of(
        "Kyiv/PROPN/NNP/2/nsubj/Kyiv bought/VERB/VBD/0/root/buy "
        "strike/NOUN/NN/4/compound/strike fighters/NOUN/NNS/2/obj/fighter"
    )

    assert events == ()


def test_what_is_put_out_of_action_is_named_whole(trees):
    text, events = trees.events_of(
        "Gunners/NOUN/NNS/2/nsubj/gunner put/VERB/VBD/0/root/put a/DET/DT/4/det/a tank/NOUN/NN/2/obj/tank "
        "out/ADP/IN/7/case/out of/ADP/IN/7/case/of action/NOUN/NN/2/obl/action"
    )

    assert [(e.type, e.trigger.of(text)) for e in events] == [("materiel_loss", "out of action")]


def test_a_flag_that_flies_is_control_and_a_kite_is_none(trees):
    line = "The/DET/DT/2/det/the {0} flies/VERB/VBZ/0/root/fly over/ADP/IN/5/case/over town/NOUN/NN/3/obl/town"
    _, flag = trees.events_of(line.format("flag/NOUN/NN/3/nsubj/flag"))
    _, kite = trees.events_of(line.format("kite/NOUN/NN/3/nsubj/kite"))

    assert [e.type for e in flag] == ["control"]
    assert [e.type for e in kite] == []
