"""Entries: the log read back, the latest first, each with what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ENTRIES = """
SELECT e.seq, e.kind, e.ref, e.hash, e.at,
       r.claim_id, r.action, r.field, r.value, r.undoes, r.document_id AS about,
       coalesce(r."by", j."by") AS "by", coalesce(r.reason, j.reason) AS reason,
       j.left_claim, j.right_claim, j.verdict,
       d.id AS document_id, d.name AS document, g.document_id AS read_document,
       g.n_claims, u.version,
       (SELECT name FROM document WHERE id = g.document_id) AS read_name,
       EXISTS (SELECT 1 FROM revision AS x WHERE x.undoes = e.seq) AS is_undone
FROM entry AS e
LEFT JOIN revision AS r ON e.kind = 'revision' AND r.id = e.ref
LEFT JOIN judgement AS j ON e.kind = 'judgement' AND j.id = e.ref
LEFT JOIN document AS d ON e.kind = 'document' AND d.id = e.ref
LEFT JOIN reading AS g ON e.kind = 'reading' AND g.id = e.ref
LEFT JOIN run AS u ON u.id = g.run_id
WHERE e.kind IN ('revision', 'judgement', 'document', 'reading')
"""


class LogEntry(NamedTuple):
    """One entry of the log; fields that do not belong to its kind are None.

    ``kind`` is document, reading, revision or judgement; ``at`` ISO 8601 in UTC.
    """

    seq: int
    kind: str
    ref: int
    hash: str
    at: str
    claim_id: str | None
    action: str | None
    field: str | None
    value: str | None
    undoes: int | None
    about: int | None
    by: str | None
    reason: str | None
    left_claim: str | None
    right_claim: str | None
    verdict: str | None
    document_id: int | None
    document: str | None
    read_document: int | None
    n_claims: int | None
    version: str | None
    read_name: str | None
    is_undone: int


def log_entries(
    connection: Connection, *, limit: int, offset: int = 0, people: bool = False
) -> list[LogEntry]:
    """Give a page of the log; ``people`` leaves out what the machine added."""
    only = "AND e.kind IN ('revision', 'judgement')" if people else ""
    rows = connection.execute(
        text(f"{_ENTRIES} {only} ORDER BY e.seq DESC LIMIT :limit OFFSET :offset"),
        {"limit": limit, "offset": offset},
    )
    return [LogEntry(*r) for r in rows]


def count_entries(connection: Connection, *, people: bool = False) -> int:
    """Count the entries that ``log_entries`` gives."""
    kinds = (
        "('revision', 'judgement')"
        if people
        else ("('revision', 'judgement', 'document', 'reading')")
    )
    return int(
        connection.exec_driver_sql(f"SELECT count(*) FROM entry WHERE kind IN {kinds}").scalar_one()
    )
