"""Stamps: chronicles and feeds whose paragraphs open with the hour (*06:15. A column …*)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.parse import Parse

# So many paragraphs, and so large a part of all, open with the hour in a chronicle.
MIN_STAMPS, MIN_SHARE = 3, 0.4
_STAMP = re.compile(r"[^\w\n]{0,4}(?P<clock>[0-2]?\d[:.][0-5]\d)(?![\d%]|[.:]\d)")


def stamps(
    text: str,
    parse: Parse,
    starts: Sequence[int],
    kinds: Sequence[str],
    in_sentence: Callable[[int], list[Stretch]],
) -> dict[int, Stretch]:
    """Give the hour under which each segment of a chronicle stands; nothing for other reports."""
    found: dict[int, Stretch] = {}
    seen: set[int] = set()
    for index, sentence in enumerate(parse.sentences):
        here = sentence.segment
        if here in seen:
            continue
        seen.add(here)
        match = _STAMP.match(text, starts[here])
        if match is None:
            continue
        at = match.start("clock")
        hours = [s for s in in_sentence(index) if s.rank == 1 and s.mention.span.start == at]
        if hours:
            found[here] = hours[0]
    paragraphs = sum(kinds[s] == "paragraph" for s in seen)
    if len(found) < MIN_STAMPS or len(found) < MIN_SHARE * paragraphs:
        return {}
    last: Stretch | None = None
    for here in sorted(seen):
        last = found.get(here, last)
        if last is not None:
            found[here] = last
    return found
