"""Fold a text for rules: case, dashes, apostrophes and spaces, every offset kept."""

from __future__ import annotations

_SAME = (
    *((c, "-") for c in "‐‑‒–—―−"),
    *((c, "'") for c in "’ʼ‘`´"),
    *((c, '"') for c in "“”"),
    *((c, " ") for c in "\n\r\t\u00a0\u2007\u2009\u202f\u2002\u2003\u200a"),
)


def plain(text: str, *, keep_lines: bool = False) -> str:
    """Give the text in lower case with one kind of dash, apostrophe, quote and space.

    Letters whose lower case is longer (İ) stay, so that offsets hold.
    ``keep_lines`` keeps line breaks.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    # Repeated replace is several times faster than translate, which looks every letter up.
    for sign, same in _SAME:
        if sign in folded and not (keep_lines and sign in "\n\r"):
            folded = folded.replace(sign, same)
    return folded
