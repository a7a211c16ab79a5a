"""Stretches: the mentions of a sentence with their prepositions, as days that can date an event."""

from __future__ import annotations

import calendar
import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.anchoring.lexicon import Lexicon
    from whosays.schema.parse import Parse
    from whosays.schema.time import TimeMention

_RANGE = re.compile(
    r"\s*(?:-|–|—|to|and|or|until|till|through|,)\s*(?:the\s+|on\s+)?$", re.IGNORECASE
)
_COMMA = re.compile(r"\s*(?:,|\(|of|on|at|in|in the)?\s*(?:the\s+)?$", re.IGNORECASE)
_GAP = re.compile(r"\+([\d.]+)([DWMY])EVENT$")
_LENGTH = re.compile(r"P(?P<time>T)?(?P<n>[\d.]+|X)(?P<unit>DE|[A-Z])$")
_PREPOSITION = re.compile(
    r"\b(ever since|since|from|until|till|by|as of|as at|before|prior to|after|following|for|over"
    r"|within|in|during|throughout|through|between)\s+"
    r"(?:(?:at least|about|around|only|just|the|a|late|early|nearly|almost|more than|some)\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that words tell, with the mention's index, head token and class of preposition."""

    index: int
    start_at: int
    end_at: int
    token: int
    preposition: str
    start: date | None
    end: date | None
    mention: TimeMention
    aside: str = ""
    """Why the words date no main event: saying, perfect, after; "" where they may."""
    owners: tuple[int, ...] = ()
    """Tokens that an ``after`` dates all the same: those of its own noun."""
    opened_from: tuple[date | None, date | None] | None = None
    """The days of *2 March* where *since 2 March* runs on to the report's."""
    gap: str = ""
    """The length of *five days after …*, as a duration."""

    @property
    def is_running(self) -> bool:
        """Tell whether the words count days up to one: *for the third day running*."""
        return self.mention.rule in {"en.length.running", "en.length.day_of"}

    @property
    def is_window(self) -> bool:
        """Tell whether a bulletin counts in it: *since the beginning of the day*."""
        return self.mention.rule == "en.shift.end_of_unit" and self.mention.granularity == "day"

    @property
    def rank(self) -> int:
        """Give 0 for a date, 1 for a part of a day, 2 for a length: dates outrank the others."""
        if self.is_running:
            return 0
        if self.mention.type == "DURATION":
            return 2
        return (
            1
            if self.mention.rule.startswith(("en.part.alone", "en.part.midnight", "en.clock"))
            else 0
        )

    @property
    def is_dated(self) -> bool:
        """Tell whether any day is known."""
        return self.start is not None or self.end is not None


def stretches(
    text: str,
    parse: Parse,
    times: Sequence[TimeMention],
    bounds: tuple[int, int],
    day: date | None,
    lexicon: Lexicon,
    raw: Sequence[TimeMention] = (),
) -> list[Stretch]:
    """Give the stretches of one sentence, ranges joined, in text order.

    ``raw`` are the mentions as ``times`` gave them, for the lengths of *a day after …*.
    """
    found: list[Stretch] = []
    for index, mention in enumerate(times):
        if not bounds[0] <= mention.span.start < bounds[1]:
            continue
        token = parse.top(mention.span)
        if token is None:
            continue
        match = _PREPOSITION.search(
            text, max(bounds[0], mention.span.start - 30), mention.span.start
        )
        word = match[1].lower() if match else ""
        kind = lexicon.prepositions.get(word, "")
        begins = match.start() if match else mention.span.start
        start, end = mention.start, mention.end
        if kind in {"", "length", "from"} and mention.type != "DURATION":
            since = _since(text, parse, token, bounds, begins)
            if since is not None:
                kind, begins = "since", since
                start = lexicon.first_day(text[since : mention.span.start].lower(), start)
        if mention.type == "DURATION" and start is None and kind == "length" and day is not None:
            start, end = _length(mention.value, day)
        if mention.rule in {"en.length.running", "en.length.day_of"} and day is not None:
            start, end = days_before(mention.value, day, less=1), day
        if parse.lemma(clause_head(parse, token)) in lexicon.personal:
            # "a woman born in 1951" dates nobody's deed.
            continue
        if mention.rule == "en.part.alone" and text[: mention.span.start].endswith(
            (" a ", " one ")
        ):
            # "after a night of shelling": a length, not a day.
            start = end = None
        gap = _GAP.match(raw[index].value) if index < len(raw) else None
        stretch = Stretch(
            index, begins, mention.span.end, token, kind, start, end, mention,
            gap=f"P{gap[1]}{gap[2]}" if gap else "",
        )  # fmt: skip
        joined = _join(text, found[-1], stretch) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(stretch)
    return [_placed(parse, _open(s, day), lexicon) for s in found]


def _placed(parse: Parse, stretch: Stretch, lexicon: Lexicon) -> Stretch:
    """Note whether the words belong to saying, to *having done*, or to *after the fall*."""
    head = clause_head(parse, stretch.token)
    relation = parse.tokens[head].deprel.partition(":")[0]
    helpers = {parse.tokens[t].text.lower() for t in parse.children(head, "aux")}
    if relation == "advcl" and "having" in helpers:
        return dataclasses.replace(stretch, aside="perfect")
    told = parse.lemma(head) in lexicon.say and parse.children(head, "ccomp")
    objects = parse.children(head, "obj", "nsubj:pass")
    if told or any(parse.lemma(o) in lexicon.statements for o in objects):
        return dataclasses.replace(stretch, aside="saying")
    owners = [stretch.token]
    for above in parse.ancestors(stretch.token):
        if parse.tokens[above].text.lower() == "following":
            return dataclasses.replace(stretch, aside="after", owners=tuple(owners))
        owners.append(above)
        if parse.tokens[above].upos in {"NOUN", "PROPN"} and any(
            parse.lemma(c) in lexicon.after for c in parse.children(above, "case", "mark")
        ):
            return dataclasses.replace(stretch, aside="after", owners=tuple(owners))
        if above == head:
            break
    return stretch


_SINCE_CLAUSE = re.compile(r"\bsince\b(?P<words>[^.,;:()]{3,70})$", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:began|begun|started|launched|broke out|opened|erupted|invaded|took|seized|refused"
    r"|withdrew|resumed|collapsed|expired|fell)\b"
)


def _since(text: str, parse: Parse, token: int, bounds: tuple[int, int], at: int) -> int | None:
    """Give where *since* opens a clause that holds the words: *since the assault began in May*."""
    head = clause_head(parse, token)
    for mark in parse.children(head, "mark"):
        if parse.lemma(mark) == "since" and mark < token:
            return parse.tokens[mark].span[0]
    match = _SINCE_CLAUSE.search(text, max(bounds[0], at - 90), at)
    return match.start() if match and _BEGAN.search(match["words"]) else None


def _join(text: str, one: Stretch, two: Stretch) -> Stretch | None:
    """*3-5 July*, *from October to March*, *Saturday and Sunday*; *10:15 on Friday* is Friday."""
    between = text[one.mention.span.end : two.mention.span.start]
    if not one.is_dated or not two.is_dated or len(between) > 12 or two.gap:
        return None
    if one.is_running and two.start is not None and two.start == two.end:
        # "for a second day on Monday"
        start = days_before(one.mention.value, two.start, less=1)
        return dataclasses.replace(one, end_at=two.end_at, start=start, end=two.end)
    if _RANGE.fullmatch(between) and one.mention.type == two.mention.type == "DATE":
        if one.start is not None and two.end is not None and one.start <= two.end:
            kind = "" if one.preposition in {"from", "length"} else one.preposition
            return Stretch(
                one.index,
                one.start_at,
                two.end_at,
                one.token,
                kind,
                one.start,
                two.end,
                one.mention,
            )
        return None
    if _COMMA.fullmatch(between) and one.mention.granularity in {"minute", "daypart", "day"}:
        better = (
            two
            if two.mention.granularity in {"day", "daypart"} and one.mention.granularity != "day"
            else one
        )
        return Stretch(
            better.index, one.start_at, two.end_at, one.token, one.preposition,
            better.start, better.end, better.mention,
        )  # fmt: skip
    return None


def _open(stretch: Stretch, day: date | None) -> Stretch:
    """Widen by the preposition: *since X* is X to the report's day."""
    start, end = stretch.start, stretch.end
    if (
        stretch.preposition in {"until", "by"}
        and day is not None
        and end is not None
        and start is not None
        and start > day
    ):
        start = day
    opens = stretch.preposition == "since" or (
        stretch.preposition == "from" and stretch.mention.granularity in {"month", "year", "season"}
    )
    if opens and start is not None and day is not None and day >= start:
        end = day
    if (start, end) == (stretch.start, stretch.end):
        return stretch
    return Stretch(
        stretch.index,
        stretch.start_at,
        stretch.end_at,
        stretch.token,
        stretch.preposition,
        start,
        end,
        stretch.mention,
        opened_from=(stretch.start, stretch.end) if opens else None,
    )


def _length(value: str, day: date) -> tuple[date | None, date | None]:
    """Give the days of a stretch that ends on the report's day."""
    match = _LENGTH.match(value)
    if match is None or match["n"] == "X":
        return None, None
    n, unit = float(match["n"]), match["unit"]
    if match["time"]:
        hours = {"H": n, "M": n / 60, "S": 0}[unit]
        if hours < 12:
            return None, None
        back = int(-(-hours // 24))
    elif unit in {"D", "W"}:
        back = round(n * (7 if unit == "W" else 1))
    else:
        return _months_before(day, round(n * {"M": 1, "Y": 12, "DE": 120}.get(unit, 12))), day
    return date.fromordinal(max(1, day.toordinal() - back)), day


def days_after(value: str, day: date) -> date | None:
    """Give the day a length after ``day``, None for vague ones and those below a day."""
    back, _ = _length(value, day)
    return None if back is None else date.fromordinal(2 * day.toordinal() - back.toordinal())


def days_before(value: str, day: date, *, less: int = 0) -> date | None:
    """Give the day a length before ``day``, None for vague ones; ``less`` units are left out."""
    match = _LENGTH.match(value)
    if match is None or match["n"] == "X":
        return None
    n = max(float(match["n"]) - less, 0)
    if n == 0:
        return day
    start, _ = _length(f"P{match['time'] or ''}{n:g}{match['unit']}", day)
    return start.replace(day=1) if start and less and match["unit"] == "M" else start


def _months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = max(index // 12, 1), index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
