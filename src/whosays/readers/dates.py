"""Dates: whole days out of metadata and datelines; never a guess where day and month may swap."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_ISO_SLASH = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|-?го)?\s+(?:of\s+)?([^\W\d_]{3,10})\.?,?\s+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan січня січень января январь",
            "february feb лютого лютий февраля февраль",
            "march mar березня березень марта март",
            "april apr квітня квітень апреля апрель",
            "may травня травень мая май",
            "june jun червня червень июня июнь",
            "july jul липня липень июля июль",
            "august aug серпня серпень августа август",
            "september sept sep вересня вересень сентября сентябрь",
            "october oct жовтня жовтень октября октябрь",
            "november nov листопада листопад ноября ноябрь",
            "december dec грудня грудень декабря декабрь",
        ),
        start=1,
    )
    for word in words.split()
}
# Reports of the field; an earlier or later year is a phone number or a price.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_day(text: str) -> date | None:
    """Give the first whole day named in ``text``, None for none or an ambiguous one.

    "2022-07-19T06:00+03:00" is the day as written, in the publisher's own zone;
    "05/06/2022" may be two days and is None, "25/06/2022" is one; dots mean day first.
    """
    found: list[tuple[int, date]] = []
    for match in _ISO.finditer(text):
        _add(found, match.start(), match[1], match[2], match[3])
    for match in _ISO_SLASH.finditer(text):
        _add(found, match.start(), match[1], match[2], match[3])
    for match in _DOTTED.finditer(text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        _add(found, match.start(), year, match[2], match[1])
    for match in _SLASHED.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second or first == second:
            _add(found, match.start(), match[3], match[2], match[1])
        elif second > 12 >= first:
            _add(found, match.start(), match[3], match[1], match[2])
    for match in _DAY_MONTH.finditer(text):
        _add(found, match.start(), match[3], _MONTHS.get(match[2].casefold(), 0), match[1])
    for match in _MONTH_DAY.finditer(text):
        _add(found, match.start(), match[3], _MONTHS.get(match[1].casefold(), 0), match[2])
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _add(
    found: list[tuple[int, date]], at: int, year: str, month: str | int, day: str | int
) -> None:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        found.append((at, value))
