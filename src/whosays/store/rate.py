"""Rate: append what people think of sources, and read back what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from whosays.schema.rating import Rating, Reliability
from whosays.store.log import append_entry
from whosays.store.rows import digest
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_COLUMNS = ("source", "name", "grade", "reason", "undoes", "by", "at")


def source_key(name: str) -> str:
    """Fold a source's name: what ratings go by."""
    return name_key(name)


def append_rating(connection: Connection, rating: Rating) -> int:
    """Append a grade and give the number of its log entry; ``rating.seq`` is not looked at."""
    return _append(
        connection,
        {
            "source": source_key(rating.source),
            "name": rating.source,
            "grade": rating.grade.value,
            "reason": rating.reason,
            "undoes": None,
            "by": rating.by,
            "at": rating.at,
        },
    )


def take_back_rating(connection: Connection, seq: int, *, by: str, reason: str, at: str) -> int:
    """Append that the grade of entry ``seq`` no longer holds; give the new entry's number."""
    old = connection.execute(
        text(
            "SELECT q.source, q.name FROM rating AS q JOIN entry AS e ON e.ref = q.id "
            "WHERE e.kind = 'rating' AND e.seq = :seq"
        ),
        {"seq": seq},
    ).one()
    row = {"source": old.source, "name": old.name, "grade": "", "reason": reason,
           "undoes": seq, "by": by, "at": at}  # fmt: skip
    return _append(connection, row)


def ratings(connection: Connection, source: str | None = None) -> list[Rating]:
    """Give the grades as they stand in the log, those taken back too; ``source`` in any spelling.

    Undoings are no ratings: they show as ``is_undone`` of what they took back.
    """
    where = "" if source is None else "AND q.source = :source"
    rows = connection.execute(
        text(
            "SELECT q.*, e.seq, EXISTS (SELECT 1 FROM rating AS x WHERE x.undoes = e.seq) AS gone "
            "FROM rating AS q JOIN entry AS e ON e.kind = 'rating' AND e.ref = q.id "
            f"WHERE q.undoes IS NULL {where} ORDER BY q.id"
        ),
        {} if source is None else {"source": source_key(source)},
    ).mappings()
    return [
        Rating(
            source=row["name"],
            grade=Reliability(row["grade"]),
            by=row["by"],
            reason=row["reason"],
            at=row["at"],
            seq=row["seq"],
            is_undone=bool(row["gone"]),
        )
        for row in rows
    ]


def holding_ratings(connection: Connection) -> dict[str, Rating]:
    """Give the grade that holds for each source, by its folded name."""
    found: dict[str, Rating] = {}
    for rating in ratings(connection):
        if not rating.is_undone:
            found[source_key(rating.source)] = rating
    return found


def rating_digest(row: Mapping[str, Any]) -> str:
    """Give the hash that the log keeps of a rating."""
    return digest(*(None if row[c] is None else str(row[c]) for c in _COLUMNS))


def _append(connection: Connection, row: dict[str, Any]) -> int:
    number = int(
        connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM rating").scalar_one()
    )
    connection.execute(
        text(
            'INSERT INTO rating (id, source, name, grade, reason, undoes, "by", at) '
            "VALUES (:id, :source, :name, :grade, :reason, :undoes, :by, :at)"
        ),
        {"id": number, **row},
    )
    append_entry(connection, "rating", number, rating_digest(row), row["at"])
    return int(connection.exec_driver_sql("SELECT max(seq) FROM entry").scalar_one())
