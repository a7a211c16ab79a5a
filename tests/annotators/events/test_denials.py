"""Denials: a bare rejection points back, one that tells what it denies adds nothing."""

from __future__ import annotations

SHELLED = (
    "Gunners/NOUN/NNS/2/nsubj/gunner shelled/VERB/VBD/0/root/shell the/DET/DT/4/det/the "
    "mill/NOUN/NN/2/obj/mill"
)


def test_a_bare_rejection_is_a_claim_of_the_type_of_what_it_rejects(trees):
    text, events = trees.events_of(
        SHELLED,
        "Moscow/PROPN/NNP/2/nsubj/Moscow rejected/VERB/VBD/0/root/reject this/PRON/DT/2/obj/this",
    )

    assert [(e.type, e.trigger.of(text)) for e in events] == [
        ("shelling", "shelled"),
        ("shelling", "rejected"),
    ]


def test_this_is_a_lie_points_back(trees):
    text, events = trees.events_of(
        SHELLED,
        "This/PRON/DT/4/nsubj/this is/AUX/VBZ/4/cop/be a/DET/DT/4/det/a lie/NOUN/NN/0/root/lie",
    )

    assert [e.trigger.of(text) for e in events if e.type == "shelling"] == ["shelled", "a lie"]


def test_a_proposal_that_is_rejected_denies_nothing(trees):
    _, events = trees.events_of(
        SHELLED,
        "Kyiv/PROPN/NNP/2/nsubj/Kyiv rejected/VERB/VBD/0/root/reject the/DET/DT/4/det/the budget/NOUN/NN/2/obj/budget",
    )

    assert [e.type for e in events] == ["shelling"]
