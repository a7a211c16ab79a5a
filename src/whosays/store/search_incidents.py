"""Search incidents: those with a claim that a query asks for, in the order of their origins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import text

from whosays.store.conditions import MANY, MANY_TO_COUNT, Conditions
from whosays.store.search import NOT_REJECTED, conditions_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whosays.schema.query import Query


def incident_names(
    connection: Connection, query: Query, *, limit: int | None = None, offset: int = 0
) -> list[str]:
    """Give the incidents that have a claim a query asks for: most origins first."""
    found = _incidents_where(connection, query, many=MANY if limit else MANY_TO_COUNT)
    statement = (
        f"SELECT i.id FROM incident AS i WHERE {found.where} "
        "ORDER BY i.n_origins DESC, i.n_documents DESC, i.n_claims DESC, i.id "
        f"LIMIT {found.name(-1 if limit is None else limit)} OFFSET {found.name(offset)}"
    )
    return list(connection.execute(text(statement), found.values).scalars())


def count_incidents(connection: Connection, query: Query) -> int:
    """Count the incidents that have a claim a query asks for."""
    found = _incidents_where(connection, query, many=MANY_TO_COUNT)
    statement = f"SELECT count(*) FROM incident AS i WHERE {found.where}"
    return int(connection.execute(text(statement), found.values).scalar_one())


def _incidents_where(connection: Connection, query: Query, *, many: int) -> Conditions:
    """Say in SQL which incidents ``i`` are meant: by their own numbers and by their claims."""
    rest = replace(query, min_origins=None, contradicted=False, incident=None)
    found = conditions_of(connection, rest, many=many)
    asks_all = found.clauses in ([], [NOT_REJECTED])
    if not asks_all:
        claims = (
            "SELECT m.incident FROM current_claim AS c JOIN incident_member AS m "
            f"ON m.claim = c.claim WHERE {found.where}"
        )
        # Is it quicker to list all incidents of such claims, or to try one incident by one?
        size = connection.execute(
            text(
                f"SELECT count(*) FROM (SELECT 1 FROM current_claim AS c WHERE {found.where} "
                f"LIMIT {many})"
            ),
            found.values,
        ).scalar_one()
        members = "incident_member AS m JOIN current_claim AS c ON c.claim = m.claim"
        found.clauses = [
            f"i.id IN ({claims})"
            if size < many
            else f"EXISTS (SELECT 1 FROM {members} WHERE m.incident = i.id AND {found.where})"
        ]
    else:
        # Rejected claims are no members of incidents.
        found.clauses = []
    if query.incident is not None:
        found.add(f"i.id = {found.name(query.incident)}")
    if query.min_origins is not None:
        found.add(f"i.n_origins >= {found.name(query.min_origins)}")
    if query.contradicted:
        found.add("i.n_conflicts > 0")
    return found
