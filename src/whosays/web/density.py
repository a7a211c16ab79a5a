"""Density: how many claims fall on each day, week or month, as bars that are links."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from whosays.web.html import Safe, tag
from whosays.web.texts import count, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whosays.store.overview import SpanCount

MOST_BARS = 132
_WIDE_DAYS = 31
"""A claim about more days than these tells little of any of them: it is drawn paler."""
_LEFT_OUT = 0.004
"""Of all claims, so many may lie before or after what is drawn, so that one of 1991 does not
press all others into one bar. They are counted beside.
"""
_UNITS = (("day", 1), ("week", 7), ("month", 30), ("quarter", 91), ("year", 365))
_HEIGHT = 100


@dataclass(slots=True)
class Lane:
    """Counts of one lane by bucket: of claims on few days, and of those about many."""

    name: str
    near: list[int]
    wide: list[int]
    claims: int = 0

    @property
    def top(self) -> int:
        """The highest bar."""
        return max((a + b for a, b in zip(self.near, self.wide, strict=True)), default=0)


@dataclass(slots=True)
class Density:
    """Buckets (first and last day, inclusive) and the lanes over them, the fullest first.

    ``undated`` counts claims without a day, ``before`` and ``after`` those outside the buckets.
    """

    unit: str
    buckets: tuple[tuple[date, date], ...]
    lanes: list[Lane] = field(default_factory=list)
    undated: int = 0
    before: int = 0
    after: int = 0
    claims: int = 0


def density_of(spans: Sequence[SpanCount], most_lanes: int = 9) -> Density:
    """Put claims into buckets; a claim counts in every bucket that its days overlap."""
    dated = [
        (date.fromisoformat(s.first), date.fromisoformat(s.last), s.lane or "", s.claims)
        for s in spans
        if s.first and s.last
    ]
    total = sum(s.claims for s in spans)
    undated = total - sum(n for *_, n in dated)
    if not dated:
        return Density("day", (), undated=undated, claims=total)
    first, last = _range(dated)
    unit, buckets = _buckets(first, last)
    found = Density(unit, buckets, undated=undated, claims=total)
    starts = [b[0] for b in buckets]
    by_lane: dict[str, int] = {}
    for *_, lane, n in dated:
        by_lane[lane] = by_lane.get(lane, 0) + n
    order = sorted(by_lane, key=lambda k: (-by_lane[k], k))
    named = order if len(order) <= most_lanes else order[: most_lanes - 1]
    lanes = {k: Lane(k, [0] * len(buckets), [0] * len(buckets), by_lane[k]) for k in named}
    if len(order) > len(named):
        rest = sum(by_lane[k] for k in order[len(named) :])
        lanes["*"] = Lane("*", [0] * len(buckets), [0] * len(buckets), rest)
    for start, end, name, n in dated:
        if end < first:
            found.before += n
        elif start > last:
            found.after += n
        else:
            chosen = lanes.get(name) or lanes["*"]
            row = chosen.wide if (end - start).days > _WIDE_DAYS else chosen.near
            for at in range(_at(starts, max(start, first)), _at(starts, min(end, last)) + 1):
                row[at] += n
    found.lanes = list(lanes.values())
    return found


def _range(dated: Sequence[tuple[date, date, str, int]]) -> tuple[date, date]:
    """Give the days to draw: those of nearly all claims that are about few days."""
    near = [d for d in dated if (d[1] - d[0]).days <= _WIDE_DAYS] or list(dated)
    slack = sum(d[3] for d in near) * _LEFT_OUT
    first = _quantile(sorted((d[0], d[3]) for d in near), slack)
    last = _quantile(sorted(((d[1], d[3]) for d in near), reverse=True), slack)
    return first, max(first, last)


def _quantile(days: Sequence[tuple[date, int]], slack: float) -> date:
    passed = 0
    for day, n in days:
        passed += n
        if passed > slack:
            return day
    return days[-1][0]


def _buckets(first: date, last: date) -> tuple[str, tuple[tuple[date, date], ...]]:
    days = (last - first).days + 1
    unit = next((u for u, n in _UNITS if days / n <= MOST_BARS), "year")
    start = _floor(first, unit)
    found: list[tuple[date, date]] = []
    while start <= last and len(found) < 2000:
        following = _next(start, unit)
        found.append((start, following - timedelta(days=1)))
        start = following
    return unit, tuple(found)


def _floor(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(day: date, unit: str) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=1 if unit == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def _at(starts: Sequence[date], day: date) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= day:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


def bars(
    density: Density,
    lane: Lane,
    address: Callable[[str, str], str],
    *,
    title: str,
    top: int | None = None,
    brush: str = "",
) -> Safe:
    """Draw a lane as bars; ``address`` gives the link of a bucket by its days.

    ``brush`` is the address that a dragged range leads to, with ``{since}`` and ``{until}``.
    """
    width, highest = len(density.buckets), max(top or lane.top, 1)
    drawn = []
    for at, (first, last) in enumerate(density.buckets):
        near, wide = lane.near[at], lane.wide[at]
        days = bucket_words(first, last)
        drawn.append(
            _bar(at, near, wide, highest, address(first.isoformat(), last.isoformat()), days,
                 (first, last))
        )  # fmt: skip
    return tag(
        "svg", *drawn, viewBox=f"0 0 {width} {_HEIGHT}", preserveAspectRatio="none",
        class_="bars", role="group", aria_label=title, data_brush=brush or None,
    )  # fmt: skip


def _bar(
    at: int, near: int, wide: int, highest: int, href: str, days: str, ends: tuple[date, date]
) -> Safe:  # fmt: skip
    words = say("timeline.bar", days=days, claims=count(near + wide, "claim"))
    parts = [tag("title", words), tag("rect", x=at, y=0, width=1, height=_HEIGHT, class_="hit")]
    low = _HEIGHT * near / highest
    high = _HEIGHT * wide / highest
    if near:
        low = max(low, 2)
        parts.append(_rect(at, _HEIGHT - low, low, "near"))
    if wide:
        parts.append(_rect(at, max(0, _HEIGHT - low - high), max(high, 1), "wide"))
    known = {"data_first": ends[0].isoformat(), "data_last": ends[1].isoformat()}
    if not near and not wide:
        return tag("g", *parts[1:], **known)
    return tag("a", *parts, href=href, aria_label=words, **known)


def _rect(at: int, y: float, height: float, kind: str) -> Safe:
    return tag("rect", x=f"{at + 0.08:.2f}", y=f"{y:.2f}", width="0.84", height=f"{height:.2f}",
               class_=kind)  # fmt: skip


def stripe(density: Density, lane: Lane, *, title: str, top: int, brush: str) -> Safe:
    """Draw a lane as two shapes: nine lanes of bars that are links each were 5,000 elements.

    The bars above them are the links; a script tells of a lane what stands under the pointer.
    """
    near, wide, counts = [], [], []
    for at, (few, many) in enumerate(zip(lane.near, lane.wide, strict=True)):
        counts.append(str(few + many))
        low = max(_HEIGHT * few / top, 2) if few else 0.0
        if few:
            near.append(f"M{at + 0.08:.2f} {_HEIGHT}v-{low:.1f}h.84v{low:.1f}z")
        if many:
            high = max(_HEIGHT * many / top, 1)
            wide.append(f"M{at + 0.08:.2f} {_HEIGHT - low:.1f}v-{high:.1f}h.84v{high:.1f}z")
    shapes = [tag("path", d="".join(parts), class_=kind)
              for parts, kind in ((near, "near"), (wide, "wide")) if parts]  # fmt: skip
    return tag(
        "svg", tag("title", title), *shapes, viewBox=f"0 0 {len(density.buckets)} {_HEIGHT}",
        preserveAspectRatio="none", class_="bars", role="img", aria_label=title, data_brush=brush,
        data_counts=" ".join(counts),
    )  # fmt: skip


def axis(density: Density) -> Safe | None:
    """Give a few days under the bars, None without any."""
    if not density.buckets:
        return None
    n = len(density.buckets)
    picks = sorted({0, n // 4, n // 2, 3 * n // 4, n - 1}) if n > 8 else [0, n - 1]
    kept = {"month": 7, "quarter": 7, "year": 4}.get(density.unit, 10)  # "2023-05", "2023"
    spans = [tag("span", density.buckets[i][0].isoformat()[:kept]) for i in dict.fromkeys(picks)]
    return tag("div", *spans, class_="axis", aria_hidden="true")


def bucket_words(first: date, last: date) -> str:
    """Give "2022-07-19" or "2022-07-18 – 2022-07-24"."""
    return first.isoformat() if first == last else f"{first} – {last}"
