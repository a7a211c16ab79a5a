"""Ranges and lists: numbers beside a date that borrow its month or year (*3-5 July*, *1990-94*)."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.annotators.times.recognise import Draft

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_BEFORE = re.compile(
    rf"(?<![\w.,:/])(?P<day>{_DAY})(?P<join> ?- ?| to | and | or |, | until | through |/)(?:the )?$"
)
_AFTER = re.compile(
    r"(?P<join> ?- ?| to (?:the )?| and (?:the )?| or |, | until | through |/)"
    rf"(?P<day>{_DAY})(?![\w%]|[,.:]\d|[- ]year)"
)
_YEAR_AFTER = re.compile(r"(?:-|/| - )(?P<year>\d\d)(?!\w|[.,:-]\d)")
_YEAR_BEFORE = re.compile(r"(?<![\w.,])(?P<year>\d{1,4})(?: ?- ?| to | and | or )$")
_CALENDAR = re.compile(
    r"(?P<head>(?:REF=|DCT[-+]?\d?=)?(?:BC\d{4}|\d{4}|XXXX)-\d\d)-(?P<day>\d\d)(?:T\w\w)?$"
)
_JOIN = re.compile(
    r"(?: ?- ?| to | and | or |, | until | till | through )(?:the )?"
    r"(?:(?:in|on|of|by|early|late|mid) )?$"
)
_DATE_LIKE = re.compile(r"XXXX-(?:\d\d(?:-\d\d)?|SP|SU|FA|WI)(?:T\w\w)?$")
_NOT_DAYS = re.compile(r" (?:[a-z]+s)\b(?<! and)(?<! to)")


def borrow(low: str, drafts: list[Draft], start: int, end: int) -> list[Draft]:
    """Add the bare days and years of ranges and lists; give years to dates that share one."""
    shared = _share_years(low, drafts)
    found: list[Draft] = []
    for index, draft in enumerate(shared):
        left = found[-1].end if found else start
        right = shared[index + 1].start if index + 1 < len(shared) else end
        found.extend(_days_before(low, draft, left))
        found.extend(_years_before(low, draft, left))
        found.append(draft)
        found.extend(_days_after(low, draft, right))
        found.extend(_years_after(low, draft, right))
    return found


def _share_years(low: str, drafts: list[Draft]) -> list[Draft]:
    """*6 July - 3 August 1952*: the first takes the year of the second."""
    result = list(drafts)
    for index in range(len(result) - 2, -1, -1):
        one, two = result[index], result[index + 1]
        if two.start - one.end > 16 or not _DATE_LIKE.fullmatch(one.value):
            continue
        year = re.match(r"(?:BC)?\d{4}(?=-)", two.value)
        if year and _JOIN.fullmatch(low[one.end : two.start]):
            one_year = year[0]
            if (
                one.value[5:7].isdigit()
                and two.value[5:7].isdigit()
                and one.value[5:7] > two.value[len(one_year) + 1 :][:2]
            ):
                one_year = _before(one_year)
            result[index] = dataclasses.replace(one, value=one_year + one.value[4:])
    return result


def _before(year: str) -> str:
    return f"BC{int(year[2:]) + 1:04d}" if year.startswith("BC") else f"{int(year) - 1:04d}"


def _days_before(low: str, draft: Draft, left: int) -> list[Draft]:
    """*12* of *12-14 July*, *12* and *13* of *12, 13 and 14 July*."""
    calendar = _CALENDAR.fullmatch(draft.value)
    if not calendar or not low[draft.start :].startswith(("the ", *"0123456789")):
        return []
    found: list[Draft] = []
    at = draft.start
    while True:
        match = _BEFORE.search(low[max(left, at - 16) : at])
        if not match:
            return found[::-1]
        offset = max(left, at - 16)
        day = _number(match["day"])
        begin, stop = offset + match.start("day"), offset + match.end("day")
        if (
            low[max(0, begin - 4) : begin] == "the "
            and begin - 4 >= left
            and not match["day"].isdigit()
        ):
            begin -= 4
        if (
            match["join"].strip() in {"and", ",", "or"} and not found and _is_count(low, begin)
        ) or day > 31:
            return found[::-1]
        found.append(_like(draft, begin, stop, f"{calendar['head']}-{day:02d}"))
        at = begin


def _is_count(low: str, begin: int) -> bool:
    """*killed 3 and 5 July* is rare; *Task Force 3, 5 July* is not a list."""
    return not re.search(
        r"(?:\bon|\bof|\bby|\bbetween|\bfrom|\bsince|,|\(|^) ?(?:the )?$",
        low[max(0, begin - 12) : begin],
    )


def _days_after(low: str, draft: Draft, right: int) -> list[Draft]:
    """*5* of *July 3-5*, *13* and *14* of *July 12, 13 and 14*."""
    calendar = _CALENDAR.fullmatch(draft.value)
    if not calendar or (
        not low[draft.end - 1].isdigit()
        and low[draft.end - 2 : draft.end] not in {"st", "nd", "rd", "th"}
    ):
        return []
    if low[draft.start].isdigit() or low[draft.end - 4 : draft.end].isdigit():
        return []
    found: list[Draft] = []
    at = draft.end
    while match := _AFTER.match(low, at, right):
        day = _number(match["day"])
        if match["join"] == ", " and not re.match(r"(?:, | and )", low[match.end() :]):
            break
        if match["join"].strip() in {"and", "or", ","} and _NOT_DAYS.match(low, match.end(), right):
            break
        found.append(
            _like(draft, match.start("day"), match.end("day"), f"{calendar['head']}-{day:02d}")
        )
        at = match.end()
    return found


def _years_after(low: str, draft: Draft, right: int) -> list[Draft]:
    year = re.match(r"(\d\d)\d\d(?:-(?:\d\d|SP|SU|FA|WI))?$", draft.value)
    match = _YEAR_AFTER.match(low, draft.end, right) if year else None
    if (
        not year
        or not match
        or not low[draft.end - 1].isdigit()
        or int(match["year"]) <= int(draft.value[2:4])
    ):
        return []
    return [_like(draft, match.start("year"), match.end("year"), year[1] + match["year"])]


def _years_before(low: str, draft: Draft, left: int) -> list[Draft]:
    """*480* of *480-479 BC*."""
    if not re.fullmatch(r"BC\d{4}", draft.value) or not low[draft.start].isdigit():
        return []
    match = _YEAR_BEFORE.search(low[max(left, draft.start - 12) : draft.start])
    if not match or int(match["year"]) < int(draft.value[2:]):
        return []
    offset = max(left, draft.start - 12)
    value = f"BC{int(match['year']):04d}"
    return [_like(draft, offset + match.start("year"), offset + match.end("year"), value)]


def _like(draft: Draft, begin: int, stop: int, value: str) -> Draft:
    return dataclasses.replace(
        draft, start=begin, end=stop, value=value, type="DATE", mod="", rule=draft.rule + ".range"
    )


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))
