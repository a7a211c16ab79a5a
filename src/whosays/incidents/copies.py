"""Copies: near-duplicate texts, as wire copy in ten papers, are one family of documents."""

from __future__ import annotations

import re
from zlib import crc32

from whosays.text.normalise import fold_signs

_WORD = re.compile(r"\w+")
_SHINGLE = 5
"""Words in a row that are compared."""
SKETCH = 8
"""Smallest hashes by which candidates are found: at a likeness of 0.5 one in 250 is missed."""
_MIN_SHINGLES = 12
_LIKENESS = 0.6
"""Share of the shorter text's shingles that the longer must hold. Swept 0.4-0.8 on the corpus."""


def shingles(text: str) -> frozenset[int]:
    """Give the hashes of every five words in a row."""
    words = [w.encode() for w in _WORD.findall(fold_signs(text).lower())]
    rows = zip(*(words[n:] for n in range(_SHINGLE)), strict=False)
    return frozenset(map(crc32, map(b" ".join, rows)))


def sketch(found: frozenset[int]) -> tuple[int, ...]:
    """Give the smallest hashes: two texts that are much alike share one of them."""
    return tuple(sorted(found)[:SKETCH])


def is_copy(left: frozenset[int], right: frozenset[int]) -> bool:
    """Tell whether the shorter text stands in the longer, but for small changes."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < _MIN_SHINGLES:
        return len(shorter) > 0 and shorter == longer
    return len(shorter & longer) >= _LIKENESS * len(shorter)
