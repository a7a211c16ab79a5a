"""Verify: recompute the log and everything it stands for; find a single changed byte."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from whosays.schema.revision import claim_spans
from whosays.store import tables
from whosays.store.judge import judgement_digest
from whosays.store.log import GENESIS, entry_hash
from whosays.store.rate import rating_digest
from whosays.store.revise import revision_digest
from whosays.store.rows import Row, claim_row, decode_claim, digest, part_rows
from whosays.store.write import document_digest, reading_digest, run_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from whosays.store.sqlite import SqliteFile

_SHOWN = ("type", "status", "stance", "start", "end", "time_basis", "trigger_start", "trigger_end")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and what is wrong; ``head`` is the hash of the last entry: note it down.

    ``problems`` are sentences that name the table and the row; empty where all is sound.
    """

    problems: tuple[str, ...]
    n_entries: int
    n_documents: int
    n_claims: int
    n_spans: int
    head: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(file: SqliteFile, head: str | None = None) -> Verification:
    """Check the file's pages, the chain of the log, every document's hash and every quoted span.

    ``head`` is the last hash as noted down earlier: it must still stand in the log, which shows
    that nothing was cut from the end.
    """
    problems = [f"file: {p}" for p in file.integrity()]
    check = _Check(problems)
    try:
        with file.read() as connection:
            check.run(connection, head)
    except Exception as error:  # noqa: BLE001 - a damaged page can fail in any way, and is the finding
        problems.append(f"the ledger cannot be read to its end: {type(error).__name__}: {error}")
    return Verification(
        tuple(problems), check.n_entries, check.n_documents, check.n_claims, check.n_spans,
        check.head,
    )  # fmt: skip


class _Check:
    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        self.n_entries = self.n_documents = self.n_claims = self.n_spans = 0
        self.head = GENESIS
        self.digests: dict[tuple[str, int], str] = {}

    def run(self, connection: Connection, head: str | None) -> None:
        self._chain(connection, head)
        self._rows(connection, "run", run_digest)
        self._rows(connection, "judgement", judgement_digest)
        self._rows(connection, "revision", revision_digest)
        self._rows(connection, "rating", rating_digest)
        for document in self._rows(connection, "document", document_digest, keep=True):
            self._document(connection, document)
        for kind, ref in sorted(self.digests):
            self.problems.append(f"{kind} {ref}: the log has an entry for it, the table no row")
        self._current(connection)

    def _chain(self, connection: Connection, head: str | None) -> None:
        previous, expected, seen = GENESIS, 1, head is None
        for row in connection.execute(text("SELECT * FROM entry ORDER BY seq")):
            self.n_entries += 1
            if row.seq != expected:
                self.problems.append(f"entry {expected}: it is missing")
            found = entry_hash(row.seq, row.kind, row.ref, row.digest, row.previous, row.at)
            if row.previous != previous or found != row.hash:
                self.problems.append(
                    f"entry {row.seq}: its hash does not follow from the one before"
                )
            previous, expected = row.hash, row.seq + 1
            seen = seen or row.hash == head
            self.digests[row.kind, row.ref] = row.digest
        self.head = previous
        if not seen:
            self.problems.append(f"log: no entry has the hash {head}; its end was cut off")

    def _rows(
        self,
        connection: Connection,
        kind: str,
        digest_of: Callable[[Row], str],
        *,
        keep: bool = False,
    ) -> list[int]:
        numbers = []
        for row in _all(connection, f"SELECT * FROM {kind} ORDER BY id", {}):
            self._expect(kind, row["id"], digest_of(row))
            if keep:
                numbers.append(row["id"])
        return numbers

    def _expect(self, kind: str, ref: int, found: str) -> None:
        wanted = self.digests.pop((kind, ref), None)
        if wanted is None:
            self.problems.append(f"{kind} {ref}: the log has no entry for it")
        elif wanted != found:
            self.problems.append(f"{kind} {ref}: its content is not what the log says")

    def _document(self, connection: Connection, number: int) -> None:
        self.n_documents += 1
        [row] = _all(connection, "SELECT * FROM document WHERE id = :id", {"id": number})
        try:
            content = zlib.decompress(row["text"])
            raw = content if row["raw_is_text"] else None
            if row["raw"] is not None:
                raw = zlib.decompress(row["raw"])
        except zlib.error as error:
            self.problems.append(f"document {number}: its bytes cannot be unpacked ({error})")
            return
        if raw is not None and hashlib.sha256(raw).hexdigest() != row["sha256"]:
            self.problems.append(f"document {number}: its bytes do not have its sha256")
        whole = content.decode("utf-8", "surrogatepass")
        if len(whole) != row["n_chars"]:
            self.problems.append(f"document {number}: its text has another length")
        statement = "SELECT * FROM reading WHERE document_id = :d ORDER BY id"
        for reading in list(_all(connection, statement, {"d": number})):
            self._reading(connection, reading, whole)

    def _reading(self, connection: Connection, reading: Row, whole: str) -> None:
        contents = []
        statement = "SELECT * FROM claim WHERE reading_id = :r ORDER BY row"
        for row in list(_all(connection, statement, {"r": reading["id"]})):
            self._claim(connection, row, whole)
            if row["revision_id"] is None:
                contents.append((row["position"], row["content"]))
            else:
                self._expect("claim", row["row"], digest(row["content"]))
        ordered = [c for _, c in sorted(contents, key=lambda c: c[0])]
        self._expect("reading", reading["id"], reading_digest(reading, ordered))

    def _claim(self, connection: Connection, row: Row, whole: str) -> None:
        self.n_claims += 1
        name = f"claim {row['id']} (row {row['row']})"
        try:
            claim = decode_claim(row["content"])
        except Exception as error:  # noqa: BLE001 - whatever a changed byte makes of it
            self.problems.append(f"{name}: it cannot be decoded ({error})")
            return
        for start, end in claim_spans(claim):
            self.n_spans += 1
            if not 0 <= start < end <= len(whole):
                self.problems.append(f"{name}: the span [{start}, {end}) quotes no words")
                return
        told = claim_row(claim, row["reading_id"], row["position"], (0, 1))
        if claim.id != row["id"] or any(told[c] != row[c] for c in _SHOWN):
            self.problems.append(f"{name}: its row is not what its content says")
        wanted: dict[str, list[dict[str, Any]]] = {t.name: [] for t in tables.PARTS}
        for table, part in part_rows(claim, row["row"], whole):
            wanted[table].append(part)
        for table, parts in wanted.items():
            if list(_parts(connection, table, row["row"])) != parts:
                self.problems.append(f"{name}: its rows in {table} are not what its content says")

    def _current(self, connection: Connection) -> None:
        stale = connection.execute(
            text(
                "SELECT c.document_id FROM current_reading AS c WHERE c.reading_id <> "
                "(SELECT max(r.id) FROM reading AS r WHERE r.document_id = c.document_id)"
            )
        ).scalars()
        self.problems.extend(f"document {d}: its current reading is not its latest" for d in stale)


def _all(connection: Connection, statement: str, values: Row) -> Iterator[Row]:
    for row in connection.execute(text(statement), values).mappings():
        yield dict(row)


def _parts(connection: Connection, table: str, claim: int) -> Iterator[dict[str, Any]]:
    rows = connection.execute(
        text(f"SELECT * FROM {table} WHERE claim = :claim ORDER BY row"), {"claim": claim}
    ).mappings()
    for row in rows:
        yield {k: v for k, v in row.items() if k != "row"}
