"""Overview: many claims counted at once, by place, by day, by source; never one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

from whosays.store.rate import holding_ratings, source_key
from whosays.store.search import conditions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from whosays.schema.query import Query
    from whosays.schema.rating import Rating

CLOCKS = ("happened", "said", "as_of")
"""When it happened, when the report was published, and the day that a figure is as of."""
LANES = ("none", "side", "type", "stance")
_SIDE = (
    '(SELECT coalesce(a.country, a."group") FROM claim_actor AS a WHERE a.claim = c.claim '
    "AND a.side = 'agent' AND coalesce(a.country, a.\"group\") IS NOT NULL ORDER BY a.row LIMIT 1)"
)
_LANE = {"none": "''", "side": _SIDE, "type": "c.type", "stance": "c.stance"}
_CLOCK = {
    "happened": ('c.start AS first, c."end" AS last', ""),
    "said": (
        "r.published_start AS first, r.published_end AS last",
        (
            "JOIN current_reading AS n ON n.document_id = c.document_id "
            "JOIN reading AS r ON r.id = n.reading_id"
        ),
    ),
    "as_of": (
        "f.as_of AS first, f.as_of AS last",
        "JOIN (SELECT DISTINCT claim, as_of FROM claim_figure) AS f ON f.claim = c.claim",
    ),
}


class PlaceCount(NamedTuple):
    """Claims at one place that share relation, side and stance.

    ``lat`` and ``lon`` are None together where the name was left open; ``claims`` counts.
    ``told`` is the most origins that tell a happening there, 0 where none was joined yet.
    """

    name: str
    lat: float | None
    lon: float | None
    precision: str
    relation: str
    radius_km: float | None
    side: str | None
    stance: str
    claims: int
    told: int


class SpanCount(NamedTuple):
    """Claims of one range of days (ISO, inclusive) and lane; None for a day untold."""

    first: str | None
    last: str | None
    lane: str | None
    claims: int


class SourceCount(NamedTuple):
    """A source by name, and how its claims fare.

    ``innermost`` counts claims that rest on its word; ``doubted`` those told as alleged or
    questioned; ``confirmed`` those whose happening other origins tell as well; ``denied`` those
    whose happening another claim says was not so. ``reliability`` is the grade (A to F) that a
    person gave it, None without one.
    """

    name: str
    country: str | None
    role: str | None
    claims: int
    innermost: int
    documents: int
    publishers: int
    doubted: int
    confirmed: int
    denied: int
    first_day: str | None
    last_day: str | None
    reliability: str | None = None


def place_counts(connection: Connection, query: Query, limit: int) -> list[PlaceCount]:
    """Count the claims that a query asks for by place, side and stance, the most first."""
    found = conditions_of(connection, query)
    statement = (
        "SELECT p.name, p.lat, p.lon, p.precision, p.relation, max(p.radius_km), "
        f"{_SIDE} AS side, c.stance, count(DISTINCT c.claim), max(coalesce(i.n_origins, 0)) "
        "FROM current_claim AS c JOIN claim_place AS p ON p.claim = c.claim "
        "LEFT JOIN incident_member AS m ON m.claim = c.claim "
        "LEFT JOIN incident AS i ON i.id = m.incident "
        f"WHERE {found.where} GROUP BY p.name, p.lat, p.lon, p.precision, p.relation, side, "
        f"c.stance ORDER BY 9 DESC, 1, 2, 3 LIMIT {found.name(limit)}"
    )
    return [PlaceCount(*row) for row in connection.execute(text(statement), found.values)]


def ranked_sides(connection: Connection, limit: int) -> list[str]:
    """Give the sides (countries, or groups without one) that act in most claims ever kept."""
    statement = (
        "SELECT coalesce(country, \"group\") FROM claim_actor WHERE side = 'agent' "
        'AND coalesce(country, "group") IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 '
        "LIMIT :limit"
    )
    return [str(s) for s in connection.execute(text(statement), {"limit": limit}).scalars()]


def rows_at(
    connection: Connection,
    query: Query,
    place: tuple[str, float | None, float | None, str],
    limit: int,
) -> list[int]:
    """Give the rows of claims at one place of ``place_counts``: (name, lat, lon, relation)."""
    name, lat, lon, relation = place
    found = conditions_of(connection, query)
    statement = (
        f"SELECT c.claim FROM current_claim AS c WHERE {found.where} AND c.claim IN "
        f"(SELECT claim FROM claim_place WHERE name = {found.name(name)} "
        f"AND relation = {found.name(relation)} AND lat IS {found.name(lat)} "
        f"AND lon IS {found.name(lon)}) "
        f"ORDER BY c.start DESC, c.claim DESC LIMIT {found.name(limit)}"
    )
    return list(connection.execute(text(statement), found.values).scalars())


def count_unplaced(connection: Connection, query: Query) -> tuple[int, int]:
    """Count the claims that name no place, and those whose names were all left open."""
    found = conditions_of(connection, query)
    statement = (
        "SELECT sum(n IS NULL), sum(n = 0) FROM (SELECT (SELECT sum(p.lat IS NOT NULL) "
        "FROM claim_place AS p WHERE p.claim = c.claim) AS n FROM current_claim AS c "
        f"WHERE {found.where})"
    )
    row = connection.execute(text(statement), found.values).one()
    return int(row[0] or 0), int(row[1] or 0)


def unplaced_rows(connection: Connection, query: Query, limit: int) -> list[int]:
    """Give the rows of claims without coordinates, the latest first."""
    found = conditions_of(connection, query)
    statement = (
        f"SELECT c.claim FROM current_claim AS c WHERE {found.where} AND NOT EXISTS "
        "(SELECT 1 FROM claim_place AS p WHERE p.claim = c.claim AND p.lat IS NOT NULL) "
        f"ORDER BY c.start DESC, c.claim DESC LIMIT {found.name(limit)}"
    )
    return list(connection.execute(text(statement), found.values).scalars())


def span_counts(connection: Connection, query: Query, clock: str, lane: str) -> list[SpanCount]:
    """Count the claims that a query asks for by range of days and lane.

    ``clock`` is one of CLOCKS, ``lane`` one of LANES. Raises: KeyError for another.
    """
    days, join = _CLOCK[clock]
    found = conditions_of(connection, query)
    statement = (
        f"SELECT {days}, {_LANE[lane]} AS lane, count(DISTINCT c.claim) "
        f"FROM current_claim AS c {join} WHERE {found.where} GROUP BY first, last, lane "
        "ORDER BY first, last, lane"
    )
    return [SpanCount(*row) for row in connection.execute(text(statement), found.values)]


def rows_between(
    connection: Connection, query: Query, clock: str, days: tuple[str, str], limit: int
) -> list[int]:
    """Give the rows of claims whose ``clock`` overlaps ``days`` (ISO, inclusive)."""
    columns, join = _CLOCK[clock]
    first, last = (part.partition(" AS ")[0] for part in columns.split(", "))
    found = conditions_of(connection, query)
    statement = (
        f"SELECT DISTINCT c.claim FROM current_claim AS c {join} WHERE {found.where} "
        f"AND {last} >= {found.name(days[0])} AND {first} <= {found.name(days[1])} "
        f"ORDER BY {first}, c.claim LIMIT {found.name(limit)}"
    )
    return list(connection.execute(text(statement), found.values).scalars())


def measure_counts(connection: Connection, query: Query) -> list[tuple[str, int]]:
    """Count the figures of the claims that a query asks for by what they count."""
    found = conditions_of(connection, query)
    statement = (
        "SELECT f.what, count(*) FROM current_claim AS c JOIN claim_figure AS f "
        f"ON f.claim = c.claim WHERE {found.where} AND f.what IS NOT NULL "
        "GROUP BY f.what ORDER BY 2 DESC, 1"
    )
    return [(str(r[0]), int(r[1])) for r in connection.execute(text(statement), found.values)]


def source_counts(
    connection: Connection, query: Query, limit: int, offset: int = 0
) -> tuple[list[SourceCount], int]:
    """Count by source, the most quoted first; give a page of them, and how many there are."""
    found = conditions_of(connection, query)
    told = (
        "WITH told AS MATERIALIZED (SELECT DISTINCT s.claim, coalesce(s.name, s.words) AS said, "
        "s.country, s.role, s.position, c.document_id, c.status, c.stance, c.start, m.incident "
        "FROM current_claim AS c JOIN claim_source AS s ON s.claim = c.claim "
        f"LEFT JOIN incident_member AS m ON m.claim = c.claim WHERE {found.where}) "
    )
    total = connection.execute(
        text(told + "SELECT count(DISTINCT said) FROM told"), found.values
    ).scalar_one()
    denied = (
        ", denied AS MATERIALIZED (SELECT DISTINCT o.incident FROM current_claim AS x "
        "JOIN incident_member AS o ON o.claim = x.claim WHERE x.status = 'did_not_happen')"
    )
    statement = (
        f"{told}{denied}, page AS (SELECT said, count(DISTINCT claim) AS n FROM told GROUP BY said "
        f"ORDER BY n DESC, said LIMIT {found.name(limit)} OFFSET {found.name(offset)}) "
        "SELECT t.said, max(t.country), max(t.role), count(DISTINCT t.claim), "
        "count(DISTINCT CASE WHEN t.position = 0 THEN t.claim END), "
        "count(DISTINCT t.document_id), count(DISTINCT d.publisher), "
        "count(DISTINCT CASE WHEN t.stance IN ('alleged', 'questioned') THEN t.claim END), "
        "count(DISTINCT CASE WHEN i.n_origins > 1 THEN t.claim END), "
        "count(DISTINCT CASE WHEN t.status <> 'did_not_happen' AND t.incident IN "
        "(SELECT incident FROM denied) THEN t.claim END), "
        "min(t.start), max(t.start) FROM page JOIN told AS t ON t.said = page.said "
        "JOIN document AS d ON d.id = t.document_id LEFT JOIN incident AS i ON i.id = t.incident "
        "GROUP BY t.said ORDER BY 4 DESC, 1"
    )
    rows = connection.execute(text(statement), found.values)
    graded = holding_ratings(connection)
    return [_with_grade(SourceCount(*row), graded) for row in rows], int(total)


def _with_grade(source: SourceCount, graded: Mapping[str, Rating]) -> SourceCount:
    rating = graded.get(source_key(source.name))
    return source if rating is None else source._replace(reliability=rating.grade.value)


def publisher_counts(
    connection: Connection, query: Query, limit: int
) -> list[tuple[str, int, int]]:
    """Give publishers with claims and documents of the query, the most claims first; "" unknown."""
    found = conditions_of(connection, query)
    statement = (
        "SELECT coalesce(d.publisher, ''), count(*), count(DISTINCT d.id) FROM current_claim AS c "
        f"JOIN document AS d ON d.id = c.document_id WHERE {found.where} "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {found.name(limit)}"
    )
    rows = connection.execute(text(statement), found.values)
    return [(str(r[0]), int(r[1]), int(r[2])) for r in rows]


def claim_ids(connection: Connection, query: Query) -> set[str]:
    """Give the ids of all claims that a query asks for, without reading them."""
    found = conditions_of(connection, query)
    statement = (
        "SELECT k.id FROM current_claim AS c JOIN claim AS k ON k.row = c.claim "
        f"WHERE {found.where}"
    )
    return set(connection.execute(text(statement), found.values).scalars())
