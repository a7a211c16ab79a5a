"""Drafts: segments before they know their language and what they repeat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.schema.segment import CLAIM_KINDS, Segment, SegmentKind
from whosays.schema.span import Span
from whosays.text.language import UNDETERMINED, guess_language
from whosays.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.rules import ReaderRules

# Shorter lines ("Background") come twice without being a repetition.
REPEAT_MIN = 25


@dataclass(frozen=True, slots=True)
class Draft:
    """A stretch of canonical text with its kind; ``origin`` in the raw file, None if the same."""

    start: int
    end: int
    kind: SegmentKind
    table: bool = False
    origin: tuple[int, int] | None = None

    def of(self, text: str) -> str:
        """Give the draft's words."""
        return text[self.start : self.end]

    def as_kind(self, kind: SegmentKind) -> Draft:
        """Give the same stretch under another kind."""
        return replace(self, kind=kind)


def finish(
    text: str, drafts: Sequence[Draft], rules: ReaderRules, *, same_origin: bool
) -> tuple[tuple[Segment, ...], str]:
    """Give the segments and the document's language.

    ``same_origin``: the canonical text is the raw file, so that a span is its own origin.
    """
    body = "\n".join(d.of(text) for d in drafts if d.kind in CLAIM_KINDS)
    whole = body or "\n".join(d.of(text) for d in drafts)
    language = guess_language(whole, rules.common_words, UNDETERMINED)
    seen: dict[str, int] = {}
    segments: list[Segment] = []
    for index, draft in enumerate(drafts):
        words = draft.of(text)
        key = comparison_key(words)
        repeats = seen.get(key) if len(key) >= REPEAT_MIN else None
        seen.setdefault(key, index)
        span = Span(draft.start, draft.end)
        origin = span if same_origin else Span(*draft.origin) if draft.origin else None
        own = guess_language(words, rules.common_words, language)
        segments.append(Segment(span, draft.kind, own, origin, repeats, draft.table))
    return tuple(segments), language
