"""Write: append one reading to the tables, the log and the search."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

from whosays.errors import LedgerError
from whosays.schema.document import Given
from whosays.store import tables
from whosays.store.base import Addition, AddResult
from whosays.store.log import append_entry
from whosays.store.parts import append_claims, insert_rows
from whosays.store.revise import settle
from whosays.store.rows import (
    Row,
    claim_row,
    day,
    digest,
    document_row,
    encode_rest,
    given_text,
    run_row,
    sentence_around,
)
from whosays.store.words import index_text, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from whosays.schema.claim import Claim


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading with all that can be made of it before the write transaction begins."""

    addition: Addition
    document: Row
    run: Row
    reading: Row
    claims: tuple[tuple[Claim, Row], ...]
    words: tuple[str, ...]


def prepare(addition: Addition, at: str) -> Prepared:
    """Encode and compress a reading; pure, so that the lock is held as briefly as can be.

    Raises: LedgerError A607 where the reading names no run.
    """
    reading = addition.reading
    if reading.run is None:
        raise LedgerError("A607", document=reading.document.id)
    document, published = reading.document, reading.published
    given = given_text(addition.given or Given())
    claims = tuple(
        (
            claim,
            claim_row(
                claim, 0, position, sentence_around(document.text, claim.trigger, document.segments)
            ),
        )
        for position, claim in enumerate(reading.claims)
    )
    return Prepared(
        addition=addition,
        document=document_row(document, given, addition.raw, at),
        run=run_row(reading.run, at),
        reading={
            "published_start": day(published.start),
            "published_end": day(published.end),
            "published_basis": published.basis.value,
            "n_claims": len(reading.claims),
            "content": encode_rest(reading),
            "added_at": at,
        },
        claims=claims,
        words=tuple(vocabulary(f"{document.meta.title or ''} {document.text}")),
    )


def append_reading(connection: Connection, prepared: Prepared, at: str) -> AddResult:
    """Append what is new of a reading; what is there already is left alone."""
    sha256 = prepared.document["sha256"]
    document_id, new_document = _append_document(connection, prepared, at)
    run_id = _append_run(connection, prepared.run, at)
    found = connection.execute(
        text("SELECT id FROM reading WHERE document_id = :d AND run_id = :r"),
        {"d": document_id, "r": run_id},
    ).scalar()
    if found is not None:
        return AddResult(
            document_id,
            int(found),
            sha256,
            is_new_document=new_document,
            is_new_reading=False,
            n_claims=0,
        )
    row = {**prepared.reading, "document_id": document_id, "run_id": run_id}
    row["id"] = reading_id = _next(connection, "reading", "id")
    insert_rows(connection, tables.reading, [row])
    contents = [claim["content"] for _, claim in prepared.claims]
    append_entry(connection, "reading", reading_id, reading_digest(row, contents), at)
    first = _next(connection, "claim", "row")
    claim_rows = [
        {**claim, "row": first + n, "reading_id": reading_id}
        for n, (_, claim) in enumerate(prepared.claims)
    ]
    append_claims(
        connection, [c for c, _ in prepared.claims], claim_rows, prepared.addition.reading.text
    )
    make_current(connection, document_id, reading_id, claim_rows)
    if not new_document and _is_revised(connection, document_id):
        settle(connection, document_id, at)
    return AddResult(
        document_id,
        reading_id,
        sha256,
        is_new_document=new_document,
        is_new_reading=True,
        n_claims=len(claim_rows),
    )


def make_current(
    connection: Connection, document_id: int, reading_id: int, claim_rows: Sequence[Row]
) -> None:
    """Let the views show this reading of the document instead of an earlier one."""
    connection.execute(text("DELETE FROM current_claim WHERE document_id = :d"), {"d": document_id})
    connection.execute(
        text(
            "INSERT INTO current_reading (document_id, reading_id) VALUES (:d, :r) "
            "ON CONFLICT (document_id) DO UPDATE SET reading_id = excluded.reading_id"
        ),
        {"d": document_id, "r": reading_id},
    )
    if claim_rows:
        insert_rows(
            connection,
            tables.current_claim,
            [
                {
                    "claim": row["row"],
                    "document_id": document_id,
                    "type": row["type"],
                    "status": row["status"],
                    "stance": row["stance"],
                    "start": row["start"],
                    "end": row["end"],
                    "verdict": None,
                }
                for row in claim_rows
            ],
        )


