"""Layers ``event_times`` and ``as_of``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import (
    clause_head,
    clauses_above,
    is_past_perfect,
    shares_time,
)
from whosays.annotators.anchoring.stretches import Stretch, stretches
from whosays.schema.basis import TimeBasis
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from whosays.annotators.anchoring.lexicon import Lexicon
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document, Published
    from whosays.schema.event import Event
    from whosays.schema.figure import Figure
    from whosays.schema.parse import Parse
    from whosays.schema.time import TimeMention


import os
CARRY=int(os.environ.get('CARRY','1'))
FRONT=int(os.environ.get('FRONT','1'))
SENTENCE=int(os.environ.get('SENT','1'))
class AnchoringAnnotator:
    """Dates every event: by words of its clause, its sentence, an earlier one, or by the report's day."""

    name = "anchoring"
    requires = ("parse", "figures", "events", "anchored_times", "published")
    provides = ("event_times", "as_of")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give one ClaimTime an event, and for each figure the day as of which it holds, or None."""
        reading = _Reading(
            document, annotations.parse, annotations.anchored_times, annotations.published, self.lexicon
        )
        return {
            "event_times": reading.event_times(annotations.events),
            "as_of": reading.as_of(annotations.figures),
        }


class _Reading:
    """One document while its events are dated."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        times: Sequence[TimeMention],
        published: Published,
        lexicon: Lexicon,
    ) -> None:
        self.text = document.text
        self.parse = parse
        self.times = times
        self.published = published
        self.lexicon = lexicon
        self.day = published.start
        self._by_sentence: dict[int, list[Stretch]] = {}

    def in_sentence(self, sentence: int) -> list[Stretch]:
        """Give the stretches of a sentence."""
        if sentence not in self._by_sentence:
            bounds = self.parse.sentences[sentence].span
            self._by_sentence[sentence] = stretches(
                self.text, self.parse, self.times, bounds, self.day, self.lexicon
            )
        return self._by_sentence[sentence]

    def event_times(self, events: Sequence[Event]) -> tuple[ClaimTime, ...]:
        """Date the events in text order; the result is in the order of ``events``."""
        found: dict[int, ClaimTime] = {}
        order = sorted(range(len(events)), key=lambda i: events[i].trigger)
        last: tuple[int, Stretch] | None = None
        for index in order:
            event = events[index]
            sentence = self.parse.tokens[event.token].sentence
            last = self._told_before(sentence, last)
            stretch, rule = self._explicit(event)
            if stretch is not None:
                found[index] = self._time(stretch, TimeBasis.EXPLICIT, rule)
                last = (sentence, stretch)
                continue
            found[index] = self._inherited(event, sentence, last) or self._document(event)
        return tuple(found[i] for i in range(len(events)))

    def _explicit(self, event: Event) -> tuple[Stretch | None, str]:
        """Give the stretch that dates the event by its own sentence, and how it is tied."""
        sentence = self.parse.tokens[event.token].sentence
        candidates = [s for s in self.in_sentence(sentence) if s.is_dated]
        if not candidates:
            return None, ""
        chunk = self._chunk(candidates, event)
        return self._by_tree(event, chunk) if chunk else self._by_tree(event, candidates)

    def _chunk(self, candidates: list[Stretch], event: Event) -> list[Stretch]:
        """Give the stretches that no semicolon parts from the trigger."""
        text, at = self.text, event.trigger.start
        return [
            s for s in candidates if ";" not in text[min(s.end_at, at) : max(s.start_at, at)]
        ]

    def _by_tree(self, event: Event, candidates: list[Stretch]) -> tuple[Stretch | None, str]:
        clause = clause_head(self.parse, event.token)
        by_clause: dict[int, list[Stretch]] = {}
        for stretch in candidates:
            by_clause.setdefault(clause_head(self.parse, stretch.token), []).append(stretch)
        below = [c for c in self.parse.children(event.token, "acl") if c in by_clause]
        if below:
            return self._nearest(event, by_clause[below[0]]), "clause of the noun"
        if clause in by_clause:
            return self._nearest(event, by_clause[clause]), "same clause"
        for above, relation in clauses_above(self.parse, clause):
            fronted = [s for s in by_clause.get(above, ()) if self._is_fronted(s)]
            if self._is_say(above) and not shares_time(relation):
                if fronted and FRONT:
                    return fronted[0], "fronted before a say verb"
                break
            if not shares_time(relation):
                break
            if above in by_clause and not self._is_say(above):
                return self._nearest(event, by_clause[above]), f"main clause over {relation}"
        rest = [s for s in candidates if not self._is_say(clause_head(self.parse, s.token))]
        if len(rest) == 1 and SENTENCE:
            return rest[0], "only time of its sentence"
        return None, ""

    def _is_fronted(self, stretch: Stretch) -> bool:
        sentence = self.parse.sentence_of(stretch.token)
        return stretch.start_at - sentence.span.start < 4

    def _is_say(self, token: int) -> bool:
        return self.parse.lemma(token) in self.lexicon.say

    def _nearest(self, event: Event, options: list[Stretch]) -> Stretch:
        at = event.trigger.start
        return min(options, key=lambda s: (s.rank, abs(s.start_at - at), s.index))

    def _time(self, stretch: Stretch, basis: TimeBasis, rule: str) -> ClaimTime:
        return ClaimTime(
            span=Span(stretch.start_at, stretch.end_at),
            start=stretch.start,
            end=stretch.end,
            basis=basis,
            because=(f"{rule}: {stretch.mention.rule}",),
        )

    def _told_before(
        self, sentence: int, last: tuple[int, Stretch] | None
    ) -> tuple[int, Stretch] | None:
        return last

    def _inherited(
        self, event: Event, sentence: int, last: tuple[int, Stretch] | None
    ) -> ClaimTime | None:
        if last is None or not CARRY:
            return None
        then, stretch = last
        sentences = self.parse.sentences
        same = sentences[then].segment == sentences[sentence].segment
        if CARRY == 1 and not same:
            return None
        if CARRY == 2 and self.day is not None and not same and (stretch.end is None or (self.day - stretch.end).days > 7):
            return None
        return self._time(stretch, TimeBasis.INHERITED, "carried over")

    def _document(self, event: Event) -> ClaimTime:
        if self.day is None:
            return ClaimTime(basis=TimeBasis.DOCUMENT, because=("no day of publication",))
        clause = clause_head(self.parse, event.token)
        if is_past_perfect(self.parse, clause) and not self._is_reported(clause):
            return ClaimTime(basis=TimeBasis.UNKNOWN, because=("past perfect",))
        return ClaimTime(
            start=self.day.fromordinal(self.day.toordinal() - 1),
            end=self.day,
            basis=TimeBasis.DOCUMENT,
            because=("no time told: the report's own days",),
        )

    def _is_reported(self, clause: int) -> bool:
        return any(self._is_say(above) for above, _ in clauses_above(self.parse, clause))

    def as_of(self, figures: Sequence[Figure]) -> tuple[date | None, ...]:
        """Give, for each figure, the last day of an *as of …* in its sentence, else None."""
        return tuple(self._figure_day(figure) for figure in figures)

    def _figure_day(self, figure: Figure) -> date | None:
        token = self.parse.at(figure.span.start)
        if token is None:
            return None
        options = [
            s
            for s in self.in_sentence(self.parse.tokens[token].sentence)
            if s.preposition == "as_of" and s.end is not None
        ]
        if not options:
            return None
        return min(options, key=lambda s: abs(s.start_at - figure.span.start)).end
