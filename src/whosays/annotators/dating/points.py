"""Points of the calendar: TIMEX3 values of any grain, shifted and turned into whole days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_POINT = re.compile(
    r"(?P<era>BC)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d|XX))?|-(?P<season>SP|SU|FA|WI)"
    r"|-W(?P<week>\d\d|XX)(?:-(?P<dow>[1-7X]))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-XX(?:-XX)?)?(?P<part>T.+)?$"
)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True, slots=True)
class Point:
    """A year (negative before Christ) and, as far as known, month, day, season or week."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""
    week: int | None = None
    rest: str = ""

    @property
    def grain(self) -> str:
        """Give day, month, season, week, quarter or year."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        if self.season:
            return "season"
        if self.week is not None:
            return "week"
        return "quarter" if self.rest else "year"

    def year_text(self) -> str:
        """Write the year: "0480 BC" is BC0480."""
        return f"BC{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"

    def value(self) -> str:
        """Write it as TIMEX3."""
        text = self.year_text()
        if self.month is not None:
            text += f"-{self.month:02d}"
            return text + (f"-{self.day:02d}" if self.day is not None else "")
        if self.season:
            return f"{text}-{self.season}"
        if self.week is not None:
            return f"{text}-W{self.week:02d}"
        return text + self.rest

    def as_date(self) -> date | None:
        """Give the day, None where it is not one of our era."""
        if self.day is None or self.month is None or self.year < 1:
            return None
        last = calendar.monthrange(self.year, self.month)[1]
        return date(self.year, self.month, min(self.day, last))


def parse_point(value: str) -> Point | None:
    """Read a resolved value; None for durations, references and what is not resolved."""
    match = _POINT.match(value)
    if not match:
        return None
    year = int(match["year"])
    day = match["day"]
    rest = ""
    if match["quarter"]:
        rest = f"-Q{match['quarter']}"
    elif match["half"]:
        rest = f"-H{match['half']}"
    return Point(
        year=-year if match["era"] else year,
        month=int(match["month"]) if match["month"] and 1 <= int(match["month"]) <= 12 else None,
        day=int(day) if day and day != "XX" else None,
        season=match["season"] or "",
        week=int(match["week"]) if match["week"] and match["week"] != "XX" else None,
        rest=rest,
    )


def point_of(day: date) -> Point:
    """Give the point of a day."""
    return Point(day.year, day.month, day.day)


def safe_date(year: int, month: int, day: int) -> date | None:
    """Give the day, None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Shift by months; the 31st becomes the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: float) -> date:
    """Shift by days, within the calendar's range."""
    ordinal = min(max(day.toordinal() + round(days), 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def monday(day: date) -> date:
    """Give the Monday of a day's week."""
    return add_days(day, -day.weekday())


_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "HC": 600}


def shift(point: Point, n: float, unit: str) -> str:
    """Shift a point by ``n`` units and write it at the coarser grain of the two."""
    if unit in {"D", "TH", "TM", "TS", "WE", "W", "FN"}:
        day = point.as_date()
        if unit in {"TH", "TM", "TS"}:
            return point.value()
        if day is None:
            return _shift_coarse(point, n, unit)
        step = {"D": 1, "WE": 7, "W": 7, "FN": 14}[unit]
        moved = add_days(day, n * step)
        if unit in {"W", "FN"}:
            return f"{moved.isocalendar()[0]}-W{moved.isocalendar()[1]:02d}"
        return point_of(moved).value()
    if unit == "M" and point.month is not None:
        index = point.year * 12 + point.month - 1 + int(n)
        return Point(index // 12, index % 12 + 1).value()
    years = n * _MONTHS.get(unit, 12) / 12
    year = point.year + round(years)
    if (year > 0) != (point.year > 0):
        year += 1 if year <= 0 < point.year else 0
    if unit == "DE":
        return Point(year).value()[:-1]
    if unit == "CE":
        return Point(year).value()[:-2]
    return Point(year or 1).value()


def _shift_coarse(point: Point, n: float, unit: str) -> str:
    if n == 0 and unit == "D":
        return point.value() + ("-XX" if point.grain == "month" else "")
    if unit == "W":
        return f"{point.year_text()}-WXX"
    return f"{point.year_text()}-XX-XX"


def days_of(value: str, mod: str = "") -> tuple[date, date] | None:
    """Give the first and last day of a resolved value; early, mid and late cut it by thirds.

    None where it is no stretch of the calendar of our era.
    """
    head = value.partition("T")[0]
    if re.fullmatch(r"\d{2,3}", head):
        width = 10 ** (4 - len(head))
        first = int(head) * width
        return (
            (date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)) if first < 9999 else None
        )
    point = parse_point(value)
    if point is None or point.year < 1:
        return None
    span = _whole(point, value)
    return _third(span, point, mod) if mod and span else span


def _whole(point: Point, value: str) -> tuple[date, date] | None:
    day = point.as_date()
    if day is not None:
        return day, day
    if point.month is not None:
        first = date(point.year, point.month, 1)
        return first, add_days(add_months(first, 1), -1)
    if point.season:
        start, end = _SEASONS[point.season]
        first = date(point.year, start, 1)
        last = date(point.year + (end < start), end, 1)
        return first, add_days(add_months(last, 1), -1)
    if point.week is not None:
        try:
            first = date.fromisocalendar(point.year, point.week, 1)
        except ValueError:
            return None
        return first, first + timedelta(days=6)
    if point.rest:
        length = 3 if "Q" in point.rest else 6
        first = date(point.year, 1 + (int(point.rest[-1]) - 1) * length, 1)
        return first, add_days(add_months(first, length), -1)
    if "XX" in value:
        return date(point.year, 1, 1), date(point.year, 12, 31)
    return date(point.year, 1, 1), date(point.year, 12, 31)


def _third(span: tuple[date, date], point: Point, mod: str) -> tuple[date, date]:
    first, last = span
    if first == last:
        return span
    if point.grain == "month":
        # Ruling 29: days 1-10, 11-20, 21 to the end.
        cuts = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}
        low, high = cuts[mod]
        return first.replace(day=low), last.replace(day=high)
    length = (last - first).days + 1
    third = length // 3
    if mod == "START":
        return first, add_days(first, third - 1)
    if mod == "MID":
        return add_days(first, third), add_days(last, -third)
    return add_days(last, 1 - third), last


def with_day(point: Point, day: int) -> Point:
    """Give another day of the point's month."""
    return replace(point, day=day, season="", week=None, rest="")


def easter(year: int) -> date:
    """Give Easter Sunday of the Western churches (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Give Easter Sunday of the Eastern churches, in the Gregorian calendar (1900-2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return add_days(date(year, month, day + 1), 13)
