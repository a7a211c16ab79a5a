"""The grammar: macros and rules of data/en/times.toml, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_MACRO = re.compile(r"\{([A-Z]+)\}")
_GROUP = re.compile(r"(?<!\(\?P)<([a-z]+)(\d*)>")
_GROUP_MACRO = {
    "day": "D",
    "dow": "DOW",
    "half": "HALF",
    "num": "NUMX",
    "part": "PARTW",
}
"""Groups whose macro is not simply their name in capitals."""


# Enough for "the last two weeks of February 1951" on the left and "of the same year" on the right.
REACH = (44, 36)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where to look (``hot``), what to match, what TIMEX3 value to make of it."""

    id: str
    hot: frozenset[str]
    pattern: re.Pattern[str]
    value: str
    type: str = "DATE"
    mod: str = ""
    checks: tuple[str, ...] = ()
    prefix: re.Pattern[str] | None = None
    reach: tuple[int, int] = REACH
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicons: word → number or code."""

    month: dict[str, int]
    weekday: dict[str, int]
    unit: dict[str, str]
    season: dict[str, str]
    part: dict[str, str]
    mod: dict[str, str]
    number: dict[str, int]
    ordinal: dict[str, int]
    holiday: dict[str, str]
    zone: dict[str, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in order of precedence, the lexicons, and the words near which rules are tried."""

    rules: tuple[Rule, ...]
    words: Words
    hot: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signs: dict[str, re.Pattern[str]] = field(default_factory=dict)


def load_grammar(table: dict[str, Any], words_table: dict[str, Any]) -> Grammar:
    """Compile the tables; ``hot`` maps a word to its classes."""
    words = Words(**{name: dict(words_table[name]) for name in Words.__slots__})
    macros = {**_lexicon_macros(words), **table["macro"]}
    rules = tuple(_rule(row, macros) for row in table["rule"])
    return Grammar(rules, words, _hot_words(words, table["hot"]), _signs(table["sign"]))


def _signs(table: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """Compile the signs: those before a match end at it, those after it start there."""
    return {
        name: re.compile(f"(?:{'|'.join(rows)})" + ("$" if name.endswith("_before") else ""))
        for name, rows in table.items()
    }


def _lexicon_macros(words: Words) -> dict[str, str]:
    def either(keys: list[str]) -> str:
        return "|".join(re.escape(k).replace(r"\ ", " ") for k in sorted(keys, key=len)[::-1])

    short = [m for m in words.month if len(m) <= 4 and m not in {"june", "july", "may"}]
    full = [m for m in words.month if m not in short]
    days = [d for d in words.weekday if d.endswith("day")]
    short_days = [d for d in words.weekday if not d.endswith("day")]
    return {
        "MONTH": rf"(?:{either(full)}|(?:{either(short)})(?![a-z])\.?)",
        "DOW": rf"(?:{either(days)}|(?:{either(short_days)})(?![a-z])\.?)",
        "UNIT": f"(?:{either(list(words.unit))})",
        "SEASON": f"(?:{either(list(words.season))})",
        "PARTW": f"(?:{either(list(words.part))})",
        "MOD": f"(?:{either(list(words.mod))})",
        "NUMWORD": f"(?:{either(list(words.number))})",
        "ORDWORD": f"(?:{either(list(words.ordinal))})",
        "HOLIDAY": f"(?:{either(list(words.holiday))})",
        "ZONES": f"(?:{either(list(words.zone))})",
    }


def expand(pattern: str, macros: dict[str, str]) -> str:
    """Replace <group> and {MACRO} until none is left."""

    def group(match: re.Match[str]) -> str:
        name, digit = match[1], match[2]
        macro = _GROUP_MACRO.get(name, name.upper())
        return f"(?P<{name}{digit}>{{{macro}}})"

    pattern = _GROUP.sub(group, pattern)
    for _ in range(8):
        found = _MACRO.search(pattern)
        if not found:
            break
        pattern = _MACRO.sub(lambda m: macros[m[1]], pattern)
        pattern = _GROUP.sub(group, pattern)
    return pattern


def _rule(row: dict[str, Any], macros: dict[str, str]) -> Rule:
    pattern = expand(row["pattern"], macros)
    return Rule(
        id=row["id"],
        hot=frozenset(row["hot"]),
        pattern=re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"),
        value=row["value"],
        type=row.get("type", "DATE"),
        mod=row.get("mod", ""),
        checks=tuple(row.get("check", ())),
        prefix=re.compile(rf"(?<!\w)(?:{expand(row['prefix'], macros)})$")
        if "prefix" in row
        else None,
        reach=tuple(row.get("reach", REACH)),
        yes=tuple(row["yes"]),
        no=tuple(row["no"]),
    )


def _hot_words(words: Words, extra: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}

    def add(word: str, kind: str) -> None:
        last = word.rsplit(maxsplit=1)[-1].rsplit("-", maxsplit=1)[-1].rsplit("'", maxsplit=1)[-1]
        kinds = found.setdefault(last, [])
        if kind not in kinds:
            kinds.append(kind)

    for kind in ("month", "weekday", "season", "part", "holiday"):
        for word in getattr(words, kind):
            add(word, kind)
    for word in words.unit:
        add(word, "unit")
        add(word + "s", "unit")
    for kind, more in extra.items():
        for word in more:
            add(word, kind)
    return {word: tuple(kinds) for word, kinds in found.items()}
