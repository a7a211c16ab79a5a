"""Windows of a text that hold a word of time: rules are tried nowhere else."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[a-z]+(?:\.[a-z]+)*|\d+")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’ʼ‘`´", "'"),
        **dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f\u2002\u2003\u200a", " "),
        "“": '"',
        "”": '"',
    }
)
# The longest pattern that matters ("early in the morning of Sunday, the 29th of April 1975") fits in it.
REACH = 64


def plain(text: str) -> str:
    """Fold case, dashes, apostrophes and spaces; every offset stays as it is."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return folded.translate(_PLAIN)


def windows(
    low: str, start: int, end: int, hot: dict[str, tuple[str, ...]]
) -> dict[str, list[tuple[int, int]]]:
    """Give, for each class of words, where it occurs in ``low[start:end]``."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _TOKEN.finditer(low, start, end):
        token = match[0]
        kinds = _digit_kinds(low, match) if token[0].isdigit() else hot.get(token, ())
        for kind in kinds:
            found.setdefault(kind, []).append(match.span())
    return found


def _digit_kinds(low: str, match: re.Match[str]) -> tuple[str, ...]:
    token, end = match[0], match.end()
    after = low[end : end + 2]
    joined = len(after) == 2 and after[0] in ".:/-" and after[1].isdigit()
    if len(token) == 4:
        kinds: tuple[str, ...] = ("year", "clock") if after.strip()[:1] == "h" else ("year",)
        return (*kinds, "numeric") if joined else kinds
    if not joined:
        return ()
    return ("clock", "numeric") if after[0] in ":." else ("numeric",)


def merge(spots: list[tuple[int, int]], start: int, end: int, low: str) -> list[tuple[int, int]]:
    """Widen spots by REACH to word borders within ``[start, end)`` and join those that touch."""
    merged: list[tuple[int, int]] = []
    for left, right in sorted(spots):
        begin = max(start, left - REACH)
        while begin > start and low[begin - 1] not in " (":
            begin -= 1
        stop = min(end, right + REACH)
        while stop < end and low[stop] != " ":
            stop += 1
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((begin, stop))
    return merged
