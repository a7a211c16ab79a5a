"""Plot: counts over time as a drawing: bounds as ribbons, gaps dashed, what does not fit ringed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from whosays.pipeline.sentence import squeeze
from whosays.series.check import told
from whosays.web.html import Safe, tag
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.schema.series import Observation

WIDTH, HEIGHT = 980, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 14, 12, 26
_MOST_POINTS = 800
_QUIET_DAYS = 7
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """One origin's points in order of days; ``flagged`` are claims that do not fit.

    ``colour`` is a number of the app's colours of sides. Increments are drawn as stalks.
    """

    name: str
    colour: int
    points: tuple[Observation, ...]
    flagged: frozenset[str]
    is_increments: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    first: date
    days: int
    low: float
    high: float

    def x(self, day: date) -> float:
        return _LEFT + (day - self.first).days / self.days * (WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        room = HEIGHT - _TOP - _BOTTOM
        return _TOP + room - (value - self.low) / (self.high - self.low) * room


def plot(lines: Sequence[Line], title: str) -> Safe | None:
    """Draw lines in one frame; None where there is no point."""
    shown = [_thinned(line) for line in lines if line.points]
    if not shown:
        return None
    frame = _frame(shown)
    parts = [_grid(frame), *[_ribbon(line, frame) for line in shown]]
    parts += [_path(line, frame) for line in shown]
    parts += [tag("g", *[_point(p, line, frame) for p in line.points],
                  class_=f"points side{line.colour}") for line in shown]  # fmt: skip
    return tag(
        "svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="plot", role="group",
        aria_label=title,
    )  # fmt: skip


def gaps_of(points: Sequence[Observation]) -> list[tuple[date, date]]:
    """Give the days between which an origin that counts often told nothing for long."""
    days = sorted({p.day for p in points})
    steps = [(b - a).days for a, b in pairwise(days)]
    if len(steps) < 3:
        return []
    usual = max(_QUIET_DAYS, 3 * median(steps))
    return [(a, b) for a, b in pairwise(days) if (b - a).days > usual]


def _thinned(line: Line) -> Line:
    """Keep a drawing's size in bounds: what does not fit is always kept."""
    if len(line.points) <= _MOST_POINTS:
        return line
    step = math.ceil(len(line.points) / _MOST_POINTS)
    kept = tuple(p for n, p in enumerate(line.points) if n % step == 0 or p.claim in line.flagged)
    return Line(line.name, line.colour, kept, line.flagged, line.is_increments)


def _frame(lines: Sequence[Line]) -> _Frame:
    points = [p for line in lines for p in line.points]
    values = [v for p in points for v in (p.low, p.high) if v is not None]
    low, high = min(values), max(values)
    if any(line.is_increments for line in lines) or low < 0.6 * high or low == high:
        low = min(0.0, low)
    pad = (high - low or 1.0) * 0.06
    first, last = min(p.day for p in points), max(p.day for p in points)
    days = max((last - first).days, 1)
    return _Frame(first, days, low if low <= 0 else low - pad, high + pad)


def _grid(frame: _Frame) -> Safe:
    parts = []
    for value in _ticks(frame.low, frame.high):
        y = f"{frame.y(value):.1f}"
        parts.append(tag("path", d=f"M{_LEFT} {y}H{WIDTH - _RIGHT}"))
        parts.append(tag("text", f"{value:,g}", x=_LEFT - 8, y=f"{frame.y(value) + 4:.1f}",
                         class_="value"))  # fmt: skip
    n = min(6, frame.days + 1)
    for k in range(n):
        day = frame.first + timedelta(days=round(k * frame.days / max(n - 1, 1)))
        anchor = "start" if k == 0 else "end" if k == n - 1 and n > 1 else "middle"
        parts.append(tag("text", day.isoformat(), x=f"{frame.x(day):.1f}", y=HEIGHT - 6,
                         text_anchor=anchor))  # fmt: skip
    return tag("g", *parts, class_="grid", aria_hidden="true")


