"""Block: which claims are compared at all: same days, near cells of the map, same family."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from hashlib import blake2b
from math import floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView

# A tenth of a degree is 11 km from north to south: a claim meets its own cell and the eight around
# it, so that any two places within 3 km, and most within 12 km, are compared.
# Rerun: python benchmarks/ledger_scale.py --sizes 10000.
_CELLS_PER_DEGREE = 10
_CELLS_ROUND = 360 * _CELLS_PER_DEGREE
_MASK = (1 << 63) - 1
_DAY_STEP = 0x9E3779B97F4A7C15
"""An odd number of 64 bits, of no pattern: the blocks of two days lie far apart."""
_MIN_TELLING = 5
"""A count from here on is telling enough to block by without a place."""
_TOO_FAR = 0.112
"""Degrees of latitude between two spots from which on no other likeness makes up for the way."""


class Blocks(NamedTuple):
    """Blocks of a claim, sorted: those it ``stands`` in, those whose claims it ``meets``.

    What one claim meets of another the other meets of it: order of adding does not matter.
    """

    stands: tuple[str, ...]
    meets: tuple[str, ...]


def blocks_of(claim: ClaimView, rules: IncidentRules) -> Blocks:
    """Give a claim's blocks within each of its days.

    By cell of the map; by name where one of two places is not on the map; by a telling figure or
    a rare name, so that *the region* meets *the village* (two villages meet by their cells
    alone); without a place, by target. An undated claim needs a figure and a name.
    """
    family = rules.family_of.get(claim.type, claim.type)
    if claim.start is None:
        undated = tuple(sorted(f"{family}|{where}" for where in _undated(claim)))
        return Blocks(undated, undated)
    stands: set[str] = set()
    meets: set[str] = set()
    is_exact = bool(claim.places)
    for place in claim.places[: rules.block_cells]:
        if place.lat is None or place.lon is None:
            # A report may not tell which Orikhiv it means: it meets all of them by the name.
            stands.add(f"n{place.key}")
            meets.update((f"n{place.key}", f"n{place.key}!"))
            is_exact = False
        elif place.coarse:
            is_exact = False
        else:
            row = floor((place.lat + 90) * _CELLS_PER_DEGREE)
            column = floor((place.lon + 180) * _CELLS_PER_DEGREE)
            stands.update((_cell(row, column), f"n{place.key}!"))
            meets.add(f"n{place.key}")
            meets.update(_cell(row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1))
    loose = set(_telling(claim))
    if not claim.places:
        loose.update(f"w{t.country or t.group}" for t in claim.targets if t.country or t.group)
    # Claims with a spot stand apart in these blocks and meet only those without one.
    stands.update(f"{where}!" for where in loose) if is_exact else stands.update(loose)
    meets.update(loose)
    if not is_exact:
        meets.update(f"{where}!" for where in loose)
    return Blocks(
        tuple(sorted(f"{family}|{where}" for where in stands)),
        tuple(sorted(f"{family}|{where}" for where in meets)),
    )


def block_days(claim: ClaimView, rules: IncidentRules) -> range:
    """Give the days by which a dated claim is blocked: its first ones, where it is vague."""
    assert claim.start is not None
    end = claim.start if claim.end is None else claim.end
    return range(claim.start, min(end, claim.start + rules.block_days - 1) + 1)


def block_keys(
    claim: ClaimView, wheres: Iterable[str], rules: IncidentRules
) -> Iterator[tuple[int, int]]:
    """Give (day, key) for some of a claim's blocks; the day is 0 for an undated claim.

    A key is a number of 63 bits, for an index.
    """
    if claim.start is None:
        yield from ((0, _where_number(where)) for where in wheres)
        return
    days = block_days(claim, rules)
    for where in wheres:
        number = _where_number(where)
        yield from ((day, (number + day * _DAY_STEP) & _MASK) for day in days)


def first_day(left: ClaimView, right: ClaimView) -> int:
    """Give the day on which two claims of common days are compared: the first; 0 if undated."""
    return max(left.start or 0, right.start or 0)


def pairs_of_documents(
    claims: Iterable[ClaimView], rules: IncidentRules
) -> Iterator[tuple[int, int, int]]:
    """Give (row, row, day) of the claims that one report tells of common days."""
    by_document: dict[int, list[ClaimView]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.row):
        by_document[claim.document].append(claim)
    for members in by_document.values():
        days = [range(1) if c.start is None else block_days(c, rules) for c in members]
        for at, right in enumerate(members):
            for before in range(max(0, at - rules.largest_block), at):
                left = members[before]
                day = first_day(left, right)
                if day in days[before] and day in days[at]:
                    yield left.row, right.row, day


def _telling(claim: ClaimView) -> Iterator[str]:
    for figure in claim.figures:
        size = figure.low if figure.low is not None else figure.high
        if size is not None and size >= _MIN_TELLING and not figure.total:
            yield f"f{figure.what}{size:g}"
    for name in claim.names:
        yield f"r{name}"


def _undated(claim: ClaimView) -> Iterator[str]:
    for figure in claim.figures:
        if figure.low is not None and figure.low >= _MIN_TELLING:
            for name in claim.names:
                yield f"f{figure.what}{figure.low:g}|r{name}"


def _cell(row: int, column: int) -> str:
    return f"c{row}.{column % _CELLS_ROUND}"


@lru_cache(maxsize=1 << 16)
def _where_number(where: str) -> int:
    return int.from_bytes(blake2b(where.encode(), digest_size=8).digest(), "big") & _MASK


class DayBlocks:
    """The blocks of one day, filled in order of rows: gives each claim those it is compared with.

    Each claim meets the ``largest_block`` claims before it in a block: work grows with the block
    and not with its square, and a claim that comes later changes no pair of the earlier ones.
    """

    def __init__(self, day: int, rules: IncidentRules) -> None:
        self._day = day
        self._rules = rules
        self._claims: dict[str, list[ClaimView]] = defaultdict(list)

    def take_in(self, claim: ClaimView, blocks: Blocks) -> list[ClaimView]:
        """Add a claim; give the earlier ones that it is first met with on this day."""
        found: dict[int, ClaimView] = {}
        size, day, rules = self._rules.largest_block, self._day, self._rules
        is_new = (claim.start or 0) == day
        # The claims of one report meet wherever they are: a street may be on no map.
        own = f"d{claim.document}"
        for where in (own, *blocks.meets):
            block = self._claims.get(where)
            if block is not None:
                for other in block[-size:]:
                    if (is_new or (other.start or 0) == day) and is_comparable(other, claim, rules):
                        found[other.row] = other
        for where in (own, *blocks.stands):
            self._claims[where].append(claim)
        return list(found.values())


def is_in_reach(block: Sequence[int], left: int, right: int, rules: IncidentRules) -> bool:
    """Tell whether ``left`` is among the last rows of a block that ``right`` is compared with."""
    at = bisect_left(block, left)
    return 0 < bisect_left(block, right) - at <= rules.largest_block


def is_comparable(left: ClaimView, right: ClaimView, rules: IncidentRules) -> bool:
    """Tell whether a pair is worth a look: near types and spots, not decided in one document.

    Of what one document tells apart only an attack and its harm are looked at, and rival outcomes.
    """
    if left.type != right.type and (left.type, right.type) not in rules.near:
        return False
    a, b = left.spot, right.spot
    if a is not None and b is not None and abs(a - b) > _TOO_FAR:
        return False
    if left.document != right.document:
        return True
    if left.in_document is None and right.in_document is None:
        return True
    return left.in_document != right.in_document and (left.type, right.type) in rules.within
