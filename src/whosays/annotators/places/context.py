"""Context: what the words around a name say of it: head nouns, relation, series, container."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.schema.place import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.places.names import Name
    from whosays.annotators.places.words import Words
    from whosays.schema.parse import Parse

_WINDOW = 9
_SERIES_LINKS = frozenset(
    [
        ",",
        "and",
        "or",
        "&",
        ";",
        "plus",
        "the",
        "as",
        "well",
        "also",
        "both",
        "near",
        "in",
        "at",
        "of",
        "/",
        "’",
        "'",
    ]
)
_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "its", "their"])
_WIDE_HEADS = frozenset({"region", "district"})
_KM = frozenset(
    ["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "mi"]
)
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
            "eight": 8, "nine": 9, "ten": 10, "dozen": 12, "twenty": 20, "thirty": 30,
            "few": 4, "several": 5, "some": 5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds one name.

    ``head`` is the kind of head noun ("settlement", "region", …), "" for none; ``cue`` whether a
    word before speaks for a place; ``part`` the side named (*eastern*); ``away_km`` the distance
    told (*15 km from X*); ``series`` the index of its series, ``country`` that of a demonym;
    ``full`` the name with a facility's head noun after it, "" for none.
    """

    name: Name
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    head: str = ""
    head_before: bool = False
    head_tokens: tuple[int, ...] = ()
    relation: Relation = Relation.AT
    cue: bool = False
    part: str = ""
    away_km: float | None = None
    series: int = -1
    country: str = ""
    full: str = ""

    @property
    def with_head(self) -> bool:
        """Tell whether the head noun after the name is a facility's own (*airport*, *dam*)."""
        return self.full != ""


def read_settings(parse: Parse, names: Sequence[Name], words: Words) -> list[Setting]:
    """Give the setting of each name, with what a series shares."""
    settings = [_own_setting(parse, name, words) for name in names]
    series = _series(parse, names, words)
    for number, members in enumerate(series):
        shared = _share([settings[i] for i in members])
        for index, setting in zip(members, shared, strict=True):
            settings[index] = replace(setting, series=number)
    return settings


def _own_setting(parse: Parse, name: Name, words: Words) -> Setting:
    sentence = parse.sentences[parse.tokens[name.first].sentence]
    start = max(sentence.first, name.first - _WINDOW)
    before = tuple(t.text.lower() for t in parse.tokens[start : name.first])
    end = min(sentence.last, name.last + _WINDOW)
    after = tuple(t.text.lower() for t in parse.tokens[name.last : end])
    setting = Setting(name, before, after, head=name.head)
    setting = _head_after(setting, words)
    if setting.head == "facility" and setting.head_tokens:
        last = parse.tokens[setting.head_tokens[-1]]
        if last.text in words.landforms or last.text in {"plant", "station", "npp"}:
            setting = replace(setting, full=parse.text[name.span[0] : last.span[1]])
    setting = _head_before(setting, words)
    return _relation(setting, parse, words)


def _head_after(setting: Setting, words: Words) -> Setting:
    """Find a head noun right after the name (*Donetsk region*, *the Lyman direction*)."""
    if setting.head:
        return setting
    after = setting.after
    skip = (
        1 if after[:1] and after[0] in {"military", "international", "civilian", "occupied"} else 0
    )
    kind, size = words.head_at(after[skip:])
    if not kind or kind == "street":
        return setting
    if kind == "settlement" and after[skip] not in {
        "city",
        "village",
        "town",
        "settlement",
        "cities",
        "villages",
    }:
        return setting
    if after[skip + size - 1] == "state" and after[skip + size : skip + size + 1] in {
        ("media",),
        ("tv",),
    }:
        return setting
    last = setting.name.last
    tokens = tuple(range(last, last + skip + size))
    return replace(setting, head=kind, head_tokens=tokens)


def _head_before(setting: Setting, words: Words) -> Setting:
    """Find a head noun before the name (*the village of X*, *the town X*, *in the city X*)."""
    before = list(setting.before)
    if not before:
        return setting
    while before and before[-1] in _DETERMINERS:
        before.pop()
    of = bool(before) and before[-1] == "of"
    if of:
        before.pop()
    while before and before[-1] in {"the", "called", "named"}:
        before.pop()
    if of and before and before[-1] in words.banks:
        return replace(setting, head="bank", cue=True)
    for size in (3, 2, 1):
        tail = tuple(before[-size:])
        kind = words.heads.get(tail, "") if len(before) >= size else ""
        if not kind:
            continue
        if not of and kind != "settlement":
            return setting
        if kind == "settlement" and tail[-1] in {"port", "quarter", "capital"} and not of:
            return setting
        if kind in {"area", "street", "facility", "direction"}:
            return replace(setting, cue=True)
        country = ""
        for word in before[-size - 2 : -size]:
            country = words.people.get(word.capitalize(), country)
        return replace(
            setting, head=setting.head or kind, head_before=True, cue=True, country=country
        )
    return setting


