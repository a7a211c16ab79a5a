"""The rows of ``data/<language>/figures.toml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.annotators.figures.numbers import NumberGrammar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FixedRule:
    """Words that are a quantity by themselves: *dozens*, *twice*, *how many*."""

    pattern: re.Pattern[str]
    keys: frozenset[str]
    low: int | None
    high: int | None
    approx: bool
    rule: str


@dataclass(frozen=True, slots=True)
class BoundRule:
    """Words beside a number that make it a bound; ``left`` and ``right``, one of them None.

    ``last`` holds every word of ``left``: where the word before a number is none of them, the
    pattern need not be tried (it cost most of the time).
    """

    bound: str
    left: re.Pattern[str] | None
    last: frozenset[str]
    right: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class RangeRule:
    """Words before and between two numbers; ``joined`` False: they only look like a range."""

    before: re.Pattern[str] | None
    between: re.Pattern[str]
    joined: bool


@dataclass(frozen=True, slots=True)
class SkipRule:
    """A number that counts nothing; all that is given must hold."""

    id: str
    left: re.Pattern[str] | None
    last: frozenset[str]
    right: re.Pattern[str] | None
    left_cased: re.Pattern[str] | None
    right_cased: re.Pattern[str] | None
    words: frozenset[str]
    digits: bool
    line_start: bool
    bare: bool
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FigureRules:
    """All rows of one language."""

    grammar: NumberGrammar
    fixed: tuple[FixedRule, ...]
    bounds: tuple[BoundRule, ...]
    ranges: tuple[RangeRule, ...]
    skips: tuple[SkipRule, ...]
    subset_left: re.Pattern[str]
    subset_right: re.Pattern[str]
    total: re.Pattern[str]
    total_min: int
    measure_of: Mapping[str, str]
    money_before: Mapping[str, str]
    money_after: re.Pattern[str]
    money_words: Mapping[str, str]


# A right side that begins so stands glued to the number; others may have a blank before.
_TOUCHING = ("[-", "[.)", "[,", "(?!", "\\)", "\\]")


def compile_rules(table: Mapping[str, Any]) -> FigureRules:
    """Compile a language's table."""
    money = table["money"]
    words = {**money["words"], **money["codes"]}
    after = "|".join(re.escape(w.lower()) for w in sorted(words, key=lambda w: (-len(w), w)))
    return FigureRules(
        grammar=NumberGrammar(table["words"]),
        fixed=_fixed(table),
        bounds=tuple(_bound(row) for row in table["bound"]),
        ranges=tuple(_range(row) for row in table["range"]),
        skips=tuple(_skip(row) for row in table["skip"]),
        subset_left=re.compile(rf"(?<!\w)(?:{_blanks(table['subset']['left'])})\s*$"),
        subset_right=re.compile(rf"^\s(?:{_blanks(table['subset']['right'])})\b"),
        total=re.compile("|".join(_blanks(cue) for cue in table["total"]["cues"])),
        total_min=table["total"]["min"],
        measure_of={noun: what for what, nouns in table["what"].items() for noun in nouns},
        money_before=dict(
            sorted({**money["signs"], **money["codes"]}.items(), key=lambda row: -len(row[0]))
        ),
        money_after=re.compile(rf"^\s?({after})\b"),
        money_words={w.lower(): unit for w, unit in words.items()},
    )


def _blanks(pattern: str) -> str:
    """Let a blank of a pattern stand for any white space."""
    return pattern.replace(" ", r"\s")


def _words(pattern: str) -> frozenset[str]:
    """Give all words of a pattern; *brigades?* gives both."""
    plain = pattern.replace("\\b", " ").replace("\\w", " ")
    found = re.findall(r"([^\W\d_]+)(\??)", plain)
    return frozenset(w for word, mark in found for w in (word, word[:-1] if mark else word))


def _fixed(table: Mapping[str, Any]) -> tuple[FixedRule, ...]:
    rows: list[FixedRule] = []
    for kind in ("unknown", "fixed", "vague"):
        for row in table[kind]:
            pattern = re.compile(rf"(?<![\w’'])(?<!\w[-‑])(?:{_blanks(row['pattern'])})(?!\w)")
            low, high = row.get("low"), row.get("high")
            approx = row.get("approx", False)
            keys = frozenset(row["keys"])
            rows.append(FixedRule(pattern, keys, low, high, approx, f"en.figure.{kind}"))
    return tuple(rows)


def _bound(row: Mapping[str, Any]) -> BoundRule:
    left, _, right = row["pattern"].partition("{N}")
    return BoundRule(
        bound=row["bound"],
        left=re.compile(rf"(?<![\w])(?:{_blanks(left.rstrip())})\s*$") if left else None,
        last=_words(left),
        right=re.compile(rf"^(?:{_blanks(right)})(?!\w)") if right else None,
    )


def _range(row: Mapping[str, Any]) -> RangeRule:
    before = row["before"]
    return RangeRule(
        before=re.compile(rf"(?<!\w)(?:{_blanks(before)})\s+$") if before else None,
        between=re.compile(rf"\s?(?:{_blanks(row['between'])})\s?"),
        joined=row.get("joined", True),
    )


def _skip(row: Mapping[str, Any]) -> SkipRule:
    def side(key: str, head: str, tail: str) -> re.Pattern[str] | None:
        return re.compile(f"{head}(?:{_blanks(row[key])}){tail}") if key in row else None

    right_head = "^" if row.get("right", "").startswith(_TOUCHING) else r"^\s?"
    return SkipRule(
        id=row["id"],
        left=side("left", r"(?<!\w)", r"[\s]*$"),
        last=_words(row.get("left", "")),
        right=side("right", right_head, ""),
        left_cased=side("left_cased", "", "$"),
        right_cased=side("right_cased", "^", ""),
        words=frozenset(row.get("words", ())),
        digits=row.get("digits", False),
        line_start=row.get("line_start", False),
        bare=row.get("bare", False),
        low=row.get("min", 0),
        high=row.get("max", float("inf")),
    )
