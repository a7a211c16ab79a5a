"""Turned roles: what suffers stands where a frame looks for it, whatever the tree says."""

from __future__ import annotations


def test_two_verbs_share_the_object_of_the_second(trees):
    text, events = trees.events_of(
        "Warders/NOUN/NNS/2/nsubj/warder beat/VERB/VBD/0/root/beat and/CCONJ/CC/4/cc/and "
        "tortured/VERB/VBD/2/conj/torture inmates/NOUN/NNS/4/obj/inmate"
    )

    assert trees.told(text, events, "target")["beat"] == ["inmates"]


def test_a_headline_s_camp_is_what_was_hit_by_guns(trees):
    text, events = trees.events_of(
        "Market/NOUN/NN/2/nsubj/market shelled/VERB/VBD/0/root/shell by/ADP/IN/4/case/by "
        "gunners/NOUN/NNS/2/obl/gunner"
    )

    assert trees.told(text, events, "target") == {"shelled": ["Market"]}


def test_whoever_acts_stays_the_subject(trees):
    text, events = trees.events_of(
        "Gunners/NOUN/NNS/2/nsubj/gunner shelled/VERB/VBD/0/root/shell a/DET/DT/4/det/a "
        "market/NOUN/NN/2/obj/market"
    )

    assert trees.told(text, events, "agent") == {"shelled": ["Gunners"]}
    assert trees.told(text, events, "target") == {"shelled": ["market"]}
