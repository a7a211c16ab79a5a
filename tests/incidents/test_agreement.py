"""Where claims agree, fit or contradict each other, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest

from whosays.incidents.agreement import agreement_of, count_conflicts, figure_accord
from whosays.incidents.origins import OriginKey, same_origin
from whosays.incidents.rules import load_rules
from whosays.incidents.view import ClaimView, FigureView, PartyView
from whosays.resources.resources import Resources
from whosays.schema.incident import Accord

RULES = load_rules(Resources())
KYIV = OriginKey("UKR", "MIL", "", "general staff", "General Staff", "")
MOSCOW = OriginKey("RUS", "MIL", "", "ministry of defence", "Ministry of Defence", "")
RUS, UKR = PartyView("RUS", "MIL", None), PartyView("UKR", "MIL", None)
BASE = ClaimView(
    row=1, id="c1", document=1, copies=1, in_document=None, type="control", status="happened",
    stance="stated", start=None, end=None, told=False, places=(), agents=frozenset({RUS}),
    targets=frozenset(), weapons=frozenset(), figures=(), origin=MOSCOW, words=frozenset(),
    names=frozenset(),
)  # fmt: skip


def count(low, high=..., *, approx=False):
    top = low if high is ... else high
    return FigureView("killed", low, top, approx, total=False, as_of=None)


def other(**changes):
    return BASE._replace(row=2, id="c2", document=2, copies=2, origin=KYIV, **changes)


def accords(*claims):
    return {a.field: a.accord for a in agreement_of(claims, RULES)}


@pytest.mark.parametrize(
    ("left", "right", "accord"),
    [
        (count(12), count(12), Accord.AGREE),
        (count(12), count(9, None), Accord.COMPATIBLE),
        (count(12), count(None, 30), Accord.COMPATIBLE),
        (count(310, approx=True), count(300), Accord.COMPATIBLE),
        (count(12), count(7), Accord.CONTRADICT),
        (count(12), count(13, None), Accord.CONTRADICT),
        (count(12), count(None, 9), Accord.CONTRADICT),
    ],
)
def test_counts_are_compared_by_their_bounds(left, right, accord):
    assert figure_accord(left, right)[0] is accord
    assert figure_accord(right, left)[0] is accord


def test_rival_holders_of_a_place_contradict_each_other():
    found = accords(BASE, other(type="capture", agents=frozenset({UKR})))

    assert found["type"] is Accord.CONTRADICT


def test_one_holder_told_twice_is_no_contradiction():
    assert accords(BASE, other(type="capture"))["status"] is Accord.AGREE


def test_a_denial_contradicts_and_one_of_the_same_source_does_not():
    denied = other(status="did_not_happen")

    assert accords(BASE, denied)["status"] is Accord.CONTRADICT
    assert accords(BASE, denied._replace(origin=MOSCOW))["status"] is Accord.COMPATIBLE


def test_a_denial_of_civilian_victims_says_nothing_of_soldiers():
    soldiers = BASE._replace(type="casualties", agents=frozenset(), targets=frozenset({RUS}))
    civilians = frozenset({PartyView("RUS", "CVL", None)})
    denied = other(
        type="casualties", agents=frozenset(), targets=civilians, status="did_not_happen"
    )

    assert accords(soldiers, denied)["status"] is Accord.COMPATIBLE


def test_parts_told_by_one_source_in_one_report_are_no_dispute():
    women = BASE._replace(type="casualties", figures=(count(5),), agents=frozenset())
    all_told = women._replace(row=2, id="c2", figures=(count(12),))

    assert accords(women, all_told)["figures.killed"] is Accord.COMPATIBLE


def test_a_later_count_of_one_source_is_an_update_and_that_of_another_a_dispute():
    first = BASE._replace(type="casualties", figures=(count(12),), agents=frozenset())
    later = other(type="casualties", figures=(count(14),), agents=frozenset())

    assert accords(first, later._replace(origin=MOSCOW))["figures.killed"] is Accord.COMPATIBLE
    assert accords(first, later)["figures.killed"] is Accord.CONTRADICT


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (OriginKey("UKR", "COP", "", "", "police", ""), KYIV, False),
        (
            OriginKey("UKR", "COP", "", "", "police", ""),
            OriginKey("UKR", "COP", "", "kharkiv police", "Kharkiv police", ""),
            True,
        ),
        (KYIV, KYIV._replace(name="general staff of ukraine"), True),
        (KYIV, KYIV._replace(name="air force"), False),
        (KYIV, MOSCOW, False),
        (OriginKey("", "MED", "", "", "A", "a"), OriginKey("", "MED", "", "", "B", "b"), False),
    ],
)
def test_only_what_differs_counts_as_independent(left, right, same):
    assert same_origin(left, right) is same
    assert same_origin(right, left) is same


def test_conflicts_are_counted_as_the_fields_tell_them(reports):
    members = {}
    with reports.ledger.store.file.read() as connection:
        for incident, row in connection.exec_driver_sql(
            "SELECT incident, claim FROM incident_member"
        ):
            members.setdefault(incident, []).append(row)
    incidents = [list(reports.ledger.incidents.views(rows).values()) for rows in members.values()]
    # Claims of two happenings put together conflict in more ways than those of one.
    together = [a + b for a, b in pairwise(incidents)]

    for claims in [*incidents, *together]:
        told = sum(f.accord is Accord.CONTRADICT for f in agreement_of(claims, RULES))
        assert count_conflicts(claims, RULES) == told
