"""Parts: append claims with their parts and their words to the tables and the search."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from whosays.store import tables
from whosays.store.rows import Row, part_rows, search_names
from whosays.store.words import index_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table

    from whosays.schema.claim import Claim

_SEARCH_CLAIM = "INSERT INTO claim_search (rowid, sentence, names) VALUES (:row, :sentence, :names)"


def append_claims(
    connection: Connection, claims: Sequence[Claim], claim_rows: Sequence[Row], whole: str
) -> None:
    """Append claims, their parts and their words; ``claim_rows`` have their numbers."""
    if not claims:
        return
    parts: dict[str, list[Row]] = defaultdict(list)
    search = []
    for claim, row in zip(claims, claim_rows, strict=True):
        for table, part in part_rows(claim, row["row"], whole):
            parts[table].append(part)
        sentence = whole[row["sentence_start"] : row["sentence_end"]]
        names = search_names(claim, whole)
        search.append(
            {"row": row["row"], "sentence": index_text(sentence), "names": index_text(names)}
        )
    insert_rows(connection, tables.claim, claim_rows)
    for table_of in tables.PARTS:
        insert_rows(connection, table_of, parts[table_of.name])
    connection.connection.cursor().executemany(_SEARCH_CLAIM, search)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows of one shape; columns that they do not name stay empty.

    Straight to the driver: the statement compiler took a third of the time of adding a report.
    """
    if rows:
        connection.connection.cursor().executemany(_statement(table.name, tuple(rows[0])), rows)


@cache
def _statement(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{c}"' for c in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + c for c in columns)})"
