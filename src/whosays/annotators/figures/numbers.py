"""Read numbers: digits with any separators, words, and both mixed (*1.5 thousand*)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.text.phrases import Piece

_GROUPS = r"\d{1,3}(?:[,\u00a0\u202f\u2009 '’]\d{3})+(?![\d])(?:\.\d+)?"
_DOTTED = r"\d{1,3}(?:\.\d{3})+(?!\d)"
_PLAIN = r"\d+(?:[.,]\d+)?"
# Not in a word (T-72, S-300), a clock (20:10), a date (24.02.22) or a path (Kh-101/555).
_BEFORE = r"(?<![\w№])(?<![^\W\d_][-‑])(?<!\d[.,:/])"
_AFTER = r"(?!\w)(?![:/.]\d)"
_SEPARATORS = re.compile(r"[,\u00a0\u202f\u2009 '’]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: offsets, value, and the scale word's worth (1 where there is none)."""

    start: int
    end: int
    value: float | int
    scale: int
    is_digits: bool


class NumberGrammar:
    """Finds numbers by one language's words (``[words]`` of ``figures.toml``)."""

    __slots__ = ("_pattern", "_scales", "_starts", "_values")

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._values: dict[str, int] = {**words["units"], **words["tens"]}
        self._scales: dict[str, int] = {**words["scales"], **words["short_scales"]}
        self._starts = frozenset({*words["units"], *words["tens"], "a", "an"})
        self._pattern = _number_pattern(words)

    def find(self, low: str, pieces: Sequence[Piece]) -> Iterator[Number]:
        """Give the numbers of a text in small letters, in order; tried only where one may begin."""
        end = 0
        for piece in pieces:
            if piece.start < end or not (piece.key in self._starts or piece.key[:1].isdigit()):
                continue
            found = self._pattern.match(low, piece.start)
            if found is not None:
                end = found.end()
                yield self._read(low, piece.start, end)

    def _read(self, low: str, start: int, end: int) -> Number:
        words = low[start:end]
        total: float | int = 0
        current: float | int = 0
        scale = 1
        digits = re.match(rf"(?:{_GROUPS}|{_DOTTED}|{_PLAIN})", words)
        rest = words
        if digits:
            rest = words[digits.end() :].strip("- \u00a0\u202f\u2009\n")
            current = read_digits(digits.group(), has_scale=bool(rest))
        for word in re.findall(r"[^\W\d_]+", rest):
            worth = self._scales.get(word)
            if worth is None:
                current += self._values.get(word, 0)
            else:
                scale = max(scale, worth)
                current = (current or 1) * worth
                if worth >= 1000:
                    total += current
                    current = 0
        result = total + current
        if isinstance(result, float) and result.is_integer():
            result = int(result)
        return Number(start, end, result, scale, is_digits=digits is not None)


def read_digits(words: str, *, has_scale: bool = False) -> float | int:
    """Read digits with separators; a comma or point before one or two digits is a decimal one.

    Three digits behind one point count as thousands (*38.550*), but not before a scale word
    (*2.125 million*).
    """
    if re.fullmatch(_GROUPS, words):
        plain = _SEPARATORS.sub("", words)
    elif re.fullmatch(_DOTTED, words) and not has_scale:
        plain = words.replace(".", "")
    else:
        plain = words.replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _number_pattern(words: Mapping[str, Any]) -> re.Pattern[str]:
    def either(names: Any) -> str:
        return "(?:" + "|".join(sorted(names, key=lambda w: (-len(w), w))) + ")"

    unit, tens = either(words["units"]), either(words["tens"])
    scales = either(w for w in words["scales"] if w != "hundred")
    short = either(w for w in words["short_scales"] if len(w) > 1)
    small = rf"(?:{tens}(?:[-‑\s]{unit})?|{unit})"
    hundred = rf"(?:(?:an?|{small})[-\s]hundred(?:[-\s](?:and\s)?{small})?|{small})"
    digits = rf"{_BEFORE}(?:{_GROUPS}|{_DOTTED}|{_PLAIN})"
    big = rf"(?:an?|{hundred})[-\s]{scales}(?:\s(?:and\s)?{hundred}(?:\s{scales})?)*"
    scaled = rf"{digits}[-\s\u00a0]?(?:hundred\s)?(?:{scales}|hundred|{short})(?!\w)"
    money = rf"(?<=[$€£₴]){_PLAIN}[mb](?!\w)"
    thousands = rf"{digits}k(?!\w)"
    word = rf"(?<![\w’'])(?<![^\W\d_][-‑])(?:{big}|{hundred})(?!\w)"
    return re.compile(rf"{money}|{scaled}|{thousands}|{digits}{_AFTER}|{word}")
