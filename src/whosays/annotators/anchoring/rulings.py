"""Rulings: what the codebook and the grammar allow, before the options are ranked."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head
from whosays.schema.basis import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.anchoring.features import Setting
    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its basis, days, the stretch it rests on, and its features."""

    basis: TimeBasis
    start: date | None
    end: date | None
    stretch: Stretch | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One event dated before: where it stands, what it is and the days it was given."""

    sentence: int
    token: int
    type: str
    lemma: str
    days: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What was chosen for the event before: the option, its sentence and type."""

    option: Option
    sentence: int
    type: str
    before: str = "none"
    """Basis of the choice before that."""
    last: tuple[int, Stretch, str] | None = None
    """Sentence, stretch and event type of the last choice that rested on words."""
    past: tuple[Past, ...] = ()
    """The events dated last, the latest at the end."""


_EVER_SINCE = re.compile(r"\b(?:ever since|since then)\b")


def ever_since(event: Event, told: Told | None, setting: Setting) -> Option | None:
    """*Ever since* runs from the time told last to the report's day."""
    if told is None or told.last is None or setting.day is None:
        return None
    sentence = setting.parse.sentence_of(event.token)
    words = setting.text[sentence.span[0] : sentence.span[1]].lower()
    match = _EVER_SINCE.search(words)
    start = told.last[1].start
    if match is None or start is None or start > setting.day:
        return None
    if clause_head(setting.parse, event.token) != sentence_root(setting.parse, event.token):
        return None
    at = sentence.span[0]
    stretch = dataclasses.replace(
        told.last[1], start_at=at + match.start(), end_at=at + match.end(), end=setting.day
    )
    return Option(TimeBasis.EXPLICIT, start, setting.day, stretch, ())


def stamped(dated: Sequence[Stretch], segment: int, tense: str, setting: Setting) -> Option | None:
    """Give what a chronicle tells under the hour of its paragraph the day of that hour."""
    stamp = setting.stamps.get(segment)
    if stamp is None or stamp.start is None or tense == "past_perfect":
        return None
    if any(s.rank != 1 for s in dated):
        return None
    return Option(TimeBasis.INHERITED, stamp.start, stamp.end, stamp, ())


_VAGUE = re.compile(r"PT?X\w$")


def vague(event: Event, own: Sequence[Stretch], setting: Setting) -> Option | None:
    """*Has been shelled for months*, *recent attacks*: words tell a time, but no days."""
    parse = setting.parse
    for stretch in own:
        if stretch.is_dated:
            continue
        words = setting.text[stretch.start_at : stretch.end_at].lower()
        lasting = _VAGUE.match(stretch.mention.value) and words.startswith("for ")
        if lasting and clause_head(parse, event.token) == clause_head(parse, stretch.token):
            return Option(TimeBasis.UNKNOWN, None, None, None, ())
        if stretch.mention.value == "PAST_REF" and parse.head(stretch.token) == event.token:
            return Option(TimeBasis.UNKNOWN, None, None, None, ())
    return None


def sentence_root(parse: Parse, token: int) -> int:
    """Give the root of a token's sentence."""
    return max((token, *parse.ancestors(token)), key=lambda t: parse.tokens[t].head < 0)


_OVER = frozenset({"past", "past_perfect", "perfect"})


def is_allowed(option: Option, stance: str, kind: str, tense: str, day: date | None) -> bool:
    """Hold the rulings and the grammar: plans and pictures have no day but their own.

    A present perfect (*have conducted*) is not told of a closed day of the past.
    """
    if option.basis is TimeBasis.EXPLICIT:
        # What "had shelled" tells is not of next week.
        starts = option.start
        return not (tense in _OVER and day is not None and starts is not None and starts > day)
    if option.basis is TimeBasis.UNKNOWN:
        return True
    carried = option.stretch if option.basis is TimeBasis.INHERITED else None
    if carried is not None and (is_closed(carried, tense, day) or carried.is_window):
        return False
    if option.basis is TimeBasis.DOCUMENT and kind == "caption":
        return False
    return not stance.startswith(("planned", "hypothetical"))


def is_carried(stretch: Stretch) -> bool:
    """Tell whether later events may take the words: no hour, part of a day or open span."""
    return stretch.rank == 0 and stretch.preposition != "since"


