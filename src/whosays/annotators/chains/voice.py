"""Sentences that plainly go on in a speaker's voice (codebook ruling 9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.schema.segment import CLAIM_KINDS, SegmentKind

if TYPE_CHECKING:
    from whosays.annotators.chains.sources import SourceResolver
    from whosays.schema.attribution import Attribution
    from whosays.schema.document import Document
    from whosays.schema.segment import Segment

_BULLET = re.compile(r"^\s*[•▪●■*\-–—]\s+\S")
# An agency's own sentence: it weighs what the body says.
_HEDGE = re.compile(r"\b(?:unclear|verify|verified|confirm|according to)\b", re.IGNORECASE)
_LEAD = 4
_NAMED = 2
_PRONOUNS = frozenset({"it", "they", "he", "she", "who", "which", "that"})
_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.KEY_POINT})
_SPEAKING = frozenset({"report", "claim", "deny", "accuse", "estimate"})


class Voice:
    """Finds stretches told in the voice of the body that an early paragraph names as source."""

    def __init__(
        self,
        document: Document,
        attributions: tuple[Attribution, ...],
        resolver: SourceResolver,
    ) -> None:
        self.document = document
        self.attributions = attributions
        self.is_body = resolver.is_body
        self.same = resolver.is_same
        self.voiced = resolver.words.voice
        self.stretches = self._find()

    def of(self, start: int) -> int | None:
        """Give the attribution whose voice a place is told in, None where none."""
        return next((i for first, last, i in self.stretches if first <= start < last), None)

    def _find(self) -> list[tuple[int, int, int]]:
        paragraphs = [
            s
            for s in self.document.segments
            if s.kind in _BODY and s.kind in CLAIM_KINDS and not s.table
        ]
        for order, segment in enumerate(paragraphs[:_LEAD]):
            if _BULLET.match(segment.span.of(self.document.text)):
                continue
            lead = self._lead(segment)
            if lead is None:
                continue
            found = self._from(paragraphs, order, lead)
            if found:
                return found
        return []

    def _from(self, paragraphs: list[Segment], order: int, lead: int) -> list[tuple[int, int, int]]:
        """Give the stretches after a lead, up to the last sign of its voice before another
        speaker; a paragraph with an attribution of its own by the same body takes that.

        Signs: a list right below, words that only the body would use, or the body named again in
        two paragraphs.
        """
        rows: list[tuple[int, int, int]] = []
        voiced = named = kept = 0
        for position in range(order, len(paragraphs)):
            segment = paragraphs[position]
            if self._other_speaker(segment, lead):
                break
            own = self._own(segment, lead)
            if position > order:
                if self._is_voiced(segment):
                    voiced += 1
                elif own is not None:
                    named += 1
                elif self._has_hedge(segment):
                    break
            start = segment.span.start
            if position == order:
                start = self.attributions[lead].content[-1].end
                if start >= segment.span.end:
                    continue
            rows.append((start, segment.span.end, own if own is not None else lead))
            if self._is_voiced(segment) or own is not None:
                kept = len(rows)
        if voiced >= 1:
            return rows
        return rows[:kept] if named >= _NAMED else []

    def _lead(self, segment: Segment) -> int | None:
        """Give the attribution of a lead: outermost, by a body, in this paragraph."""
        for index, attribution in enumerate(self.attributions):
            if (
                attribution.outermost
                and attribution.source
                and attribution.cue_class == "report"
                and segment.span.contains(attribution.source[0])
                and self.is_body(attribution)
                and attribution.source[0].of(self.document.text).lower() not in _PRONOUNS
            ):
                return index
        return None

    def _own(self, segment: Segment, lead: int) -> int | None:
        """Find an attribution of this paragraph by the same body."""
        for index, attribution in enumerate(self.attributions):
            if (
                attribution.outermost
                and attribution.source
                and attribution.cue_class == "report"
                and segment.span.contains(attribution.source[0])
                and self.same(attribution, self.attributions[lead])
                and attribution.source[0].of(self.document.text).lower() not in _PRONOUNS
            ):
                return index
        return None

    def _has_hedge(self, segment: Segment) -> bool:
        return bool(_HEDGE.search(segment.span.of(self.document.text)))

    def _is_voiced(self, segment: Segment) -> bool:
        words = segment.span.of(self.document.text)
        return bool(_BULLET.match(words) or self.voiced.search(words))

    def _other_speaker(self, segment: Segment, lead: int) -> bool:
        for attribution in self.attributions:
            if not attribution.source or not segment.span.contains(attribution.source[0]):
                continue
            if attribution.cue_class not in _SPEAKING:
                continue
            if attribution.outermost and not self.same(attribution, self.attributions[lead]):
                return True
        return False
