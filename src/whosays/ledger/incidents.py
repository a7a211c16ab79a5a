"""Incidents: ask the ledger for happenings, on whose word they rest, and where they conflict."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from whosays.errors import UsageError
from whosays.incidents.build import build_incident
from whosays.incidents.rules import IncidentRules, load_rules
from whosays.incidents.score import explain_pair
from whosays.ledger.incident_view import MANY, IncidentView
from whosays.resources.resources import Resources
from whosays.schema.incident import Accord
from whosays.schema.query import Query
from whosays.store import search_incidents
from whosays.store.views import column_where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.incidents.view import ClaimView
    from whosays.ledger.ledger import Ledger
    from whosays.ledger.progress import OnProgress
    from whosays.schema.incident import FieldAgreement, Incident
    from whosays.schema.judgement import Judgement


_INCIDENT_OF = ("incident_member", "incident", "claim")
_CLAIMS_OF = ("incident_member", "claim", "incident")


REBUILT_FROM = MANY + 1
"""From so many waiting documents on all incidents are built anew."""


@cache
def incident_rules() -> IncidentRules:
    """Give the bundled rules, read once."""
    return load_rules(Resources())


class Incidents:
    """The incidents of a ledger; each question first takes in what was added since the last one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._view = IncidentView(ledger.store.file, incident_rules())

    def waiting(self) -> int:
        """Count the documents that were added or changed since the incidents were last built.

        0 means that they are up to date. Above ``REBUILT_FROM`` the next question builds all of
        them anew, which takes minutes for a million claims: call ``refresh`` with a callback first.
        """
        return self._view.waiting()

    def refresh(self, progress: OnProgress | None = None) -> int:
        """Take in what is new; give the number of documents that were looked at.

        ``progress`` is called with ``ledger.progress.Progress`` where all is built anew.
        """
        if self._ledger.read_only:
            return 0
        return self._view.refresh(progress)

    def rebuild(self, progress: OnProgress | None = None) -> int:
        """Build all incidents anew: the result is the same to the byte; see ``refresh``."""
        return self._view.rebuild(progress)

    def count(self, query: Query | None = None) -> int:
        """Count the incidents that have a claim a query asks for."""
        self.refresh()
        with self._ledger.store.file.read() as connection:
            return search_incidents.count_incidents(connection, query or Query())

    def find(self, query: Query | None = None) -> Iterator[Incident]:
        """Give the incidents that have a claim a query asks for: most origins first.

        The query's limit and offset count incidents.
        """
        asked = query or Query()
        self.refresh()
        with self._ledger.store.file.read() as connection:
            names = search_incidents.incident_names(
                connection, asked, limit=asked.limit, offset=asked.offset
            )
        for name in names:
            yield self._incident(name)

    def get(self, name: str) -> Incident:
        """Give an incident by its id. Raises: UsageError A702 where there is none."""
        self.refresh()
        return self._incident(name)

    def of_claim(self, claim: str) -> Incident:
        """Give the incident of a claim."""
        row = self._ledger.claim(claim).row
        self.refresh()
        with self._ledger.store.file.read() as connection:
            name = next(iter(column_where(connection, *_INCIDENT_OF, [row])), None)
        if name is None:
            raise UsageError("A702", name=claim, path=self._ledger.path)
        return self._incident(name)

    def contradictions(
        self, query: Query | None = None
    ) -> Iterator[tuple[Incident, FieldAgreement]]:
        """Give every field of every incident in which its claims contradict each other."""
        for incident in self.find(replace(query or Query(limit=None), contradicted=True)):
            for field in incident.agreement:
                if field.accord is Accord.CONTRADICT:
                    yield incident, field

    def compare(self, left: str, right: str) -> Judgement:
        """Give what the scorer says of two claims, feature by feature."""
        rows = [self._ledger.claim(c).row for c in (left, right)]
        with self._ledger.store.file.read() as connection:
            views = self._view.views_of(connection, rows)
        if len(views) < len(set(rows)):
            raise UsageError("A702", name=f"{left} or {right}", path=self._ledger.path)
        return explain_pair(views[rows[0]], views[rows[1]], incident_rules())

    def views(self, rows: Iterable[int]) -> dict[int, ClaimView]:
        """Give what comparison sees of some current claims, by their rows."""
        self.refresh()
        with self._ledger.store.file.read() as connection:
            return self._view.views_of(connection, rows)

    def _incident(self, name: str) -> Incident:
        with self._ledger.store.file.read() as connection:
            rows = column_where(connection, *_CLAIMS_OF, [name])
            views = self._view.views_of(connection, rows)
        if not views:
            raise UsageError("A702", name=name, path=self._ledger.path)
        return build_incident(list(views.values()), incident_rules())
