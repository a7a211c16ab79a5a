"""Resolve: unresolved values of ``times`` become TIMEX3 values and whole days."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.dating import spans
from whosays.annotators.dating.points import (
    Point,
    add_days,
    add_months,
    parse_point,
    point_of,
    shift,
    with_day,
)
from whosays.annotators.dating.wars import war_of
from whosays.annotators.dating.weekdays import weekday_from, weekend
from whosays.annotators.dating.years import follow, moving_feast, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.dating.future import Ahead
    from whosays.annotators.dating.wars import War
    from whosays.schema.segment import Segment
    from whosays.schema.time import TimeMention

_SHIFT = re.compile(
    r"(?P<anchor>DCT|REF|CUR)(?P<sign>[+-])(?P<n>[\d.]+|X)"
    r"(?P<unit>TH|TM|TS|WE|DE|CE|HC|FN|[DWMYQ])(?P<part>T.*)?$"
)
_SETTLED = re.compile(r"\b(?:in the|by|since|until|toward|towards|before|after) $")
_FROM = re.compile(r"(?P<anchor>DCT|REF)(?P<n>[+-]1)?(?P<op>[<>=])(?P<rest>XXXX.*)$")
_UNDER = re.compile(r"XXXX-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX|WE\d|TH4))?(?P<part>T.+)?$")
_WEEKDAY = re.compile(r"XXXX-WXX-(?P<dow>\d)(?P<part>T.+)?$")
_SEASON = re.compile(r"XXXX-(?P<season>SP|SU|FA|WI)$")
_LENGTH = re.compile(r"(?P<value>P.*)(?P<op>[<>])(?P<anchor>DCT|REF)$")


# The first mentions of a narrative say what it is about.
LEAD = 4
# Days ahead within which a date without a year is one to come.
SOON = 31


@dataclass(slots=True)
class Told:
    """The last date told: where the narrative stands."""

    point: Point | None = None
    segment: int = -1
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """What resolution rests on: the report's day, its genre, its wars, its folded text."""

    low: str
    segments: Sequence[Segment]
    dct: date | None
    narrative: bool
    wars: tuple[War, ...]
    ahead: Ahead
    evening: bool = False


