"""Build all incidents of a ledger: computed from one unchanging state of it, then written at once.

Claims are compared day by day: only those of a few days are in memory. What remains of each claim
is enough to join and to count origins. While this computes, others read and write.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from whosays.incidents.agreement import count_conflicts
from whosays.incidents.block import DayBlocks, block_days, block_keys, blocks_of
from whosays.incidents.build import incident_id
from whosays.incidents.cluster import Constraints, cluster, results_of_attacks
from whosays.incidents.score import score_pair
from whosays.incidents.view import pack_view, unpack_view
from whosays.ledger.copy_families import CopyFamilies, MemoryBook
from whosays.ledger.incident_rows import (
    INSERT_BLOCK,
    INSERT_EDGE,
    INSERT_INCIDENT,
    INSERT_MEMBER,
    INSERT_VIEW,
    LINK,
    as_view,
    summary,
)
from whosays.ledger.progress import Progress, silent
from whosays.store import views
from whosays.store.judge import binding_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from whosays.incidents.block import Blocks
    from whosays.incidents.origins import OriginKey
    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView
    from whosays.ledger.progress import OnProgress

_BATCH = 50_000
_STEP = 2000
_IncidentRow = tuple[str, int, int, int, int, int]


class IncidentRebuild:
    """All incidents of a ledger: ``compute`` reads, ``write`` fills the emptied tables."""

    def __init__(self, rules: IncidentRules, progress: OnProgress | None = None) -> None:
        self.rules = rules
        self.state = views.State()
        self._tell = progress or silent
        self._book = MemoryBook()
        self._left, self._right, self._scores = array("q"), array("q"), array("d")
        self._packed = bytearray()
        self._keys, self._key_rows = array("q"), array("q")
        self._incidents: list[_IncidentRow] = []
        self._members: list[tuple[int, ...]] = []
        self._families = sorted(set(rules.family_of.values()) | set(rules.family_of))
        self._family_number = {name: n for n, name in enumerate(self._families)}
        self._origins: dict[OriginKey, int] = {}
        self._linked: dict[tuple[int, str], list[int]] = {}

    def compute(self, connection: Connection) -> None:
        """Compute the incidents of one state of the ledger; nothing is written."""
        self.state = views.now_state(connection)
        size = self.state.claim + 1
        # One number a claim in flat arrays, by its row: a million claims take 90 MB.
        self._document, self._copies = array("i", bytes(4 * size)), array("i", bytes(4 * size))
        self._origin, self._family = array("i", bytes(4 * size)), array("i", bytes(4 * size))
        self._is_result = bytearray(size)
        self._ids: list[str | None] = [None] * size
        self._packed_from, self._packed_to = (array("q", bytes(8 * size)) for _ in range(2))
        self._copy_families(connection)
        self._compare_all(connection)
        self._links = [
            p for _, rows in sorted(self._linked.items()) for p in pairwise(sorted(rows))
        ]
        self._join(connection)
        self._find_conflicts()

    def write(self, connection: Connection) -> None:
        """Put the incidents in the place of those that the tables hold."""
        total = len(self._keys) + len(self._left) + size_of(self._members)
        done = 0
        views.clear(connection)
        self._book.write(connection)
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        for part in _parts(len(order)):
            rows = [(self._keys[n], self._key_rows[n]) for n in order[part]]
            views.insert_many(connection, INSERT_BLOCK, rows)
            done += len(rows)
            self._tell(Progress("write", done, total))
        for part in _parts(len(self._left)):
            edges = zip(self._left[part], self._right[part], self._scores[part], strict=True)
            views.insert_many(connection, INSERT_EDGE, list(edges))
            done += part.stop - part.start
            self._tell(Progress("write", done, total))
        links = sorted((left, right, LINK) for left, right in self._links)
        views.insert_many(connection, INSERT_EDGE, links)
        for part in _parts(len(self._ids)):
            known = (row for row in range(part.start, part.stop) if self._document[row])
            packed = [(row, self._packed_view(row)) for row in known]
            views.insert_many(connection, INSERT_VIEW, packed)
        names = [row[0] for row in self._incidents]
        members = [
            (row, self._document[row], name)
            for name, group in zip(names, self._members, strict=True)
            for row in group
        ]
        views.insert_many(connection, INSERT_MEMBER, sorted(members))
        views.insert_many(connection, INSERT_INCIDENT, sorted(self._incidents))
        views.index(connection)
        self._tell(Progress("write", total, total))

    def _copy_families(self, connection: Connection) -> None:
        last = self.state.document
        copies = CopyFamilies()
        for first in range(1, last + 1, _STEP):
            some = range(first, min(first + _STEP, last + 1))
            copies.take_in(connection, self._book, some)
            self._tell(Progress("copies", some.stop - 1, last))

    def _compare_all(self, connection: Connection) -> None:
        undated: list[tuple[ClaimView, Blocks]] = []
        active: dict[int, tuple[ClaimView, Blocks]] = {}
        today: int | None = None
        total = views.count_current(connection)
        for done, claim in enumerate(self._views(connection), 1):
            if done % _STEP == 0:
                self._tell(Progress("compare", done, total))
            blocks = blocks_of(claim, self.rules)
            for _, key in block_keys(claim, blocks.stands, self.rules):
                self._keys.append(key)
                self._key_rows.append(claim.row)
            if claim.start is None:
                undated.append((claim, blocks))
                continue
            if today is not None and claim.start > today:
                self._days(active, range(today, claim.start))
            today = claim.start
            active[claim.row] = (claim, blocks)
        self._day(0, sorted(undated, key=lambda c: c[0].row))
        if today is not None:
            self._days(active, range(today, today + self.rules.block_days))
        self._tell(Progress("compare", total, total))
        order = sorted(range(len(self._left)), key=lambda n: (self._left[n], self._right[n]))
        self._left, self._right = (
            array("q", (a[n] for n in order)) for a in (self._left, self._right)
        )
        self._scores = array("d", (self._scores[n] for n in order))

    def _views(self, connection: Connection) -> Iterator[ClaimView]:
        family_of = self._book.family
        for record in views.Records(connection).by_day():
            family = family_of.get(record.document, record.document)
            claim = as_view(record._replace(family=family), self.rules)
            row = claim.row
            self._document[row], self._copies[row] = claim.document, claim.copies
            self._origin[row] = self._origins.setdefault(claim.origin, len(self._origins))
            name = self.rules.family_of.get(claim.type, claim.type)
            self._family[row] = self._family_number[name]
            self._is_result[row] = claim.type in self.rules.results
            self._ids[row] = claim.id
            self._packed_from[row] = len(self._packed)
            self._packed += pack_view(claim)
            self._packed_to[row] = len(self._packed)
            if claim.in_document is not None:
                self._linked.setdefault((claim.document, claim.in_document), []).append(row)
            yield claim

    def _days(self, active: dict[int, tuple[ClaimView, Blocks]], days: range) -> None:
        for day in days:
            for row in [r for r, (c, _) in active.items() if day not in block_days(c, self.rules)]:
                del active[row]
            if not active:
                return
            self._day(day, [active[row] for row in sorted(active)])

    def _day(self, day: int, claims: list[tuple[ClaimView, Blocks]]) -> None:
        met = DayBlocks(day, self.rules)
        floor, rules = self.rules.floor, self.rules
        for claim, blocks in claims:
            for other in met.take_in(claim, blocks):
                score = score_pair(other, claim, rules)
                if score >= floor:
                    self._left.append(other.row)
                    self._right.append(claim.row)
                    self._scores.append(round(score, 6))

    def _join(self, connection: Connection) -> None:
        same, different = binding_pairs(connection)
        links = self._links
        home = self._components([*links, *same])
        by_home: dict[int, list[int]] = defaultdict(list)
        for row, document in enumerate(self._document):
            if document:
                by_home[home[row]].append(row)
        edges = _Edges(self, home)
        told_same = _by_home(same, home)
        told_different = _by_home(different, home)
        told_links = _by_home(links, home)
        for done, (part, rows) in enumerate(by_home.items(), 1):
            if done % _STEP == 0:
                self._tell(Progress("join", done, len(by_home)))
            groups = [tuple(rows)]
            if len(rows) > 1:
                inside = edges.inside(part)
                told = results_of_attacks(
                    inside,
                    self._document.__getitem__,
                    lambda row: bool(self._is_result[row]),
                    self.rules,
                )
                groups = cluster(
                    {row: self._families[self._family[row]] for row in rows},
                    inside,
                    Constraints(
                        tuple(told_same.get(part, ())),
                        frozenset(told_different.get(part, ())),
                        (*told_links.get(part, ()), *told),
                    ),
                    self.rules,
                )
            self._members.extend(groups)
        self._tell(Progress("join", len(by_home), len(by_home)))

    def _components(self, bound: list[tuple[int, int]]) -> array[int]:
        """Give for each row the first row of the connected part that holds it."""
        home = array("i", range(len(self._document)))

        def find(row: int) -> int:
            while home[row] != row:
                home[row] = row = home[home[row]]
            return row

        def union(left: int, right: int) -> None:
            a, b = find(left), find(right)
            if a != b:
                home[max(a, b)] = min(a, b)

        bar = self.rules.threshold
        for left, right, score in zip(self._left, self._right, self._scores, strict=True):
            if score >= bar:
                union(left, right)
        for left, right in bound:
            if self._document[left] and self._document[right]:
                union(left, right)
        for row in range(len(home)):
            home[row] = find(row)
        return home

    def _packed_view(self, row: int) -> bytes:
        return bytes(self._packed[self._packed_from[row] : self._packed_to[row]])

    def _find_conflicts(self) -> None:
        """Give every incident its row; those of several claims are looked through for conflicts."""
        keys = list(self._origins)
        total = len(self._members)
        found: dict[int, int] = {}
        for done, group in enumerate(self._members, 1):
            if len(group) > 1:
                claims = [unpack_view(self._packed_view(row)) for row in group]
                found[group[0]] = count_conflicts(claims, self.rules)
            if done % _STEP == 0:
                self._tell(Progress("conflicts", done, total))
        for group in self._members:
            name = incident_id(self._ids[group[0]] or "")
            told = [
                (row, self._document[row], self._copies[row], keys[self._origin[row]])
                for row in group
            ]
            self._incidents.append(summary(name, told, found.get(group[0], 0)))
        self._tell(Progress("conflicts", total, total))


class _Edges:
    """The scored pairs by the connected part that holds both ends."""

    def __init__(self, build: Any, home: array[int]) -> None:
        self._build = build
        left, right = build._left, build._right  # noqa: SLF001 - one file, one job
        inside = [n for n in range(len(left)) if home[left[n]] == home[right[n]]]
        self._order = sorted(inside, key=lambda n: home[left[n]])
        self._first: dict[int, tuple[int, int]] = {}
        start = 0
        for at in range(1, len(self._order) + 1):
            part = home[left[self._order[start]]]
            if at == len(self._order) or home[left[self._order[at]]] != part:
                self._first[part] = (start, at)
                start = at

    def inside(self, part: int) -> list[tuple[int, int, float]]:
        """Give the pairs of one part."""
        first, last = self._first.get(part, (0, 0))
        b = self._build
        return [(b._left[n], b._right[n], b._scores[n]) for n in self._order[first:last]]  # noqa: SLF001 - the same


def _by_home(pairs: list[tuple[int, int]], home: array[int]) -> dict[int, list[tuple[int, int]]]:
    """Sort pairs by the connected part that holds both ends; pairs across parts are left out."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in pairs:
        if home[left] == home[right]:
            found[home[left]].append((left, right))
    return found


def size_of(groups: list[tuple[int, ...]]) -> int:
    """Count the members of all groups."""
    return sum(map(len, groups))


def _parts(size: int) -> Iterator[slice]:
    for start in range(0, size, _BATCH):
        yield slice(start, min(start + _BATCH, size))
