"""Facets: how many of the claims that a query asks for have each type, side, place, month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from whosays.store.search import conditions_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whosays.schema.query import Query

_MAX_VALUES = 40
_SIDE = "coalesce(p.country || '/' || coalesce(p.role, ''), p.\"group\", p.role)"
_FACETS = {
    "type": ("c.type", ""),
    "status": ("c.status", ""),
    "stance": ("c.stance", ""),
    "verdict": ("coalesce(c.verdict, 'undecided')", ""),
    "month": ("substr(c.start, 1, 7)", ""),
    "agent": (_SIDE, "JOIN claim_actor AS p ON p.claim = c.claim AND p.side = 'agent'"),
    "target": (_SIDE, "JOIN claim_actor AS p ON p.claim = c.claim AND p.side = 'target'"),
    "place": ("p.name", "JOIN claim_place AS p ON p.claim = c.claim"),
    "weapon": ("p.code", "JOIN claim_weapon AS p ON p.claim = c.claim"),
    "source": ("coalesce(p.name, p.words)", "JOIN claim_source AS p ON p.claim = c.claim"),
}
FACETS = tuple(_FACETS)
"""Every facet that claims can be counted by."""


def facet_counts(
    connection: Connection, query: Query, facet: str, limit: int = _MAX_VALUES
) -> list[tuple[str, int]]:
    """Give a facet's values with their counts, the most frequent first; months by time.

    A claim with two places counts for both. Raises: KeyError for an unknown facet.
    """
    value, join = _FACETS[facet]
    conditions = conditions_of(connection, query)
    order = "1 DESC" if facet == "month" else "2 DESC, 1"
    number = "count(DISTINCT c.claim)" if join else "count(*)"
    statement = (
        f"SELECT {value} AS found, {number} FROM current_claim AS c {join} "
        f"WHERE {conditions.where} AND {value} IS NOT NULL GROUP BY found "
        f"ORDER BY {order} LIMIT {conditions.name(limit)}"
    )
    return [(str(r[0]), int(r[1])) for r in connection.execute(text(statement), conditions.values)]
