"""Layers ``published`` and ``anchored_times``."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from whosays.annotators.dating.future import Ahead
from whosays.annotators.dating.inferred import Sources, inferred_date
from whosays.annotators.dating.points import parse_point
from whosays.annotators.dating.resolve import Context, Resolver
from whosays.annotators.dating.stated import stated_date
from whosays.schema.basis import PublishedBasis
from whosays.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.dating.series import Series
    from whosays.annotators.dating.wars import DatedEvent, War
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document, Published
    from whosays.schema.time import TimeMention

# Dates this much older than the report make it an account of the past, if most are.
OLD_DAYS = 120
_YEARLESS = re.compile(r"XXXX-\d\d(?:-\d\d)?")
_FRESH = re.compile(r"(?:DCT|XXXX-WXX|P.*<DCT)")
# A wider interval leaves relative expressions without days: they would say nothing.
MAX_ANCHOR_DAYS = 31


class DatingAnnotator:
    """Dates the report (given > metadata > stated > inferred > unknown), then its expressions."""

    name = "dating"
    requires = ("times",)
    provides = ("published", "anchored_times")

    def __init__(
        self,
        *,
        wars: tuple[War, ...],
        events: tuple[DatedEvent, ...],
        series: Series,
        words: dict[str, Any],
    ) -> None:
        self.sources = Sources(wars=wars, events=events, series=series, words=words)
        self.ahead = Ahead(words["future"])

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give the interval of publication, and the mentions resolved against its first day."""
        low = plain(document.text, keep_lines=True)
        times = annotations.times
        published = self.published(document, low, times)
        return {
            "published": published,
            "anchored_times": self.anchor(document, low, times, published),
        }

    def published(self, document: Document, low: str, times: Sequence[TimeMention]) -> Published:
        """Give what the source says, else what the text says, else what its evidence allows."""
        given = document.meta.published
        if given.basis is not PublishedBasis.UNKNOWN:
            return given
        stated = stated_date(document, low, times, self.sources.words["header"])
        return stated or inferred_date(document, low, times, self.sources)

    def anchor(
        self, document: Document, low: str, times: Sequence[TimeMention], published: Published
    ) -> tuple[TimeMention, ...]:
        """Resolve the mentions; see ``Resolver``."""
        dct = published.start
        if (
            published.start
            and published.end
            and (published.end - published.start).days > MAX_ANCHOR_DAYS
        ):
            dct = None
        context = Context(
            low=low,
            segments=document.segments,
            dct=dct,
            narrative=is_narrative(times, dct),
            evening=is_evening(low, times),
            ahead=self.ahead,
            wars=self.sources.wars,
        )
        return Resolver(context).resolve(times)


def is_narrative(times: Sequence[TimeMention], dct: date | None) -> bool:
    """Tell whether the report is an account of days long past, whose dates hang on each other."""
    if dct is None:
        return not _is_undated_news(times)
    old = fresh = yearless = 0
    for mention in times:
        point = parse_point(mention.value)
        if point is not None and point.grain in {"day", "month"}:
            day = date(max(point.year, 1), point.month or 1, 1)
            is_old = point.year < 1 or (dct - day).days > OLD_DAYS
            old += is_old
            fresh += not is_old and mention.span.start > HEADER
        elif _FRESH.match(mention.value):
            fresh += 1
        elif _YEARLESS.match(mention.value):
            yearless += 1
    if old >= MANY_OLD and old >= 2 * fresh:
        return not _is_undated_news(times)
    return old >= 2 and not fresh and yearless >= MANY_YEARLESS


def _is_undated_news(times: Sequence[TimeMention]) -> bool:
    """Tell a report whose own day is not known from a history: "on Thursday", "last month".

    Its days of the week and its last years hang on that day, not on the dates of the past it tells.
    """
    fresh = sum(bool(_DEICTIC.match(m.value)) for m in times)
    dated = sum(parse_point(m.value) is not None for m in times)
    return fresh * DATED_FOR_ONE >= dated if fresh else False


def is_evening(low: str, times: Sequence[TimeMention]) -> bool:
    """Tell whether the report closes a day (an evening summary): then *the day* is its own day."""
    for mention in times:
        if mention.span.start > HEADER:
            break
        hour = re.match(r"T(\d\d):", mention.value)
        if hour:
            return int(hour[1]) >= EVENING_HOUR
    return "evening" in low[:HEADER]


# Days of the week, "yesterday", "last year"; not "now".
_DEICTIC = re.compile(r"(?:DCT(?!\+0D)|XXXX-WXX)")
# A history tells many dates for each such word.
DATED_FOR_ONE = 2
# A report in the news seldom tells five dates of past years; a history tells little else.
MANY_OLD = 5
MANY_YEARLESS = 3
HEADER = 200
EVENING_HOUR = 15
