"""Span: a half-open stretch of a document's canonical text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Pair(NamedTuple):
    start: int
    end: int


class Span(_Pair):
    """``[start, end)`` in Unicode code points of ``Document.text``; encoded as ``[s, e]``.

    Raises: ValueError where end <= start or start < 0: an empty span quotes nothing.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:  # noqa: PYI034 - never subclassed
        """Check the bounds, then build."""
        if start < 0 or end <= start:
            msg = f"a span needs 0 <= start < end, not [{start}, {end})"
            raise ValueError(msg)
        return super().__new__(cls, start, end)

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Share at least one code point with ``other``."""
        return self[0] < other[1] and other[0] < self[1]

    def contains(self, other: tuple[int, int]) -> bool:
        """Hold all of ``other``."""
        return self[0] <= other[0] and other[1] <= self[1]

    def of(self, text: str) -> str:
        """Give the words that the span quotes."""
        return text[self[0] : self[1]]

    def length(self) -> int:
        """Count the code points."""
        return self[1] - self[0]


def hull(spans: Iterable[tuple[int, int]]) -> Span:
    """Give the smallest span that holds all ``spans`` (at least one)."""
    pairs = list(spans)
    return Span(min(s for s, _ in pairs), max(e for _, e in pairs))
