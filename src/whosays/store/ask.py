"""Ask: read documents, readings and claims back out of the tables."""

from __future__ import annotations

import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import text

from whosays.schema.run import Run
from whosays.store.base import DocumentInfo, LedgerClaim, ReadingOrigin
from whosays.store.rows import decode_claim, decode_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from whosays.schema.claim import Claim
    from whosays.schema.reading import Reading

_CHUNK = 400
_DOCUMENTS = """
SELECT d.id, d.sha256, d.name, d.source, d.media_type, d.title, d.publisher, d.author, d.language,
       d.n_chars, d.added_at, r.published_start, r.published_end, r.published_basis,
       r.id AS reading_id, r.n_claims, u.version,
       (SELECT count(*) FROM reading AS x WHERE x.document_id = d.id) AS n_readings
FROM document AS d
JOIN current_reading AS n ON n.document_id = d.id
JOIN reading AS r ON r.id = n.reading_id
JOIN run AS u ON u.id = r.run_id
"""


def document_infos(
    connection: Connection, numbers: Sequence[int] | None = None
) -> Iterator[DocumentInfo]:
    """Give documents in the order in which they were added; ``numbers`` None means all."""
    if numbers is None:
        for row in connection.execute(text(_DOCUMENTS + " ORDER BY d.id")):
            yield _info(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins so
        return
    for chunk in _chunks(sorted(numbers)):
        statement = f"{_DOCUMENTS} WHERE d.id IN ({_numbers(chunk)}) ORDER BY d.id"
        for row in connection.execute(text(statement)):
            yield _info(row._mapping)  # noqa: SLF001 - the same


def latest_infos(connection: Connection, count: int) -> list[DocumentInfo]:
    """Give the documents that were added last, the latest first."""
    found = connection.execute(
        text("SELECT id FROM document ORDER BY id DESC LIMIT :n"), {"n": count}
    ).scalars()
    return list(document_infos(connection, list(found)))[::-1]


def document_text(connection: Connection, number: int) -> str | None:
    """Give a document's text, None where there is no such document."""
    found = connection.execute(
        text("SELECT text FROM document WHERE id = :id"), {"id": number}
    ).scalar()
    return None if found is None else _decoded(found)


def document_raw(connection: Connection, number: int) -> bytes | None:
    """Give a document's bytes, None where they were not kept."""
    row = connection.execute(
        text("SELECT raw, raw_is_text, text FROM document WHERE id = :id"), {"id": number}
    ).one()
    if row.raw_is_text:
        return zlib.decompress(row.text)
    return None if row.raw is None else zlib.decompress(row.raw)


def stored_reading(connection: Connection, reading_id: int) -> Reading:
    """Give a reading as it was stored, with the claims of the machine."""
    row = connection.execute(
        text(
            "SELECT r.content, d.text FROM reading AS r JOIN document AS d ON d.id = r.document_id "
            "WHERE r.id = :id"
        ),
        {"id": reading_id},
    ).one()
    return decode_reading(row.content, _decoded(row.text), machine_claims(connection, reading_id))


def machine_claims(connection: Connection, reading_id: int) -> tuple[Claim, ...]:
    """Give the claims of a reading as the machine coded them, in their order."""
    found = connection.execute(
        text(
            "SELECT content FROM claim WHERE reading_id = :id AND revision_id IS NULL "
            "ORDER BY position"
        ),
        {"id": reading_id},
    ).scalars()
    return tuple(decode_claim(c) for c in found)


def reading_origin(connection: Connection, row: int) -> ReadingOrigin:
    """Give the run and the log entry of the reading that a claim comes from."""
    found = connection.execute(
        text(
            "SELECT u.version, u.settings, u.resources, u.models, r.added_at, e.seq, e.hash "
            "FROM claim AS k JOIN reading AS r ON r.id = k.reading_id "
            "JOIN run AS u ON u.id = r.run_id "
            "JOIN entry AS e ON e.kind = 'reading' AND e.ref = r.id WHERE k.row = :row"
        ),
        {"row": row},
    ).one()
    pairs = tuple[tuple[str, str], ...]
    run = Run(
        version=found.version,
        settings=found.settings,
        resources=msgspec.json.decode(found.resources, type=pairs),
        models=msgspec.json.decode(found.models, type=pairs),
    )
    return ReadingOrigin(run, found.added_at, found.seq, found.hash)


def ledger_claims(
    connection: Connection, rows: Sequence[tuple[int, str | None]]
) -> list[LedgerClaim]:
    """Give claims with their documents, in the order of ``rows`` (row, verdict)."""
    found: dict[int, Any] = {}
    for chunk in _chunks([r for r, _ in rows]):
        statement = (
            "SELECT k.row, k.content, k.sentence_start, k.sentence_end, r.document_id "
            "FROM claim AS k JOIN reading AS r ON r.id = k.reading_id "
            f"WHERE k.row IN ({_numbers(chunk)})"
        )
        for row in connection.execute(text(statement)):
            found[row.row] = row
    numbers = sorted({row.document_id for row in found.values()})
    documents = {d.id: d for d in document_infos(connection, numbers)}
    texts = {n: document_text(connection, n) or "" for n in numbers}
    return [_claim(found[row], documents, texts, verdict) for row, verdict in rows if row in found]


def _claim(
    row: Any, documents: Mapping[int, DocumentInfo], texts: Mapping[int, str], verdict: str | None
) -> LedgerClaim:
    whole = texts[row.document_id]
    return LedgerClaim(
        row=row.row,
        claim=decode_claim(row.content),
        document=documents[row.document_id],
        text=whole,
        sentence=whole[row.sentence_start : row.sentence_end],
        verdict=verdict,
    )


def _info(row: Any) -> DocumentInfo:
    values = dict(row)
    for key in ("published_start", "published_end"):
        values[key] = None if values[key] is None else date.fromisoformat(values[key])
    return DocumentInfo(**values)


def _decoded(content: bytes) -> str:
    return zlib.decompress(content).decode("utf-8", "surrogatepass")


def _numbers(values: Iterable[int]) -> str:
    return ",".join(str(int(v)) for v in values)


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