def reading_digest(row: Row, contents: Sequence[bytes]) -> str:
    """Give the hash that the log keeps of a reading: its row and all its claims."""
    return digest(
        str(row["document_id"]), str(row["run_id"]), row["published_start"], row["published_end"],
        row["published_basis"], str(row["n_claims"]), row["content"], row["added_at"], *contents,
    )  # fmt: skip


def document_digest(row: Row) -> str:
    """Give the hash that the log keeps of a document: its bytes, its text, what is told of it."""
    return digest(
        row["key"], row["sha256"], row["name"], row["source"], row["media_type"], row["title"],
        row["publisher"], row["author"], row["language"], row["given"], str(row["n_chars"]),
        str(row["raw_is_text"]), row["text"], row["raw"], row["added_at"],
    )  # fmt: skip


def run_digest(row: Row) -> str:
    """Give the hash that the log keeps of a run."""
    return digest(
        row["key"],
        row["version"],
        row["settings"],
        row["resources"],
        row["models"],
        row["added_at"],
    )


def _is_revised(connection: Connection, document_id: int) -> bool:
    found = connection.execute(
        text("SELECT 1 FROM revision WHERE document_id = :d LIMIT 1"), {"d": document_id}
    ).scalar()
    return found is not None


def _append_document(connection: Connection, prepared: Prepared, at: str) -> tuple[int, bool]:
    row = prepared.document
    found = connection.execute(
        text("SELECT id FROM document WHERE key = :key"), {"key": row["key"]}
    ).scalar()
    if found is not None:
        return int(found), False
    number = _next(connection, "document", "id")
    insert_rows(connection, tables.document, [{**row, "id": number}])
    append_entry(connection, "document", number, document_digest(row), at)
    body = zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
    connection.execute(
        _SEARCH_DOCUMENT,
        {"row": number, "title": index_text(row["title"] or ""), "body": index_text(body)},
    )
    _append_words(connection, prepared.words)
    return number, True


def _append_run(connection: Connection, row: Row, at: str) -> int:
    found = connection.execute(
        text("SELECT id FROM run WHERE key = :key"), {"key": row["key"]}
    ).scalar()
    if found is not None:
        return int(found)
    number = _next(connection, "run", "id")
    insert_rows(connection, tables.run, [{**row, "id": number}])
    append_entry(connection, "run", number, run_digest(row), at)
    return number


def _append_words(connection: Connection, words: Sequence[str]) -> None:
    cursor = connection.connection.cursor()
    known = set()
    for start in range(0, len(words), 500):
        some = words[start : start + 500]
        marks = ",".join("?" * len(some))
        known.update(cursor.execute(f"SELECT word FROM word WHERE word IN ({marks})", some))
    new = [w for w in words if (w,) not in known]
    if not new:
        return
    first = _next(connection, "word", "id")
    rows = [(first + n, w) for n, w in enumerate(new)]
    cursor.executemany("INSERT INTO word (id, word) VALUES (?, ?)", rows)
    cursor.executemany("INSERT INTO word_part (rowid, word) VALUES (?, ?)", rows)


def _next(connection: Connection, table: str, column: str) -> int:
    """Give the number after the last; safe, since only one may write at a time."""
    found = connection.exec_driver_sql(f"SELECT max({column}) FROM {table}").scalar()
    return int(found or 0) + 1


_SEARCH_DOCUMENT = text(
    "INSERT INTO document_search (rowid, title, body) VALUES (:row, :title, :body)"
)
