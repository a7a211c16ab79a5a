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
    by_classes: dict[frozenset[str], list[tuple[int, int]]] = {}
    found: list[tuple[int, int, int, re.Match[str], Rule]] = []
    for order, rule in enumerate(grammar.rules):
        areas = by_classes.get(rule.hot)
        if areas is None:
            places = [spot for kind in sorted(rule.hot) for spot in spots.get(kind, ())]
            areas = merge(places, start, end, low) if places else []
            by_classes[rule.hot] = areas
        for left, right in areas:
            for match in rule.pattern.finditer(low, left, right):
                found.append((match.start(), -match.end(), order, match, rule))
    found.sort(key=lambda row: row[:3])
    chosen: list[Draft] = []
    last = start
    for begin, _, _, match, rule in found:
        if begin < last:
            continue
        draft = _draft(text, low, match, rule, grammar, parse)
        if draft is not None:
            chosen.append(draft)
            last = draft.end
    return chosen


def _draft(
    text: str, low: str, match: re.Match[str], rule: Rule, grammar: Grammar, parse: Parse | None
) -> Draft | None:
    place = Place(text, low, match, parse)
    if not all(CHECKS[name](place) for name in rule.checks):
        return None
    fields = Fields(match, grammar.words)
    try:
        value = rule.value.format_map(fields)
    except Reject:
        return None
    zone = grammar.words.zone.get(fields.group("zone")) or None
    kind = "TIME" if rule.type == "DATE" and _is_time(value) else rule.type
    return Draft(
        match.start(), match.end(), value.removesuffix("-"), kind, rule.mod or _mod(fields, grammar),
        zone, rule.id,
    )  # fmt: skip


def _is_time(value: str) -> bool:
    head, mark, _ = value.partition("T")
    return bool(mark) and head[:1] != "P" and not value.endswith("_REF") and head[-3:] not in {"DC"}


def _mod(fields: Fields, grammar: Grammar) -> str:
    word = fields.group("mod").strip()
    return grammar.words.mod.get(word, "")
