"""Stance: status and stance of every event, each with its cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.stance.case import make_case
from whosays.annotators.stance.commitment import read_stance
from whosays.annotators.stance.status import read_status
from whosays.annotators.stance.words import Words
from whosays.schema.claim import Note
from whosays.schema.event import EventStance
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.schema.attribution import Attribution
    from whosays.schema.document import Document
    from whosays.schema.event import Event


_HEADED = frozenset({SegmentKind.HEADLINE, SegmentKind.KEY_POINT, SegmentKind.CAPTION})


class StanceAnnotator:
    """Reads status and stance by words (data/en/stance.toml) and their scope in the tree."""

    name = "stance"
    requires = ("events", "attributions", "parse")
    provides = ("stances", "notes")

    def __init__(self, resources: Resources) -> None:
        self.words = Words(resources.table("en/stance.toml"))

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give ``stances``, one an event, and ``notes``, a tuple of Note an event."""
        parse = annotations.parse
        kinds = {i: s.kind for i, s in enumerate(document.segments)}
        stances = []
        for event in annotations.events:
            inner = holding(event, annotations.attributions)
            headline = kinds.get(parse.sentence_of(event.token).segment) in _HEADED
            case = make_case(parse, self.words, event, inner, headline=headline)
            status, status_cue, status_rule = read_status(case)
            stance, stance_cue, stance_rule = read_stance(case, status)
            stances.append(
                EventStance(status, stance, status_cue, stance_cue, status_rule, stance_rule)
            )
        notes = tuple(self._notes(event, document) for event in annotations.events)
        return {"stances": tuple(stances), "notes": notes}

    def _notes(self, event: Event, document: Document) -> tuple[Note, ...]:
        """Give remarks of the event's own paragraph: not verified, still being clarified."""
        segment = next((s for s in document.segments if s.span.contains(event.trigger)), None)
        if segment is None:
            return ()
        words, offset = segment.span.of(document.text), segment.span.start
        found = []
        for kind in ("unverified", "clarifying"):
            match = self.words.pattern("notes", kind).search(words)
            if match is not None:
                span = Span(match.start() + offset, match.end() + offset)
                found.append(Note(kind=kind, span=span))
        return tuple(found)


def holding(event: Event, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Give the attributions whose content holds an event's trigger, innermost first."""
    held = [
        a
        for a in attributions
        if any(c.overlaps(event.trigger) for c in a.content)
        and not any(c.overlaps(event.trigger) for c in a.cue)
    ]
    return tuple(sorted(held, key=lambda a: sum(c.length() for c in a.content)))
