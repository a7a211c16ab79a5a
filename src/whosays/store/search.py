"""Search: a Query as one SELECT over the views and the claims' parts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from whosays.schema.mention import Role
from whosays.schema.query import Sort
from whosays.store.circle import Circle, circle_clause
from whosays.store.conditions import MANY, MANY_TO_COUNT, Conditions
from whosays.store.words import MAX_EXPANSIONS, SearchTerm, index_text, parse_terms, quote
from whosays.text.placename import name_key, skeleton_key
from whosays.text.romanise import romanise_all

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whosays.schema.query import Query

_COUNTRY = re.compile(r"[A-Z]{3}")
_MIN_SKELETON = 4
_ORDERS = {
    Sort.NEWEST: "start DESC, claim DESC",
    Sort.OLDEST: "start ASC NULLS LAST, claim",
    Sort.ADDED: "claim",
}
LONG_DAYS = 31
"""Claims of more days than this have an index of their own; see migration 6."""
NOT_REJECTED = "(c.verdict IS NULL OR c.verdict <> 'rejected')"
ROLES = frozenset(role.value for role in Role)


def find_rows(connection: Connection, query: Query) -> list[tuple[int, str | None]]:
    """Give the claims of a page: their rows, in order, with people's verdicts."""
    many = MANY_TO_COUNT if query.limit is None else MANY
    conditions = conditions_of(connection, query, many=many)
    limit = -1 if query.limit is None else query.limit
    arms = _arms(conditions, query, "c.claim AS claim, c.verdict AS verdict, c.start AS start")
    statement = (
        f"{arms} ORDER BY {_ORDERS[query.sort]} LIMIT {conditions.name(limit)} "
        f"OFFSET {conditions.name(query.offset)}"
    )
    return [(r[0], r[1]) for r in connection.execute(text(statement), conditions.values)]


def count_rows(connection: Connection, query: Query, at_most: int | None = None) -> int:
    """Count the claims that a query asks for, limit and offset aside.

    With ``at_most`` counting stops there: the result may be ``at_most + 1``, for *more than*.
    """
    conditions = conditions_of(connection, query, many=MANY_TO_COUNT)
    found = _arms(conditions, query, "1")
    if at_most is not None:
        found += f" LIMIT {conditions.name(at_most + 1)}"
    statement = f"SELECT count(*) FROM ({found})"
    return int(connection.execute(text(statement), conditions.values).scalar_one())


def _arms(conditions: Conditions, query: Query, columns: str) -> str:
    """Select the claims; from a day on, the few that began long before it apart from the others.

    What is left begins within weeks of the day, and a walk by the first day may end there.
    """
    where = conditions.where
    if query.since is None or query.all_readings or query.since.toordinal() <= LONG_DAYS:
        return f"SELECT {columns} FROM {_source(query)} AS c WHERE {where}"
    low = conditions.name((query.since - timedelta(days=LONG_DAYS)).isoformat())
    long = f'(c.start IS NULL OR julianday(c."end") - julianday(c.start) > {LONG_DAYS})'
    return (
        f"SELECT {columns} FROM current_claim AS c WHERE {where} AND c.start >= {low} "
        f"UNION ALL SELECT {columns} FROM current_claim AS c INDEXED BY current_claim_long "
        f"WHERE {where} AND {long} AND (c.start IS NULL OR c.start < {low})"
    )


