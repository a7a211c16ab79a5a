"""Exports hold what the ledger holds, in every format, and no private name where masking is on."""

from __future__ import annotations

import csv
import io
import json

import pytest

from whosays.ledger.export import ExportFormat, ExportOptions, Kind
from whosays.ledger.query import Query
from whosays.schema.claim import EventType

TEXT = (
    "The soldier Ivan Petrenko said Russian troops shelled Siversk.\n"
    "Governor Oleh Veres said Petrenko survived; =SUM(A1) 12 people were killed."
)

SOLDIER = ("UKR", "MIL", None, "Ivan Petrenko")


@pytest.fixture
def named(ledger, build):
    ledger.add(
        build(
            TEXT,
            [
                {
                    "type": "shelling",
                    "trigger": "shelled",
                    "agents": [("Russian troops", "RUS", "MIL")],
                    "places": [("Siversk", 48.87, 38.1)],
                    "chain": [("The soldier Ivan Petrenko", "speech", *SOLDIER)],
                },
                {
                    "type": "casualties",
                    "trigger": "killed",
                    "targets": [("people", "UKR", "CVL")],
                    "figures": [("12", "killed", 12, 12)],
                    "chain": [("Governor Oleh Veres", "speech", "UKR", "GOV", None, "Oleh Veres")],
                },
            ],
            published="2023-05-04",
        )
    )  # fmt: skip
    return ledger


def exported(ledger, kind, form, *, mask=False, query=None):
    out = io.StringIO()
    n = ledger.export(out, query, ExportOptions(Kind(kind), ExportFormat(form), mask=mask))
    text = out.getvalue()
    if form == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
    else:
        rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == n
    return rows


def test_claims_come_out_as_the_contract_has_them(named):
    first, second = exported(named, "claims", "jsonl")

    assert (first["type"], first["places"][0]["name"]) == ("shelling", "Siversk")
    assert first["document"]["published"] == "2023-05-04"
    assert second["figures"][0]["low"] == 12


def test_a_table_has_one_row_a_claim(named):
    first, second = exported(named, "claims", "csv")

    assert first["agents"] == "Russian troops [RUS/MIL]"
    assert first["chain"] == "Ivan Petrenko [UKR/MIL]"
    assert second["figures"] == "killed: 12"


def test_figures_and_evidence_have_their_words(named):
    [figure] = exported(named, "figures", "jsonl")
    evidence = exported(named, "evidence", "csv")

    assert (figure["what"], figure["words"]) == ("killed", "12")
    assert all(TEXT[int(r["start"]) : int(r["end"])] == r["words"] for r in evidence)
    assert {r["field"] for r in evidence} >= {"type", "agents[0]", "places[0]", "chain[0]"}


def test_incidents_come_out_with_origins_and_grade(named):
    rows = exported(named, "incidents", "jsonl")

    assert {r["grade"]["airwars"] for r in rows} == {"Weak"}
    assert len(exported(named, "incidents", "csv")) == 2


@pytest.mark.parametrize("kind", ["claims", "incidents", "figures", "evidence"])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_masking_leaves_no_private_name_in_any_export(named, kind, form):
    text = json.dumps(exported(named, kind, form, mask=True), ensure_ascii=False)

    assert "Petrenko" not in text
    if kind != "incidents":
        assert "Veres" in text or kind == "figures"


def test_a_query_limits_an_export(named):
    rows = exported(named, "claims", "jsonl", query=Query(type=EventType.CASUALTIES))

    assert [r["type"] for r in rows] == ["casualties"]


def test_a_spreadsheet_gets_no_formula(ledger, build):
    text = "=HYPERLINK(1) shelled it."
    ledger.add(build(text, [{"type": "shelling", "trigger": "shelled"}]))

    [row] = exported(ledger, "claims", "csv")

    assert row["sentence"].startswith("'=")