def _ticks(low: float, high: float) -> list[float]:
    raw = (high - low) / 4
    power = 10 ** math.floor(math.log10(raw))
    step = next(s * power for s in _STEPS if s * power >= raw)
    start = math.ceil(low / step)
    return [n * step for n in range(start, math.floor(high / step) + 1)]


def _ribbon(line: Line, frame: _Frame) -> Safe | None:
    """Fill what lies between the bounds of neighbours; an open bound reaches the frame's edge.

    Neighbours of which one is open and one is not have no ribbon: it would be a spike.
    """
    if line.is_increments:
        return None
    gaps = {a for a, _ in gaps_of(line.points)}
    parts = []
    for a, b in pairwise(line.points):
        if a.day in gaps or a.day == b.day or _kind(a) != _kind(b) or (_is_firm(a) and _is_firm(b)):
            continue
        corners = [
            (frame.x(a.day), frame.y(_bound(a.low, frame.low))),
            (frame.x(b.day), frame.y(_bound(b.low, frame.low))),
            (frame.x(b.day), frame.y(_bound(b.high, frame.high))),
            (frame.x(a.day), frame.y(_bound(a.high, frame.high))),
        ]
        parts.append(tag("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"))
    return tag("g", *parts, class_=f"ribbon side{line.colour}") if parts else None


def _kind(point: Observation) -> tuple[bool, bool]:
    return point.low is None, point.high is None


def _is_firm(point: Observation) -> bool:
    return point.low == point.high


def _bound(value: float | None, open_: float) -> float:
    return open_ if value is None else value


def _path(line: Line, frame: _Frame) -> Safe | None:
    if line.is_increments:
        return None
    gaps = {a for a, _ in gaps_of(line.points)}
    firm: list[str] = []
    dashed: list[str] = []
    for a, b in pairwise(line.points):
        part = (f"M{frame.x(a.day):.1f} {frame.y(_value(a)):.1f}"
                f"L{frame.x(b.day):.1f} {frame.y(_value(b)):.1f}")  # fmt: skip
        (dashed if a.day in gaps and a.day != b.day else firm).append(part)
    parts = [tag("path", d="".join(firm))] if firm else []
    if dashed:
        parts.append(tag("path", d="".join(dashed), class_="gap"))
    return tag("g", *parts, class_=f"line side{line.colour}")


def _point(point: Observation, line: Line, frame: _Frame) -> Safe:
    x, y = frame.x(point.day), frame.y(_value(point))
    is_flagged = point.claim in line.flagged
    words = say("series.point", day=point.day, number=told(point), name=line.name,
                words=squeeze(point.words), document=point.document)  # fmt: skip
    parts = [tag("title", words)]
    if line.is_increments:
        parts.append(tag("path", d=f"M{x:.1f} {frame.y(max(0.0, frame.low)):.1f}V{y:.1f}",
                         class_="stalk"))  # fmt: skip
    if point.low is not None and point.high is not None and point.low != point.high:
        low, high = frame.y(point.low), frame.y(point.high)
        parts.append(tag("path", d=f"M{x:.1f} {low:.1f}V{high:.1f}", class_="reach-bar"))
    if is_flagged:
        parts.append(tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=8, class_="flag"))
    parts.append(_sign(point, x, y))
    return tag("a", *parts, href=f"/claim/{point.claim}", aria_label=words)


def _sign(point: Observation, x: float, y: float) -> Safe:
    """Give a dot, hollow where the number is rough, a triangle where a bound is open."""
    if point.high is None:
        return tag("path", d=f"M{x - 4:.1f} {y:.1f}h8l-4 -7z")
    if point.low is None:
        return tag("path", d=f"M{x - 4:.1f} {y:.1f}h8l-4 7z")
    rough = point.approx or point.low != point.high
    return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="3.4", class_="rough" if rough else None)


def _value(point: Observation) -> float:
    if point.low is not None and point.high is not None:
        return (point.low + point.high) / 2
    return point.value or 0.0
