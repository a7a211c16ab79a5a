"""IncidentView: keep the incidents of a ledger up to date, block by block, or build them anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.incidents.block import block_keys, is_comparable, key_number
from whosays.incidents.build import incident_id
from whosays.incidents.cluster import Constraints, cluster
from whosays.incidents.score import score_pair
from whosays.ledger.copy_families import CopyFamilies
from whosays.ledger.incident_rebuild import build_all
from whosays.ledger.incident_rows import (
    INSERT_BLOCK,
    INSERT_EDGE,
    INSERT_INCIDENT,
    INSERT_MEMBER,
    as_view,
    links_of,
    summary,
)
from whosays.store import views
from whosays.store.judge import binding_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView
    from whosays.store.sqlite import SqliteFile

VIEW = "incidents"
_MANY = 400
"""With more changed documents than this, building anew is quicker."""
_KNOWN = 20_000
"""Views that are remembered between additions: about 30 MB."""
_TABLES = (
    "incident_block", "incident_edge", "incident_member", "incident", "copy_sketch", "copy_family",
)  # fmt: skip


class IncidentView:
    """The incidents of one ledger file, as tables that follow from it."""

    def __init__(self, file: SqliteFile, rules: IncidentRules) -> None:
        self.file = file
        self.rules = rules
        self._known: dict[int, ClaimView] = {}
        self._copies = CopyFamilies()

    def refresh(self) -> int:
        """Take in what was added since the last time; give the number of documents looked at.

        Only the blocks of new or changed claims are compared, and only the incidents that they
        touch are joined anew: the result is that of building all of it.
        """
        with self.file.read() as connection:
            since, now = views.read_state(connection, VIEW), views.now_state(connection)
            if since == now:
                return 0
            touched = views.touched_documents(connection, since)
        if len(touched) > _MANY:
            return self.rebuild()
        with self.file.write() as connection:
            since, now = views.read_state(connection, VIEW), views.now_state(connection)
            touched = views.touched_documents(connection, since)
            moved = self._copies.take_in(connection, since.document + 1, now.document)
            self._take_in(connection, touched, moved, since.judgement)
            views.write_state(connection, VIEW, now)
        return len(touched)

    def rebuild(self) -> int:
        """Build all incidents anew from the ledger; give the number of documents."""
        self._known.clear()
        with self.file.write() as connection:
            now = views.now_state(connection)
            for table in _TABLES:
                connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            self._copies.take_in(connection, 1, now.document)
            build_all(connection, self.rules)
            views.write_state(connection, VIEW, now)
        return now.document

    def views_of(self, connection: Connection, rows: Iterable[int]) -> dict[int, ClaimView]:
        """Give the views of some current claims; rejected ones are left out."""
        wanted = sorted(set(rows))
        missing = [r for r in wanted if r not in self._known]
        if len(self._known) + len(missing) > _KNOWN:
            self._known.clear()
            missing = wanted
        for record in views.Records(connection).of_rows(missing):
            self._known[record.row] = as_view(record, self.rules)
        return {r: self._known[r] for r in wanted if r in self._known}

    def _take_in(
        self,
        connection: Connection,
        touched: Sequence[int],
        moved: Sequence[int],
        since_judgement: int,
    ) -> None:
        gone = views.column_where(connection, "incident_member", "claim", "document_id", touched)
        incidents = views.column_where(
            connection, "incident_member", "incident", "document_id", [*touched, *moved]
        )
        for row in gone:
            self._known.pop(row, None)
        seeds = set(
            views.column_where(connection, "incident_member", "claim", "incident", incidents)
        )
        moved_rows = views.column_where(
            connection, "incident_member", "claim", "document_id", moved
        )
        for row in moved_rows:
            self._known.pop(row, None)
        seeds.update(views.judged_rows(connection, since_judgement))
        for left, right, _ in views.edges_of(connection, gone, at_least=self.rules.threshold):
            seeds.update((left, right))
        views.delete_where(connection, "incident_block", "claim", gone)
        views.delete_where(connection, "incident_edge", "left", gone)
        views.delete_where(connection, "incident_edge", "right", gone)
        records = views.Records(connection)
        new = {r.row: as_view(r, self.rules) for r in records.of_documents(touched)}
        self._known.update(new)
        self._compare(connection, new)
        self._join(connection, (seeds - set(gone)) | set(new))

    def _compare(self, connection: Connection, new: dict[int, ClaimView]) -> None:
        keys = {row: [key_number(k) for k in block_keys(v, self.rules)] for row, v in new.items()}
        views.insert_many(
            connection, INSERT_BLOCK, [(k, row) for row, found in keys.items() for k in found]
        )
        every = sorted({k for found in keys.values() for k in found})
        pairs: set[tuple[int, int]] = set()
        size = self.rules.largest_block
        for block in views.blocks_of(connection, every).values():
            for at, row in enumerate(block):
                if row in new:
                    pairs.update((left, row) for left in block[max(0, at - size) : at])
                    pairs.update((row, right) for right in block[at + 1 : at + 1 + size])
        known = self.views_of(connection, {r for pair in pairs for r in pair})
        edges = []
        for left, right in sorted(pairs):
            a, b = known.get(left), known.get(right)
            if a is None or b is None or not is_comparable(a, b, self.rules):
                continue
            score = score_pair(a, b, self.rules)
            if score >= self.rules.floor:
                edges.append((left, right, round(score, 6)))
        views.insert_many(connection, INSERT_EDGE, edges)

    def _join(self, connection: Connection, seeds: set[int]) -> None:
        """Join anew all claims that are connected with ``seeds``."""
        same, different = binding_pairs(connection)
        by_row: dict[int, list[int]] = defaultdict(list)
        for left, right in same:
            by_row[left].append(right)
            by_row[right].append(left)
        found: dict[int, ClaimView] = {}
        front = seeds
        while front:
            fresh = self.views_of(connection, front - found.keys())
            found.update(fresh)
            reached: set[int] = set()
            for left, right, _ in views.edges_of(connection, fresh, at_least=self.rules.threshold):
                reached.update((left, right))
            told = {(v.document, v.in_document) for v in fresh.values() if v.in_document}
            for record in views.Records(connection).of_documents({d for d, _ in told}):
                if (record.document, record.claim.incident) in told:
                    reached.add(record.row)
            for row in fresh:
                reached.update(by_row[row])
            front = reached - found.keys()
        edges = [e for e in views.edges_of(connection, found, sides=("left",)) if e[1] in found]
        joined = cluster(
            {row: self.rules.family_of.get(v.type, v.type) for row, v in found.items()},
            edges,
            Constraints(tuple(same), frozenset(different), tuple(links_of(found.values()))),
            self.rules,
        )
        old = views.column_where(
            connection, "incident_member", "incident", "claim", {*found, *seeds}
        )
        views.delete_where(connection, "incident_member", "claim", {*found, *seeds})
        cursor = connection.connection.cursor()
        cursor.executemany("DELETE FROM incident WHERE id = ?", [(i,) for i in old])
        members: list[tuple[int, int, str]] = []
        rows = []
        for group in joined:
            claims = [found[r] for r in group]
            name = incident_id(claims[0].id)
            members.extend((v.row, v.document, name) for v in claims)
            rows.append(summary(name, [(v.row, v.document, v.copies, v.origin) for v in claims]))
        views.insert_many(connection, INSERT_MEMBER, members)
        views.insert_many(connection, INSERT_INCIDENT, rows)
