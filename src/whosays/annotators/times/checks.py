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


_PREPOSITION = re.compile(
    r"(?:\b(?:in|by|of|since|until|till|from|to|through|during|between|before|after|and|or|last|next"
    r"|this|that|early|late|mid|for|on|around|about|throughout|back in|as of|starting|ending|beginning"
    r"|end of|start of|previous|following|-|/)[ -]|[(/-] ?)$"
)
_NOT_A_YEAR_AFTER = re.compile(
    r"[- ]?(?:%|percent|per cent|km|kilomet|met(?:er|re)s?\b|miles?\b|tons?\b|tonnes?\b|kg\b|hours\b|hrs\b|men\b|women\b"
    r"|troops|soldiers|servicemen|people|persons|civilians|casualties|fighters|militants|prisoners|tanks?\b|aircraft"
    r"|guns?\b|vehicles|houses|homes|buildings|families|refugees|drones|missiles|rockets|shells|rounds|killed"
    r"|wounded|dead|deaths|injured|others|more\b|days\b|years\b|months\b|times\b|dollars|euros|police|recruits"
    r"|units?\b|pieces|strikes|attacks|sorties|cases|residents|inhabitants|ships|planes|feet|ft\b|yards|horses"
    r"|cavalry|infantry|men-|warriors|triremes|hoplites|reinforcements|regulars|workers|students|villages|barrels)"
)
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$€£#№]|\bno\.? |\bnumber |\bsome |\babout |\balmost |\bover |\bunder |\bthan |\bleast |\bnearly |\bapproximately |\bexactly "
    r"|\bresolution |\bdecree |\border |\bhill |\bheight |\bpoint |\bflight |\bupto |\bup to |\broom |[a-z]\d*-|\d[.,]|\d )$"
)
_VERBS_AFTER_MAY = re.compile(r" (?:be|have|not|also|well|soon|yet|still|go|attempt|\w+ly be)\b")


_NAMED_AFTER = re.compile(
    r" (?:movement|(?:\w+ )?agreements?|accords?|brigades?|revolution|martyrs|memorandum|declaration|alliance|forces of)\b"
)


def _month(place: Place) -> bool:
    """May, March and short forms: capitals, and no verb; not the *March 23 Movement*."""
    start = place.group_start("month")
    if _NAMED_AFTER.match(place.after()) and "day" in place.match.re.groupindex:
        return False
    if start < 0:
        return True
    word = place.match["month"]
    original = place.text[start : start + len(word)]
    if word not in {"may", "march", "mar", "jan", "dec", "sep", "oct", "nov", "jun", "jul", "apr", "aug", "feb"}:
        return original[0].isupper() or place.text.islower()
    if not original[0].isupper():
        return False
    return word not in {"may", "march"} or place.upos(start) not in {"AUX", "VERB"}


def _month_alone(place: Place) -> bool:
    """A month without day or year: a name or a verb may look like one."""
    start = place.group_start("month")
    word = place.match["month"].rstrip(".")
    before = place.low[max(0, start - 16) : start]
    if re.search(r"\b(?:general|mr|mrs|ms|president|minister|theresa|colonel|mme)\.? $", before):
        return False
    if len(word) <= 4 and word not in {"june", "july"}:
        return bool(_PREPOSITION.search(before)) and not _VERBS_AFTER_MAY.match(place.after())
    if word == "march":
        return bool(_PREPOSITION.search(before)) and not re.match(r" (?:on|to|of)\b", place.after())
    # April, June and August are given names too.
    return not (word in {"april", "june", "august"} and re.match(r" [A-Z][a-z]+ (?:said|told)", place.text[place.match.end() :][:24]))


def _ordinal_day(place: Place) -> bool:
    """*the 23rd* is a day only after a word that dates."""
    return bool(re.search(r"\b(?:on|by|of|from|since|until|to|till|before|after|and|between|through) $", place.before())) or (
        place.start < place.match.start()
    )


def _year(place: Place) -> bool:
    start = place.group_start("year")
    before = place.low[max(0, start - 16) : start]
    if _NOT_A_YEAR_BEFORE.search(before) and place.group_start("mod") < 0 and place.group_start("mod2") < 0:
        return False
    after = place.after()
    return not _NOT_A_YEAR_AFTER.match(after) and not re.match(r"['-]?(?:mm|kg|hp)\b", after)


