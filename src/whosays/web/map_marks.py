"""Map marks: what a map shows of many claims: one mark for each place and relation to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from whosays.schema.claim import Stance
from whosays.store.overview import count_unplaced, place_counts, ranked_sides
from whosays.web.html import visible
from whosays.web.memory import remembered
from whosays.web.payloads import json_bytes
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.ledger.ledger import Ledger
    from whosays.schema.query import Query
    from whosays.store.overview import PlaceCount
    from whosays.web.state import State

N_SIDES = 5
"""Sides that have a colour of their own."""
_MOST_COUNTS = 40_000
_MOST_MARKS = 6000
_WEIGHTS = {
    Stance.STATED: 1.0, Stance.ESTIMATED: 0.8, Stance.PROBABLE: 0.75, Stance.ALLEGED: 0.6,
    Stance.POSSIBLE: 0.45, Stance.QUESTIONED: 0.3,
}  # fmt: skip


@dataclass(slots=True)
class Mark:
    """All claims at one place in one relation to it; ``told`` is the most origins there."""

    name: str
    lat: float
    lon: float
    precision: str
    relation: str
    radius_km: float | None
    claims: int = 0
    told: int = 0
    sides: dict[str, int] = field(default_factory=dict)
    stances: dict[str, int] = field(default_factory=dict)

    @property
    def side(self) -> str:
        """The side that acts in most claims here, "" where none is told."""
        told = {k: n for k, n in self.sides.items() if k}
        return min(told, key=lambda k: (-told[k], k)) if told else ""

    @property
    def weight(self) -> float:
        """How sure the claims sound, 0.3 (all questioned) to 1 (all stated)."""
        parts = sum(_WEIGHTS[Stance(k)] * n for k, n in self.stances.items())
        return round(parts / max(self.claims, 1), 3)


@dataclass(frozen=True)  # without slots: what is drawn is kept with what it is drawn from
class Marks:
    """What a map shows, and what it cannot: claims without a place, names left open.

    ``sides`` are the sides that have a colour of their own, in its place; "" for one not shown.
    """

    marks: tuple[Mark, ...]
    sides: tuple[str, ...]
    total: int
    without_place: int
    left_open: int

    @cached_property
    def drawn(self) -> bytes:
        """The marks as rows of JSON, in the order of ``FIELDS`` in static/map.js.

        Words are numbers in a table of them; a label stands only where it differs from the name.
        """
        table: dict[str, int] = {}
        rows = []
        for mark in self.marks:
            words = table.setdefault(mark_words(mark), len(table))
            shown = visible(mark.name)
            rows.append(
                (mark.name, None if shown == mark.name else shown, mark.lat, mark.lon,
                 mark.precision, mark.relation, mark.radius_km, mark.claims, mark.told,
                 mark.weight, colour_of(mark.side, self.sides), words)
            )  # fmt: skip
        return json_bytes({"marks": rows, "words": list(table)})


def marks_of(state: State, query: Query) -> Marks:
    """Count the claims of a query by place."""
    if query.incident:
        state.keeper.wait()
    return _marks(state, query)


@remembered(32)
def _marks(ledger: Ledger, query: Query) -> Marks:
    with ledger.store.file.read() as connection:
        counts = place_counts(connection, query, _MOST_COUNTS)
        # Of the whole ledger, so that a side has one colour in every view.
        known = ranked_sides(connection, N_SIDES)
        without_place, left_open = count_unplaced(connection, query)
    marks = _joined(counts)
    acting = {side for mark in marks for side in mark.sides}
    sides = tuple(s if s in acting else "" for s in known)
    total = ledger.store.count(query)
    return Marks(tuple(marks[:_MOST_MARKS]), sides, total, without_place, left_open)


def _joined(counts: Sequence[PlaceCount]) -> list[Mark]:
    marks: dict[tuple[object, ...], Mark] = {}
    for row in counts:
        if row.lat is None or row.lon is None:
            continue
        key = (row.name, row.lat, row.lon, row.precision, row.relation)
        mark = marks.get(key)
        if mark is None:
            mark = marks[key] = Mark(row.name, row.lat, row.lon, row.precision, row.relation,
                                     row.radius_km)  # fmt: skip
        side = row.side or ""
        mark.claims += row.claims
        mark.told = max(mark.told, row.told)
        mark.sides[side] = mark.sides.get(side, 0) + row.claims
        mark.stances[row.stance] = mark.stances.get(row.stance, 0) + row.claims
    return sorted(marks.values(), key=lambda m: (-m.claims, m.name, m.lat, m.lon, m.relation))


def mark_object(mark: Mark, sides: Sequence[str]) -> dict[str, Any]:
    """Give a mark as the map's script reads it; ``colour`` is the side's number, -1 for none."""
    return {
        "name": mark.name,
        "label": visible(mark.name),
        "lat": mark.lat,
        "lon": mark.lon,
        "precision": mark.precision,
        "relation": mark.relation,
        "radius_km": mark.radius_km,
        "claims": mark.claims,
        "told": mark.told,
        "weight": mark.weight,
        "side": visible(mark.side),
        "colour": colour_of(mark.side, sides),
        "sides": mark.sides,
        "stances": mark.stances,
        "words": mark_words(mark),
    }


def colour_of(side: str, sides: Sequence[str]) -> int:
    """Give a side's colour: its rank, 5 for one beyond those named, -1 for none told."""
    if not side:
        return -1
    return sides.index(side) if side in sides else N_SIDES


def mark_words(mark: Mark) -> str:
    """Say how precise a mark is, and how it lies to its place."""
    parts = [label("precisions", mark.precision)]
    if mark.relation != "at":
        parts.append(label("relations", mark.relation))
    if mark.radius_km:
        parts.append(say("map.radius", km=f"{mark.radius_km:g}"))
    if mark.told > 1:
        parts.append(say("map.told", count=mark.told))
    return ", ".join(parts)
