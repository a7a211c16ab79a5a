"""The commands over a ledger: each prints what the ledger says, and its help ends in an example."""

from __future__ import annotations

import csv
import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from whosays.cli.main import app
from whosays.errors import WhosaysError
from whosays.ledger.ledger import Ledger

_path = Path(__file__).resolve().parents[1] / "ledger" / "conftest.py"
_spec = importlib.util.spec_from_file_location("ledger_samples", _path)
samples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(samples)

COMMANDS = (
    "incidents", "series", "sources", "review", "trace", "verify", "export", "backup", "restore",
)  # fmt: skip


@pytest.fixture
def reading():
    return samples.build_reading(
        samples.SHELLING, samples.SHELLING_CLAIMS, published="2023-05-04", publisher="Veres Wire"
    )


@pytest.fixture
def run(tmp_path, reading):
    """Run a command over a ledger with one report."""
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as kept:
        kept.add(reading, raw=reading.text.encode())

    def run(*arguments, told=None, ledger=path):
        return CliRunner().invoke(app, [*arguments, "--ledger", str(ledger)], input=told)

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_in_an_example(command):
    result = CliRunner().invoke(app, [command, "--help"])

    assert result.exit_code == 0
    assert f"Example: whosays {command}" in " ".join(result.stdout.split())


def test_trace_names_the_words_and_the_hash(run, reading):
    result = run("trace", reading.claims[0].id)

    words = " ".join(result.stdout.split())
    assert "“shelled”" in words
    assert reading.document.sha256 in words.replace(" ", "")
    assert "the kept bytes match it" in words


def test_verify_says_that_it_is_sound(run):
    result = run("verify")

    assert result.exit_code == 0
    assert "sound; the last hash is" in result.stdout


def test_incidents_lists_origins(run, reading):
    result = run("incidents")
    one = run("incidents", reading.claims[0].id)

    assert "origin" in result.stdout
    assert "suggested:" in one.stdout


def test_series_lists_counts(run):
    result = run("series", "killed")

    assert "2023-05-04  12  report.txt" in result.stdout


def test_export_writes_a_table(run, tmp_path):
    target = tmp_path / "out.csv"

    run("export", "claims", "--format", "csv", "-o", str(target))

    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["type"] for r in rows] == ["shelling", "casualties", "displacement"]


def test_export_prints_lines(run):
    lines = run("export", "figures").stdout.splitlines()

    assert [json.loads(line)["what"] for line in lines] == ["killed", "evacuated"]


def test_a_correction_is_entered(run, reading):
    result = run(
        "review", reading.claims[0].id, "--correct", "stance=alleged", "--by", "Ann",
        "--reason", "they accuse",
    )  # fmt: skip

    assert "entered as" in result.stdout
    assert "corrected by Ann" in run("trace", reading.claims[0].id).stdout


def test_the_queue_is_walked(run, reading, tmp_path):
    result = run("review", "--by", "Ann", told="a\nc\nstance=alleged\nwhy not\n\nq\n")

    assert "1 of 3" in result.stdout
    assert "3 of 3" in result.stdout
    with Ledger(tmp_path / "ledger.sqlite") as kept:
        verdicts = [kept.claim(c.id).verdict for c in reading.claims]
    assert verdicts == ["accepted", "corrected", None]


def test_a_backup_is_restored(run, tmp_path):
    copy, again = tmp_path / "copy.sqlite", tmp_path / "again.sqlite"

    assert run("backup", str(copy)).exit_code == 0
    assert run("restore", str(copy), ledger=again).exit_code == 0
    with Ledger(again) as kept:
        assert kept.count() == 3


def test_an_unknown_claim_is_a_numbered_error(run):
    result = run("trace", "c404")

    assert isinstance(result.exception, WhosaysError)
    assert result.exception.code == "A702"


def test_sources_are_listed_and_graded(run):
    assert "Oleh Veres" in run("sources").stdout

    entered = run("sources", "Oleh Veres", "--rate", "B", "--by", "Ann", "--reason", "near it")
    shown = run("sources", "oleh veres").stdout

    assert "entered as" in entered.stdout
    assert "B, usually reliable" in shown
    assert "Ann: B: near it" in shown
    assert isinstance(run("sources", "Oleh Veres", "--rate", "Z").exception, WhosaysError)
    assert isinstance(run("sources", "No One").exception, WhosaysError)


def test_reviewers_are_added_listed_and_removed(run):
    added = run("reviewers", "add", "Ann", told="correct horse\ncorrect horse\n")
    assert added.exit_code == 0
    assert run("reviewers", "list").stdout.startswith("Ann\tadded 20")

    changed = run("reviewers", "password", "Ann", "--stdin", told="battery staple\n")
    removed = run("reviewers", "remove", "Ann")

    assert (changed.exit_code, removed.exit_code) == (0, 0)
    assert run("reviewers", "list").stdout == ""
