"""Quoting: where words that a person gives stand in a report: a value without words is none."""

from __future__ import annotations

import re

from whosays.errors import WebError
from whosays.schema.span import Span

_SHOWN_SIGN = re.compile(r"\u27e8U\+([0-9A-F]{4,6})\u27e9")
_MAX_WORDS = 400


def span_of(text: str, words: str, near: int, exact: tuple[str, str] = ("", "")) -> Span:
    """Give the span of words as a page shows them: ``exact``, if it quotes them, else the nearest.

    ``near`` is where the claim's trigger stands; blanks may differ, and hostile signs are given as
    the pages show them (U+202E between mathematical brackets).

    Raises: WebError A914 for words that the text does not hold.
    """
    pattern = _pattern(words[:_MAX_WORDS])
    if all(e.isdecimal() and len(e) < 10 for e in exact):
        start, end = int(exact[0]), int(exact[1])
        if 0 <= start < end <= len(text) and pattern and pattern.fullmatch(text[start:end].strip()):
            return _trimmed(text, start, end)
    found = [m.span() for m in pattern.finditer(text)] if pattern else []
    if not found:
        raise WebError("A914", words=words[:_MAX_WORDS])
    return Span(*min(found, key=lambda s: (abs(s[0] - near), s)))


def _pattern(words: str) -> re.Pattern[str] | None:
    real = _SHOWN_SIGN.sub(lambda m: chr(int(m[1], 16)), words)
    parts = [re.escape(w) for w in real.split()]
    return re.compile(r"\s+".join(parts)) if parts else None


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)