def _relation(setting: Setting, parse: Parse, words: Words) -> Setting:
    """Read how the event lies to the place from the words before it."""
    before = list(setting.before)
    part = ""
    while before and before[-1] in words.parts:
        part = before.pop()
        if before and before[-1] in {"-", "and"}:
            before.pop()
    while before and before[-1] in _DETERMINERS:
        before.pop()
    if setting.head_before or (before and words.heads.get((before[-1],)) == "settlement"):
        cut = len(before)
        while cut and _is_describing(before[cut - 1], words):
            cut -= 1
        before = before[:cut]
    relation, cue = Relation.AT, setting.cue
    sizes = range(7, 0, -1) if before and before[-1] in words.relation_ends else ()
    for size in sizes:
        tail = tuple(before[-size:])
        if len(tail) == size and tail in words.relations:
            relation = Relation(words.relations[tail])
            cue = (
                cue
                or tail in words.place_cues
                or size > 1
                or relation in (Relation.NEAR, Relation.TOWARD)
            )
            before = before[:-size]
            break
    away = _distance(before, relation)
    if away is not None or (before and before[-1] in _KM):
        relation = Relation.NEAR
        cue = True
    at = setting.name.first
    if parse.tokens[at].deprel in {"obl", "nmod"} and relation is not Relation.AT:
        cue = True
    return replace(setting, relation=relation, cue=cue, part=part, away_km=away)


def _is_describing(word: str, words: Words) -> bool:
    """Tell whether a word belongs to the phrase before a name (*the Syrian border town of*)."""
    if word in {",", "."}:
        return False
    return (
        word in {"of", "-", "type"}
        or word in _DETERMINERS
        or word in words.parts
        or (word,) in words.heads
        or word.capitalize() in words.people
    )


def _distance(before: list[str], relation: Relation) -> float | None:
    """Read the distance in km of *15 km (south) of X*; None where none is told."""
    if _KM.isdisjoint(before[-5:]):
        return None
    tail = [w for w in before[-5:] if w not in {"(", ")", "about", "some", "just"}]
    if not tail or relation is Relation.TOWARD:
        return None
    for back in (1, 2, 3):
        if len(tail) > back and tail[-back] in _KM:
            word = tail[-back - 1]
            value = float(word.replace(",", ".")) if _NUMBER.match(word) else _NUMBERS.get(word)
            if value is None:
                return None
            return round(value * (1.609 if tail[-back].startswith("mi") else 1.0), 1)
    return None


def _series(parse: Parse, names: Sequence[Name], words: Words) -> list[list[int]]:
    """Group the names that stand in one series: only links, articles and head nouns between."""
    groups: list[list[int]] = []
    for index, name in enumerate(names):
        if groups and index:
            left = names[groups[-1][-1]]
            between = [t.text.lower() for t in parse.tokens[left.last : name.first]]
            same = parse.tokens[left.first].sentence == parse.tokens[name.first].sentence
            if same and between and len(between) <= 7 and _is_link(between, words):
                groups[-1].append(index)
                continue
        groups.append([index])
    return groups


def _is_link(between: list[str], words: Words) -> bool:
    if not any(w in {",", "and", "or", "&", ";", "/", "plus"} for w in between):
        return False
    return all(w in _SERIES_LINKS or (w,) in words.heads or w in words.parts for w in between)


def _share(members: list[Setting]) -> list[Setting]:
    """Let a series share its first member's relation and its last one's plural head."""
    if len(members) == 1:
        return members
    first, last = members[0], members[-1]
    shared_before = first.head if first.head_before else ""
    plural = bool(last.head and last.after and last.after[0].endswith(("s", "axes", "ies")))
    shared_after = last.head if plural and not last.head_before else ""
    result = []
    for member in members:
        head = (
            member.head or shared_after or (shared_before if shared_before == "settlement" else "")
        )
        relation = member.relation
        own_cue = bool(member.before) and member.before[-1] not in {",", "and", "or", ";", "&"}
        # *Near Krasnohorivka, Donetsk Oblast*: the container is not what the event lies near.
        is_container = member.head in _WIDE_HEADS and first.head not in _WIDE_HEADS
        if relation is Relation.AT and not own_cue and not is_container:
            relation = first.relation
        cue = member.cue or first.cue
        country = member.country or (first.country if not own_cue else "")
        result.append(replace(member, head=head, relation=relation, cue=cue, country=country))
    return result
