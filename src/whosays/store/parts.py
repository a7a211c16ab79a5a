"""Parts: append claims with their parts and their words to the tables and the search."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text

from whosays.store import tables
from whosays.store.rows import Row, part_rows, search_names
from whosays.store.words import index_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Insert

    from whosays.schema.claim import Claim

_SEARCH_CLAIM = text(
    "INSERT INTO claim_search (rowid, sentence, names) VALUES (:row, :sentence, :names)"
)


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
    connection.execute(insert_into(tables.claim), list(claim_rows))
    for table_of in tables.PARTS:
        if parts[table_of.name]:
            connection.execute(insert_into(table_of), parts[table_of.name])
    connection.execute(_SEARCH_CLAIM, search)


@cache
def insert_into(table: Any) -> Insert:
    """Give the statement that inserts into a table; made once."""
    return insert(table)
