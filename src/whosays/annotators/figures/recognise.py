"""Find quantities in a text: numbers, the words beside them, vague words; no trees needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.near import SpanIndex
from whosays.text.phrases import split_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.figures.numbers import Number
    from whosays.annotators.figures.rules import FigureRules, SkipRule

# Characters of context on each side of a number.
_CONTEXT = 48
_SECOND_BOUND = re.compile(r"\s*(over|more than|about|around|some|nearly|as many as|almost)?\s*")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_INCREMENT = re.compile(r"\s?\(\s?\+\s?$")
_INCREMENT_ENDS = re.compile(r"\s?(?:(?:in|over|per|during|for|since|on|a) [^()\n]{1,36})?\)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in the text: ``start`` to ``end`` with its qualifiers, ``core`` the number itself.

    ``unit`` is a currency or None; ``rule`` what read it.
    """

    start: int
    end: int
    core: tuple[int, int]
    low: float | int | None
    high: float | int | None
    approx: bool
    rule: str
    unit: str | None = None


def find_quantities(
    text: str, rules: FigureRules, barred: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """Find the quantities of a text, in order; none that overlaps a span in ``barred``."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = _fixed_quantities(text, low, rules)
    closed = SpanIndex(barred)
    taken = SpanIndex([*((q.start, q.end) for q in found), *barred])
    numbers = [
        n
        for n in rules.grammar.find(low, split_pieces(text))
        if not taken.overlaps((n.start, n.end))
    ]
    found = [q for q in found if not closed.overlaps((q.start, q.end))]
    found.extend(_number_quantities(text, low, numbers, rules))
    found.sort(key=lambda q: (q.start, q.end))
    return found


def _fixed_quantities(text: str, low: str, rules: FigureRules) -> list[Quantity]:
    found: list[Quantity] = []
    keys = {piece.key for piece in split_pieces(text)}
    for rule in rules.fixed:
        if keys.isdisjoint(rule.keys):
            continue
        for hit in rule.pattern.finditer(low):
            start, end = hit.span()
            if any(q.start < end and start < q.end for q in found):
                continue
            words = hit.group().rstrip()
            end = start + len(words)
            found.append(
                Quantity(start, end, (start, end), rule.low, rule.high, rule.approx, rule.rule)
            )
    return found


def _number_quantities(
    text: str, low: str, numbers: list[Number], rules: FigureRules
) -> list[Quantity]:
    found: list[Quantity] = []
    at = 0
    while at < len(numbers):
        number = numbers[at]
        if at + 1 < len(numbers):
            both = _range(text, low, number, numbers[at + 1], rules)
            if both is not None:
                found += both
                at += 2
                continue
        single = _single(text, low, number, rules)
        if single is not None:
            found.append(single)
        at += 1
    return found


def _single(text: str, low: str, number: Number, rules: FigureRules) -> Quantity | None:
    left, right = low[max(0, number.start - _CONTEXT) : number.start], low[number.end :][:_CONTEXT]
    if _INCREMENT.search(left) and _INCREMENT_ENDS.match(right):
        core = (number.start, number.end)
        value = number.value
        return Quantity(*core, core, value, value, approx=False, rule="en.figure.increment")
    start, unit = _money_start(text, number, rules)
    left = low[max(0, start - _CONTEXT) : start]
    bound, start, end = _bounded(left, right, start, number.end, rules)
    core = (number.start, number.end)
    if _is_skipped(text, low, number, rules, is_bare=bound == "exact"):
        return None
    if unit is None:
        after = rules.money_after.match(right)
        unit = rules.money_words[after.group(1)] if after else None
    value = number.value
    return Quantity(
        start,
        end,
        core,
        None if bound == "high" else value,
        None if bound == "low" else value,
        approx=bound == "approx",
        rule=f"en.figure.{bound}",
        unit=unit,
    )


def _money_start(text: str, number: Number, rules: FigureRules) -> tuple[int, str | None]:
    """Take a currency sign before the number in: *€3.6 billion*, *US$60*."""
    for sign, unit in rules.money_before.items():
        for gap in ("", " "):
            mark = sign + gap
            if number.is_digits and text.endswith(mark, 0, number.start):
                start = number.start - len(mark)
                if not (sign[0].isalpha() and text[start - 1 : start].isalnum()):
                    return start, unit
    return number.start, None


def _bounded(
    left: str, right: str, start: int, end: int, rules: FigureRules
) -> tuple[str, int, int]:
    last = _last_word(left)
    for rule in rules.bounds:
        if rule.left is not None:
            hit = rule.left.search(left) if last is None or last in rule.last else None
            if hit:
                words = hit.group()
                return rule.bound, start - len(words.lstrip()), end
        elif rule.right is not None:
            hit = rule.right.match(right)
            if hit:
                return rule.bound, start, end + len(hit.group())
    return "exact", start, end


def _last_word(left: str) -> str | None:
    """Give the word right before a number, None where a sign or nothing stands there."""
    hit = _LAST_WORD.search(left)
    return hit.group(1) if hit else None


def _range(
    text: str, low: str, first: Number, second: Number, rules: FigureRules
) -> list[Quantity] | None:
    """Give the range that two numbers are, nothing where it counts nothing, None for no range."""
    middle = low[first.end : second.start]
    if len(middle) > _CONTEXT / 2:
        return None
    left = low[max(0, first.start - _CONTEXT) : first.start]
    for rule in rules.ranges:
        before = rule.before.search(left) if rule.before is not None else None
        if rule.before is not None and before is None:
            continue
        hit = rule.between.match(middle)
        if hit is None:
            continue
        qualifier = _SECOND_BOUND.fullmatch(middle, hit.end())
        if qualifier is None:
            continue
        if not rule.joined:
            return None
        return _joined(text, low, first, second, before, qualifier.group(1), rules)
    return None


def _joined(
    text: str,
    low: str,
    first: Number,
    second: Number,
    before: re.Match[str] | None,
    qualifier: str | None,
    rules: FigureRules,
) -> list[Quantity] | None:
    start_value, end_value = first.value, second.value
    if first.scale == 1 and second.scale > 1 and start_value * second.scale < end_value:
        start_value *= second.scale
    if end_value <= start_value:
        return None
    if _is_skipped(text, low, second, rules, is_bare=True, without_left=True):
        return []
    if before is None and _is_skipped(text, low, first, rules, is_bare=True, without_right=True):
        return None
    start = first.start - len(before.group()) if before else first.start
    left = low[max(0, start - _CONTEXT) : start]
    bound, start, _ = _bounded(left, "", start, second.end, rules)
    is_open = qualifier in {"over", "more than"}
    after = rules.money_after.match(low[second.end :][:_CONTEXT])
    joined = Quantity(
        start,
        second.end,
        (second.start, second.end),
        start_value,
        None if is_open else end_value,
        approx=bound == "approx",
        rule="en.figure.range",
        unit=rules.money_words[after.group(1)] if after else None,
    )
    return [joined]


def _is_skipped(
    text: str,
    low: str,
    number: Number,
    rules: FigureRules,
    *,
    is_bare: bool,
    without_left: bool = False,
    without_right: bool = False,
) -> bool:
    """Tell whether a number counts nothing: an age, a unit's number, a distance, a date."""
    left = low[max(0, number.start - _CONTEXT) : number.start]
    right = low[number.end :][:_CONTEXT]
    words = low[number.start : number.end]
    last = _last_word(left)
    for rule in rules.skips:
        if (without_left and rule.left is not None) or (without_right and rule.right is not None):
            continue
        if rule.words and words not in rule.words:
            continue
        if (rule.digits and not number.is_digits) or not rule.low <= number.value <= rule.high:
            continue
        if (rule.bare and not is_bare) or (rule.line_start and left.rpartition("\n")[2].strip()):
            continue
        if rule.left is not None and last is not None and last not in rule.last:
            continue
        if _sides_hold(rule, text, number, left, right):
            return True
    return False


def _sides_hold(rule: SkipRule, text: str, number: Number, left: str, right: str) -> bool:
    if rule.right is not None and not rule.right.match(right):
        return False
    if rule.left is not None and not rule.left.search(left):
        return False
    if rule.left_cased is not None and not rule.left_cased.search(
        text[max(0, number.start - _CONTEXT) : number.start]
    ):
        return False
    return rule.right_cased is None or bool(
        rule.right_cased.match(text[number.end : number.end + _CONTEXT])
    )
