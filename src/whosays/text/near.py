"""Which of many spans lie round a place: answered from a table of stretches, not by asking each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDTH = 256
"""Code points of a stretch: about two sentences."""


class SpanIndex:
    """Half-open spans, known by their numbers in the order in which they were given.

    A question costs as much as spans stand near, however long the document is.
    """

    __slots__ = ("_at", "spans")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = [(s[0], s[1]) for s in spans]
        self._at: dict[int, list[int]] = {}
        for number, (start, end) in enumerate(self.spans):
            for stretch in range(start // _WIDTH, (end - 1) // _WIDTH + 1):
                self._at.setdefault(stretch, []).append(number)

    def overlapping(self, span: tuple[int, int]) -> list[int]:
        """Give the numbers of the spans that share a code point with ``span``, sorted."""
        return [n for n in self._near(span) if self._overlap(n, span)]

    def overlaps(self, span: tuple[int, int]) -> bool:
        """Tell whether any span shares a code point with ``span``."""
        return any(self._overlap(n, span) for n in self._near(span))

    def holding(self, span: tuple[int, int]) -> list[int]:
        """Give the numbers of the spans that hold all of ``span``, sorted."""
        spans = self.spans
        return [
            n
            for n in self._at.get(span[0] // _WIDTH, ())
            if spans[n][0] <= span[0] and span[1] <= spans[n][1]
        ]

    def _overlap(self, number: int, span: tuple[int, int]) -> bool:
        start, end = self.spans[number]
        return start < span[1] and span[0] < end

    def _near(self, span: tuple[int, int]) -> Iterable[int]:
        first, last = span[0] // _WIDTH, (span[1] - 1) // _WIDTH
        if first == last:
            return self._at.get(first, ())
        return sorted(set(self._stretches(first, last)))

    def _stretches(self, first: int, last: int) -> Iterator[int]:
        if last - first > len(self._at):
            for stretch, numbers in self._at.items():
                if first <= stretch <= last:
                    yield from numbers
            return
        for stretch in range(first, last + 1):
            yield from self._at.get(stretch, ())
