"""Views: the tables that follow from the ledger and are built again at any time."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import text

from whosays.store.lineage import current_rows
from whosays.store.rows import decode_claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from whosays.schema.claim import Claim

_CHUNK = 400
_TEXTS = 512
_RECORDS = """
SELECT k.row, k.content, k.sentence_start, k.sentence_end, c.document_id, d.publisher, d.name,
       coalesce(f.family, c.document_id) AS family
FROM current_claim AS c JOIN claim AS k ON k.row = c.claim
JOIN document AS d ON d.id = c.document_id
LEFT JOIN copy_family AS f ON f.document_id = c.document_id
WHERE (c.verdict IS NULL OR c.verdict <> 'rejected')
"""


class ClaimRecord(NamedTuple):
    """A current claim that nobody rejected, with what a comparison needs of its document.

    ``start`` is where its sentence begins in the text.
    """

    row: int
    claim: Claim
    document: int
    publisher: str | None
    name: str
    family: int
    sentence: str
    start: int


class State(NamedTuple):
    """How far a view has read: numbers of the last claim, revision, judgement, document."""

    claim: int = 0
    revision: int = 0
    judgement: int = 0
    document: int = 0


class Records:
    """Reads claim records; remembers the texts of the last few documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[int, str] = OrderedDict()

    def of_rows(self, rows: Iterable[int]) -> Iterator[ClaimRecord]:
        """Give the records of some rows; those that are not current are left out."""
        for chunk in _chunks(sorted(set(rows))):
            numbers = ",".join(map(str, chunk))
            yield from self._records(f"{_RECORDS} AND c.claim IN ({numbers}) ORDER BY c.claim")

    def of_documents(self, documents: Iterable[int]) -> Iterator[ClaimRecord]:
        """Give the records of some documents."""
        for chunk in _chunks(sorted(set(documents))):
            numbers = ",".join(map(str, chunk))
            yield from self._records(
                f"{_RECORDS} AND c.document_id IN ({numbers}) ORDER BY c.claim"
            )

    def by_day(self) -> Iterator[ClaimRecord]:
        """Give all records by their first day; those without one come first."""
        yield from self._records(f"{_RECORDS} ORDER BY c.start, c.claim")

    def _records(self, statement: str) -> Iterator[ClaimRecord]:
        result = self._connection.execution_options(yield_per=2000).execute(text(statement))
        for row, content, start, end, document, publisher, name, family in result:
            words = self._text(document)[start:end]
            yield ClaimRecord(
                row, decode_claim(content), document, publisher, name, family, words, start
            )

    def _text(self, document: int) -> str:
        found = self._texts.get(document)
        if found is None:
            cursor = self._connection.connection.cursor()
            (content,) = cursor.execute(
                "SELECT text FROM document WHERE id = ?", (document,)
            ).fetchone()
            found = zlib.decompress(content).decode("utf-8", "surrogatepass")
            self._texts[document] = found
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        else:
            self._texts.move_to_end(document)
        return found


_TABLES = (
    "incident_view", "incident_block", "incident_edge", "incident_member", "incident",
    "copy_sketch", "copy_family",
)  # fmt: skip
_INDEXES = {
    "incident_block_claim": "incident_block (claim)",
    "incident_edge_right": "incident_edge (right)",
    "incident_member_incident": "incident_member (incident)",
    "incident_member_document": "incident_member (document_id)",
}


def clear(connection: Connection) -> None:
    """Empty the tables of incidents; their large indexes are taken away till ``index``."""
    for name in _INDEXES:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    for table in _TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")


def index(connection: Connection) -> None:
    """Make the large indexes of the incident tables: quicker at once than row by row."""
    for name, columns in _INDEXES.items():
        connection.exec_driver_sql(f"CREATE INDEX {name} ON {columns}")


