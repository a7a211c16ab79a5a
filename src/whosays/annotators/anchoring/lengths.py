"""Lengths: stretches of days that hang on another day, *after four days of fighting*."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head
from whosays.annotators.anchoring.stretches import days_after, days_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.anchoring.features import Setting
    from whosays.annotators.anchoring.rulings import Told
    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse

_FUTURE = {"will", "modal", "infinitive"}
# Days that *until* runs over at most.
MAX_UNTIL = 40
_WHEN = re.compile(r",? when\b")


def derived(
    event: Event,
    own: Sequence[Stretch],
    told: Told | None,
    tense: str,
    setting: Setting,
) -> list[Stretch]:
    """Give the days that the lengths of an event's sentence make with another day."""
    found: list[Stretch] = []
    for stretch in own:
        made: Stretch | None = None
        if stretch.gap:
            made = _gap(event, stretch, own, setting)
        elif stretch.mention.type != "DURATION" or stretch.is_running:
            pass
        elif stretch.preposition == "after":
            made = _after(event, stretch, own, told, setting)
        elif stretch.preposition == "length":
            made = _within(event, stretch, told, tense, setting)
        if made is not None:
            found.append(made)
    return found


def _until(stretch: Stretch, earlier: Sequence[tuple[int, Stretch]]) -> Stretch:
    """*Until the morning of the 9th* runs from the day told last."""
    last = earlier[0][1] if earlier else None
    if last is None or last.start is None or stretch.end is None or stretch.start != stretch.end:
        return stretch
    if not 0 < (stretch.end - last.start).days <= MAX_UNTIL:
        return stretch
    return dataclasses.replace(stretch, start=last.start)


def opened_within(
    event: Event, stretch: Stretch, earlier: Sequence[tuple[int, Stretch]], setting: Setting
) -> Stretch:
    """Give *since 2 March, when they walked out* back its day for what happened then."""
    parse = setting.parse
    clause = clause_head(parse, event.token)
    if stretch.preposition == "until":
        return _until(stretch, earlier)
    if stretch.preposition != "since" or stretch.opened_from is None:
        return stretch
    mark = clause_head(parse, stretch.token)
    since = any(
        parse.lemma(m) == "since" and parse.tokens[m].span[0] < event.trigger.start
        for m in parse.children(mark, "mark")
    )
    below = clause in set(parse.subtree(mark if since else stretch.token)) or (
        any(parse.lemma(m) == "since" for m in parse.children(clause, "mark"))
        and stretch.start_at <= event.trigger.start < stretch.end_at + 1
    )
    when = event.trigger.start > stretch.end_at and _WHEN.match(setting.text, stretch.end_at)
    if not below and not (when and parse.tokens[clause].deprel != "root"):
        return stretch
    first, last = stretch.opened_from
    return dataclasses.replace(stretch, start=first, end=last, preposition="", opened_from=None)


def _last(told: Told | None, sentence: int) -> Stretch | None:
    """Give the stretch told last in a sentence before."""
    if told is None or told.last is None or told.last[0] >= sentence:
        return None
    return told.last[1]


def _day_beside(stretch: Stretch, own: Sequence[Stretch]) -> date | None:
    """Give the single day that the same sentence tells besides, the nearest one."""
    days = [s for s in own if s is not stretch and s.rank == 0 and s.start and s.start == s.end]
    if not days:
        return None
    return min(days, key=lambda s: abs(s.start_at - stretch.start_at)).end


def _is_below(parse: Parse, token: int, above: int) -> bool:
    return above in parse.ancestors(token)


def _after(
    event: Event, stretch: Stretch, own: Sequence[Stretch], told: Told | None, setting: Setting
) -> Stretch | None:
    """*After four days of fighting*: the fighting ends, and what followed begins, on one day."""
    day = setting.day
    sentence = setting.parse.tokens[event.token].sentence
    inside = _is_below(setting.parse, event.token, stretch.token)
    ends: date | None = _day_beside(stretch, own)
    value = stretch.mention.value
    if ends is None:
        last = _last(told, sentence)
        if last is not None and last.end is not None:
            end = days_after(value, last.end)
            if end is not None and (day is None or end <= day):
                start = last.end if inside else end
                aside = "length" if inside else ""
                return dataclasses.replace(stretch, start=start, end=end, aside=aside)
        ends = day
    begins = days_before(value, ends) if inside and ends is not None else None
    if begins is None:
        return None
    return dataclasses.replace(stretch, start=begins, end=ends, aside="length")


def _within(
    event: Event, stretch: Stretch, told: Told | None, tense: str, setting: Setting
) -> Stretch | None:
    """*Within two days*, *for two weeks*: from the day told last, or ahead of the report's."""
    words = setting.text[stretch.start_at : stretch.end_at].lower()
    if not words.startswith(("within ", "for ")):
        return None
    value, day = stretch.mention.value, setting.day
    if tense in _FUTURE:
        end = days_after(value, day) if day is not None and words.startswith("within ") else None
        return None if end is None else dataclasses.replace(stretch, start=day, end=end)
    last = _last(told, setting.parse.tokens[event.token].sentence)
    if last is None or last.end is None or tense == "perfect":
        return None
    if value.startswith("PT") and days_after(value, last.end) is None:
        if words.startswith("for "):
            return None
        return dataclasses.replace(stretch, start=last.start, end=last.end)
    end = days_after(value, last.end)
    if end is None or (day is not None and end > day):
        return None
    return dataclasses.replace(stretch, start=last.start or last.end, end=end)


def _gap(
    event: Event, stretch: Stretch, own: Sequence[Stretch], setting: Setting
) -> Stretch | None:
    """Date the hit of *a day after two missiles hit her*, from the day told beside."""
    parse = setting.parse
    inside = _is_below(parse, event.token, stretch.token) or (
        clause_head(parse, event.token) == clause_head(parse, stretch.token)
        and any(
            parse.lemma(m) == "after"
            for m in parse.children(clause_head(parse, event.token), "mark")
        )
    )
    beside = _day_beside(stretch, own) or setting.day
    if not inside or beside is None or event.trigger.start < stretch.end_at:
        return None
    start = days_before(stretch.gap, beside)
    if start is None:
        return None
    return dataclasses.replace(stretch, start=start, end=start, aside="length")
