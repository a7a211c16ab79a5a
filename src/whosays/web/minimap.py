"""Minimap: the candidates of a place name on a small drawing, to scale, with towns around them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.resources.around import towns_in
from whosays.web.html import Safe, join, tag
from whosays.web.land import land_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.schema.place import PlaceCandidate

WIDTH, HEIGHT = 320, 230
_PAD = 26
_MIN_SPAN_KM = 60.0
_KM_PER_DEGREE = 111.195
_STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MAX_TOWNS = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is drawn: its centre and scale."""

    lat: float
    lon: float
    px_per_km: float

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Give the point of a place on the drawing, in pixels."""
        east = (lon - self.lon) * _KM_PER_DEGREE * math.cos(math.radians(self.lat))
        north = (lat - self.lat) * _KM_PER_DEGREE
        return WIDTH / 2 + east * self.px_per_km, HEIGHT / 2 - north * self.px_per_km

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give south, west, north, east."""
        half_lat = HEIGHT / 2 / self.px_per_km / _KM_PER_DEGREE
        shrink = max(0.05, math.cos(math.radians(self.lat)))
        half_lon = WIDTH / 2 / self.px_per_km / _KM_PER_DEGREE / shrink
        return self.lat - half_lat, self.lon - half_lon, self.lat + half_lat, self.lon + half_lon


def minimap(candidates: Sequence[PlaceCandidate], chosen: int | None, title: str) -> Safe | None:
    """Draw the candidates, numbered from 1, ``chosen`` filled; None where there are none."""
    if not candidates:
        return None
    frame = frame_of(tuple((c.lat, c.lon) for c in candidates))
    taken: list[tuple[float, float]] = []
    points = []
    for number, candidate in enumerate(candidates):
        x, y = frame.xy(candidate.lat, candidate.lon)
        taken.append((x, y))
        points.append(_point(number, x, y, is_chosen=number == chosen, name=candidate.name))
    towns = [
        shown
        for name, lat, lon in _towns(frame)
        if (shown := _town(name, *frame.xy(lat, lon), taken)) is not None
    ]
    return tag(
        "svg",
        tag("title", title),
        tag("rect", width=WIDTH, height=HEIGHT, class_="ground"),
        *_land(frame),
        tag("g", *towns[:_MAX_TOWNS], class_="towns"),
        _scale(frame),
        join(points),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        class_="minimap",
    )


def frame_of(points: Sequence[tuple[float, float]]) -> Frame:
    """Give the frame that holds all points and shows at least sixty kilometres."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = max(0.05, math.cos(math.radians(lat)))
    wide = max((max(lons) - min(lons)) * _KM_PER_DEGREE * shrink, _MIN_SPAN_KM)
    high = max((max(lats) - min(lats)) * _KM_PER_DEGREE, _MIN_SPAN_KM * HEIGHT / WIDTH)
    return Frame(lat, lon, min((WIDTH - 2 * _PAD) / wide, (HEIGHT - 2 * _PAD) / high))


@lru_cache(maxsize=256)
def _land(frame: Frame) -> tuple[Safe, ...]:
    land, disputed = land_path(frame.box, frame.xy)
    parts = (("land", land), ("disputed", disputed))
    return tuple(tag("path", d=path, class_=name) for name, path in parts if path)


@lru_cache(maxsize=256)
def _towns(frame: Frame) -> tuple[tuple[str, float, float], ...]:
    return towns_in(*frame.box, limit=40)


def _point(number: int, x: float, y: float, *, is_chosen: bool, name: str) -> Safe:
    circle = tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=10)
    words = tag("text", str(number + 1), x=f"{x:.1f}", y=f"{y + 4:.1f}")
    return tag(
        "g", tag("title", name), circle, words, class_="pin chosen" if is_chosen else "pin",
        data_candidate=number,
    )  # fmt: skip


def _town(name: str, x: float, y: float, taken: list[tuple[float, float]]) -> Safe | None:
    if not (4 < x < WIDTH - 70 and 14 < y < HEIGHT - 26):
        return None
    if any(abs(x - a) < 78 and abs(y - b) < 16 for a, b in taken):
        return None
    taken.append((x, y))
    dot = tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="1.8")
    return join((dot, tag("text", name, x=f"{x + 5:.1f}", y=f"{y + 4:.1f}")))


def _scale(frame: Frame) -> Safe:
    fitting = [s for s in _STEPS_KM if s * frame.px_per_km <= WIDTH / 4]
    step = fitting[-1] if fitting else _STEPS_KM[0]
    end = WIDTH - 14
    start = end - step * frame.px_per_km
    y = HEIGHT - 12
    path = f"M{start:.1f} {y - 4}V{y}H{end}V{y - 4}"
    words = tag("text", f"{step} km", x=f"{(start + end) / 2:.1f}", y=y - 6)
    return tag("g", tag("path", d=path), words, class_="scale")
