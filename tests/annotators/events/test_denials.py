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


def test_there_is_no_truth_in_it_points_back(trees):
    text, events = trees.events_of(
        SHELLED,
        "There/PRON/EX/2/expl/there is/VERB/VBZ/0/root/be no/DET/DT/4/det/no "
        "truth/NOUN/NN/2/nsubj/truth in/ADP/IN/6/case/in it/PRON/PRP/4/nmod/it",
    )

    assert [e.trigger.of(text) for e in events if e.type == "shelling"] == ["shelled", "no truth"]


def test_no_evidence_of_something_else_denies_nothing(trees):
    _, events = trees.events_of(
        SHELLED,
        "There/PRON/EX/2/expl/there is/VERB/VBZ/0/root/be no/DET/DT/4/det/no "
        "evidence/NOUN/NN/2/nsubj/evidence of/ADP/IN/6/case/of frost/NOUN/NN/4/nmod/frost",
    )

    assert [e.type for e in events] == ["shelling"]


def test_a_charge_brushed_aside_is_denied_and_a_crumb_is_not(trees):
    brushed = (
        "Kyiv/PROPN/NNP/2/nsubj/Kyiv brushed/VERB/VBD/0/root/brush {0} "
        "aside/ADV/RB/2/compound:prt/aside"
    )
    text, denied = trees.events_of(SHELLED, brushed.format("that/PRON/DT/2/obj/that"))
    _, crumbs = trees.events_of(SHELLED, brushed.format("crumbs/NOUN/NNS/2/obj/crumb"))

    assert [e.trigger.of(text) for e in denied] == ["shelled", "brushed that aside"]
    assert [e.type for e in crumbs] == ["shelling"]
