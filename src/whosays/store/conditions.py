"""Conditions: the WHERE of a search as it grows, and the quickest way to each part of a claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from whosays.schema.query import Query

MANY = 4000
"""From so many rows on a page is filled claim by claim, in order, and not from a list."""
MANY_TO_LIST = 40_000
"""Up to so many rows a list of them is made, to look claims up in."""
MANY_TO_COUNT = 200_000
"""The same where all claims are wanted: to make a list costs less then."""
_FEWER = 2
"""Where days or another part leave so many times fewer claims, a part is looked up for those."""


@dataclass(slots=True)
class Conditions:
    """The WHERE of a statement as it grows, with the values that it names.

    ``many``: from so many rows on, a part that is asked for is looked up claim by claim.
    """

    clauses: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    many: int = MANY_TO_COUNT
    _parts: list[tuple[str, str]] = field(default_factory=list)

    def name(self, value: object) -> str:
        """Keep a value and give the name that stands for it."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def names(self, values: Sequence[object]) -> str:
        """Keep values and give their names, between commas."""
        return ", ".join(self.name(v) for v in values)

    def add(self, clause: str) -> None:
        """Ask for one thing more."""
        self.clauses.append(clause)

    def part(self, table: str, clause: str) -> None:
        """Ask that a claim has a part: a row of ``table`` of which ``clause`` holds."""
        self._parts.append((table, clause))

    @property
    def where(self) -> str:
        """All that is asked for."""
        return " AND ".join(self.clauses) or "1"

    def add_parts(self, connection: Connection, query: Query) -> None:
        """Turn the parts into clauses: by a list of the claims where they are few, else one by one.

        A list of a million claims would be made before the first page is shown; a page of common
        ones is full after a few steps. In between, claims are walked in order and looked up in a
        list. What few claims of another part have is looked up for those.
        """
        if not self._parts:
            return
        bound = max(self.many, MANY_TO_LIST)
        least = bound
        if query.since is not None and query.until is not None:
            days = f"{self.name(query.since.isoformat())} AND {self.name(query.until.isoformat())}"
            least = self._count(connection, f"current_claim WHERE start BETWEEN {days}", bound)
        sizes = []
        for table, clause in self._parts:
            most = min(bound, max(MANY, _FEWER * least))
            sizes.append(self._count(connection, f"{table} WHERE {clause}", most))
            least = min(least, sizes[-1])
        most = min(bound, max(MANY, _FEWER * least))
        for (table, clause), size in zip(self._parts, sizes, strict=True):
            if size < most:
                # The plus keeps SQLite from going through the list claim by claim.
                walk = "+" * (size >= self.many)
                self.add(f"{walk}c.claim IN (SELECT claim FROM {table} WHERE {clause})")
            else:
                self.add(
                    f"EXISTS (SELECT 1 FROM {table} AS p WHERE p.claim = c.claim AND {clause})"
                )

    def _count(self, connection: Connection, rows: str, bound: int) -> int:
        statement = f"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT {bound})"
        return int(connection.execute(text(statement), self.values).scalar_one())