def is_closed(stretch: Stretch, tense: str, day: date | None) -> bool:
    """Tell whether a present perfect stands beside a time that is over."""
    return tense == "perfect" and day is not None and stretch.end is not None and stretch.end < day


def lasts(event: Event, stretch: Stretch, tense: str, setting: Setting) -> bool:
    """Tell whether the clause says *has held the town for two years*, *since May they have …*."""
    if tense != "perfect":
        return False
    parse = setting.parse
    words = setting.text[stretch.start_at : stretch.end_at].lower()
    same = clause_head(parse, event.token) == clause_head(parse, stretch.token)
    if stretch.rank == 2:
        return same and words.startswith("for ")
    if stretch.preposition != "since" or stretch.rank == 1:
        return False
    at = event.trigger.start
    between = setting.text[min(at, stretch.end_at) : max(at, stretch.start_at)]
    return ";" not in between and (
        same or is_fronted(parse, stretch) or event.token in parse.ancestors(stretch.token)
    )


def said_long_before(event: Event, own: Sequence[Stretch], tense: str, setting: Setting) -> bool:
    """Tell whether it was told before the report's own days: "said on Sunday that they had …"."""
    day, parse = setting.day, setting.parse
    if day is None or tense in {"will", "modal", "infinitive"}:
        return False
    for stretch in own:
        last = stretch.end
        if last is None or (day - last).days < 2 or stretch.rank == 2:
            continue
        said = parse.lemma(clause_head(parse, stretch.token)) in setting.lexicon.say
        if said and content(event.trigger, stretch, setting) == "event-in":
            return True
    return False


_DATELINE = re.compile(r",? ?(?:\d{4})?\)?,? ?(?:\([\w .]+\) ?)?(?:[-–—:] |[-–—]{2})")
# A dateline ends within so many letters of its sentence.
DATELINE = 70


def in_dateline(stretch: Stretch, setting: Setting) -> bool:
    """Tell whether the words are the report's day in a dateline: *ODESA, May 3 - Two drones …*."""
    day = setting.day
    if day is None or (stretch.start, stretch.end) != (day, day):
        return False
    if not stretch.mention.rule.startswith("en.date"):
        return False
    begins = setting.parse.sentence_of(stretch.token).span.start
    close = stretch.end_at - begins <= DATELINE
    return close and bool(_DATELINE.match(setting.text, stretch.end_at))


def is_barred(event: Event, stretch: Stretch, setting: Setting) -> bool:
    """Tell whether the words date something else: *following the retreat in May, they advanced*."""
    if in_dateline(stretch, setting):
        return True
    if stretch.aside == "":
        return False
    parse = setting.parse
    if stretch.aside == "saying":
        fronted = is_fronted(parse, stretch)
        return not fronted and content(event.trigger, stretch, setting) == "event-in"
    if stretch.aside == "perfect":
        return clause_head(parse, event.token) != clause_head(parse, stretch.token)
    return event.token not in stretch.owners


def total(event: Event, sentence: int, setting: Setting) -> Option | None:
    """Give a running total without a date the days from the war's start to the report's."""
    start, day, lexicon = setting.start_of_war, setting.day, setting.lexicon
    if start is None or day is None or event.type not in lexicon.total_types:
        return None
    span = setting.parse.sentences[sentence].span
    words = setting.text[span[0] : span[1]].lower()
    if not any(w in words for w in lexicon.total_words):
        return None
    return Option(TimeBasis.DOCUMENT, start, day, None, ("document", "document:total"))


def content(trigger: tuple[int, int], stretch: Stretch, setting: Setting) -> str:
    """Tell whether event and time are quoted together, or the time is that of saying."""
    at = stretch.mention.span
    inside = [c for c in setting.contents if c[0] <= trigger[0] and trigger[1] <= c[1]]
    if not inside:
        return "none" if not any(c[0] <= at[0] < c[1] for c in setting.contents) else "time-in"
    if all(c[0] <= at[0] < c[1] for c in inside):
        return "both"
    return "event-in"


def is_fronted(parse: Parse, stretch: Stretch) -> bool:
    """Tell whether the words of time open their sentence."""
    return stretch.start_at - parse.sentence_of(stretch.token).span.start < 4
