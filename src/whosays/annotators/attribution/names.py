"""Complete sources that cut a name in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.span import Span
from whosays.text.near import SpanIndex

if TYPE_CHECKING:
    from whosays.annotators.attribution.candidate import Candidate
    from whosays.schema.mention import EntityMention

_KINDS = frozenset({"Person", "Organisation"})


def complete_names(candidates: list[Candidate], entities: tuple[EntityMention, ...]) -> None:
    """Widen each source over the named entities that it cuts, unless cue or content stand there."""
    names = [e.span for e in entities if e.type in _KINDS]
    index = SpanIndex(names)
    for candidate in candidates:
        for order, source in enumerate(candidate.source):
            for number in index.overlapping(source):
                name = names[number]
                if source.contains(name):
                    continue
                wide = Span(min(source.start, name.start), max(source.end, name.end))
                if any(wide.overlaps(c) for c in (*candidate.cue, *candidate.content)):
                    continue
                candidate.source[order] = source = wide  # noqa: PLW2901 - grows name by name
