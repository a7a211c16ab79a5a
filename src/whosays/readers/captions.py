"""Captions: lines that a page prints twice, and credits at their ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.schema.segment import SegmentKind
from whosays.text.normalise import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.drafts import Draft
    from whosays.readers.rules import ReaderRules

# A credit is a few words; what follows a repeated line and is longer is running text.
CREDIT_MAX = 90
CAPTION_MIN = 30
_SENTENCE = re.compile(r"[.!?]\s+\S|\b(?:is|are|was|were|said|has|have|had)\b")


def find_captions(text: str, drafts: Sequence[Draft], rules: ReaderRules) -> list[Draft]:
    """Label captions and split off their credits.

    A line is a caption if the next one says it again (with at most a credit added), or if it
    ends in a picture credit; a line that only repeats a headline is none.
    """
    found: list[Draft] = []
    for index, draft in enumerate(drafts):
        if draft.kind not in {SegmentKind.PARAGRAPH, SegmentKind.CAPTION}:
            found.append(draft)
            continue
        words = draft.of(text)
        before = drafts[index - 1].of(text) if index else ""
        after = drafts[index + 1].of(text) if index + 1 < len(drafts) else ""
        tail = _repeated_tail(before, words)
        if tail is not None or _repeated_tail(words, after) is not None:
            cut = rules.split_credit(words) or (tail or 0)
            found += _cut(text, draft, cut)
            continue
        cut = rules.split_credit(words) if index or len(drafts) == 1 else 0
        if cut and (draft.kind is SegmentKind.CAPTION or not _is_running(words[:cut])):
            found += _cut(text, draft, cut)
        else:
            found.append(draft)
    return found


def _repeated_tail(first: str, second: str) -> int | None:
    """Give where in ``second`` the addition to ``first`` starts (0: nothing added), None if new."""
    if len(first) < CAPTION_MIN or not second.startswith(first):
        return None
    rest = second[len(first) :]
    if not rest.strip():
        return 0
    if len(rest) > CREDIT_MAX or rest[0].isalnum() or _SENTENCE.search(rest):
        return None
    return len(first) + len(rest) - len(rest.lstrip(" \t\u00a0.,;:-–—|/("))


def _is_running(words: str) -> bool:
    """Tell whether words before a credit are several sentences, so more than a caption."""
    return len(collapse(words)) > 400


def _cut(text: str, draft: Draft, cut: int) -> list[Draft]:
    caption = draft.as_kind(SegmentKind.CAPTION)
    if not cut:
        return [caption]
    at = draft.start + cut
    end = at
    while end > draft.start and text[end - 1] in " \t\u00a0|/–—-([":
        end -= 1
    if end <= draft.start:
        return [draft.as_kind(SegmentKind.CREDIT)]
    return [replace(caption, end=end), replace(caption, start=at, kind=SegmentKind.CREDIT)]
