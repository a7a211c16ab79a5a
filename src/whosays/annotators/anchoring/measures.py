"""Measures: how words of time stand to an event and to the report's day, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head, clauses_above

if TYPE_CHECKING:
    from datetime import date

    from whosays.annotators.anchoring.features import Setting
    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.event import Event


def relation_of(event: Event, stretch: Stretch, setting: Setting) -> str:
    """Name the way through the tree from the event to the words of time."""
    parse = setting.parse
    own, other = clause_head(parse, event.token), clause_head(parse, stretch.token)
    say = "say-" if parse.lemma(other) in setting.lexicon.say else ""
    if stretch.token in parse.children(event.token) or parse.head(stretch.token) == event.token:
        return "direct"
    if own == other:
        return say + "same"
    if parse.tokens[other].head == event.token:
        return f"{say}below-{parse.tokens[other].deprel}"
    path = []
    for above, relation in clauses_above(parse, own):
        path.append(relation.partition(":")[0])
        if above == other:
            return f"{say}up-{'-'.join(path[:2])}" if len(path) <= 2 else f"{say}up-far"
    for above, relation in clauses_above(parse, other):
        if above == own:
            return f"{say}down-{relation}"
    return say + "aside"


def age_of(stretch: Stretch, day: date | None) -> str:
    """Name how long before the report's day the words end: ahead, 0, 1, week … old."""
    if day is None:
        return "no-day"
    last = stretch.end or stretch.start
    if last is None:
        return "open"
    days = (day - last).days
    for bound, name in (
        (-1, "ahead"),
        (0, "0"),
        (1, "1"),
        (7, "week"),
        (40, "month"),
        (400, "year"),
    ):
        if days <= bound:
            return name
    return "old"


def width_of(stretch: Stretch) -> str:
    """Name how many days the words hold: 1, 2, week, month, more; open."""
    if stretch.start is None or stretch.end is None:
        return "open"
    days = (stretch.end - stretch.start).days
    return (
        "1"
        if days == 0
        else "2"
        if days == 1
        else "week"
        if days <= 7
        else "month"
        if days <= 31
        else "more"
    )
