"""Entries: the log read back, the latest first, each with what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ENTRIES = """
SELECT e.seq, e.kind, e.ref, e.hash, e.at,
       r.claim_id, coalesce(r.action, iif(q.undoes IS NULL, iif(q.id, 'rate', NULL), 'undo')),
       r.field, r.value, coalesce(r.undoes, q.undoes), r.document_id AS about,
       coalesce(r."by", j."by", q."by") AS "by",
       coalesce(r.reason, j.reason, q.reason) AS reason,
       j.left_claim, j.right_claim, j.verdict,
       d.id AS document_id, d.name AS document, g.document_id AS read_document,
       g.n_claims, u.version,
       (SELECT name FROM document WHERE id = g.document_id) AS read_name,
       EXISTS (SELECT 1 FROM revision AS x WHERE x.undoes = e.seq)
       OR EXISTS (SELECT 1 FROM rating AS x WHERE x.undoes = e.seq) AS is_undone,
       q.name AS source, q.grade
FROM entry AS e
LEFT JOIN revision AS r ON e.kind = 'revision' AND r.id = e.ref
LEFT JOIN judgement AS j ON e.kind = 'judgement' AND j.id = e.ref
LEFT JOIN rating AS q ON e.kind = 'rating' AND q.id = e.ref
LEFT JOIN document AS d ON e.kind = 'document' AND d.id = e.ref
LEFT JOIN reading AS g ON e.kind = 'reading' AND g.id = e.ref
LEFT JOIN run AS u ON u.id = g.run_id
WHERE e.kind IN ('revision', 'judgement', 'rating', 'document', 'reading')
"""
_PEOPLE = "('revision', 'judgement', 'rating')"


class LogEntry(NamedTuple):
    """One entry of the log; fields that do not belong to its kind are None.

    ``kind`` is document, reading, revision, judgement or rating; ``at`` ISO 8601 in UTC. A rating
    has ``source`` and ``grade`` (A to F) and the action *rate*, or the action *undo* with the
    number of the entry that it ``undoes`` and no grade.
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
    source: str | None
    grade: str | None


def log_entries(
    connection: Connection, *, limit: int, offset: int = 0, people: bool = False
) -> list[LogEntry]:
    """Give a page of the log; ``people`` leaves out what the machine added."""
    only = f"AND e.kind IN {_PEOPLE}" if people else ""
    rows = connection.execute(
        text(f"{_ENTRIES} {only} ORDER BY e.seq DESC LIMIT :limit OFFSET :offset"),
        {"limit": limit, "offset": offset},
    )
    return [LogEntry(*r) for r in rows]


def count_entries(connection: Connection, *, people: bool = False) -> int:
    """Count the entries that ``log_entries`` gives."""
    kinds = _PEOPLE if people else "('revision', 'judgement', 'rating', 'document', 'reading')"
    return int(
        connection.exec_driver_sql(f"SELECT count(*) FROM entry WHERE kind IN {kinds}").scalar_one()
    )


def undoable(connection: Connection, seq: int) -> tuple[str | None, str]:
    """Give the kind of an entry (None for no such entry) and why it cannot be undone, "" if it can.

    An undoing is not undone: whoever wants the decision back decides anew.
    """
    found = connection.execute(text(f"{_ENTRIES} AND e.seq = :seq"), {"seq": seq}).one_or_none()
    if found is None:
        known = connection.execute(
            text("SELECT kind FROM entry WHERE seq = :seq"), {"seq": seq}
        ).scalar()
        return known, "" if known is None else "it is no decision"
    entry = LogEntry(*found)
    if entry.kind not in {"revision", "judgement", "rating"}:
        return entry.kind, "it is no decision"
    if entry.action == "undo":
        return entry.kind, "it is an undoing itself"
    return entry.kind, "it was taken back before" if entry.is_undone else ""
