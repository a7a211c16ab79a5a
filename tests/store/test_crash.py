"""Kill a writer at any moment: what was committed is there; an older ledger migrates."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import closing

import pytest

from whosays.errors import LedgerError
from whosays.ledger.ledger import Ledger
from whosays.store import sqlite
from whosays.store.sqlite import SqliteFile

KILLS = int(os.environ.get("WHOSAYS_TEST_KILLS", "40"))
"""Points at which a writer is killed; set it to some hundreds before a release."""
TEXT = "Russian troops shelled Siversk, police said. "


def write_on(path, build, told):
    """Add reports without end; tell the number of each that was kept."""
    with Ledger(path) as ledger:
        n = ledger.counts()["documents"]
        while True:
            n += 1
            rows = [{"type": "shelling", "trigger": "shelled", "in": f"{k} "} for k in range(9)]
            text = "\n".join(f"{k} {TEXT}" for k in range(9)) + f" Report {n}."
            result = ledger.add(build(text, rows, name=f"r{n}"))
            if n % 3 == 0:
                claim = next(iter(ledger.claims())).id
                ledger.review.correct(claim, "stance", "alleged", by="Ann")
            if n % 5 == 0:
                ledger.incidents.refresh()
            os.write(told, b"%d " % result.document_id)


def forked(work):
    """Run ``work(pipe)`` in a child process; give its number and the reading end of the pipe."""
    out, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            work(told)
        finally:
            os._exit(0)
    os.close(told)
    return child, out


def killed_after(child, seconds):
    """Kill a child process after a while."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def everything(pipe):
    """Read a pipe to its end."""
    with os.fdopen(pipe, "rb") as file:
        return file.read()


def test_a_writer_killed_at_any_moment_loses_no_committed_entry(tmp_path, build):
    path = tmp_path / "ledger.sqlite"
    rng = random.Random(0)
    told = 0
    for _ in range(KILLS):
        child, out = forked(lambda pipe: write_on(path, build, pipe))
        killed_after(child, 0.01 + rng.random() * 0.15)
        numbers = everything(out).split()
        told = int(numbers[-1]) if numbers else told

        with Ledger(path) as opened:
            counts = opened.counts()
            assert counts["documents"] >= told
            assert counts["current_claims"] == 9 * counts["documents"]
    with Ledger(path) as opened:
        found = opened.verify()
        assert opened.incidents.count() > 0
    assert told > 0
    assert found.problems == ()
    assert found.n_documents >= told


def test_a_first_opening_that_is_cut_off_leaves_a_file_that_opens(tmp_path):
    path = tmp_path / "ledger.sqlite"
    for n in range(10):
        path.unlink(missing_ok=True)
        child, out = forked(lambda _: Ledger(path))
        killed_after(child, n * 0.02)
        everything(out)

        with Ledger(path) as opened:
            assert opened.count() == 0
            assert opened.verify().is_sound


def old_ledger(path, build, schema=1):
    """Make a ledger of an earlier schema, the first by default, that holds a report."""
    SqliteFile(path, schema=schema).close()
    reading = build("Troops shelled Lyman.", [{"type": "shelling", "trigger": "shelled"}])
    from whosays.store.base import Addition
    from whosays.store.write import append_reading, prepare

    file = SqliteFile(path, schema=schema)
    with file.write() as connection:
        append_reading(connection, prepare(Addition(reading), "2024-01-01T00:00:00"), "2024")
    file.close()
    return reading


def version(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("schema", range(1, sqlite.SCHEMA))
def test_an_older_ledger_is_migrated_and_keeps_what_it_holds(tmp_path, build, schema):
    path = tmp_path / "old.sqlite"
    reading = old_ledger(path, build, schema)
    assert version(path) == schema

    with Ledger(path) as opened:
        assert opened.reading(1) == reading
        assert opened.incidents.count() == 1
        opened.review.accept(reading.claims[0].id, by="Ann")
        opened.sources.rate("police", "B", by="Ann")
        opened.reviewers.add("Ann", "correct horse")
        assert opened.reviewers.verify("Ann", "correct horse") == "Ann"
        assert opened.verify().is_sound
    assert version(path) == sqlite.SCHEMA


def test_an_older_ledger_opened_for_reading_is_migrated_too(tmp_path, build):
    path = tmp_path / "old.sqlite"
    old_ledger(path, build)

    with Ledger(path, read_only=True) as opened:
        assert opened.count() == 1


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path, build, monkeypatch):
    path = tmp_path / "old.sqlite"
    old_ledger(path, build)

    def broken(connection, _):
        connection.exec_driver_sql("CREATE TABLE half_done (a)")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite, "upgrade", broken)
    with pytest.raises(LedgerError, match="A604"):
        Ledger(path)
    monkeypatch.undo()

    assert version(path) == 1
    with Ledger(path) as opened:
        assert opened.count() == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write read-only files")
def test_a_read_only_file_says_so(tmp_path, build):
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as opened:
        opened.add(build("A tank burned.", []))
    path.chmod(0o444)

    with Ledger(path) as opened, pytest.raises(LedgerError, match="A603"):
        opened.add(build("Another tank burned.", []))
