"""Recognise: run the grammar over one stretch of text and choose among what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.times.checks import CHECKS, Place
from whosays.annotators.times.fields import Fields, Reject
from whosays.annotators.times.hot import merge, windows

if TYPE_CHECKING:
    import re

    from whosays.annotators.times.grammar import Grammar, Rule
    from whosays.schema.parse import Parse


_Found = tuple[int, int, int, "re.Match[str] | None", "re.Match[str]", "Rule"]
# "early in the morning of Saturday, the " has 38 characters.
PREFIX_REACH = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """A time expression before it is a mention: offsets, value, and what the rule said of it."""

    start: int
    end: int
    value: str
    type: str
    mod: str
    zone: str | None
    rule: str


def recognise(
    text: str, low: str, start: int, end: int, grammar: Grammar, parse: Parse | None
) -> list[Draft]:
    """Find the time expressions of ``text[start:end]``, in order, none overlapping.

    The leftmost match wins, then the longest, then the rule that stands first.
    """
    spots = windows(low, start, end, grammar.hot)
    if not spots:
        return []
    areas_by_class: dict[tuple[frozenset[str], tuple[int, int]], list[tuple[int, int]]] = {}
    found: list[_Found] = []
    for order, rule in enumerate(grammar.rules):
        key = (rule.hot, rule.reach)
        areas = areas_by_class.get(key)
        if areas is None:
            places = [spot for kind in rule.hot for spot in spots.get(kind, ())]
            areas = merge(places, (start, end), low, rule.reach) if places else []
            areas_by_class[key] = areas
        for left, right in areas:
            for match in rule.pattern.finditer(low, left, right):
                prefix = _prefix(low, start, match.start(), rule)
                begin = prefix.start() if prefix else match.start()
                found.append((begin, -match.end(), order, prefix, match, rule))
    found.sort(key=lambda row: row[:3])
    chosen: list[Draft] = []
    last = start
    for begin, _, _, prefix, match, rule in found:
        # Words that an earlier expression took cannot be this one's prefix too.
        own = match.start() if begin < last else begin
        if own < last:
            continue
        draft = _draft(text, low, prefix if own == begin else None, match, rule, grammar, parse)
        if draft is not None:
            chosen.append(draft)
            last = draft.end
    return chosen


def _prefix(low: str, start: int, begin: int, rule: Rule) -> re.Match[str] | None:
    if rule.prefix is None or begin == start or low[begin - 1] != " ":
        return None
    # The leftmost search would try every place of the text before; few words are enough.
    left = max(start, begin - PREFIX_REACH)
    if left > start:
        left = max(start, low.rfind(" ", start, left) + 1)
    found = rule.prefix.search(low, left, begin)
    return found if found and found.end() == begin and found.start() < begin else None


def _draft(
    text: str,
    low: str,
    prefix: re.Match[str] | None,
    match: re.Match[str],
    rule: Rule,
    grammar: Grammar,
    parse: Parse | None,
) -> Draft | None:
    start = prefix.start() if prefix else match.start()
    place = Place(text, low, match, parse, start, grammar.signs)
    if not all(CHECKS[name](place) for name in rule.checks):
        return None
    fields = Fields(match, grammar.words, prefix)
    try:
        value = rule.value.format_map(fields)
    except Reject:
        return None
    zone = grammar.words.zone.get(fields.group("zone")) or None
    kind = "TIME" if rule.type == "DATE" and _is_time(value) else rule.type
    return Draft(
        place.start, match.end(), value.removesuffix("-"), kind, rule.mod or _mod(fields, grammar),
        zone, rule.id,
    )  # fmt: skip


def _is_time(value: str) -> bool:
    head, mark, _ = value.removeprefix("DCT").partition("T")
    return bool(mark) and head[:1] != "P" and not value.endswith("_REF")


def _mod(fields: Fields, grammar: Grammar) -> str:
    word = fields.group("mod").strip()
    return grammar.words.mod.get(word, "")
