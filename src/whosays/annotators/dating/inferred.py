"""A publication date inferred from the report's own evidence, as an interval with reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from whosays.annotators.dating.points import add_days, add_months, safe_date
from whosays.annotators.dating.wars import DatedEvent, War, war_of
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import DateEvidence, Published
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.dating.series import Series
    from whosays.schema.document import Document
    from whosays.schema.time import TimeMention

_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[, \u00a0\u202f\u2009]\d{3})+(?![\w,]*\d)"
    r"|(?<![\w.,])\d{4,7}(?![\w,.]*\d)"
)
_PLAIN_NUMBER = re.compile(r"(?<![\w.,+])\d{1,3}(?:[, \u00a0\u202f]\d{3})*(?![\w,]*\d)")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# An interval wider than a year says nothing that helps a reader.
MAX_WIDTH_DAYS = 366
# A report that names days by date and by weekday was written soon after the last date named.
FRESH_DAYS = 10
# A weekday fits every fifth or sixth year: further from the last year told the guess is blind.
MAX_YEARS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Days of publication as one reason has them; ``weight`` ranks reasons."""

    start: date | None
    end: date | None
    weight: int
    reasons: tuple[DateEvidence, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What evidence is read against."""

    wars: tuple[War, ...]
    events: tuple[DatedEvent, ...]
    series: Series
    words: dict[str, Any]


def inferred_date(
    document: Document, low: str, times: Sequence[TimeMention], sources: Sources
) -> Published:
    """Give the interval on which all evidence agrees; unknown where there is too little.

    Where reasons contradict each other the weightier one stands.
    """
    found = [
        *_from_series(document.text, low, times, sources),
        *_from_war(low, times, sources.wars),
        *_from_events(low, times, sources.events),
        *_from_years(times, low),
    ]
    start, end, kept = _intersect(found)
    narrowed = _from_dateline(low, times, start, end) or _from_latest(low, times, start, end)
    if narrowed is not None:
        start, end, kept = _intersect([*kept, narrowed])
    if start is None or end is None or (end - start).days > MAX_WIDTH_DAYS:
        return Published()
    reasons = tuple(r for e in kept for r in e.reasons)
    return Published(start, end, PublishedBasis.INFERRED, reasons)


def _intersect(found: Sequence[Evidence]) -> tuple[date | None, date | None, list[Evidence]]:
    start: date | None = None
    end: date | None = None
    kept: list[Evidence] = []
    for one in sorted(found, key=lambda e: -e.weight):
        low = max((d for d in (start, one.start) if d), default=None)
        high = min((d for d in (end, one.end) if d), default=None)
        if low is not None and high is not None and high < low:
            continue
        if (low, high) == (start, end) and one.weight < 5:
            continue
        start, end = low, high
        kept.append(one)
    # A bound that a tighter one made idle is no reason.
    kept = [e for e in kept if e.start == start or e.end == end or e.weight in {3, 4, 8, 9}]
    return start, end, kept


def _sentence(low: str, offset: int) -> tuple[int, int]:
    begin = max(
        (m.end() for m in _SENTENCE_END.finditer(low, max(0, offset - 500), offset)),
        default=max(0, offset - 500),
    )
    stop = _SENTENCE_END.search(low, offset)
    return begin, stop.start() if stop else len(low)


# --- the series of losses --------------------------------------------


def _from_series(
    text: str, low: str, times: Sequence[TimeMention], sources: Sources
) -> list[Evidence]:
    words = sources.words["series"]
    if not any(w in low for w in words["whose"]):
        return []
    found = _personnel(text, low, times, sources.series, words)
    return found or _equipment(text, low, sources.series, words)


def _personnel(
    text: str, low: str, times: Sequence[TimeMention], series: Series, words: dict[str, Any]
) -> list[Evidence]:
    found = []
    for match in _NUMBER.finditer(text):
        total = int(re.sub(r"\D", "", match[0]))
        days = series.find("personnel", total)
        begin, stop = _sentence(low, match.start())
        sentence = low[begin:stop]
        if days is None or total < 3000 or not any(w in sentence for w in words["losses"]):
            continue
        around = low[max(0, begin - 300) : stop]
        if not any(w in around for w in words["whose"]) or any(
            w in sentence for w in words["others"]
        ):
            continue
        if total % 500 == 0 and not any(w in around for w in words["origin"]):
            # A round number is as likely somebody's estimate.
            continue
        first, replaced = days
        weekday = _WEEKDAYS[first.weekday()]
        span = Span(*match.span())
        reason = (
            f"figure {match[0]} is the General Staff's total of killed of {first.isoformat()}, "
            f"a {weekday}; a new one came on {replaced.isoformat()}"
        )
        reasons = [DateEvidence(span, reason)]
        named = _weekday_in(times, begin, stop)
        last = replaced
        if named is not None:
            mention, dow = named
            if dow == first.isoweekday():
                reasons.append(
                    DateEvidence(
                        mention.span, f"{first.isoformat()} was a {weekday}, as the words say"
                    )
                )
            else:
                # The words name another day than the bulletin's: the total was quoted later.
                last = add_days(first, 7)
        found.append(Evidence(first, last, 9, tuple(reasons)))
    return found


def _weekday_in(
    times: Sequence[TimeMention], begin: int, stop: int
) -> tuple[TimeMention, int] | None:
    for mention in times:
        match = re.match(r"XXXX-WXX-(\d)", mention.value)
        if match and begin <= mention.span.start < stop:
            return mention, int(match[1])
    return None


def _equipment(text: str, low: str, series: Series, words: dict[str, Any]) -> list[Evidence]:
    """Give the days on which at least three totals of a table agree."""
    hits: list[tuple[date, date, Span, str]] = []
    for line in re.finditer(r"[^\n;]+", low):
        measure = next(
            (m for m, keys in words["measure"].items() if any(k in line[0] for k in keys)), None
        )
        if measure is None or len(line[0]) > 120:
            continue
        for match in _PLAIN_NUMBER.finditer(text, line.start(), line.end()):
            days = series.find(measure, int(re.sub(r"\D", "", match[0])))
            if days is not None:
                hits.append((*days, Span(*match.span()), measure))
                break
    if len(hits) < 3:
        return []
    first, last = max(h[0] for h in hits), min(h[1] for h in hits)
    if last < first:
        return []
    reasons = tuple(
        DateEvidence(
            span,
            f"total of {measure.replace('_', ' ')} told from {a.isoformat()} until {b.isoformat()}",
        )
        for a, b, span, measure in hits
    )
    return [Evidence(first, last, 8, reasons)]


# --- the war ---------------------------------------------------------


def _from_war(low: str, times: Sequence[TimeMention], wars: tuple[War, ...]) -> list[Evidence]:
    found = []
    for mention in times:
        match = re.match(r"WAR(?P<op>[#+])(?P<n>\d+)(?P<unit>[DWMY])", mention.value)
        if not match or (match["n"] == "0" and match["op"] == "+"):
            continue
        words = low[mention.span.start : mention.span.end]
        war = war_of(low, words, wars, None)
        if war is None or (match["op"] == "#" and " of " not in words):
            continue
        start, end = _war_days(war.start, match["op"], int(match["n"]), match["unit"])
        reason = f"“{words}” counts from {war.start.isoformat()} ({war.name})"
        weight = 7 if match["unit"] == "D" else 3
        found.append(Evidence(start, end, weight, (DateEvidence(mention.span, reason),)))
    return found


def _war_days(start: date, op: str, n: int, unit: str) -> tuple[date, date]:
    if unit == "D":
        day = add_days(start, n - 1 if op == "#" else n)
        return (day, day) if op == "#" else (add_days(day, -1), add_days(day, 2))
    if unit == "W":
        return add_days(start, 7 * (n - 1)), add_days(start, 7 * (n + 1))
    size = 12 if unit == "Y" else 1
    if op == "#":
        return add_months(start, size * (n - 1)), add_months(start, size * n)
    # Journalists count the running month as well as the full ones.
    return add_days(add_months(start, size * (n - 1)), 1), add_days(
        add_months(start, size * (n + 1)), -1
    )


# --- events that everybody dates -------------------------------------


def _from_events(
    low: str, times: Sequence[TimeMention], events: tuple[DatedEvent, ...]
) -> list[Evidence]:
    found = []
    for event in events:
        at = low.find(event.words[0])
        while at >= 0:
            begin, stop = _sentence(low, at)
            if all(w in low[begin:stop] for w in event.words):
                found += _event(low, times, event, begin, stop)
                break
            at = low.find(event.words[0], at + 1)
    return found


def _event(
    low: str, times: Sequence[TimeMention], event: DatedEvent, begin: int, stop: int
) -> list[Evidence]:
    span = Span(begin + len(low[begin:stop]) - len(low[begin:stop].lstrip()), stop)
    told = f"{event.name} was on {event.date.isoformat()}"
    found = [Evidence(event.date, None, 2, (DateEvidence(span, told),))]
    for mention in times:
        if not begin <= mention.span.start < stop:
            continue
        days = _after(mention.value, event.date)
        if days is None:
            continue
        words = low[mention.span.start : mention.span.end]
        reason = DateEvidence(
            mention.span, f"“{words}” is said of {event.name} ({event.date.isoformat()})"
        )
        found.append(Evidence(*days, 4, (reason,)))
    return found


def _after(value: str, day: date) -> tuple[date, date] | None:
    """Give the days on which ``value`` (last month, last September) means ``day``."""
    month = day.replace(day=1)
    if value == "DCT-1M":
        first = add_months(month, 1)
        return first, add_days(add_months(first, 1), -1)
    if value == "DCT-1W":
        first = add_days(day, 7 - day.weekday())
        return first, add_days(first, 6)
    if value.startswith("DCT-1D"):
        return add_days(day, 1), add_days(day, 1)
    if value == "DCT-1Y":
        return date(day.year + 1, 1, 1), date(day.year + 1, 12, 31)
    if value == "DCT+0M":
        return day, add_days(add_months(month, 1), -1)
    if value == "DCT+0Y":
        return day, date(day.year, 12, 31)
    match = re.match(r"(DCT<)?XXXX-(\d\d)(?:-(\d\d))?$", value)
    if match and int(match[2]) == day.month and (not match[3] or int(match[3]) == day.day):
        first = add_months(month, 1) if match[1] else day
        return first, add_days(add_months(month, 12), -1)
    return None


# --- dates in the text -----------------------------------------------

_AHEAD = re.compile(r"\b(?:will|until|by|next|planned|scheduled|expected|expires?|due)\b[^.;]*$")


def _from_years(times: Sequence[TimeMention], low: str) -> list[Evidence]:
    """Give the latest date that the report looks back on: it is not older than that."""
    latest: tuple[date, TimeMention] | None = None
    for mention in times:
        match = re.match(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?$", mention.value)
        if not match or _AHEAD.search(low[max(0, mention.span.start - 60) : mention.span.start]):
            continue
        day = safe_date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        if day is not None and (latest is None or day > latest[0]):
            latest = (day, mention)
    if latest is None:
        return []
    reason = DateEvidence(latest[1].span, f"the report looks back on {latest[1].value}")
    return [Evidence(latest[0], None, 10, (reason,))]


def _from_dateline(
    low: str, times: Sequence[TimeMention], start: date | None, end: date | None
) -> Evidence | None:
    """Read a dateline without a year (*PARIS, May 3 -*) by the weekday of the lead."""
    dateline = next(
        (
            m
            for m in times
            if re.match(r"XXXX-\d\d-\d\d$", m.value)
            and re.match(
                r" ?(?:\([^)]{2,40}\)|/[^/]{2,30}/)? ?(?:-|:)", low[m.span.end : m.span.end + 50]
            )
            and low.rfind("\n", 0, m.span.start) >= m.span.start - 60
        ),
        None,
    )
    if dateline is None or start is None:
        return None
    weekday = next(
        (m for m in times if m.span.start > dateline.span.end and m.value.startswith("XXXX-WXX-")),
        None,
    )
    month, day = int(dateline.value[5:7]), int(dateline.value[8:10])
    for year in range(start.year, start.year + MAX_YEARS_AHEAD + 1):
        when = safe_date(year, month, day)
        if when is None or when < start or (end is not None and when > end):
            continue
        if (
            weekday is not None
            and weekday.span.start - dateline.span.end < 400
            and when.isoweekday() != int(weekday.value[9])
        ):
            continue
        if weekday is None and end is None:
            return None
        reasons = [
            DateEvidence(dateline.span, f"the dateline without a year, read as {when.isoformat()}")
        ]
        if weekday is not None:
            reasons.append(
                DateEvidence(weekday.span, f"{when.isoformat()} was a {_WEEKDAYS[when.weekday()]}")
            )
        return Evidence(when, when, 6, tuple(reasons))
    return None


def _from_latest(
    low: str, times: Sequence[TimeMention], start: date | None, end: date | None
) -> Evidence | None:
    """Take the latest day told without a year, where weekdays stand beside it, for fresh."""
    if start is None or end is None or (end - start).days <= FRESH_DAYS:
        return None
    if not any(m.value.startswith(("XXXX-WXX-", "DCT-1D", "DCT+0D")) for m in times):
        return None
    latest: tuple[date, TimeMention] | None = None
    count = 0
    for mention in times:
        match = re.match(r"XXXX-(\d\d)-(\d\d)", mention.value)
        if not match or _AHEAD.search(low[max(0, mention.span.start - 60) : mention.span.start]):
            continue
        days = [
            d
            for y in range(start.year, end.year + 1)
            if (d := safe_date(y, int(match[1]), int(match[2])))
        ]
        days = [d for d in days if add_days(start, -45) <= d <= end]
        if len(days) != 1:
            continue
        count += 1
        if latest is None or days[0] > latest[0]:
            latest = (days[0], mention)
    if latest is None or count < 2:
        return None
    reason = f"the latest day told is {latest[0].isoformat()}, and weekdays stand beside it"
    return Evidence(
        latest[0], add_days(latest[0], FRESH_DAYS), 3, (DateEvidence(latest[1].span, reason),)
    )
