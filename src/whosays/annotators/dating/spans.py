"""Whole days of a mention (ruling 29 of the codebook)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.dating.points import add_days, add_months, days_of, monday, parse_point

if TYPE_CHECKING:
    from datetime import date

    from whosays.schema.time import TimeMention

Days = tuple["date | None", "date | None"]
_NONE: Days = (None, None)
_LENGTH = re.compile(r"P(?P<time>T)?(?P<n>[\d.]+|X)(?P<unit>DE|CE|WE|[A-Z])$")
# A vague number of units (ruling 29: "in recent days" is D-3 to D).
_VAGUE = {"D": 3, "W": 3, "M": 3, "Y": 3, "DE": 2}


def days(mention: TimeMention, value: str, dct: date | None, told: date | None) -> Days:
    """Give first and last day of a mention, inclusive; None where open or unknown."""
    if not value or value.endswith("_REF") or mention.type == "SET":
        return _NONE
    if match := re.match(r"(P.*)([<>])(DCT|REF)$", value):
        anchor = dct if match[3] == "DCT" or told is None else told
        return _beside(match[1], match[2], anchor) if anchor else _NONE
    if value.startswith("P"):
        return _NONE
    if match := re.match(r"(?:DCT|REF|CUR)([+-])X(T[HMS])$", mention.value):
        return _vague(match[1], match[2], told or dct)
    if value.startswith("WAR"):
        return _of_war(value, dct)
    if match := re.match(r"(?:DCT|REF|CUR)([+-])X(\w+)$", value):
        return _vague(match[1], match[2], told or dct)
    if match := re.match(r"(\d{4})-W(\d\d)-WE$", value):
        found = days_of(f"{match[1]}-W{match[2]}")
        return (add_days(found[0], 5), found[1]) if found else _NONE
    if match := re.match(r"(\d{4})-(\d\d)-WE(\d)$", value):
        return _nth_weekend(match)
    if value.startswith("XXXX-XX-XXT"):
        return _part_alone(value[11:], told, dct)
    found = days_of(value, mention.mod)
    if found is None:
        return _NONE
    return _trim(mention, value, found, dct)


def _trim(mention: TimeMention, value: str, found: tuple[date, date], dct: date | None) -> Days:
    first, last = found
    if value.endswith(("TNN",)):
        return first, add_days(first, 1)
    if value.endswith("TON"):
        return add_days(first, -1), first
    if mention.value == "DCT-1DTNI":
        return first, add_days(first, 1)
    if value.endswith("TNI") and " of " in mention.rule + " " and first == last:
        return first, last
    if mention.rule in {
        "en.date.day_month",
        "en.date.month_day",
        "en.date.day_month_year",
        "en.date.month_day_year",
    } and value.endswith("TNI"):
        # "the night of the 9th" runs into the 10th; told on the very 9th it is the night that ends.
        if dct is not None and first == dct:
            return add_days(first, -1), first
        return first, add_days(first, 1)
    if (
        mention.value in {"DCT+0W", "DCT+0M", "DCT+0Y"}
        and dct is not None
        and first <= dct <= last
        and not mention.mod
    ):
        return first, dct
    return first, last


def _beside(length: str, op: str, anchor: date) -> Days:
    match = _LENGTH.match(length)
    if not match:
        return _NONE
    unit = match["unit"]
    n = _VAGUE.get(unit, 3) if match["n"] == "X" else float(match["n"])
    sign = -1 if op == "<" else 1
    if match["time"]:
        hours = {"H": 1.0, "M": 1 / 60, "S": 1 / 3600}[unit] * n
        whole = -(-hours // 24)
        other = add_days(anchor, sign * whole)
    elif unit in {"D", "W", "WE"}:
        other = add_days(anchor, sign * n * (7 if unit == "W" else 1))
    else:
        months = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}.get(unit, 1) * n
        other = add_months(anchor, sign * round(months))
    return (other, anchor) if sign < 0 else (anchor, other)


def ahead(
    mention: TimeMention, value: str, found: Days, dct: date | None, *, later: bool = False
) -> Days:
    """Give the days of an expression that looks ahead: *this week*, or *later* this week."""
    if dct is None or mention.value not in {
        "DCT+0W",
        "DCT+0M",
        "DCT+0Y",
        "CUR+0M",
        "CUR+0Y",
        "CUR+0W",
    }:
        return found
    whole = days_of(value)
    if whole is None:
        return found
    return (dct if later or mention.mod == "END" else whole[0]), whole[1]


def before(length: str, anchor: date) -> Days:
    """Give the days of a stretch of this length that ends on ``anchor``."""
    return _beside(length, "<", anchor)


def _of_war(value: str, dct: date | None) -> Days:
    head, _, day = value.partition("@")
    found = days_of(day)
    if found is None:
        return _NONE
    start = found[0]
    if match := re.match(r"WAR\*(\w)", head):
        return start, add_days(start, {"D": 5, "W": 35, "M": 90}.get(match[1], 5))
    if match := re.match(r"WAR#([\d.]+)(\w)$", head):
        n = int(float(match[1]))
        if match[2] == "W":
            return add_days(start, 7 * (n - 1)), add_days(start, 7 * n - 1)
        size = 12 if match[2] == "Y" else 1
        return add_months(start, size * (n - 1)), add_days(add_months(start, size * n), -1)
    # "five months into the war" counts all that was until now.
    return (start, dct) if dct is not None and dct >= start else (start, None)


def _vague(sign: str, unit: str, anchor: date | None) -> Days:
    if anchor is None or unit not in {"TH", "TM", "TS"}:
        return _NONE
    return (add_days(anchor, -1), anchor) if sign == "-" else (anchor, anchor)


def _nth_weekend(match: re.Match[str]) -> Days:
    found = days_of(f"{match[1]}-{match[2]}")
    if found is None:
        return _NONE
    first = found[0]
    saturday = add_days(first, (5 - first.weekday()) % 7 + 7 * (int(match[3]) - 1))
    return saturday, add_days(saturday, 1)


def _part_alone(part: str, told: date | None, dct: date | None) -> Days:
    day = told or dct
    if day is None or part == "DT":
        return _NONE
    if part == "NI":
        return (add_days(day, -1), day) if told is None else (day, day)
    return day, day


__all__ = ["before", "days", "monday", "parse_point"]
