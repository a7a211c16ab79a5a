"""The log: every entry names the hash of the one before, so that no entry can be changed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.store.rows import digest

if TYPE_CHECKING:
    from sqlalchemy import Connection

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


def entry_hash(seq: int, kind: str, ref: int, content: str, previous: str, at: str) -> str:
    """Give the hash of an entry, which the next one names."""
    return digest(str(seq), kind, str(ref), content, previous, at)


def append_entry(connection: Connection, kind: str, ref: int, content: str, at: str) -> str:
    """Append an entry for row ``ref`` of the table ``kind``; ``content`` is the row's digest."""
    cursor = connection.connection.cursor()
    last = cursor.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (1, GENESIS) if last is None else (last[0] + 1, last[1])
    found = entry_hash(seq, kind, ref, content, previous, at)
    cursor.execute(
        "INSERT INTO entry (seq, kind, ref, digest, previous, hash, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (seq, kind, ref, content, previous, found, at),
    )
    return found
