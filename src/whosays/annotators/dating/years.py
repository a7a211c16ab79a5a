"""Years for dates that tell none: the last, next or same one, or that of the narrative."""

from __future__ import annotations

from whosays.annotators.dating.points import (
    Point,
    add_days,
    easter,
    orthodox_easter,
    point_of,
    safe_date,
)

# Swept 5-11 on the visible WikiWars documents (value F1, 2026-11-26).
# Rerun: python benchmarks/times.py.
FORWARD_MONTHS = 8
BACKWARD_MONTHS = 11


def nearest(rest: str, anchor: Point, op: str) -> str:
    """Put the year to XXXX-…: last (<, <=), next (>, >=) or same (=), seen from ``anchor``."""
    if op == "=":
        return rest.replace("XXXX", anchor.year_text(), 1)
    tail = rest[5:]
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(tail[:2])
    key = (month or int(tail[:2]), int(tail[3:5]) if tail[3:5].isdigit() else 0)
    here = (anchor.month or 1, (anchor.day or 0) if key[1] else 0)
    year = anchor.year
    if op in {"<", "<="} and (key > here or (op == "<" and key == here)):
        year -= 1
    if op in {">", ">="} and (key < here or (op == ">" and key == here)):
        year += 1
    return rest.replace("XXXX", Point(year).year_text(), 1)


def follow(rest: str, told: Point) -> str:
    """Put the year to XXXX-… in a narrative: that of the date told last, or the next."""
    year = told.year
    month = int(rest[5:7])
    seen = told.month or {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(told.season)
    if seen is not None and seen - month >= FORWARD_MONTHS:
        year += 1
    if seen is not None and month - seen >= BACKWARD_MONTHS:
        year -= 1
    return rest.replace("XXXX", Point(year).year_text(), 1)


def moving_feast(name: str, year: int) -> str:
    """Give the day of Easter, Orthodox Easter or Thanksgiving in a year, "" where unknown."""
    if name == "11-TH4":
        first = safe_date(year, 11, 1)
        if first is None:
            return ""
        return point_of(add_days(first, (4 - first.isoweekday()) % 7 + 21)).value()
    if not 1900 <= year <= 2099:
        return ""
    return point_of(orthodox_easter(year) if name == "OEASTER" else easter(year)).value()