def conditions_of(connection: Connection, query: Query, *, many: int = MANY_TO_COUNT) -> Conditions:
    """Say in SQL what a query asks for; ``c`` is the view of claims.

    ``many``: from so many rows on, a part that is asked for is looked up claim by claim.
    """
    found = Conditions(many=many)
    if query.types:
        found.add(f"c.type IN ({found.names([t.value for t in query.types])})")
    if query.status is not None:
        found.add(f"c.status = {found.name(query.status.value)}")
    if query.stance is not None:
        found.add(f"c.stance = {found.name(query.stance.value)}")
    if query.since is not None:
        found.add(f'c."end" >= {found.name(query.since.isoformat())}')
    if query.until is not None:
        found.add(f"c.start <= {found.name(query.until.isoformat())}")
    if query.verdict is not None:
        decided = f"c.verdict = {found.name(query.verdict)}"
        found.add("c.verdict IS NULL" if query.verdict == "undecided" else decided)
    elif not query.rejected and not query.all_readings:
        found.add(NOT_REJECTED)
    if query.place is not None:
        found.part("claim_place", _place_clause(connection, found, query.place))
    if query.lat is not None and query.lon is not None and query.radius_km is not None:
        circle = Circle(query.lat, query.lon, query.radius_km)
        found.part("claim_place", circle_clause(connection, found, circle))
    for actor, side in ((query.actor, None), (query.agent, "agent"), (query.target, "target")):
        if actor is not None:
            clause = _who_clause(connection, found, actor, "claim_actor")
            if side is not None:
                clause = f"side = {found.name(side)} AND {clause}"
            found.part("claim_actor", clause)
    if query.source is not None:
        _source_clause(connection, found, query.source)
    if query.weapon is not None:
        value = found.name(query.weapon)
        model = found.name(query.weapon)
        found.part("claim_weapon", f"(code = {value} OR model = {model})")
    if query.measure is not None or query.at_least is not None or query.at_most is not None:
        found.part("claim_figure", _figure_clause(found, query))
    if query.document is not None:
        numbers = document_numbers(connection, query.document)
        found.add(f"c.document_id IN ({found.names(numbers)})")
    if query.incident is not None:
        members = "SELECT claim FROM incident_member WHERE incident"
        found.add(f"c.claim IN ({members} = {found.name(query.incident)})")
    if query.min_origins is not None:
        found.add(
            "EXISTS (SELECT 1 FROM incident_member AS m JOIN incident AS i ON i.id = m.incident "
            f"WHERE m.claim = c.claim AND i.n_origins >= {found.name(query.min_origins)})"
        )
    if query.contradicted and query.since is not None and query.until is not None:
        found.add(
            "EXISTS (SELECT 1 FROM incident_member AS m JOIN incident AS i ON i.id = m.incident "
            "WHERE m.claim = c.claim AND i.n_conflicts > 0)"
        )
    elif query.contradicted:
        found.add(
            "c.claim IN (SELECT m.claim FROM incident AS i JOIN incident_member AS m "
            "ON m.incident = i.id WHERE i.n_conflicts > 0)"
        )
    if query.text is not None:
        _text_clause(connection, found, query)
    found.add_parts(connection, query)
    return found


def document_numbers(connection: Connection, name: str) -> list[int]:
    """Give the documents that a number, the start of a sha256, a name or a source's end means."""
    if name.isdecimal() and len(name) < 8:
        found = (
            connection.execute(text("SELECT id FROM document WHERE id = :id"), {"id": int(name)})
            .scalars()
            .all()
        )
        if found:
            return list(found)
    found = (
        connection.execute(
            text("SELECT id FROM document WHERE name = :name OR source = :name ORDER BY id"),
            {"name": name},
        )
        .scalars()
        .all()
    )
    if found or not re.fullmatch("[0-9a-f]{4,64}", name):
        return list(found)
    return list(
        connection.execute(
            text("SELECT id FROM document WHERE sha256 >= :low AND sha256 < :high ORDER BY id"),
            {"low": name, "high": name + "g"},
        ).scalars()
    )


def _source(query: Query) -> str:
    if not query.all_readings:
        return "current_claim"
    return (
        '(SELECT k.row AS claim, r.document_id, k.type, k.status, k.stance, k.start, k."end", '
        "NULL AS verdict FROM claim AS k JOIN reading AS r ON r.id = k.reading_id)"
    )


def _place_clause(connection: Connection, found: Conditions, place: str) -> str:
    keys = list(dict.fromkeys(name_key(n) for n in (place, *romanise_all(place))))
    names = found.names(keys)
    exact = f"(key IN ({names}) OR words_key IN ({names}))"
    known = any(
        connection.execute(
            text(
                "SELECT EXISTS (SELECT 1 FROM claim_place WHERE key = :key) "
                "OR EXISTS (SELECT 1 FROM claim_place WHERE words_key = :key)"
            ),
            {"key": key},
        ).scalar()
        for key in keys
    )
    skeleton = skeleton_key(place)
    if known or len(skeleton) < _MIN_SKELETON:
        return exact
    # A spelling that no report has: Grigorovka for Hryhorivka. Its consonants may be known.
    return f"skeleton = {found.name(skeleton)}"


