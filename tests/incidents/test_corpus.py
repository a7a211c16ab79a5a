"""Forty reports on twelve incidents: joined rightly, origins counted, contradictions found."""

from __future__ import annotations

from itertools import combinations

import pytest

from whosays.ledger.ledger import Ledger
from whosays.schema.document import Given


def members(ledger):
    """Give (document, claim id) → incident, as the ledger's view has it."""
    ledger.incidents.refresh()
    with ledger.store.file.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT m.document_id, k.id, m.incident FROM incident_member AS m "
            "JOIN claim AS k ON k.row = m.claim"
        )
        return {(document, claim): incident for document, claim, incident in rows}


def state(ledger):
    """Give all rows of all incident tables."""
    ledger.incidents.refresh()
    tables = (
        "incident", "incident_member", "incident_edge", "incident_block", "incident_view",
        "copy_family",
    )  # fmt: skip
    with ledger.store.file.read() as connection:
        return {
            t: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {t}"))) for t in tables
        }


@pytest.fixture(scope="module")
def found(reports):
    """Give the ledger's incident for each of ours: the one that holds most of its claims."""
    by_gold = {}
    for key, incident in members(reports.ledger).items():
        by_gold.setdefault(reports.gold[key], []).append(incident)
    return {
        gold: reports.ledger.incidents.get(max(sorted(set(names)), key=names.count))
        for gold, names in by_gold.items()
    }


def test_claims_of_one_happening_are_joined_and_no_others(reports):
    system = members(reports.ledger)
    pairs = list(combinations(sorted(system), 2))
    said = {p for p in pairs if system[p[0]] == system[p[1]]}
    true = {p for p in pairs if reports.gold[p[0]] == reports.gold[p[1]]}

    f1 = 2 * len(said & true) / (len(said) + len(true))

    assert len(reports.corpus.REPORTS) == 40
    assert f1 >= 0.9


def test_origins_are_counted_and_not_articles(reports, found):
    counted = {gold: len(incident.origins) for gold, incident in found.items()}

    wrong = {g for g, n in counted.items() if n != reports.corpus.ORIGINS[g]}

    assert len(counted) == 12
    assert len(wrong) <= 1, wrong


def test_every_planted_contradiction_is_found_and_none_is_invented(reports, found):
    told = {
        (gold, field.field)
        for gold, incident in found.items()
        for field in incident.agreement
        if field.accord.value == "contradict"
    }

    assert told == reports.corpus.CONTRADICTIONS


def test_a_statement_against_its_own_interest_is_marked(reports, found):
    told = {
        (gold, origin.name)
        for gold, incident in found.items()
        for origin in incident.origins
        if origin.against_interest
    }

    assert told == reports.corpus.AGAINST_INTEREST


def test_wire_copy_in_three_papers_is_one_family(found):
    [origin] = found["I10"].origins

    assert (origin.documents, origin.families) == (3, 1)


def test_counts_have_a_best_a_low_and_a_high(found):
    deaths = {e.origin: e for e in found["I6"].estimates if e.measure == "killed"}

    assert (deaths[""].best, deaths[""].low, deaths[""].high) == (4, 4, 7)
    assert deaths["UKR/GOV:halyna lukash"].best == 7


def test_a_later_count_of_one_origin_stands_for_the_earlier(found):
    deaths = next(e for e in found["I1"].estimates if e.measure == "killed")

    assert (deaths.best, deaths.low, deaths.high) == (14, 9, 14)


def test_grades_follow_from_corroboration(found):
    grades = {g: (i.grade.airwars, i.grade.admiralty) for g, i in found.items()}

    assert grades["I8"] == ("Fair", 1)
    assert grades["I2"] == ("Fair", 2)
    assert grades["I7"] == ("Weak", 3)
    assert grades["I3"][0] == "Contested"


def test_building_anew_gives_the_same_rows(reports):
    before = state(reports.ledger)

    reports.ledger.incidents.rebuild()

    assert state(reports.ledger) == before


def test_adding_one_by_one_gives_what_building_at_once_gives(reports, tmp_path):
    with Ledger(tmp_path / "l.sqlite", now=reports.ledger.now) as slow:
        for reading, row in zip(reports.readings, reports.corpus.REPORTS, strict=True):
            slow.add(reading, given=Given(publisher=row[1]))
            slow.incidents.refresh()

        assert state(slow) == state(reports.ledger)


def test_the_scorer_gives_a_reason_for_each_feature(reports):
    left, right = (reports.readings[n].claims[0].id for n in (0, 2))

    judgement = reports.ledger.incidents.compare(left, right)

    assert judgement.verdict.value == "same"
    assert len(judgement.reasons) == 11
    assert judgement.reasons[1].feature == (
        "Both reports place the event at the same spot, or at least not far apart."
    )
    assert judgement.reasons[1].words == "both in Vovchansk"
