"""Layers ``event_times`` and ``as_of``."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.cohesion import freshness, genre_of, n_dates, names_of, size_of
from whosays.annotators.anchoring.features import Setting, is_memoir
from whosays.annotators.anchoring.options import options
from whosays.annotators.anchoring.rulings import Option, Past, Told, in_dateline, is_carried
from whosays.annotators.anchoring.stamps import stamps
from whosays.annotators.anchoring.stretches import Stretch, stretches
from whosays.annotators.anchoring.undated import own_open_time
from whosays.schema.basis import TimeBasis
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from whosays.annotators.anchoring.lexicon import Lexicon
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document, Published
    from whosays.schema.event import Event, EventStance
    from whosays.schema.figure import Figure
    from whosays.schema.parse import Parse
    from whosays.schema.time import TimeMention

# Earlier times of the text that are tried besides the one chosen last.
EARLIER = 2
# So many events dated before are remembered.
REMEMBERED = 12
# A period in a heading is a week to a quarter (days), and the report follows within some weeks.
MIN_PERIOD, MAX_PERIOD, MAX_LAG = 5, 93, 60


class AnchoringAnnotator:
    """Dates every event: by its sentence, an earlier one, the report's day, or not at all.

    The options are ranked by a log-linear model whose weights are data (en/anchoring_weights.toml).
    """

    name = "anchoring"
    requires = (
        "parse",
        "figures",
        "events",
        "attributions",
        "stances",
        "anchored_times",
        "published",
    )
    provides = ("event_times", "as_of")

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, float]) -> None:
        self.lexicon = lexicon
        self.weights = weights

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give one ClaimTime an event, and for each figure the day as of which it holds."""
        dated = DatedText(document, annotations, self.lexicon)
        return {
            "event_times": self.event_times(dated, annotations.events, annotations.stances),
            "as_of": dated.as_of(annotations.figures),
        }

    def event_times(
        self, dated: DatedText, events: Sequence[Event], stances: Sequence[EventStance]
    ) -> tuple[ClaimTime, ...]:
        """Date the events in text order; the result is in the order of ``events``."""
        found: dict[int, ClaimTime] = {}
        told: Told | None = None
        for index in in_text_order(events):
            event = events[index]
            option = self.choose(dated.options(event, told, stances[index]))
            day = dated.setting.day
            own = own_open_time(dated.parse, event.token, dated.times, dated=day is not None)
            found[index] = own or _claim_time(option, day)
            told = tell(option, event, dated.parse, told)
        return tuple(found[i] for i in range(len(events)))

    def choose(self, choices: Sequence[Option]) -> Option:
        """Give the option of the highest score; the first of equals."""
        weights = self.weights
        return max(choices, key=lambda o: sum([weights[n] for n in o.features if n in weights]))


def tell(option: Option, event: Event, parse: Parse, told: Told | None) -> Told:
    """Give what the next event is told of this one."""
    last = told.last if told else None
    sentence = parse.tokens[event.token].sentence
    days = (option.start, option.end)
    past = Past(sentence, event.token, event.type, parse.lemma(event.token), days)
    stretch = option.stretch
    if stretch is not None and not stretch.aside and is_carried(stretch):
        last = (sentence, stretch, event.type)
    before = told.option.basis.value if told else "none"
    earlier = told.past[-REMEMBERED + 1 :] if told else ()
    return Told(option, sentence, event.type, before, last, (*earlier, past))


def in_text_order(events: Sequence[Event]) -> list[int]:
    """Give the indices of events as they stand in the text."""
    return sorted(range(len(events)), key=lambda i: (events[i].trigger, i))


def _claim_time(option: Option, day: date | None) -> ClaimTime:
    stretch = option.stretch
    if stretch is None:
        if option.basis is TimeBasis.UNKNOWN and day is None:
            return ClaimTime(
                basis=TimeBasis.DOCUMENT, because=("no time told, no day of publication",)
            )
        reason = (
            "no time told: the report's own days"
            if option.start
            else "background of no stated time"
        )
        return ClaimTime(start=option.start, end=option.end, basis=option.basis, because=(reason,))
    words = "told in its sentence" if option.basis is TimeBasis.EXPLICIT else "carried over"
    return ClaimTime(
        span=Span(stretch.start_at, stretch.end_at),
        start=option.start,
        end=option.end,
        basis=option.basis,
        because=(f"{words}: {stretch.mention.rule}",),
    )


def _is_header(parse: Parse, sentence: int) -> bool:
    """Tell whether a sentence has no verb: a dateline, a title."""
    s = parse.sentences[sentence]
    return not any(t.upos == "VERB" for t in parse.tokens[s.first : s.last])