def count_current(connection: Connection) -> int:
    """Count the current claims."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM current_claim").scalar_one())


def now_state(connection: Connection) -> State:
    """Give the numbers of the last entries of each kind."""
    found = [
        connection.exec_driver_sql(f"SELECT coalesce(max({column}), 0) FROM {table}").scalar_one()
        for table, column in (
            ("claim", "row"), ("revision", "id"), ("judgement", "id"), ("document", "id"),
        )
    ]  # fmt: skip
    return State(*found)


def read_state(connection: Connection, view: str) -> State:
    """Give how far a view has read; all zeros before its first time."""
    rows = connection.execute(
        text("SELECT name, value FROM view_state WHERE name LIKE :like"), {"like": f"{view}.%"}
    ).all()
    values = {name.partition(".")[2]: int(value) for name, value in rows}
    return State(**values)


def write_state(connection: Connection, view: str, state: State) -> None:
    """Note how far a view has read."""
    connection.execute(
        text(
            "INSERT INTO view_state (name, value) VALUES (:name, :value) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        [{"name": f"{view}.{k}", "value": str(v)} for k, v in state._asdict().items()],
    )


def touched_documents(connection: Connection, since: State) -> list[int]:
    """Give the documents whose current claims may have changed since a state."""
    found = connection.execute(
        text(
            # NOT INDEXED: by the last rows alone, and not by the index of all readings.
            "SELECT document_id FROM reading WHERE id IN "
            "(SELECT reading_id FROM claim NOT INDEXED WHERE row > :claim) "
            "UNION SELECT document_id FROM revision WHERE id > :revision"
        ),
        {"claim": since.claim, "revision": since.revision},
    ).scalars()
    return sorted(found)


def judged_rows(connection: Connection, since: int) -> list[int]:
    """Give the current rows of claims that were judged after judgement number ``since``."""
    ids = connection.execute(
        text(
            "SELECT left_claim FROM judgement WHERE id > :since "
            "UNION SELECT right_claim FROM judgement WHERE id > :since"
        ),
        {"since": since},
    ).scalars()
    return sorted({row for claim in sorted(ids) for row in current_rows(connection, claim)})


def blocks_of(connection: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    """Give the claims of some blocks, each in order of rows."""
    found: dict[int, list[int]] = {key: [] for key in keys}
    for chunk in _chunks(sorted(set(keys))):
        numbers = ",".join(map(str, chunk))
        for key, claim in connection.exec_driver_sql(
            f"SELECT key, claim FROM incident_block WHERE key IN ({numbers}) ORDER BY key, claim"
        ):
            found[key].append(claim)
    return found


def edges_of(
    connection: Connection,
    rows: Iterable[int],
    *,
    at_least: float = 0.0,
    sides: tuple[str, ...] = ("left", "right"),
) -> list[tuple[int, int, float]]:
    """Give the scored pairs in which one of ``rows`` stands, on one of ``sides``."""
    cursor = connection.connection.cursor()
    found: list[tuple[int, int, float]] = []
    for chunk in _chunks(sorted(set(rows))):
        numbers = ",".join(map(str, chunk))
        for side in sides:
            cursor.execute(
                f"SELECT left, right, score FROM incident_edge WHERE {side} IN ({numbers}) "
                f"AND score >= {at_least!r}"
            )
            found.extend(cursor.fetchall())
    return found


def packed_views(connection: Connection, rows: Iterable[int]) -> list[bytes]:
    """Give what is kept of some current claims for comparison; rejected ones are left out."""
    cursor = connection.connection.cursor()
    found: list[bytes] = []
    for chunk in _chunks(sorted(set(rows))):
        numbers = ",".join(map(str, chunk))
        cursor.execute(
            "SELECT v.content FROM incident_view AS v JOIN current_claim AS c ON c.claim = v.claim "
            f"WHERE v.claim IN ({numbers}) AND (c.verdict IS NULL OR c.verdict <> 'rejected')"
        )
        found.extend(row[0] for row in cursor.fetchall())
    return found


def latest_with_hash(connection: Connection, mark: int, limit: int) -> list[int]:
    """Give the latest documents whose sketch holds a hash."""
    cursor = connection.connection.cursor()
    rows = cursor.execute(
        "SELECT document_id FROM copy_sketch WHERE hash = ? ORDER BY document_id DESC LIMIT ?",
        (mark, limit),
    )
    return [r[0] for r in rows]


def incidents_of(connection: Connection, rows: Iterable[int]) -> dict[str, tuple[int, ...]]:
    """Give the incidents that hold one of ``rows``, each with all its claims in order."""
    names = column_where(connection, "incident_member", "incident", "claim", rows)
    found: dict[str, list[int]] = {name: [] for name in names}
    cursor = connection.connection.cursor()
    for chunk in _chunks(names):
        marks = ",".join("?" * len(chunk))
        statement = (
            f"SELECT incident, claim FROM incident_member WHERE incident IN ({marks}) "
            "ORDER BY claim"
        )
        for name, row in cursor.execute(statement, chunk):
            found[name].append(row)
    return {name: tuple(members) for name, members in found.items()}


def insert_many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows with question marks for values; nothing for none."""
    if rows:
        connection.connection.cursor().executemany(statement, rows)


def delete_where(connection: Connection, table: str, column: str, values: Iterable[int]) -> None:
    """Delete the rows of a view in which a column has one of some values."""
    for chunk in _chunks(sorted(set(values))):
        numbers = ",".join(map(str, chunk))
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} IN ({numbers})")


def column_where(
    connection: Connection, table: str, wanted: str, column: str, values: Iterable[Any]
) -> list[Any]:
    """Give one column of the rows in which another has one of some values; sorted, once each."""
    found: set[Any] = set()
    cursor = connection.connection.cursor()
    for chunk in _chunks(sorted(set(values))):
        marks = ",".join("?" * len(chunk))
        statement = f"SELECT {wanted} FROM {table} WHERE {column} IN ({marks})"
        found.update(row[0] for row in cursor.execute(statement, chunk))
    return sorted(found)


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
