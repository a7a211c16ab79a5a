"""Checks that a rule names: whether words that look like a time are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.schema.parse import Parse


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands: text, folded text, match, parse (if any), where its prefix starts."""

    text: str
    low: str
    match: re.Match[str]
    parse: Parse | None
    start: int
    signs: dict[str, re.Pattern[str]]

    def has_before(self, sign: str) -> bool:
        """Tell whether words of the table ``sign`` end right before the match."""
        return bool(self.signs[sign].search(self.before()))

    def has_after(self, sign: str) -> bool:
        """Tell whether words of the table ``sign`` follow the match."""
        return bool(self.signs[sign].match(self.after()))

    def before(self, n: int = 24) -> str:
        """Give the folded text before the match."""
        return self.low[max(0, self.start - n) : self.start]

    def after(self, n: int = 24) -> str:
        """Give the folded text after the match."""
        end = self.match.end()
        return self.low[end : end + n]

    def upos(self, offset: int) -> str:
        """Give the tag of the token at an offset, "" without a parse."""
        index = self.parse.at(offset) if self.parse is not None else None
        return "" if index is None or self.parse is None else self.parse.tokens[index].upos

    def group_start(self, name: str) -> int:
        """Give where a group starts, -1 where it took no part."""
        return self.match.start(name) if name in self.match.re.groupindex else -1


_ALWAYS_MONTHS_BUT = {
    "may", "march", "mar", "jan", "dec", "sep", "oct", "nov", "jun", "jul", "apr", "aug", "feb",
}  # fmt: skip
_UNIT_UNCOUNTED = re.compile(
    r"(?:a|an|one|the|another|last|this|every|each) ?-?second$|quarters?$|[a-z]+ (?:sec|min)$"
)
_MINUTES = re.compile(r"(?:\d|[a-z-]+) mins?$")
_ALREADY_PLURAL = {"some", "many", "several", "a few", "a number of"}


def _month(place: Place) -> bool:
    """May, March and short forms: capitals, and no verb; not the *March 23 Movement*."""
    start = place.group_start("month")
    if place.has_after("named_after") and "day" in place.match.re.groupindex:
        return False
    if start < 0:
        return True
    word = place.match["month"]
    original = place.text[start : start + len(word)]
    if word not in _ALWAYS_MONTHS_BUT:
        return original[0].isupper() or place.text.islower()
    if not original[0].isupper():
        return False
    return word not in {"may", "march"} or place.upos(start) not in {"AUX", "VERB"}


def _month_alone(place: Place) -> bool:
    """Tell a month without day or year from a name or a verb."""
    start = place.group_start("month")
    word = place.match["month"].rstrip(".")
    before = place.low[max(0, start - 16) : start]
    if place.signs["person_before"].search(before):
        return False
    if len(word) <= 4 and word not in {"june", "july"}:
        settled = bool(place.signs["preposition_before"].search(before))
        return settled and not place.has_after("verb_after_may")
    if word == "march":
        settled = bool(place.signs["preposition_before"].search(before))
        return settled and not re.match(r" (?:on|to|of)\b", place.after())
    after = place.text[place.match.end() :][:24]
    if re.match(r" \d{1,2} [A-Z]", after):
        # The day was left out above: "the May 9 Brigade" is no May.
        return False
    # April, June and August are given names too.
    is_name = word in {"april", "june", "august"} and re.match(r" [A-Z][a-z]+ (?:said|told)", after)
    return not is_name


def _ordinal_day(place: Place) -> bool:
    """Take *the 23rd* for a day only after a word that dates."""
    return place.has_before("ordinal_before") or place.start < place.match.start()


def _year(place: Place) -> bool:
    start = place.group_start("year")
    before = place.low[max(0, start - 16) : start]
    has_mod = place.group_start("mod") >= 0 or place.group_start("mod2") >= 0
    if not has_mod and place.signs["no_year_before"].search(before):
        return False
    return not place.has_after("no_year_after")


def _decade(place: Place) -> bool:
    """Leave out makes of weapons: *Mirage 2000s*."""
    index = place.parse.at(place.start - 2) if place.parse is not None and place.start > 1 else None
    if index is None or place.parse is None or place.text[place.start - 1] != " ":
        return True
    return place.parse.tokens[index].upos != "PROPN" or place.text[place.start - 2] == "s"