class DatedText:
    """One document while its events are dated: its stretches by sentence, its day, its war."""

    def __init__(self, document: Document, annotations: Annotations, lexicon: Lexicon) -> None:
        self.text = document.text
        self.parse: Parse = annotations.parse
        self.times: tuple[TimeMention, ...] = annotations.anchored_times
        self.raw: tuple[TimeMention, ...] = annotations.times if annotations.has("times") else ()
        published: Published = annotations.published
        self.lexicon = lexicon
        self.setting = Setting(
            parse=self.parse,
            text=document.text,
            day=published.start,
            start_of_war=lexicon.start_of_war(document.text.lower(), published.start),
            lexicon=lexicon,
            kinds=tuple(s.kind.value for s in document.segments),
            segment_starts=tuple(s.span.start for s in document.segments),
            genre=genre_of([e.type for e in annotations.events]),
            names=names_of(self.parse),
            lead=None,
            period=None,
            contents=tuple((c[0], c[1]) for a in annotations.attributions for c in a.content),
        )
        self._by_sentence: dict[int, list[Stretch]] = {}
        every = [s for i in range(len(self.parse.sentences)) for s in self.in_sentence(i)]
        self.setting = dataclasses.replace(
            self.setting,
            lead=self._lead(),
            period=self._period(),
            n_dates=n_dates(every, published.start),
            is_memoir=is_memoir(document.text, self.parse, self.setting.kinds),
            stamps=stamps(
                document.text,
                self.parse,
                self.setting.segment_starts,
                self.setting.kinds,
                self.in_sentence,
            ),
            fresh=freshness(every, published.start),
            size=size_of(len(self.parse.tokens)),
        )

    def _period(self) -> Stretch | None:
        """Give a month or a run of days that a heading names, ended not long before the report."""
        day = self.setting.day
        for sentence, span in enumerate(self.parse.sentences[:4]):
            if day is None or span.segment > 1 or not _is_header(self.parse, sentence):
                continue
            for stretch in self.in_sentence(sentence):
                start, end = stretch.start, stretch.end
                if start is None or end is None or stretch.rank:
                    continue
                words = self.text[stretch.start_at : stretch.end_at].lower()
                if (day - end).days == 1 and start == end and words.startswith("for "):
                    # "Summary for 4 December"
                    return stretch
                if MIN_PERIOD <= (end - start).days <= MAX_PERIOD and (day - end).days <= MAX_LAG:
                    return stretch
        return None

    def _lead(self) -> tuple[int, Stretch] | None:
        for sentence in range(len(self.parse.sentences)):
            for stretch in self.in_sentence(sentence):
                if stretch.is_dated and stretch.rank == 0 and not _is_header(self.parse, sentence):
                    if in_dateline(stretch, self.setting):
                        continue
                    return sentence, stretch
        return None

    def sentence_of(self, event: Event) -> int:
        """Give the index of the event's sentence."""
        return self.parse.tokens[event.token].sentence

    def in_sentence(self, sentence: int) -> list[Stretch]:
        """Give the stretches of a sentence."""
        if sentence not in self._by_sentence:
            bounds = self.parse.sentences[sentence].span
            self._by_sentence[sentence] = stretches(
                self.text, self.parse, self.times, bounds, self.setting.day, self.lexicon, self.raw
            )
        return self._by_sentence[sentence]

    def options(self, event: Event, told: Told | None, stance: EventStance) -> list[Option]:
        """List the days that an event may have."""
        sentence = self.sentence_of(event)
        own = self.in_sentence(sentence)
        words = f"{stance.status.value} {stance.stance.value} {stance.status.value}:{event.type}"
        return options(event, own, list(self._earlier(sentence)), told, self.setting, words)

    def _earlier(self, sentence: int) -> Iterator[tuple[int, Stretch]]:
        given = 0
        for index in range(sentence - 1, -1, -1):
            for stretch in reversed(self.in_sentence(index)):
                if stretch.is_dated and not stretch.aside and self._is_carried(stretch):
                    yield index, stretch
                    given += 1
                    if given == EARLIER:
                        return

    def _is_carried(self, stretch: Stretch) -> bool:
        return is_carried(stretch) and not in_dateline(stretch, self.setting)

    def as_of(self, figures: Sequence[Figure]) -> tuple[date | None, ...]:
        """Give, for each figure, the last day of an *as of …* in its sentence, else None."""
        return tuple(self._figure_day(figure) for figure in figures)

    def _figure_day(self, figure: Figure) -> date | None:
        token = self.parse.at(figure.span.start)
        if token is None:
            return None
        options_ = [
            s
            for s in self.in_sentence(self.parse.tokens[token].sentence)
            if s.preposition == "as_of" and s.end is not None
        ]
        if not options_:
            return None
        return min(options_, key=lambda s: abs(s.start_at - figure.span.start)).end
