"""A numbered unit is the same unit, whosever it is told to be."""

from __future__ import annotations

import pytest

from whosays.incidents.agreement import agreement_of
from whosays.incidents.features import same_agents
from whosays.incidents.rules import load_rules
from whosays.incidents.view import pack_view, units_in, unpack_view
from whosays.resources.resources import Resources
from whosays.schema.incident import Accord

RULES = load_rules(Resources())
SENTENCES = ("The 14th brigade withdrew from Robotyne.", "The 14th brigade left Robotyne.")


def views(build, agents, sentences=SENTENCES):
    """Give the view of one claim a sentence, as a ledger makes it."""
    from whosays.ledger.incident_rows import as_view
    from whosays.store.views import ClaimRecord

    found = []
    for n, (sentence, (words, country)) in enumerate(zip(sentences, agents, strict=True), 1):
        row = {
            "type": "withdrawal", "trigger": "withdrew" if "withdrew" in sentence else "left",
            "agents": [(words, country, "MIL")],
        }  # fmt: skip
        [claim] = build(sentence, [row], name=f"d{n}").claims
        record = ClaimRecord(n, claim, n, f"Paper {n}", f"d{n}", n, sentence, 0)
        found.append(as_view(record, RULES))
    return found


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The 14th brigade withdrew.", ["14 brigade"]),
        (
            "Men of the 3rd Separate Assault Brigade and the 5th Regiment",
            ["3 brigade", "5 regiment"],
        ),
        ("On the 3rd day of the battle the brigade left.", []),
        ("The 5th of May saw no army move.", []),
    ],
)
def test_units_are_told_by_number_and_kind(sentence, units):
    assert [u for _, _, u in units_in(sentence, RULES.units)] == units


def test_one_unit_given_to_two_sides_is_one_agent_and_no_conflict(build):
    left, right = views(build, [("14th brigade", "RUS"), ("14th brigade", "UKR")])

    value, words = same_agents(left, right, RULES)

    assert value == 1.0
    assert "14 brigade" in words
    assert all(f.accord is not Accord.CONTRADICT for f in agreement_of([left, right], RULES))


def test_a_unit_is_of_the_side_that_another_report_names(build):
    told = ("The 14th brigade withdrew from Robotyne.", "A Russian brigade left Robotyne.")
    guessed, russian = views(
        build, [("14th brigade", "UKR"), ("Russian brigade", "RUS")], sentences=told
    )
    named, _ = views(build, [("14th brigade", "RUS"), ("14th brigade", "UKR")])
    named = named._replace(row=9, id="c9", document=9, copies=9)

    alone = agreement_of([guessed, russian], RULES)
    all_three = agreement_of([guessed, russian, named], RULES)

    assert any(f.accord is Accord.CONTRADICT for f in alone if f.field == "agents")
    assert not any(f.accord is Accord.CONTRADICT for f in all_three if f.field == "agents")


def test_a_view_is_packed_and_comes_back(build):
    for view in views(build, [("14th brigade", "RUS"), ("14th brigade", "UKR")]):
        assert unpack_view(pack_view(view)) == view