def _who_clause(connection: Connection, found: Conditions, who: str, table: str) -> str:
    country, _, role = who.partition("/")
    if role and _COUNTRY.fullmatch(country.upper()) and role.upper() in ROLES:
        return f"(country = {found.name(country.upper())} AND role = {found.name(role.upper())})"
    if _COUNTRY.fullmatch(who) and who in ROLES:
        return f"(role = {found.name(who)})"
    if _COUNTRY.fullmatch(who):
        known = connection.execute(
            text(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE country = :c)"),
            {"c": who},
        ).scalar()
        if known:
            return f"(country = {found.name(who)})"
    known = (
        connection.execute(
            text(f'SELECT EXISTS (SELECT 1 FROM {table} WHERE "group" = :g)'), {"g": who}
        ).scalar()
        if table == "claim_actor"
        else connection.execute(
            text("SELECT EXISTS (SELECT 1 FROM claim_source WHERE name = :g)"), {"g": who}
        ).scalar()
    )
    if known:
        column = '"group"' if table == "claim_actor" else "name"
        return f"({column} = {found.name(who)})"
    # The search knows every name of a claim; only its finds are looked at letter by letter.
    like, match = found.name(f"%{_escaped(who)}%"), found.name(quote(who))
    return (
        f"(claim IN (SELECT rowid FROM claim_search WHERE claim_search MATCH {match}) AND "
        f"(\"group\" LIKE {like} ESCAPE '!' OR name LIKE {like} ESCAPE '!' "
        f"OR words LIKE {like} ESCAPE '!'))"
    )


def _source_clause(connection: Connection, found: Conditions, source: str) -> None:
    clause = _who_clause(connection, found, source, "claim_source")
    numbers = (
        connection.execute(text("SELECT id FROM document WHERE publisher = :p"), {"p": source})
        .scalars()
        .all()
    )
    if not numbers:
        found.part("claim_source", clause)
        return
    publisher = found.name(source)
    found.add(
        f"c.claim IN (SELECT claim FROM claim_source WHERE {clause} UNION "
        "SELECT o.claim FROM document AS d JOIN current_claim AS o ON o.document_id = d.id "
        f"WHERE d.publisher = {publisher})"
    )


def _figure_clause(found: Conditions, query: Query) -> str:
    clauses = []
    if query.measure is not None:
        clauses.append(f"what = {found.name(query.measure)}")
    if query.at_least is not None:
        clauses.append(
            f"(high >= {found.name(query.at_least)} OR (high IS NULL AND low IS NOT NULL))"
        )
    if query.at_most is not None:
        clauses.append(
            f"(low <= {found.name(query.at_most)} OR (low IS NULL AND high IS NOT NULL))"
        )
    return " AND ".join(clauses)


def _text_clause(connection: Connection, found: Conditions, query: Query) -> None:
    terms = parse_terms(query.text or "")
    wanted = [_match(connection, t) for t in terms if not t.barred]
    barred = [_match(connection, t) for t in terms if t.barred]
    table, column = (
        ("document_search", "c.document_id") if query.in_documents else ("claim_search", "c.claim")
    )
    if not terms or any(m is None for m in wanted):
        found.add("0")
        return
    if wanted:
        match = " AND ".join(str(m) for m in wanted)
        found.add(
            f"{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH {found.name(match)})"
        )
    without = [str(m) for m in barred if m is not None]
    if without:
        match = " OR ".join(without)
        found.add(
            f"{column} NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH {found.name(match)})"
        )


def _match(connection: Connection, term: SearchTerm) -> str | None:
    if not term.part:
        return quote(term.words)
    part = term.words.lower().replace("'", "")
    if term.prefix:
        statement = (
            "SELECT word FROM word WHERE word >= :low AND word < :high ORDER BY word LIMIT :n"
        )
        values: dict[str, object] = {"low": part, "high": part + "\U0010ffff"}
    else:
        statement = (
            "SELECT word FROM word_part WHERE word LIKE :like ESCAPE '!' ORDER BY rowid LIMIT :n"
        )
        values = {"like": f"%{_escaped(part)}%"}
    words = connection.execute(text(statement), {**values, "n": MAX_EXPANSIONS}).scalars().all()
    if not words:
        return None
    forms = dict.fromkeys(index_text(w) for w in words)
    return "(" + " OR ".join(f'"{w}"' for w in forms) + ")"


def _escaped(part: str) -> str:
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
