"""A ledger file refuses change, foreign files and newer schemas, and lets many read at once."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from whosays.errors import LedgerError
from whosays.ledger.ledger import Ledger
from whosays.store.migrate import MIGRATIONS, SCHEMA
from whosays.store.sqlite import distance_km


def rows(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@pytest.mark.parametrize(
    "table",
    ["entry", "document", "run", "reading", "claim", "claim_actor", "claim_place", "claim_figure"],
)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1000"])
def test_a_growing_table_refuses_to_change(ledger, shelling, table, statement):
    ledger.add(shelling)
    ledger.close()

    with (
        closing(sqlite3.connect(ledger.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement.format(table))


def test_a_newer_ledger_is_refused(ledger):
    ledger.close()
    with closing(sqlite3.connect(ledger.path)) as connection:
        connection.execute("PRAGMA user_version = 999")

    with pytest.raises(LedgerError, match=r"A601.*999"):
        Ledger(ledger.path)


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"SQLite format 3\x00" + b"\x07" * 4096, b"\x00" * 200]
)
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)

    with pytest.raises(LedgerError, match="A602"):
        Ledger(path)

    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")

    with pytest.raises(LedgerError, match="A602"):
        Ledger(path)

    assert rows(path, "SELECT name FROM sqlite_master") == [("mine",)]


def test_an_empty_file_becomes_a_ledger(tmp_path):
    path = tmp_path / "new.sqlite"
    path.touch()

    with Ledger(path) as opened:
        assert opened.count() == 0


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(LedgerError, match="A606"):
        Ledger(tmp_path / "file" / "ledger.sqlite")
    with pytest.raises(LedgerError, match="A606"):
        Ledger(tmp_path)


def test_a_ledger_opened_for_reading_is_read_and_not_written(ledger, shelling):
    ledger.add(shelling)

    with Ledger(ledger.path, read_only=True) as opened:
        assert opened.count() == 3
        with pytest.raises(LedgerError, match="A603"):
            opened.add(shelling)


def test_a_writer_that_waits_too_long_says_so(ledger, shelling):
    with closing(sqlite3.connect(ledger.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            Ledger(ledger.path, timeout_s=0.05) as second,
            pytest.raises(LedgerError, match="A605"),
        ):
            second.add(shelling)


def test_a_full_disk_keeps_all_that_was_before(ledger, shelling, build):
    ledger.add(shelling)
    with ledger.store.file.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    ledger.close()
    with Ledger(ledger.path) as opened:
        for connection in _connections(opened):
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="A604"):
            opened.add(build("Long. " + os.urandom(300_000).hex(), name="long.txt"))

        assert opened.counts()["documents"] == 1
        assert opened.reading(1) == shelling


def _connections(opened):
    with opened.store.file.read() as connection:
        yield connection


def test_readers_see_the_state_before_while_one_writes(ledger, shelling):
    ledger.add(shelling)

    with ledger.store.file.write() as writer:
        writer.exec_driver_sql("DELETE FROM current_claim")
        seen = []
        thread = threading.Thread(target=lambda: seen.append(ledger.count()))
        thread.start()
        thread.join(10)

    assert seen == [3]
    assert ledger.count() == 0


def test_two_processes_write_and_neither_fails(tmp_path):
    path = tmp_path / "ledger.sqlite"
    code = """
import sys, hashlib
from whosays.ledger.ledger import Ledger
from whosays.schema.document import Document, DocumentMeta, Published
from whosays.schema.reading import Reading
from whosays.schema.run import Run
with Ledger(sys.argv[1]) as ledger:
    for n in range(15):
        text = f"{sys.argv[2]} {n}"
        sha = hashlib.sha256(text.encode()).hexdigest()
        meta = DocumentMeta(source=text)
        document = Document(id=text, sha256=sha, text=text, segments=(), meta=meta)
        ledger.add(Reading(document, Published(), run=Run("1")))
"""
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("a", "b")
    ]

    assert [p.wait(60) for p in started] == [0, 0]
    with Ledger(path) as opened:
        assert opened.counts()["documents"] == 30
        assert opened.counts()["entries"] == 61


def test_the_schema_number_is_that_of_the_newest_migration():
    numbers = [
        int(re.match(r"m(\d+)_", p.name)[1]) for p in (MIGRATIONS / "versions").glob("m*.py")
    ]

    assert sorted(numbers) == list(range(1, SCHEMA + 1))


def test_opening_a_ledger_that_is_up_to_date_loads_no_alembic(ledger):
    ledger.close()
    code = (
        "import sys; from whosays.ledger.ledger import Ledger; Ledger(sys.argv[1]).count(); "
        "sys.exit('alembic' in sys.modules)"
    )

    assert (
        subprocess.run([sys.executable, "-c", code, str(ledger.path)], check=False).returncode == 0
    )


def test_the_distance_between_two_points_is_that_of_the_great_circle():
    assert distance_km(50.45, 30.52, 49.84, 24.03) == pytest.approx(467, abs=3)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(None, None, 1, 1) is None
