"""Land: the outlines of countries inside a small map's frame, cut to it and thinned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from whosays.resources.resources import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Point = tuple[float, float]

OUTLINES = DATA / "outlines" / "world.geojson"
_MARGIN = 0.15
"""Rings are cut so much (of the box) beyond its edge: the cut itself is never drawn inside."""
_LEAST_PX = 0.8


@dataclass(frozen=True, slots=True)
class _Ring:
    points: tuple[Point, ...]
    south: float
    west: float
    north: float
    east: float


def land_path(
    box: tuple[float, float, float, float], xy: Callable[[float, float], Point]
) -> tuple[str, str]:
    """Give the path of land in a box (south, west, north, east), and that of disputed borders.

    ``xy`` gives the point of (lat, lon) on the drawing. "" where there is none, or no outlines.
    """
    south, west, north, east = box
    high, wide = (north - south) * _MARGIN, (east - west) * _MARGIN
    edges = (south - high, west - wide, north + high, east + wide)
    rings, lines = _world()
    land = [
        part
        for ring in rings
        if _meets(ring, edges) and (part := _path(_cut(ring.points, edges), xy, "Z"))
    ]
    disputed = [
        part for line in lines if _meets(line, edges) and (part := _path(line.points, xy, ""))
    ]
    return "".join(land), "".join(disputed)


@lru_cache(maxsize=1)
def _world() -> tuple[tuple[_Ring, ...], tuple[_Ring, ...]]:
    try:
        world = msgspec.json.decode(OUTLINES.read_bytes())
    except (OSError, msgspec.DecodeError):
        return (), ()  # a map is drawn without outlines then
    rings: list[_Ring] = []
    lines: list[_Ring] = []
    for feature in world["features"]:
        parts = feature["geometry"]["coordinates"]
        if feature["properties"]["kind"] == "country":
            rings.extend(_ring(ring) for polygon in parts for ring in polygon)
        else:
            lines.extend(_ring(line) for line in parts)
    return tuple(rings), tuple(lines)


def _ring(points: Sequence[Sequence[float]]) -> _Ring:
    pairs = tuple((float(p[1]), float(p[0])) for p in points)
    lats, lons = [p[0] for p in pairs], [p[1] for p in pairs]
    return _Ring(pairs, min(lats), min(lons), max(lats), max(lons))


def _meets(ring: _Ring, box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    return ring.south < north and ring.north > south and ring.west < east and ring.east > west


def _cut(points: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Cut a ring to a box, side by side (after Sutherland and Hodgman)."""
    south, west, north, east = box
    found = list(points)
    for axis, bound, sign in ((0, south, 1), (0, north, -1), (1, west, 1), (1, east, -1)):
        found = list(_side(found, axis, bound, sign))
    return found


def _side(points: Sequence[Point], axis: int, bound: float, sign: int) -> Iterator[Point]:
    for at, point in enumerate(points):
        before = points[at - 1]
        is_in, was_in = ((p[axis] - bound) * sign >= 0 for p in (point, before))
        if is_in != was_in:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            yield (
                before[0] + share * (point[0] - before[0]),
                before[1] + share * (point[1] - before[1]),
            )
        if is_in:
            yield point


def _path(points: Sequence[Point], xy: Callable[[float, float], Point], end: str) -> str:
    """Give the path, without points that would fall on the one before."""
    kept: list[Point] = []
    for lat, lon in points:
        x, y = xy(lat, lon)
        if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) >= _LEAST_PX:
            kept.append((x, y))
    if len(kept) < 2:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + end
