"""People grade sources from A to F: each grade is logged, can be undone, and shows where it belongs."""

from __future__ import annotations

import io
import json

import pytest

from whosays.errors import UsageError
from whosays.ledger.export import ExportOptions, Kind
from whosays.schema.rating import Reliability


def test_a_source_has_the_latest_grade_that_nobody_took_back(ledger):
    first = ledger.sources.rate("Oleh Veres", "b", by="Ann", reason="well placed")
    second = ledger.sources.rate("oleh veres", "D", by="Bea")

    assert ledger.sources.rating("Oleh Veres").grade is Reliability.D
    ledger.review.undo(second, by="Ann")

    now = ledger.sources.rating("OLEH VERES")
    assert (now.grade, now.by, now.reason, now.seq) == (Reliability.B, "Ann", "well placed", first)
    assert [r.is_undone for r in ledger.sources.history("Oleh Veres")] == [False, True]


def test_grades_stand_in_the_log_and_verify(ledger, shelling):
    ledger.add(shelling)
    seq = ledger.sources.rate("Veres Wire", "A", by="Ann", reason="saw it")
    ledger.review.undo(seq, by="Bea")

    undoing, rated = ledger.log(people=True)

    assert (rated.kind, rated.action, rated.source, rated.grade) == (
        "rating", "rate", "Veres Wire", "A",
    )  # fmt: skip
    assert (rated.by, rated.reason, rated.is_undone) == ("Ann", "saw it", 1)
    assert (undoing.action, undoing.undoes, undoing.grade) == ("undo", seq, "")
    assert ledger.verify().is_sound


def test_a_changed_grade_is_found(ledger):
    ledger.sources.rate("Veres Wire", "E", by="Ann")
    with ledger.store.file.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER rating_no_update")
        connection.exec_driver_sql("UPDATE rating SET grade = 'A'")

    assert ledger.verify().problems == ("rating 1: its content is not what the log says",)


@pytest.mark.parametrize(
    ("source", "grade", "by", "code"),
    [("Veres", "G", "Ann", "A734"), ("Veres", "A", " ", "A722"), (" ", "A", "Ann", "A735")],
)
def test_a_grade_that_cannot_be_is_refused(ledger, source, grade, by, code):
    with pytest.raises(UsageError, match=code):
        ledger.sources.rate(source, grade, by=by)

    assert ledger.counts()["entries"] == 0


def test_a_grade_is_taken_back_once_and_an_undoing_not_at_all(ledger):
    seq = ledger.sources.rate("Veres", "A", by="Ann")
    undoing = ledger.review.undo(seq, by="Ann")

    for entry in (seq, undoing):
        with pytest.raises(UsageError, match="A736"):
            ledger.review.undo(entry, by="Ann")
    with pytest.raises(UsageError, match="A736"):
        ledger.review.undo(99, by="Ann")


def test_what_the_machine_entered_is_not_undone(ledger, shelling):
    ledger.add(shelling)

    with pytest.raises(UsageError, match="A736"):
        ledger.review.undo(1, by="Ann")


def test_sources_are_counted_with_their_grades(ledger, shelling):
    ledger.add(shelling)
    ledger.sources.rate("Oleh Veres", "C", by="Ann")

    found, total = ledger.source_counts()

    assert total == 2
    assert {s.name: s.reliability for s in found} == {
        "Oleh Veres": "C",
        "Police of the region": None,
    }
    assert ledger.sources.grades(["Oleh Veres", "Police of the region"]) == {
        "Oleh Veres": Reliability.C
    }


def test_grades_are_exported_with_claims_and_incidents(ledger, shelling):
    ledger.add(shelling)
    ledger.sources.rate("Oleh Veres", "C", by="Ann")
    ledger.sources.rate("Veres Wire", "B", by="Ann")
    out, joined = io.StringIO(), io.StringIO()

    ledger.export(out)
    ledger.export(joined, options=ExportOptions(Kind.INCIDENTS))

    claims = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {c["source_reliability"] for c in claims if c["type"] == "displacement"} == {"C"}
    assert {c["source_reliability"] for c in claims if c["type"] == "shelling"} == {None}
    assert {c["publisher_reliability"] for c in claims} == {"B"}
    origins = [o for line in joined.getvalue().splitlines() for o in json.loads(line)["origins"]]
    assert {o["name"]: o["reliability"] for o in origins}["Oleh Veres"] == "C"
