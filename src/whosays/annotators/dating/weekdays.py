"""Weekdays and weekends told from a day: *the previous Friday*, *next weekend*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.dating.points import add_days, monday, point_of

if TYPE_CHECKING:
    from whosays.annotators.dating.points import Point


def weekend(point: Point, sign: int, n: float) -> str:
    """Give the weekend before (-1) or after (1) a day, "" where the point is no day."""
    day = point.as_date()
    if day is None:
        return ""
    saturday = add_days(monday(day), 5)
    if sign < 0 and saturday > day:
        saturday = add_days(saturday, -7)
    if sign > 0 and n:
        saturday = saturday if saturday > day else add_days(saturday, 7)
    return f"{saturday.isocalendar()[0]}-W{saturday.isocalendar()[1]:02d}-WE"


def weekday_from(anchor: Point, op: str, dow: int, *, news: bool, part: str) -> str:
    """Give the weekday before (<), after (>) or in the week (=) of a day, "" without a day.

    ``news`` is True where the anchor is a day told, not that of publication.
    """
    day = anchor.as_date()
    if day is None:
        return ""
    back = (day.isoweekday() - dow) % 7
    if op == "=":
        return point_of(add_days(monday(day), dow - 1)).value() + part
    if op == "<":
        return point_of(add_days(day, -(back or 7))).value() + part
    if op == ">" and news:
        # "the Friday" of days just told is the nearest one.
        step = -back if back <= 3 else 7 - back
        return point_of(add_days(day, step)).value() + part
    ahead = (dow - day.isoweekday()) % 7
    return point_of(add_days(day, ahead or 7)).value() + part
