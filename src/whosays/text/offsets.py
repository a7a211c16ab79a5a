"""Offsets: code points ↔ UTF-16 units, for browsers and editors that count the latter."""

from __future__ import annotations

from bisect import bisect_right


class Utf16Offsets:
    """Maps offsets of one text between code points and UTF-16 units; O(log n) a call.

    Only characters outside the basic plane take two units, so only their places are kept.
    """

    __slots__ = ("_length", "_points", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._points = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        self._units = [point + k for k, point in enumerate(self._points)]

    def to_utf16(self, point: int) -> int:
        """Give the UTF-16 offset of a code point offset.

        Raises: ValueError outside ``[0, len(text)]``.
        """
        if not 0 <= point <= self._length:
            msg = f"offset {point} is outside a text of {self._length} code points"
            raise ValueError(msg)
        return point + bisect_right(self._points, point - 1)

    def to_point(self, unit: int) -> int:
        """Give the code point offset of a UTF-16 offset; inside a pair, that of the pair.

        Raises: ValueError outside the text.
        """
        if not 0 <= unit <= self._length + len(self._points):
            msg = f"UTF-16 offset {unit} is outside the text"
            raise ValueError(msg)
        pairs = bisect_right(self._units, unit - 1)
        if pairs and self._units[pairs - 1] == unit - 1:
            return self._points[pairs - 1]
        return unit - pairs
