"""Block: which claims are compared at all: same days, same cells of the map, same family."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView

# At 4 cells a degree nine of ten pairs were of two places; 10 leaves a third of the pairs at the
# same incidents on the corpus. Rerun: python benchmarks/ledger_scale.py --sizes 10000.
_CELLS_PER_DEGREE = 10
_BORDER = 0.3
"""How far from a cell's border, in cells, a place also counts for the next cell: about 3 km."""
_MIN_TELLING = 5
"""A count from here on is telling enough to block by without a place."""


def block_keys(claim: ClaimView, rules: IncidentRules) -> tuple[str, ...]:
    """Give the keys of a claim's blocks, sorted; an undated claim needs a figure and a name.

    By day and cell; by day and name where a place is not on the map; by day and a telling figure
    or a rare name, so that *the region* meets *the village*; without a place, by day and target.
    """
    if claim.start is None:
        return tuple(sorted(f"{family}|{where}" for family, where in _undated(claim, rules)))
    wheres = block_wheres(claim, rules)
    return tuple(sorted(f"{day}|{where}" for day in block_days(claim, rules) for where in wheres))


def block_days(claim: ClaimView, rules: IncidentRules) -> range:
    """Give the days by which a dated claim is blocked: its first ones, where it is vague."""
    assert claim.start is not None
    end = claim.start if claim.end is None else claim.end
    return range(claim.start, min(end, claim.start + rules.block_days - 1) + 1)


def block_wheres(claim: ClaimView, rules: IncidentRules) -> tuple[str, ...]:
    """Give what a dated claim is blocked by within each of its days."""
    wheres: set[str] = set()
    for place in claim.places[: rules.block_cells]:
        if place.lat is not None and place.lon is not None:
            if not place.coarse:
                wheres.update(_cells(place.lat, place.lon))
        else:
            wheres.add(f"n{place.key}")
    for figure in claim.figures:
        size = figure.low if figure.low is not None else figure.high
        if size is not None and size >= _MIN_TELLING and not figure.total:
            wheres.add(f"f{figure.what}{size:g}")
    wheres.update(f"r{name}" for name in claim.names)
    if not claim.places:
        wheres.update(f"w{t.country or t.group}" for t in claim.targets if t.country or t.group)
    family = rules.family_of.get(claim.type, claim.type)
    return tuple(sorted(f"{family}|{where}" for where in wheres))


def _undated(claim: ClaimView, rules: IncidentRules) -> Iterator[tuple[str, str]]:
    family = rules.family_of.get(claim.type, claim.type)
    for figure in claim.figures:
        if figure.low is not None and figure.low >= _MIN_TELLING:
            for name in claim.names:
                yield family, f"f{figure.what}{figure.low:g}|r{name}"


def _cells(lat: float, lon: float) -> Iterator[str]:
    """Give the cell of a point, and those whose border is near."""
    x, y = (lon + 180) * _CELLS_PER_DEGREE, (lat + 90) * _CELLS_PER_DEGREE
    columns = {floor(x - _BORDER), floor(x), floor(x + _BORDER)}
    rows = {floor(y - _BORDER), floor(y), floor(y + _BORDER)}
    for row in rows:
        for column in columns:
            yield f"c{row}.{column % (360 * _CELLS_PER_DEGREE)}"


def key_number(key: str) -> int:
    """Give a block's key as a number of 63 bits, for an index."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def candidate_pairs(
    claims: Iterable[ClaimView], rules: IncidentRules
) -> Iterator[tuple[ClaimView, ClaimView]]:
    """Give each pair of claims that shares a block, once, the earlier row first."""
    blocks: dict[str, list[ClaimView]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.row):
        for key in block_keys(claim, rules):
            blocks[key].append(claim)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for left, right in pairs_within(blocks[key], rules):
            pair = (left.row, right.row)
            if pair not in seen:
                seen.add(pair)
                yield left, right


def pairs_within(
    block: Sequence[ClaimView], rules: IncidentRules
) -> Iterator[tuple[ClaimView, ClaimView]]:
    """Give the pairs of one block, in order of rows, that may be compared.

    Each claim meets the ``largest_block`` claims before it: work grows with the block and not with
    its square, and a claim that comes later changes no pair of the earlier ones.
    """
    size = rules.largest_block
    for at, right in enumerate(block):
        for left in block[max(0, at - size) : at]:
            if is_comparable(left, right, rules):
                yield left, right


def is_comparable(left: ClaimView, right: ClaimView, rules: IncidentRules) -> bool:
    """Tell whether a pair is worth a look: near types, and not decided within one document."""
    if left.type != right.type and (left.type, right.type) not in rules.near:
        return False
    return left.document != right.document or (
        left.in_document is None and right.in_document is None
    )
