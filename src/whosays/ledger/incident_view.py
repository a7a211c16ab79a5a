"""IncidentView: keep the incidents of a ledger up to date, block by block, or build them anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.incidents.agreement import count_conflicts
from whosays.incidents.block import (
    block_keys,
    blocks_of,
    first_day,
    is_comparable,
    is_in_reach,
    pairs_of_documents,
)
from whosays.incidents.build import incident_id
from whosays.incidents.cluster import Constraints, cluster, results_of_attacks
from whosays.incidents.score import score_pair
from whosays.incidents.view import pack_view, unpack_view
from whosays.ledger.copy_families import CopyFamilies, TableBook
from whosays.ledger.incident_rebuild import IncidentRebuild
from whosays.ledger.incident_rows import (
    INSERT_BLOCK,
    INSERT_EDGE,
    INSERT_INCIDENT,
    INSERT_MEMBER,
    INSERT_VIEW,
    LINK,
    as_view,
    links_of,
    summary,
)
from whosays.store import views
from whosays.store.judge import binding_pairs
from whosays.store.sqlite import sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView
    from whosays.ledger.progress import OnProgress
    from whosays.store.sqlite import SqliteFile

VIEW = "incidents4"
MANY = 400
"""With more changed documents than this, building anew is quicker."""


class IncidentView:
    """The incidents of one ledger file, as tables that follow from it."""

    def __init__(self, file: SqliteFile, rules: IncidentRules) -> None:
        self.file = file
        self.rules = rules
        self._copies = CopyFamilies()

    def waiting(self) -> int:
        """Count the documents that were added or changed since the incidents were last built."""
        with self.file.read() as connection:
            since, now = views.read_state(connection, VIEW), views.now_state(connection)
            if since == now:
                return 0
            touched = views.touched_documents(connection, since)
        return max(1, len(touched))

    def refresh(self, progress: OnProgress | None = None) -> int:
        """Take in what was added since the last time; give the number of documents looked at.

        Only the blocks of new or changed claims are compared, and only the incidents that they
        touch are joined anew: the result is that of building all of it. ``progress`` is told how
        far it has come where so much was added that all of it is built anew.
        """
        with self.file.read() as connection:
            since, now = views.read_state(connection, VIEW), views.now_state(connection)
            if since == now:
                return 0
            touched = views.touched_documents(connection, since)
        if len(touched) > MANY:
            return self.rebuild(progress)
        with self.file.write() as connection:
            since, now = views.read_state(connection, VIEW), views.now_state(connection)
            touched = views.touched_documents(connection, since)
            new = range(since.document + 1, now.document + 1)
            moved = self._copies.take_in(connection, TableBook(connection), new)
            self._take_in(connection, touched, moved, since.judgement)
            views.write_state(connection, VIEW, now)
        return len(touched)

    def rebuild(self, progress: OnProgress | None = None) -> int:
        """Build all incidents anew from the ledger; give the number of documents.

        Others may read and write meanwhile, but for the last moments; what they add is taken in
        by the next ``refresh``.
        """
        build = IncidentRebuild(self.rules, progress)
        with self.file.read() as connection:
            build.compute(connection)
        with self.file.write() as connection:
            build.write(connection)
            views.write_state(connection, VIEW, build.state)
            sample(connection)
        return build.state.document

    def views_of(self, connection: Connection, rows: Iterable[int]) -> dict[int, ClaimView]:
        """Give the views of some current claims; rejected ones are left out."""
        wanted = set(rows)
        found = {v.row: v for v in map(unpack_view, views.packed_views(connection, wanted))}
        # A claim that was not taken in yet.
        for record in views.Records(connection).of_rows(wanted - found.keys()):
            found[record.row] = as_view(record, self.rules)
        return {row: found[row] for row in sorted(found)}

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
        seeds = set(
            views.column_where(connection, "incident_member", "claim", "incident", incidents)
        )
        seeds.update(views.judged_rows(connection, since_judgement))
        for left, right, _ in views.edges_of(connection, gone, at_least=self.rules.threshold):
            seeds.update((left, right))
        views.delete_where(connection, "incident_member", "claim", gone)
        views.delete_where(connection, "incident_view", "claim", gone)
        views.delete_where(connection, "incident_block", "claim", gone)
        views.delete_where(connection, "incident_edge", "left", gone)
        views.delete_where(connection, "incident_edge", "right", gone)
        records = views.Records(connection)
        # Copies of one text count as one family: those that joined another are looked at anew.
        again = {r.row: as_view(r, self.rules) for r in records.of_documents({*touched, *moved})}
        packed = [(row, pack_view(view)) for row, view in again.items()]
        views.insert_many(connection, INSERT_VIEW, packed)
        fresh = set(touched)
        new = {row: view for row, view in again.items() if view.document in fresh}
        known = self._compare(connection, new)
        self._join(connection, (seeds - set(gone)) | set(new), incidents, known)

    def _compare(self, connection: Connection, new: dict[int, ClaimView]) -> dict[int, ClaimView]:
        """Score new claims with those in their blocks; give the views of all that were met."""
        stands: dict[int, list[tuple[int, int]]] = {}
        meets: dict[int, list[tuple[int, int]]] = {}
        for row, view in new.items():
            sides = blocks_of(view, self.rules)
            stands[row] = list(block_keys(view, sides.stands, self.rules))
            meets[row] = list(block_keys(view, sides.meets, self.rules))
        views.insert_many(
            connection, INSERT_BLOCK, [(k, row) for row, found in stands.items() for _, k in found]
        )
        every = sorted({k for s in (stands, meets) for found in s.values() for _, k in found})
        blocks = views.blocks_of(connection, every)
        pairs: dict[tuple[int, int], set[int]] = defaultdict(set)
        size = self.rules.largest_block
        for row, found in meets.items():
            for day, key in found:
                block = blocks[key]
                at = bisect_left(block, row)
                for left in block[max(0, at - size) : at]:
                    pairs[left, row].add(day)
                for right in block[at:]:
                    if right not in new:
                        pairs[row, right].add(day)
        for left, right, day in pairs_of_documents(new.values(), self.rules):
            pairs[left, right].add(day)
        others = {row for pair in pairs for row in pair if row not in new}
        known = {**self.views_of(connection, others), **new}
        edges = []
        for (left, right), days in sorted(pairs.items()):
            a, b = known.get(left), known.get(right)
            if a is None or b is None or not is_comparable(a, b, self.rules):
                continue
            day = first_day(a, b)
            if day not in days:
                continue
            if right not in new and not self._is_in_reach(blocks, stands[left], b, left, day):
                continue
            score = score_pair(a, b, self.rules)
            if score >= self.rules.floor:
                edges.append((left, right, round(score, 6)))
        edges.extend((left, right, LINK) for left, right in links_of(new.values()))
        views.insert_many(connection, INSERT_EDGE, edges)
        return known

    def _is_in_reach(
        self,
        blocks: dict[int, list[int]],
        stands: list[tuple[int, int]],
        right: ClaimView,
        left: int,
        day: int,
    ) -> bool:
        """Tell whether a later claim, were it new, would be compared with ``left`` on a day."""
        wheres = blocks_of(right, self.rules).meets
        meets = {key for on, key in block_keys(right, wheres, self.rules) if on == day}
        return any(
            is_in_reach(blocks[key], left, right.row, self.rules)
            for on, key in stands
            if on == day and key in meets
        )

    def _join(
        self,
        connection: Connection,
        seeds: set[int],
        old: Iterable[str],
        known: dict[int, ClaimView],
    ) -> None:
        """Join anew all claims that are connected with ``seeds``, in place of ``old`` incidents."""
        same, different = binding_pairs(connection)
        by_row: dict[int, list[int]] = defaultdict(list)
        for left, right in same:
            by_row[left].append(right)
            by_row[right].append(left)
        found: dict[int, ClaimView] = {}
        front = seeds
        while front:
            fresh = {row: known[row] for row in sorted(front & known.keys())}
            fresh.update(self.views_of(connection, front - known.keys()))
            found.update(fresh)
            reached: set[int] = set()
            for left, right, _ in views.edges_of(connection, fresh, at_least=self.rules.threshold):
                reached.update((left, right))
            for row in fresh:
                reached.update(by_row[row])
            front = reached - found.keys()
        edges = [
            e
            for e in views.edges_of(connection, found, sides=("left",))
            if e[1] in found and e[2] != LINK
        ]
        links = [
            *links_of(found.values()),
            *results_of_attacks(
                edges,
                lambda row: found[row].document,
                lambda row: found[row].type in self.rules.results,
                self.rules,
            ),
        ]
        joined = cluster(
            {row: self.rules.family_of.get(v.type, v.type) for row, v in found.items()},
            edges,
            Constraints(tuple(same), frozenset(different), tuple(links)),
            self.rules,
        )
        self._replace(connection, found, joined, seeds, old)

    def _replace(
        self,
        connection: Connection,
        found: dict[int, ClaimView],
        joined: Sequence[tuple[int, ...]],
        changed: set[int],
        old: Iterable[str],
    ) -> None:
        """Put incidents in the place of those that stood; one that is as it was is left alone."""
        standing = views.incidents_of(connection, {*found, *changed})
        new = {group for group in joined if changed.intersection(group)}
        here = set(joined)
        new.update(here - set(standing.values()))
        gone = [name for name, rows in standing.items() if rows not in here or rows in new]
        rows = [row for name in gone for row in standing[name]]
        views.delete_where(connection, "incident_member", "claim", {*rows, *changed})
        cursor = connection.connection.cursor()
        names = sorted({*gone, *(set(old) - standing.keys())})
        cursor.executemany("DELETE FROM incident WHERE id = ?", [(n,) for n in names])
        members: list[tuple[int, int, str]] = []
        incidents = []
        for group in sorted(new):
            claims = [found[r] for r in group]
            name = incident_id(claims[0].id)
            members.extend((v.row, v.document, name) for v in claims)
            parts = [(v.row, v.document, v.copies, v.origin) for v in claims]
            incidents.append(summary(name, parts, count_conflicts(claims, self.rules)))
        views.insert_many(connection, INSERT_MEMBER, members)
        views.insert_many(connection, INSERT_INCIDENT, incidents)