def _season(place: Place) -> bool:
    start = place.group_start("season")
    word = place.match["season"]
    if place.upos(start) in {"VERB", "AUX"}:
        return False
    if word == "fall":
        if re.match(r" of (?!\d)", place.after()):
            return False
        return bool(place.signs["fall_before"].search(place.low[max(0, start - 16) : start]))
    return word != "spring" or not place.has_after("spring_verb_after")


def _season_relative(place: Place) -> bool:
    return place.match["season"] != "fall" or not re.match(r" of\b", place.after())


def _last_unit(place: Place) -> bool:
    # "the last week" and "over the last year" are spans; "last week" is a date.
    return not place.before(5).endswith("the ") and not re.match(r" of\b", place.after())


def _that_unit(place: Place) -> bool:
    return not re.match(r"s\b", place.after())


def _span_past(place: Place) -> bool:
    words = place.match[0]
    has_number = place.match["num"] is not None
    if not has_number and not words.endswith("s"):
        # "the past day", "over past day", but "last week" and "the previous day" are dates.
        if place.match["rel"] in {"previous", "preceding"}:
            return False
        if place.match["rel"] == "last":
            return words.startswith("the ") and not re.match(r" of\b", place.after())
        return words.startswith(("the ", "these ")) or place.before(8).endswith(("over ", "in "))
    return has_number or place.match["rel"] in {"past", "last", "previous"}


def _length(place: Place) -> bool:
    words = place.match[0]
    if place.has_after("age_after") or _UNIT_UNCOUNTED.search(words) or _MINUTES.search(words):
        return False
    unit, num = place.match["unit"], place.match["num"]
    is_plural = words.rstrip("' ").endswith("s") or "-" in words
    if num in _ALREADY_PLURAL and not is_plural:
        return False
    if num in {"a", "an"} and words.endswith("long"):
        return False
    if unit in {"second", "sec"} and not words.endswith("s"):
        return False
    return not (num == "one" and re.match(r" of (?:the|those|them)", place.after()))


def _bare_length(place: Place) -> bool:
    below = place.match["unit"] in {"second", "min", "sec", "weekend"}
    return not below or "within" in place.before()


def _weekday(place: Place) -> bool:
    start = place.group_start("dow")
    word = place.match["dow"]
    if not place.text[start].isupper() or place.has_after("newspaper_after"):
        return False
    if word.rstrip(".").endswith("day") or word.endswith("."):
        return True
    before = place.low[max(0, start - 8) : start]
    return bool(place.signs["short_weekday_before"].search(before))


def _part_alone(place: Place) -> bool:
    word = place.match["part"]
    if word in {"breakfast", "lunchtime", "daylight"}:
        return place.has_before("meal_before")
    return word in {"noon", "midnight"} or not place.has_after("night_thing_after")


def _present(place: Place) -> bool:
    words, after = place.match[0], place.after()
    if words == "present":
        return place.has_after("present_after") and not place.has_before("present_before")
    if words == "current":
        odd = re.match(r"(?:s\b| time\b)", after)
        return not odd and not place.before().endswith(("electric ", "the same "))
    return not (words == "now" and re.match(r"-?known", after))


def _former(place: Place) -> bool:
    return not re.match(r"[,.;]| (?:of|was|were|and)\b", place.after())


def _past(place: Place) -> bool:
    words, before = place.match[0], place.before()
    if words.endswith("past"):
        return words.startswith("the ") and not place.has_after("past_after")
    return words.startswith("the ") or not before.endswith(("a ", "no "))


def _holiday(place: Place) -> bool:
    start = place.group_start("holiday")
    return place.text[start].isupper()


CHECKS: dict[str, Callable[[Place], bool]] = {
    "month": _month,
    "month_alone": _month_alone,
    "ordinal_day": _ordinal_day,
    "year": _year,
    "decade": _decade,
    "season": _season,
    "season_relative": _season_relative,
    "last_unit": _last_unit,
    "that_unit": _that_unit,
    "span_past": _span_past,
    "length": _length,
    "bare_length": _bare_length,
    "weekday": _weekday,
    "part_alone": _part_alone,
    "present": _present,
    "former": _former,
    "past": _past,
    "holiday": _holiday,
}
"""The checks by name."""
