"""A changed byte is found; a trace goes all the way down; a backup is a whole ledger."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from whosays.errors import LedgerError, UsageError
from whosays.ledger.ledger import Ledger
from whosays.schema.judgement import Verdict


@pytest.fixture
def decided(ledger, shelling):
    """A ledger with a reading, a correction and a judgement."""
    ledger.add(shelling, raw=b"\xef\xbb\xbf" + shelling.text.encode())
    first, second, third = (c.id for c in shelling.claims)
    ledger.review.correct(first, "type", "strike", by="Ann", reason="by missile")
    ledger.review.judge(second, third, Verdict.DIFFERENT, by="Ann")
    return ledger


def tamper(path, statement, *values):
    """Change a closed ledger behind its back, triggers and all."""
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        changed = connection.execute(statement, values).rowcount
        connection.commit()
    assert changed > 0


def test_a_sound_ledger_verifies(ledger, shelling):
    ledger.add(shelling, raw=shelling.text.encode())

    found = ledger.verify()

    assert found.problems == ()
    assert (found.n_documents, found.n_claims, found.n_entries) == (1, 3, 3)
    assert found.n_spans > 10


def test_decisions_verify_too(decided):
    wrong = [p for p in decided.verify().problems if "sha256" not in p]

    assert wrong == []


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("UPDATE document SET title = ?", ("Another",)),
        ("UPDATE document SET text = ?", (b"x",)),
        ("UPDATE document SET raw = ?", (b"x",)),
        ("UPDATE claim SET status = ? WHERE position = 0", ("planned",)),
        ("UPDATE claim SET content = substr(content, 1, length(content) - 1)", ()),
        ("UPDATE claim_actor SET country = ? WHERE side = 'agent'", ("UKR",)),
        ("UPDATE claim_place SET lat = lat + 0.001", ()),
        ("UPDATE claim_figure SET low = low + 1", ()),
        ("DELETE FROM claim_evidence WHERE row = 1", ()),
        ("DELETE FROM claim WHERE position = 2", ()),
        ("UPDATE reading SET published_start = ?", ("2020-01-01",)),
        ("UPDATE run SET version = ?", ("9",)),
        ("UPDATE entry SET at = ? WHERE seq = 2", ("2020-01-01",)),
        ("DELETE FROM entry WHERE seq = 2", ()),
        ('UPDATE revision SET "by" = ?', ("Ben",)),
        ("DELETE FROM revision", ()),
        ("UPDATE judgement SET verdict = ?", ("same",)),
        ("DELETE FROM current_reading", ()),
    ],
)
def test_every_change_behind_its_back_is_found(decided, statement, values):
    before = set(decided.verify().problems)
    decided.close()
    tamper(decided.path, statement, *values)

    with Ledger(decided.path) as opened:
        found = set(opened.verify().problems)

    if "current_reading" in statement:
        pytest.skip("a view that is lost is built again, not a loss")
    assert found - before


def test_a_cut_end_is_found_by_the_head_that_was_noted(decided):
    head = decided.verify().head
    decided.close()
    with closing(sqlite3.connect(decided.path)) as connection:
        connection.execute("DROP TRIGGER entry_no_delete")
        connection.execute("DROP TRIGGER judgement_no_delete")
        connection.execute("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")
        connection.execute("DELETE FROM judgement")
        connection.commit()

    with Ledger(decided.path) as opened:
        problems = opened.verify(head).problems

    assert any("was cut off" in p for p in problems)


@pytest.mark.parametrize("seed", range(12))
def test_a_single_changed_byte_of_content_is_found(ledger, shelling, tmp_path, seed):
    ledger.add(shelling, raw=shelling.text.encode())
    with ledger.store.file.read() as connection:
        table, column = random.Random(seed).choice(
            [("document", "text"), ("claim", "content"), ("reading", "content")]
        )
        content = connection.exec_driver_sql(f"SELECT {column} FROM {table}").scalars().first()
    ledger.close()
    copy = tmp_path / "copy.sqlite"
    shutil.copy(ledger.path, copy)
    whole = bytearray(copy.read_bytes())
    at = whole.find(content[:40])
    assert at > 0
    spot = at + random.Random(seed).randrange(min(40, len(content)))
    whole[spot] ^= 1 << random.Random(seed).randrange(8)
    copy.write_bytes(whole)

    with Ledger(copy) as opened:
        assert not opened.verify().is_sound


def test_a_trace_goes_from_value_to_words_to_bytes_to_run(decided, shelling):
    claim = shelling.claims[0]

    trace = decided.trace(claim.id)

    values = {v.field: v for v in trace.values}
    assert values["type"].value == "strike"
    assert values["type"].words == "shelled"
    assert values["type"].corrected_by == "Ann"
    assert values["agents[0]"].words == "Russian troops"
    assert values["places[0]"].value == "Vovchansk 50.2900,36.9400 (settlement, at)"
    assert values["chain[0]"].words == "Police of the region"
    assert trace.run == shelling.run
    assert trace.sha256 == shelling.document.sha256
    assert trace.bytes_match is False
    assert [d.by for d in trace.decisions] == ["Ann"]


def test_bytes_that_were_kept_are_checked_in_a_trace(ledger, shelling):
    ledger.add(shelling, raw=shelling.text.encode())

    assert ledger.trace(shelling.claims[0].id).bytes_match is True
    with pytest.raises(UsageError, match="A702"):
        ledger.trace("c404")


def test_a_backup_while_in_use_is_a_whole_ledger(decided, tmp_path, build):
    target = tmp_path / "backup.sqlite"
    with decided.store.file.write() as writer:
        writer.exec_driver_sql("DELETE FROM current_claim")
        decided.backup(target)
        writer.rollback()

    with Ledger(target) as restored:
        assert restored.counts() == decided.counts()
        assert restored.count() == 3
        restored.add(build("Another report.", name="b.txt"))
    with pytest.raises(LedgerError, match="A609"):
        decided.backup(target)
