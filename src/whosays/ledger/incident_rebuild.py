"""Build all incidents of a ledger day by day: only the claims of a few days are in memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.incidents.block import (
    block_days,
    block_keys,
    block_wheres,
    key_number,
    pairs_within,
)
from whosays.incidents.build import incident_id
from whosays.incidents.cluster import Constraints, cluster, components
from whosays.incidents.score import score_pair
from whosays.ledger.incident_rows import (
    INSERT_BLOCK,
    INSERT_EDGE,
    INSERT_INCIDENT,
    INSERT_MEMBER,
    as_view,
    summary,
)
from whosays.store import views
from whosays.store.judge import binding_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from whosays.incidents.origins import OriginKey
    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView

_BATCH = 50_000


def build_all(connection: Connection, rules: IncidentRules) -> None:
    """Fill the empty incident tables."""
    _Rebuild(connection, rules).run()


class _Rebuild:
    def __init__(self, connection: Connection, rules: IncidentRules) -> None:
        self.connection = connection
        self.rules = rules
        self.left, self.right, self.scores = array("q"), array("q"), array("d")
        # What remains of each claim once its days are over: enough to join and to count origins.
        self.kept: dict[int, tuple[int, int, OriginKey]] = {}
        self.families: dict[int, str] = {}
        self.ids: dict[int, str] = {}
        self.linked: dict[tuple[int, str], array[int]] = {}
        self.blocks: list[tuple[int, int]] = []
        self._origins: dict[OriginKey, OriginKey] = {}

    def run(self) -> None:
        undated: list[ClaimView] = []
        active: dict[int, ClaimView] = {}
        met: dict[int, set[int]] = {}
        today: int | None = None
        for record in views.Records(self.connection).by_day():
            claim = as_view(record, self.rules)
            self._keep(claim)
            if claim.start is None:
                undated.append(claim)
                continue
            if today is None or claim.start > today:
                if undated:
                    self._undated(undated)
                    undated = []
                if today is not None:
                    self._days(active, met, range(today, claim.start))
                today = claim.start
            active[claim.row] = claim
            met[claim.row] = set()
        self._undated(undated)
        if today is not None:
            self._days(active, met, range(today, today + self.rules.block_days))
        self._flush_blocks()
        self._write_edges()
        self._join()

    def _keep(self, claim: ClaimView) -> None:
        origin = self._origins.setdefault(claim.origin, claim.origin)
        self.kept[claim.row] = (claim.document, claim.copies, origin)
        self.families[claim.row] = self.rules.family_of.get(claim.type, claim.type)
        self.ids[claim.row] = claim.id
        if claim.in_document is not None:
            key = (claim.document, claim.in_document)
            self.linked.setdefault(key, array("q")).append(claim.row)

    def _days(
        self, active: dict[int, ClaimView], met: dict[int, set[int]], days: Iterable[int]
    ) -> None:
        for day in days:
            for row in [r for r, c in active.items() if day not in block_days(c, self.rules)]:
                del active[row], met[row]
            if not active:
                return
            blocks: dict[str, list[ClaimView]] = defaultdict(list)
            for row in sorted(active):
                claim = active[row]
                for where in block_wheres(claim, self.rules):
                    blocks[where].append(claim)
            for where, block in blocks.items():
                number = key_number(f"{day}|{where}")
                self.blocks.extend((number, c.row) for c in block)
                if len(block) > 1:
                    self._compare(block, met)
            if len(self.blocks) > _BATCH:
                self._flush_blocks()

    def _undated(self, claims: list[ClaimView]) -> None:
        blocks: dict[str, list[ClaimView]] = defaultdict(list)
        for claim in sorted(claims, key=lambda c: c.row):
            for key in block_keys(claim, self.rules):
                blocks[key].append(claim)
        met: dict[int, set[int]] = {c.row: set() for c in claims}
        for key, block in blocks.items():
            self.blocks.extend((key_number(key), c.row) for c in block)
            self._compare(block, met)

    def _compare(self, block: list[ClaimView], met: dict[int, set[int]]) -> None:
        floor, rules = self.rules.floor, self.rules
        for left, right in pairs_within(block, rules):
            seen = met[right.row]
            if left.row in seen:
                continue
            seen.add(left.row)
            score = score_pair(left, right, rules)
            if score >= floor:
                self.left.append(left.row)
                self.right.append(right.row)
                self.scores.append(round(score, 6))

    def _flush_blocks(self) -> None:
        views.insert_many(self.connection, INSERT_BLOCK, sorted(self.blocks))
        self.blocks.clear()

    def _write_edges(self) -> None:
        for start in range(0, len(self.left), _BATCH):
            part = slice(start, start + _BATCH)
            rows = zip(self.left[part], self.right[part], self.scores[part], strict=True)
            views.insert_many(self.connection, INSERT_EDGE, sorted(rows))

    def _join(self) -> None:
        same, different = binding_pairs(self.connection)
        links = [
            (rows[n], rows[n + 1])
            for found in self.linked.values()
            for rows in (sorted(found),)
            for n in range(len(rows) - 1)
        ]
        bar = self.rules.threshold
        strong = (
            (a, b) for a, b, s in zip(self.left, self.right, self.scores, strict=True) if s >= bar
        )
        parts = components(self.kept, _chain(strong, links, same))
        part_of = {row: n for n, rows in enumerate(parts) if len(rows) > 1 for row in rows}
        edges = _by_part(zip(self.left, self.right, self.scores, strict=True), part_of)
        linked = _by_part(((a, b, 1.0) for a, b in links), part_of)
        barred = set(different)
        members: list[tuple[int, int, str]] = []
        incidents: list[tuple[str, int, int, int, int]] = []
        for number, rows in enumerate(parts):
            groups = [tuple(rows)]
            if len(rows) > 1:
                inside = set(rows)
                groups = cluster(
                    {row: self.families[row] for row in rows},
                    edges.pop(number, []),
                    Constraints(
                        tuple(p for p in same if p[0] in inside and p[1] in inside),
                        frozenset(p for p in barred if p[0] in inside and p[1] in inside),
                        tuple((a, b) for a, b, _ in linked.pop(number, [])),
                    ),
                    self.rules,
                )
            for group in groups:
                name = incident_id(self.ids[group[0]])
                members.extend((row, self.kept[row][0], name) for row in group)
                incidents.append(summary(name, [(row, *self.kept[row]) for row in group]))
            if len(members) > _BATCH:
                self._write_members(members, incidents)
        self._write_members(members, incidents)

    def _write_members(
        self,
        members: list[tuple[int, int, str]],
        incidents: list[tuple[str, int, int, int, int]],
    ) -> None:
        views.insert_many(self.connection, INSERT_MEMBER, members)
        views.insert_many(self.connection, INSERT_INCIDENT, incidents)
        members.clear()
        incidents.clear()


def _chain(*parts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for part in parts:
        yield from part


def _by_part(
    edges: Iterable[tuple[int, int, float]], part_of: dict[int, int]
) -> dict[int, list[tuple[int, int, float]]]:
    """Sort pairs by the connected part that holds both ends; pairs across parts are left out."""
    found: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for left, right, score in edges:
        number = part_of.get(left)
        if number is not None and part_of.get(right) == number:
            found[number].append((left, right, score))
    return found
