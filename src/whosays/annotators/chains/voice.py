"""Sentences that plainly go on in a speaker's voice (codebook ruling 9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.schema.segment import CLAIM_KINDS, SegmentKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.schema.attribution import Attribution
    from whosays.schema.document import Document
    from whosays.schema.segment import Segment

# Words that only the body itself would use; an agency that uses them repeats its bulletin.
_VOICE = re.compile(
    r"\b(?:our (?:soldiers|defenders|troops|units|forces|army|military|positions|aviation|air defen[cs]e"
    r"|artillery|gunners|pilots|servicemen|warriors|fighters|side)|the (?:enemy|occupiers|invaders"
    r"|aggressor|terrorist country|foe)|enemy (?:personnel|troops|forces|equipment)|rashists|orcs)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[•▪●■*\-–—]\s+\S")
_LEAD = 4


class Voice:
    """Finds stretches told in the voice of the body that an early paragraph names as source."""

    def __init__(
        self,
        document: Document,
        attributions: tuple[Attribution, ...],
        is_body: Callable[[Attribution], bool],
        same: Callable[[Attribution, Attribution], bool],
    ) -> None:
        self.document = document
        self.attributions = attributions
        self.is_body = is_body
        self.same = same
        self.stretches = self._find()

    def of(self, start: int) -> int | None:
        """Give the attribution whose voice a place is told in, None where none."""
        return next((i for first, last, i in self.stretches if first <= start < last), None)

    def _find(self) -> list[tuple[int, int, int]]:
        body = [s for s in self.document.segments if s.kind in CLAIM_KINDS and not s.table]
        paragraphs = [s for s in body if s.kind is SegmentKind.PARAGRAPH]
        found: list[tuple[int, int, int]] = []
        for order, segment in enumerate(paragraphs[:_LEAD]):
            lead = self._lead(segment)
            if _BULLET.match(segment.span.of(self.document.text)):
                continue
            if lead is None or order + 1 >= len(paragraphs):
                continue
            if not self._is_voiced(paragraphs[order + 1]):
                continue
            last = order + 1
            while last + 1 < len(paragraphs) and not self._other_speaker(paragraphs[last + 1], lead):
                last += 1
            if self._other_speaker(paragraphs[order + 1], lead):
                continue
            found.append((segment.span.end, paragraphs[last].span.end, lead))
            break
        return found

    def _lead(self, segment: Segment) -> int | None:
        """The attribution of a lead: outermost, by a body, in this paragraph."""
        for index, attribution in enumerate(self.attributions):
            if (
                attribution.outermost
                and attribution.source
                and attribution.cue_class == "report"
                and segment.span.contains(attribution.source[0])
                and self.is_body(attribution)
            ):
                return index
        return None

    def _is_voiced(self, segment: Segment) -> bool:
        words = segment.span.of(self.document.text)
        return bool(_BULLET.match(words) or _VOICE.search(words))

    def _other_speaker(self, segment: Segment, lead: int) -> bool:
        for attribution in self.attributions:
            if not attribution.source or not segment.span.contains(attribution.source[0]):
                continue
            if attribution.cue_class not in {"report", "claim", "deny", "accuse", "estimate"}:
                continue
            if attribution.outermost and not self.same(attribution, self.attributions[lead]):
                return True
        return False
