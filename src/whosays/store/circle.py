"""Circle: claims within so many km of a point, by the cells of the map and the places in them."""

from __future__ import annotations

from math import ceil, cos, floor, radians
from typing import TYPE_CHECKING, NamedTuple

from whosays.store.rows import CELLS_PER_DEGREE, CELLS_ROUND
from whosays.store.sqlite import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from whosays.store.conditions import Conditions

_KM_PER_DEGREE = 111.195
_MIN_REGION_KM = 25.0
_MAX_PLACES = 400
"""In a circle with more places in reach each claim's own distance is measured."""
_FIRST = (
    "SELECT cell, lat, lon FROM claim_place WHERE cell >= ? AND cell <= ? "
    "ORDER BY cell, lat, lon LIMIT 1"
)
_NEXT = (
    "SELECT cell, lat, lon FROM claim_place WHERE (cell, lat, lon) > (?, ?, ?) AND cell <= ? "
    "ORDER BY cell, lat, lon LIMIT 1"
)


class Circle(NamedTuple):
    """A point, and how far round it."""

    lat: float
    lon: float
    radius_km: float


def circle_clause(connection: Connection, found: Conditions, circle: Circle) -> str:
    """Ask for places whose centre lies in the circle; a region counts only if it is no wider.

    A city has one centre and a thousand claims: the places in reach are measured once each.
    """
    lat, lon, radius = circle
    ranges = _ranges(circle)
    width = found.name(max(radius, _MIN_REGION_KM))
    fits = f"(radius_km IS NULL OR radius_km <= {width})"
    near = _places_near(connection, ranges, circle)
    if near is not None:
        if not near:
            return "0"
        spots = " OR ".join(
            f"cell = {found.name(cell)} AND lat = {found.name(y)} AND lon = {found.name(x)}"
            for cell, y, x in near
        )
        return f"({spots}) AND {fits}"
    box = " OR ".join(
        f"cell BETWEEN {found.name(low)} AND {found.name(high)}" for low, high in ranges
    )
    centre = f"{found.name(lat)}, {found.name(lon)}"
    return f"({box}) AND {fits} AND distance_km(lat, lon, {centre}) <= {found.name(radius)}"


def _places_near(
    connection: Connection, ranges: list[tuple[int, int]], circle: Circle
) -> list[tuple[int, float, float]] | None:
    """Give (cell, lat, lon) of the places in the circle; None where too many are in reach."""
    near = []
    for tried, place in enumerate(_places_in(connection, ranges), 1):
        if tried > _MAX_PLACES:
            return None
        apart = distance_km(place[1], place[2], circle.lat, circle.lon)
        if apart is not None and apart <= circle.radius_km:
            near.append(place)
    return near


def _places_in(
    connection: Connection, ranges: list[tuple[int, int]]
) -> Iterator[tuple[int, float, float]]:
    """Give the distinct places of some cells, from one to the next in their index."""
    cursor = connection.connection.cursor()
    for low, high in ranges:
        place = cursor.execute(_FIRST, (low, high)).fetchone()
        while place is not None:
            yield place
            place = cursor.execute(_NEXT, (*place, high)).fetchone()


def _ranges(circle: Circle) -> list[tuple[int, int]]:
    lat, lon, radius = circle
    d_lat = radius / _KM_PER_DEGREE
    shrink = cos(radians(min(89.0, abs(lat) + d_lat)))
    d_lon = min(180.0, d_lat / max(shrink, 1e-6))
    ranges = []
    first = max(0, floor((lat - d_lat + 90) * CELLS_PER_DEGREE))
    last = min(180 * CELLS_PER_DEGREE, ceil((lat + d_lat + 90) * CELLS_PER_DEGREE))
    west = floor((lon - d_lon + 180) * CELLS_PER_DEGREE)
    east = ceil((lon + d_lon + 180) * CELLS_PER_DEGREE)
    pieces = _turns(west, east)
    for row in range(first, last + 1):
        for low, high in pieces:
            base = row * CELLS_ROUND
            ranges.append((base + low, base + high))
    return _merge(ranges)


def _turns(west: int, east: int) -> list[tuple[int, int]]:
    """Cut a range of columns at the date line."""
    if east - west >= CELLS_ROUND - 1:
        return [(0, CELLS_ROUND - 1)]
    low, high = west % CELLS_ROUND, east % CELLS_ROUND
    return [(low, high)] if low <= high else [(0, high), (low, CELLS_ROUND - 1)]


def _merge(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges that touch; a very wide circle becomes one, so that the statement stays short."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged if len(merged) <= 200 else [(merged[0][0], merged[-1][1])]