def _season(place: Place) -> bool:
    start = place.group_start("season")
    word = place.match["season"]
    if place.upos(start) in {"VERB", "AUX"}:
        return False
    if word == "fall":
        if re.match(r" of (?!\d)", place.after()):
            return False
        return bool(
            re.search(r"\b(?:in|by|during|since|until|of|early|late|mid|and) (?:the )?$", place.low[max(0, start - 16) : start])
        )
    return not re.match(r" (?:up|from|into|out|forth|water|to)\b", place.after()) or word != "spring"


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


_AGE = re.compile(r"(?:[- ]olds?\b|s? of age\b)")
_SECONDISH = re.compile(r"(?:a|an|one|the|another|last|this|every|each) ?-?second$|quarters?$|[a-z]+ (?:sec|min)$")
_COUNTED = re.compile(r"(?:\d|[a-z-]+) mins?$")


def _length(place: Place) -> bool:
    words = place.match[0]
    if _AGE.match(place.after()) or _SECONDISH.search(words) or _COUNTED.search(words):
        return False
    unit = place.match["unit"]
    num = place.match["num"]
    if num in {"some", "many", "several", "a few", "a number of"} and not words.rstrip("' ").endswith("s") and "-" not in words:
        return False
    if num in {"a", "an"} and words.endswith("long"):
        return False
    if unit in {"second", "sec"} and not words.endswith("s"):
        return False
    return not (num == "one" and re.match(r" of (?:the|those|them)", place.after()))


def _bare_length(place: Place) -> bool:
    return place.match["unit"] not in {"second", "min", "sec", "weekend"} or "within" in place.before()


_SHORT_DAY = re.compile(r"\b(?:on|by|since|until|from|late|early|last|next|this|,|\() ?$")


def _weekday(place: Place) -> bool:
    start = place.group_start("dow")
    word = place.match["dow"]
    if not place.text[start].isupper():
        return False
    if re.match(r" (?:times|herald|newspaper|mail|telegraph|express)\b", place.after()) and place.match.re.groupindex:
        return False
    if word.rstrip(".").endswith("day"):
        return True
    return word.endswith(".") or bool(_SHORT_DAY.search(place.low[max(0, start - 8) : start]))


def _part_alone(place: Place) -> bool:
    word = place.match["part"]
    before = place.before()
    if word in {"breakfast", "lunchtime", "daylight"}:
        return before.endswith(("by ", "after ", "before ", "at ", "in ", "since ", "until ", "broad "))
    if word == "noon" or word == "midnight":
        return True
    return not re.match(r"[ -](?:vision|sight|fighter|bomber|goggles|wolves|watch)", place.after())


def _present(place: Place) -> bool:
    words, after = place.match[0], place.after()
    if words == "present":
        return bool(re.match(r"(?:[- ](?:day|time|situation|war|state|borders?|government)\b|$|[,.;)])", after)) and not re.search(
            r"\b(?:were|was|are|is|be|been|those|not|forces) $", place.before()
        )
    if words == "current":
        return not re.match(r"(?:s\b| time\b)", after) and not place.before().endswith(("electric ", "the same "))
    return not (words == "now" and re.match(r"-?known", after))


def _former(place: Place) -> bool:
    return not re.match(r"[,.;]| (?:of|was|were|and)\b", place.after())


def _past(place: Place) -> bool:
    words, before = place.match[0], place.before()
    if words.endswith("past"):
        if not words.startswith("the "):
            return False
        return not re.match(r" (?:day|week|month|year|decade|hour|centur|\w+ (?:day|week|month|year|hour|decade|centur))", place.after())
    return words.startswith("the ") or not before.endswith(("a ", "no "))


def _holiday(place: Place) -> bool:
    start = place.group_start("holiday")
    return place.text[start].isupper()


CHECKS: dict[str, Callable[[Place], bool]] = {
    "month": _month,
    "month_alone": _month_alone,
    "ordinal_day": _ordinal_day,
    "year": _year,
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
