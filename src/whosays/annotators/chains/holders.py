"""Which attributions hold an event, over sentences that plainly go on in a speaker's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.chains.voice import Voice
from whosays.schema.segment import SegmentKind

if TYPE_CHECKING:
    from whosays.annotators.chains.sources import SourceResolver
    from whosays.schema.annotations import Annotations
    from whosays.schema.attribution import Attribution
    from whosays.schema.document import Document
    from whosays.schema.event import Event
    from whosays.schema.span import Span


# A denial, claim or accusation may be the claim itself (codebook rulings 1, 21, 23).
_ACTS = frozenset({"deny", "claim", "accuse"})


# Sayings that may go on after a semicolon.
_GOING_ON = frozenset({"report", "claim", "estimate"})

# There the speaker is the agent, not a source.
_OWN_ACTS = frozenset({"legal", "sanction", "threat", "disclosure"})


class Holders:
    """Finds, for an event, the linking attributions around it, innermost first."""

    def __init__(
        self,
        document: Document,
        annotations: Annotations,
        linking: frozenset[str],
        resolver: SourceResolver,
    ) -> None:
        self.document = document
        self.parse = annotations.parse
        self.attributions = annotations.attributions
        self.linking = linking
        self.turns = _turns(document, self.attributions)
        self.voice = Voice(document, self.attributions, resolver)

    def of(self, event: Event) -> list[tuple[int, str]]:
        """Give indices of attributions, innermost first, each with why it holds the event.

        "content": its content holds the trigger; "act": the trigger is the saying itself; "clause",
        "turn", "voice": the speaker goes on without saying so again.
        """
        held = []
        for index, attribution in enumerate(self.attributions):
            if attribution.cue_class not in self.linking or self._is_own_voice(index):
                continue
            if holds(attribution, event.trigger):
                held.append((index, "content"))
            elif is_act(attribution, event):
                held.append((index, "act"))
        held.sort(key=lambda pair: (_size(self.attributions[pair[0]]), -self._depth(pair[0])))
        if not held:
            clause = self._clause_before(event.trigger)
            if clause is not None:
                held.append((clause, "clause"))
        if not held:
            turn = self._turn(event.trigger)
            if turn is not None:
                held.append((turn, "turn"))
        if not held:
            lead = self.voice.of(event.trigger.start)
            if lead is not None:
                held.append((lead, "voice"))
        return held

    def _clause_before(self, trigger: Span) -> int | None:
        """Give whose saying goes on after a semicolon: "A depot burned, X said; four men died"."""
        token = self.parse.at(trigger.start)
        if token is None:
            return None
        sentence = self.parse.sentence_of(token).span
        text = self.document.text
        semicolon = text.rfind(";", sentence.start, trigger.start)
        if semicolon < 0 or text.count(";", sentence.start, sentence.end) > 1:
            return None
        best: int | None = None
        for index, attribution in enumerate(self.attributions):
            parts = (*attribution.source, *attribution.cue)
            if any(semicolon < p.start < sentence.end for p in parts):
                # The clause has a saying of its own.
                return None
            inside = all(sentence.start <= p.start < semicolon for p in parts)
            if (
                inside
                and attribution.source
                and attribution.outermost
                and attribution.cue_class in _GOING_ON
                and not self._is_own_voice(index)
            ):
                best = index
        return best

    def _depth(self, index: int) -> int:
        """Count the attributions around this one: a cited source lies inside who cites it."""
        depth, parent = 0, self.attributions[index].parent
        while parent is not None and depth < len(self.attributions):
            depth, parent = depth + 1, self.attributions[parent].parent
        return depth

    def _is_own_voice(self, index: int) -> bool:
        """Tell "we found …" from a source: the speaker is in the chain, or publishes."""
        source = self.attributions[index].source
        return bool(source) and source[0].of(self.document.text).lower() in {"i", "we", "us", "me"}

    def _turn(self, trigger: Span) -> int | None:
        """In a transcript, the speaker whose label opened this turn paragraphs before."""
        for first, last, index in self.turns:
            if first <= trigger.start < last:
                return index
        return None


def holds(attribution: Attribution, trigger: Span) -> bool:
    """Tell whether content holds a trigger that is not the cue itself."""
    return any(c.overlaps(trigger) for c in attribution.content) and not any(
        c.overlaps(trigger) for c in attribution.cue
    )


def is_act(attribution: Attribution, event: Event) -> bool:
    """Tell whether the trigger is itself the saying: a bare denial, a claim of responsibility."""
    if attribution.cue_class not in _ACTS or event.type in _OWN_ACTS:
        return False
    return any(c.overlaps(event.trigger) for c in attribution.cue)


def _size(attribution: Attribution) -> int:
    return sum(c.length() for c in attribution.content)


def _turns(document: Document, attributions: tuple[Attribution, ...]) -> list[tuple[int, int, int]]:
    """Give the stretches of a transcript: from the paragraph after a label to the next label.

    Only where the document has at least three labels is it a transcript.
    """
    labels = [(a.source[0].start, i) for i, a in enumerate(attributions) if a.rule == "label"]
    if len(labels) < 3:
        return []
    starts = [start for start, _ in labels]
    turns: list[tuple[int, int, int]] = []
    for order, (_, index) in enumerate(labels):
        end = starts[order + 1] if order + 1 < len(starts) else len(document.text)
        own = attributions[index].content[-1].end
        turns.extend(
            (s.span.start, s.span.end, index)
            for s in document.segments
            if s.kind is SegmentKind.PARAGRAPH and own <= s.span.start < end
        )
    return turns
