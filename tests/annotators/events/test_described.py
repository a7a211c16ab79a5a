"""Described deeds: who tells of an abuse as theirs, and who does not."""

from __future__ import annotations

ROW = (
    "{who} described/VERB/VBD/0/root/describe beatings/NOUN/NNS/2/obj/beating "
    "there/ADV/RB/2/advmod/there"
)


def test_inmates_who_describe_beatings_suffered_them(trees):
    text, events = trees.events_of(ROW.format(who="Inmates/NOUN/NNS/2/nsubj/inmate"))

    assert trees.told(text, events, "target") == {"beatings": ["Inmates"]}


def test_monitors_who_describe_beatings_did_not(trees):
    text, events = trees.events_of(ROW.format(who="Monitors/NOUN/NNS/2/nsubj/monitor"))

    assert trees.told(text, events, "target").get("beatings", []) == []
