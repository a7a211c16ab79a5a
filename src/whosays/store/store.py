"""SqliteStore: the embedded store of a ledger, one file with its write-ahead log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from whosays.errors import UsageError
from whosays.store import ask, search
from whosays.store.sqlite import SqliteFile
from whosays.store.write import append_reading, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from whosays.schema.query import Query
    from whosays.schema.reading import Reading
    from whosays.store.base import (
        Addition,
        AddResult,
        DocumentInfo,
        LedgerClaim,
        ReadingOrigin,
    )


class SqliteStore:
    """A ledger in one SQLite file; see ``store.base.Store`` for what each method does."""

    def __init__(self, path: Path, *, read_only: bool = False, timeout_s: float = 60.0) -> None:
        self.file = SqliteFile(path, read_only=read_only, timeout_s=timeout_s)

    @property
    def path(self) -> Path:
        """The file."""
        return self.file.path

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def add(self, additions: Iterable[Addition], at: datetime) -> list[AddResult]:
        """Append readings in one transaction: all of them or none."""
        when = at.isoformat(timespec="seconds")
        prepared = [prepare(a, when) for a in additions]
        with self.file.write() as connection:
            added = [append_reading(connection, p, when) for p in prepared]
        self.file.keep_sampled(max((a.document_id for a in added), default=0))
        return added

    def claims(self, query: Query) -> list[LedgerClaim]:
        """Give the claims of one page."""
        with self.file.read() as connection:
            return ask.ledger_claims(connection, search.find_rows(connection, query))

    def count(self, query: Query, at_most: int | None = None) -> int:
        """Count the claims of all pages; with ``at_most`` no further than one more than that."""
        with self.file.read() as connection:
            return search.count_rows(connection, query, at_most)

    def claim_rows(self, name: str) -> list[int]:
        """Give the rows of the current claims whose id is or begins with ``name``."""
        with self.file.read() as connection:
            rows = connection.execute(
                text(
                    "SELECT k.row, k.id, c.claim IS NOT NULL AS now FROM claim AS k "
                    "LEFT JOIN current_claim AS c ON c.claim = k.row "
                    "WHERE k.id >= :low AND k.id < :high ORDER BY k.row"
                ),
                {"low": name, "high": name + "\U0010ffff"},
            ).all()
        exact = [r for r in rows if r.id == name] or rows
        now = [r.row for r in exact if r.now]
        return now or [r.row for r in exact]

    def claims_by_row(self, rows: Iterable[int]) -> list[LedgerClaim]:
        """Give claims by their rows, in that order."""
        wanted = list(rows)
        with self.file.read() as connection:
            verdicts: dict[int, str | None] = {}
            for row in wanted:
                verdicts[row] = connection.execute(
                    text("SELECT verdict FROM current_claim WHERE claim = :row"), {"row": row}
                ).scalar()
            return ask.ledger_claims(connection, [(r, verdicts[r]) for r in wanted])

    def documents(self, name: str | None = None) -> Iterator[DocumentInfo]:
        """Give documents as they were added; ``name`` is a number, a sha256's start or a name."""
        with self.file.read() as connection:
            numbers = None if name is None else search.document_numbers(connection, name)
            yield from ask.document_infos(connection, numbers)

    def document_text(self, document_id: int) -> str:
        """Give a document's canonical text."""
        with self.file.read() as connection:
            found = ask.document_text(connection, document_id)
        if found is None:
            raise UsageError("A702", name=document_id, path=self.path)
        return found

    def document_raw(self, document_id: int) -> bytes | None:
        """Give a document's bytes as they were read, None where they were not kept."""
        with self.file.read() as connection:
            return ask.document_raw(connection, document_id)

    def reading(self, reading_id: int) -> Reading:
        """Give a reading as it was stored."""
        with self.file.read() as connection:
            return ask.stored_reading(connection, reading_id)

    def origin(self, row: int) -> ReadingOrigin:
        """Give the run and the log entry of the reading that a claim comes from."""
        with self.file.read() as connection:
            return ask.reading_origin(connection, row)

    def secret(self) -> bytes:
        """Give bytes that only this ledger has, for pseudonyms: the hash of its first entry."""
        with self.file.read() as connection:
            found = connection.execute(text("SELECT hash FROM entry WHERE seq = 1")).scalar()
        return bytes.fromhex(found or "00")

    def counts(self) -> dict[str, int]:
        """Count what the ledger holds: documents, readings, claims, current_claims, entries."""
        # The growing tables are numbered without a gap: their last number is their count.
        wanted = {
            "documents": "max(id) FROM document",
            "readings": "max(id) FROM reading",
            "claims": "max(row) FROM claim",
            "current_claims": "count(*) FROM current_claim",
            "entries": "max(seq) FROM entry",
        }
        with self.file.read() as connection:
            return {
                name: int(connection.exec_driver_sql(f"SELECT {what}").scalar() or 0)
                for name, what in wanted.items()
            }
