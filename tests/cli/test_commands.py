"""The command line as a person uses it: output, exit codes, numbered errors, no tracebacks."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from whosays.cli.main import app
from whosays.errors import WhosaysError

REPORT = """Two villages under fire

Russian troops shelled Siversk and Zvanivka with mortars on Tuesday, the regional governor said.

"Three civilians were killed," he said.
"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def run(*arguments, expect=0, stdin=None):
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
    if isinstance(result.exception, WhosaysError):
        assert expect == 2, result.exception
        return str(result.exception)
    assert result.exit_code == expect, result.output
    return result.output


def test_help_ends_in_an_example_for_every_command():
    for name in ("demo", "read", "claims", "show", "doctor", "schema"):
        assert "Example: whosays" in run(name, "--help")


def test_read_prints_one_object_a_line_and_nothing_else(report):
    done = subprocess.run(
        [sys.executable, "-m", "whosays", "read", str(report), "--format", "jsonl"],
        capture_output=True,
        check=True,
        timeout=120,
    )

    [line] = done.stdout.splitlines()
    found = json.loads(line)
    assert found["document"]["id"] == "report.txt"
    assert {"shelling", "casualties"} <= {c["type"] for c in found["claims"]}


def test_what_was_read_stays_in_the_ledger_and_can_be_asked(report, tmp_path):
    ledger = tmp_path / "l.sqlite"
    run("read", report, "--published", "2023-05-03", "--ledger", ledger)
    run("read", report, "--published", "2023-05-03", "--ledger", ledger)

    listed = run("claims", "--type", "shelling", "--place", "Siversk", "--ledger", ledger)
    assert listed.count("shelled") == 1
    claim = listed.split()[0]

    shown = run("show", claim, "--ledger", ledger)
    assert "because" in shown
    assert "Siversk" in shown
    assert "sha256" in shown


def test_no_ledger_keeps_nothing(report, tmp_path):
    ledger = tmp_path / "l.sqlite"

    run("read", report, "--no-ledger", "--ledger", ledger)

    assert not ledger.exists()


def test_one_bad_file_among_many_is_reported_and_the_others_are_read(report, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")

    output = run("read", report, bad, tmp_path / "none.txt", "--no-ledger", expect=1)

    assert "A102" in output
    assert "A101" in output
    assert "shelled" in output


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "A102"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "A103"),
        ("program.txt", b"\x7fELF" + bytes(64), "A103"),
    ],
)
def test_a_file_that_is_no_report_is_a_numbered_error(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)

    output = run("read", path, "--no-ledger", expect=2)

    assert code in output
    assert "Traceback" not in output


def test_a_folder_without_reports_is_a_numbered_error(tmp_path):
    assert "A104" in run("read", tmp_path, "--no-ledger", expect=2)


def test_a_wrong_date_is_a_numbered_error(report):
    assert "A108" in run("read", report, "--published", "19.07.2022", expect=2)


def test_standard_input_is_read(report):
    output = run("read", "-", "--no-ledger", "--format", "table", stdin=report.read_bytes())

    assert "shelling" in output


def test_a_manifest_gives_dates_and_publishers(report, tmp_path):
    manifest = tmp_path / "m.tsv"
    manifest.write_text("name\tpublished\tpublisher\ttitle\nreport.txt\t2023-05-03\tNew Daily\n")

    output = run("read", report, "--manifest", manifest, "--no-ledger")

    assert "3 May 2023 by New Daily" in output


def test_a_broken_manifest_names_its_line(report, tmp_path):
    manifest = tmp_path / "m.tsv"
    manifest.write_text("report.txt\tyesterday\n")

    output = run("read", report, "--manifest", manifest, "--no-ledger", expect=2)

    assert "A109" in output
    assert "line 1" in output


def test_a_ledger_that_is_something_else_is_a_numbered_error(tmp_path):
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"not a database" * 200)

    assert "A602" in run("claims", "--ledger", path, expect=2)


def test_doctor_lists_versions_and_finds_nothing_to_mend():
    output = run("doctor")

    assert "all is well" in output
    assert "onnxruntime" in output


def test_doctor_says_what_another_language_lacks():
    assert "uk/cues.toml" in run("doctor", "--lang", "uk", expect=1)


def test_the_schema_command_prints_the_contract_s_schema():
    assert json.loads(run("schema"))["properties"]["claims"]["type"] == "array"


def test_the_demo_runs_offline_and_shows_claims_and_chains():
    output = run("demo")

    assert "says" in output
    assert "→" in output


def test_the_demo_reads_without_colour_at_80_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    output = run("demo")

    assert "\x1b[" not in output
    assert max(len(line) for line in output.splitlines()) <= 80


def test_gazetteer_find_gives_a_place_in_another_spelling():
    assert "Slovyansk" in run("gazetteer", "find", "Slavyansk")


def test_a_broken_gazetteer_file_is_a_numbered_error(tmp_path):
    path = tmp_path / "XX.txt"
    path.write_text("not\ta dump\n")

    assert "A41" in run("gazetteer", "add", path, expect=2)