class Resolver:
    """Walks the mentions of one document in order, keeping the date told last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.told = Told()
        self.segment = -1
        self.first_year: int | None = None
        self.year_by_day: dict[tuple[int, str], int] = {}

    def resolve(self, mentions: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
        """Give the mentions with TIMEX3 values and days; same length and order."""
        self.first_year = next(
            (p.year for m in mentions if (p := parse_point(m.value)) and p.grain != "quarter"), None
        )
        found: list[TimeMention] = []
        for index, mention in enumerate(mentions):
            self.segment = self._segment_of(mention.span.start)
            following = mentions[index + 1] if index + 1 < len(mentions) else None
            previous = found[-1] if found else None
            value = self._value(mention, previous, following)
            days = spans.days(mention, value, self.context.dct, self._told_day())
            if mention.value == "CUR+0D" and not self.context.evening and self.context.dct:
                days = self._reported_day()
            later = self.context.low.startswith("later this ", mention.span.start)
            if self._is_future(mention) or (later and not self.context.narrative):
                days = spans.ahead(mention, value, days, self.context.dct, later=later)
            found.append(
                dataclasses.replace(
                    mention,
                    value=self._public(value),
                    start=days[0],
                    end=days[1],
                )
            )
            self._remember(mention, value)
            if index < LEAD:
                self._note_year(value)
        return tuple(found)

    def _segment_of(self, offset: int) -> int:
        index = max(self.segment, 0)
        segments = self.context.segments
        while index + 1 < len(segments) and segments[index + 1].span.start <= offset:
            index += 1
        return index

    def _told_day(self) -> date | None:
        """Give the day told last; in the news one of another paragraph is forgotten."""
        point, context = self.told.point, self.context
        if point is None or (not context.narrative and self.told.segment != self.segment):
            return None
        day = point.as_date()
        if day is None or (context.dct is not None and not context.narrative and day > context.dct):
            return None
        return day

    def _reported_day(self) -> tuple[date | None, date | None]:
        """Give *the day* of a morning report: one told just before, else D-1 to D (ruling 29)."""
        told, dct = self.told.point.as_date() if self.told.point else None, self.context.dct
        if (
            told is not None
            and dct is not None
            and told == add_days(dct, -1)
            and self.told.is_whole
        ):
            return told, told
        return (add_days(dct, -1), dct) if dct is not None else (None, None)

    def _public(self, value: str) -> str:
        value = re.sub(r"[<>](?:DCT|REF)$", "", value)
        value = re.sub(r"T(?:ON|NN)$", "TNI", value)
        if match := re.match(r"WAR\+(\d+)([WMY])@(.*)", value):
            start = parse_point(match[3])
            return shift(start, float(match[1]), match[2]) if start else ""
        if value.startswith(("DCT", "REF", "CUR", "WAR", "+", "-")):
            return ""
        return value

    def _remember(self, mention: TimeMention, value: str) -> None:
        if mention.type in {"DURATION", "SET"} or "XX" in value[:7] or not value:
            return
        if self.context.narrative and mention.value.startswith("DCT"):
            return
        point = parse_point(value)
        if point is None or point.grain == "quarter":
            return
        old = self.told.point
        if (
            old is not None
            and point.grain == "year"
            and old.year == point.year
            and old.month
            and not self.context.narrative
        ):
            return
        self.told = Told(point, self.segment, is_whole="T" not in value)

    def _note_year(self, value: str) -> None:
        """Keep the year of a day that a narrative opens with: told again it is of that year."""
        point = parse_point(value)
        if point is not None and point.month and point.day:
            self.year_by_day.setdefault((point.month, f"{point.day:02d}"), point.year)

    def _anchor(self, name: str, *, backwards: bool = False) -> Point | None:
        """Give the point that DCT, REF or CUR stands for."""
        context, told = self.context, self.told.point
        day = point_of(context.dct) if context.dct else None
        if context.narrative:
            return told or (None if name != "DCT" else day)
        if name in {"DCT", "CUR"}:  # without the report's day none tells which Thursday
            return day
        if told is None or (backwards and self.told.segment != self.segment):
            return day or told
        return told

    def _value(
        self, mention: TimeMention, previous: TimeMention | None, following: TimeMention | None
    ) -> str:
        value = mention.value
        if value.endswith("EVENT"):
            return self._event(mention, previous, following)
        if match := _SHIFT.match(value):
            return self._shift(match, value)
        if match := _FROM.match(value):
            return self._from(match)
        if match := _LENGTH.match(value):
            return value
        if value.startswith("WAR"):
            return self._war(value, mention)
        if match := _WEEKDAY.match(value):
            return self._weekday(match, mention)
        if match := _SEASON.match(value):
            return self._season(match["season"])
        if value.startswith("XXXX-XX-XXT") and mention.type != "SET":
            return self._part_of_day(value, mention)
        if match := _UNDER.match(value):
            return self._under(match, mention)
        if re.match(r"T\d\d:\d\d$", value):
            return self._clock(value)
        if match := re.match(r"(?P<year>\d{4})-(?P<name>O?EASTER|11-TH4)$", value):
            return moving_feast(match["name"], int(match["year"]))
        if match := re.match(r"XXXX-(?P<name>O?EASTER|11-TH4)$", value):
            point = self._anchor("DCT")
            return moving_feast(match["name"], point.year) if point else ""
        return re.sub(r"^(\d{4})(?:-XX)+$", r"\1", value)

    def _shift(self, match: re.Match[str], value: str) -> str:
        sign = -1 if match["sign"] == "-" else 1
        unit, part = match["unit"], match["part"] or ""
        if self.context.narrative and match["anchor"] == "DCT" and value == "DCT+0D":
            return "PRESENT_REF"
        point = self._anchor(match["anchor"], backwards=sign < 0)
        if match["n"] == "X":
            return self._vague(sign, unit, point, value)
        if point is None:
            return "XXXX-XX-XX" + part if part else ""
        n = float(match["n"])
        if unit == "WE":
            return weekend(point, sign, n)
        if unit in {"W", "FN"} and n and match["anchor"] != "DCT" and sign > 0 and point.day:
            # "two weeks later" tells a day as well as "fourteen days later" does.
            return shift(point, sign * n, unit)
        if n == 0 and unit == "W":
            return shift(point, 0, "W")
        if n == 0 and unit == "Y":
            return point.year_text()
        return shift(point, sign * n, unit) + part

    def _vague(self, sign: int, unit: str, point: Point | None, value: str) -> str:
        if unit in {"TH", "TM", "TS"} and point is not None and point.day:
            return point.value() + "TXX"
        if self.context.narrative:
            return "FUTURE_REF" if sign > 0 else "PAST_REF"
        return value

    def _from(self, match: re.Match[str]) -> str:
        rest, op = match["rest"], match["op"]
        anchor = self._anchor(match["anchor"])
        if anchor is None:
            return rest
        year = anchor.year + int(match["n"] or 0)
        weekday = _WEEKDAY.match(rest)
        if weekday:
            part = weekday["part"] or ""
            news = not self.context.narrative and self.context.dct != anchor.as_date()
            return weekday_from(anchor, op, int(weekday["dow"]), news=news, part=part) or weekday[0]
        if match["n"] or (op == "=" and match["anchor"] == "REF"):
            return rest.replace("XXXX", Point(year).year_text(), 1)
        return nearest(rest, anchor, op)

    def _war(self, value: str, mention: TimeMention) -> str:
        words = self.context.low[mention.span.start : mention.span.end]
        war = war_of(self.context.low, words, self.context.wars, self.context.dct)
        if war is None or self.context.narrative:
            return ""
        if match := re.match(r"WAR#(\d+)D$", value):
            return point_of(add_days(war.start, int(match[1]) - 1)).value()
        if match := re.match(r"WAR\+0D$", value):
            return point_of(war.start).value()
        if match := re.match(r"WAR\+(\d+)Y$", value):
            if mention.rule.endswith("anniversary"):
                return point_of(add_months(war.start, 12 * int(match[1]))).value()
            return f"WAR+{match[1]}Y@{war.start.isoformat()}"
        return f"{value}@{war.start.isoformat()}"

    def _weekday(self, match: re.Match[str], mention: TimeMention) -> str:
        context, dow, part = self.context, int(match["dow"]), match["part"] or ""
        point = self._anchor("CUR")
        day = point.as_date() if point else None
        if day is None:
            return match[0]
        if context.narrative:
            ahead = (dow - day.isoweekday()) % 7
            return point_of(add_days(day, ahead)).value() + part
        if self._is_future(mention):
            ahead = (dow - day.isoweekday()) % 7
            return point_of(add_days(day, ahead or 7)).value() + part
        back = (day.isoweekday() - dow) % 7
        return point_of(add_days(day, -back)).value() + part

    def _is_future(self, mention: TimeMention) -> bool:
        return self.context.ahead.is_ahead(self.context.low, mention.span)

    def _season(self, season: str) -> str:
        context = self.context
        if context.narrative:
            point = self.told.point
            if point is None:
                return f"XXXX-{season}"
            return f"{point.year_text()}-{season}"
        if context.dct is None:
            return f"XXXX-{season}"
        return nearest(f"XXXX-{season}", point_of(context.dct), "<=")

    def _part_of_day(self, value: str, mention: TimeMention) -> str:
        words = self.context.low[mention.span.start : mention.span.end]
        before = self.context.low[max(0, mention.span.start - 10) : mention.span.start]
        point = self.told.point
        settled = words.startswith(("the ", "one ")) or _SETTLED.search(before)
        if self.context.narrative:
            if settled and point is not None and point.grain in {"day", "month"}:
                return point.value() + ("-XX" if point.grain == "month" else "") + value[10:]
            return value
        return value

    def _under(self, match: re.Match[str], mention: TimeMention) -> str:
        month, day, part = match["month"], match["day"] or "", match["part"] or ""
        told = self.told.point
        if month == "XX":
            return self._day_of_month(day, part, mention)
        rest = f"XXXX-{month}" + (f"-{day}" if day and day != "TH4" else "")
        if day == "TH4":
            point = self._anchor("DCT")
            return moving_feast("11-TH4", point.year) if point else ""
        if self.context.narrative:
            seen = self.year_by_day.get((int(month), day[:2]))
            if seen is not None and told is not None and told.year < seen:
                # Back from a look at what went before.
                return rest.replace("XXXX", Point(seen).year_text(), 1) + part
            if told is None:
                year = self.first_year or (self.context.dct.year if self.context.dct else None)
                return (
                    rest.replace("XXXX", Point(year).year_text(), 1) + part if year else rest + part
                )
            return follow(rest, told) + part
        if self.context.dct is None:
            return rest + part
        anchor = point_of(self.context.dct)
        if self._is_future(mention):
            return nearest(rest, anchor, ">=") + part
        in_same = told is not None and self.told.segment == self.segment and told.month is not None
        if (
            in_same
            and told is not None
            and (told.year, told.month or 1) < (anchor.year - 1, anchor.month)
        ):
            return follow(rest, told) + part
        if day.isdigit():
            ahead = parse_point(nearest(rest, anchor, ">="))
            to_come = ahead.as_date() if ahead else None
            if to_come is not None and (to_come - self.context.dct).days <= SOON:
                # "Hearings resume on 16 November": eleven months ago would be told with its year.
                return nearest(rest, anchor, ">=") + part
        return nearest(rest, anchor, "<=") + part

    def _day_of_month(self, day: str, part: str, mention: TimeMention) -> str:
        point = self.told.point or self._anchor("DCT")
        if point is None or point.month is None or not day.isdigit():
            return f"XXXX-XX-{day}{part}" if day else ""
        moved = with_day(point, int(day))
        dct = self.context.dct
        if (
            not self.context.narrative
            and dct
            and (d := moved.as_date())
            and d > dct
            and not self._is_future(mention)
        ):
            return point_of(add_months(d, -1)).value() + part
        return moved.value() + part

    def _clock(self, value: str) -> str:
        point = self.told.point
        if self.context.narrative:
            return (point.value() if point and point.day else "XXXX-XX-XX") + value
        day = self.context.dct
        if point is not None and point.day and self.told.segment == self.segment:
            return point.value() + value
        return (point_of(day).value() if day else "XXXX-XX-XX") + value

    def _event(
        self, mention: TimeMention, previous: TimeMention | None, following: TimeMention | None
    ) -> str:
        match = re.match(r"([+-])([\d.]+|X)(\w+)EVENT$", mention.value)
        low = self.context.low
        if previous is not None:
            between = low[previous.span.end : mention.span.start]
            if re.fullmatch(r", (?:just |only |some )?|,? ?\(| - ", between):
                return previous.value
        if match and match[2] != "X" and following is not None:
            between = low[mention.span.end : following.span.start]
            if len(between) < 60 and not re.search(r"[.,;:]", between):
                point = parse_point(self._value(following, previous, None))
                if point is not None and point.grain in {"day", "month"}:
                    sign = -1 if match[1] == "-" else 1
                    return shift(point, sign * float(match[2]), match[3])
        return ""
