"""Windows of a text that hold a word of time: rules are tried nowhere else."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[a-z]+(?:\.[a-z]+)*|\d+")


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
    if token[-1] == "0" and len(token) in {3, 4} and after in {"s", "'s", "s ", "s.", "s,", "s)"}:
        return ("decade",)
    if after in {"st", "nd", "rd", "th"}:
        return ("ordinal",)
    if len(token) == 4:
        kinds: tuple[str, ...] = ("year", "clock") if after.strip()[:1] == "h" else ("year",)
        return (*kinds, "numeric") if joined else kinds
    if not joined:
        return ()
    return ("clock", "numeric") if after[0] in ":." else ("numeric",)


def merge(
    spots: list[tuple[int, int]], bounds: tuple[int, int], low: str, reach: tuple[int, int]
) -> list[tuple[int, int]]:
    """Widen spots by ``reach`` to word borders within ``bounds`` and join those that touch."""
    start, end = bounds
    merged: list[tuple[int, int]] = []
    for left, right in sorted(spots):
        begin = max(start, left - reach[0])
        if begin > start:
            begin = max(start, low.rfind(" ", start, begin) + 1)
        stop = min(end, right + reach[1])
        if stop < end:
            space = low.find(" ", stop, end)
            stop = end if space < 0 else space
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((begin, stop))
    return merged
