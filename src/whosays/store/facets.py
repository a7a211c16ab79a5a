"""Facets: how many of the claims that a query asks for have each type, side, place, month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from whosays.store.search import conditions_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whosays.schema.query import Query

_MAX_VALUES = 40
_SIDE = "country || '/' || coalesce(role, '')"
_FACETS = {
    "type": ("c.type", ""),
    "status": ("c.status", ""),
    "stance": ("c.stance", ""),
    "verdict": ("coalesce(c.verdict, 'undecided')", ""),
    "month": ("substr(c.start, 1, 7)", ""),
    "agent": (
        "p.side_key",
        (
            f'JOIN (SELECT DISTINCT claim, coalesce({_SIDE}, "group", role) AS side_key '
            "FROM claim_actor WHERE side = 'agent') AS p ON p.claim = c.claim"
        ),
    ),
    "target": (
        "p.side_key",
        (
            f'JOIN (SELECT DISTINCT claim, coalesce({_SIDE}, "group", role) AS side_key '
            "FROM claim_actor WHERE side = 'target') AS p ON p.claim = c.claim"
        ),
    ),
    "place": (
        "p.name",
        "JOIN (SELECT DISTINCT claim, name FROM claim_place) AS p ON p.claim = c.claim",
    ),
    "weapon": (
        "p.code",
        "JOIN (SELECT DISTINCT claim, code FROM claim_weapon) AS p ON p.claim = c.claim",
    ),
    "source": (
        "p.said",
        (
            "JOIN (SELECT DISTINCT claim, coalesce(name, words) AS said FROM claim_source) AS p "
            "ON p.claim = c.claim"
        ),
    ),
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
    statement = (
        f"SELECT {value} AS found, count(*) FROM current_claim AS c {join} "
        f"WHERE {conditions.where} AND {value} IS NOT NULL GROUP BY found "
        f"ORDER BY {order} LIMIT {conditions.name(limit)}"
    )
    return [(str(r[0]), int(r[1])) for r in connection.execute(text(statement), conditions.values)]
