"""Spans of ``models``: scores of BIES tags in, the best well-formed spans out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_BARRED = -1e9


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Words ``[first, last)`` with a label; ``score`` is the mean probability of its tags."""

    first: int
    last: int
    label: str
    score: float


class SpanDecoder:
    """Decodes one head's tags (``O``, ``B-X``, ``I-X``, ``E-X``, ``S-X``), in any order."""

    __slots__ = ("_closed", "_fresh", "_inner", "_outside", "tags")

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        self._closed = tuple(i for i, t in enumerate(tags) if t[0] in "OES")
        self._fresh = tuple(i for i, t in enumerate(tags) if t[0] in "OBS")
        place = {t: i for i, t in enumerate(tags)}
        # I-X and E-X, each with the places of B-X and I-X that lead to it.
        self._inner = tuple(
            (i, place["B" + t[1:]], place["I" + t[1:]]) for i, t in enumerate(tags) if t[0] in "IE"
        )
        self._outside = np.array([t[0] == "O" for t in tags])

    def decode(
        self, scores: NDArray[np.float32], bounds: Sequence[tuple[int, int]]
    ) -> list[ScoredSpan]:
        """Give the spans of a text's words; none crosses a sentence.

        Where the best tag of each word makes a well-formed sequence it is the best sequence;
        only stretches where it does not are searched (Viterbi), with a word on either side.

        Shape: scores (n_words, n_tags); bounds: the sentences ``[first, last)``, all words.
        """
        if not len(scores):
            return []
        best = scores.argmax(1)
        marked = np.flatnonzero(~self._outside[best]).tolist()
        if not marked:
            return []
        for first, last in _stretches(marked, bounds):
            if not self._is_well_formed(best[first:last].tolist()):
                best[first:last] = self._search(scores[first:last])
        return self._collect(best, scores)

    def _is_well_formed(self, tags: list[int]) -> bool:
        opened: str | None = None
        for tag in tags:
            name = self.tags[tag]
            if (name[0] in "IE") != (opened is not None) or (opened and name[2:] != opened):
                return False
            if name[0] == "B":
                opened = name[2:]
            elif name[0] == "E":
                opened = None
        return opened is None

    def _search(self, scores: NDArray[np.float32]) -> list[int]:
        """Find the best well-formed tags; linear in the tags, as all closed ones lead alike."""
        rows: list[list[float]] = scores.tolist()
        value = [_BARRED] * len(self.tags)
        for tag in self._fresh:
            value[tag] = rows[0][tag]
        back: list[list[int]] = []
        for row in rows[1:]:
            closed = max(self._closed, key=value.__getitem__)
            before = [closed] * len(row)
            for tag, begin, inside in self._inner:
                before[tag] = begin if value[begin] >= value[inside] else inside
            value = [value[b] + x for b, x in zip(before, row, strict=True)]
            back.append(before)
        tag = max(self._closed, key=value.__getitem__)
        found = [tag]
        for before in reversed(back):
            tag = before[tag]
            found.append(tag)
        return found[::-1]

    def _collect(self, tags: NDArray[np.int64], scores: NDArray[np.float32]) -> list[ScoredSpan]:
        found: list[ScoredSpan] = []
        inside = np.flatnonzero(~self._outside[tags])
        rows = scores[inside].astype(np.float64)
        rows = np.exp(rows - rows.max(1, keepdims=True)) if len(inside) else rows
        mass = (rows[np.arange(len(inside)), tags[inside]] / rows.sum(1)).tolist()
        first = 0
        masses: list[float] = []
        for index, tag, share in zip(inside.tolist(), tags[inside].tolist(), mass, strict=True):
            name = self.tags[tag]
            if name[0] in "BS":
                first, masses = index, []
            masses.append(share)
            if name[0] in "ES":
                score = round(sum(masses) / len(masses), 4)
                found.append(ScoredSpan(first, index + 1, name[2:], score))
        return found


def _stretches(marked: list[int], bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the stretches around marked words, one word wider, apart from one another."""
    found: list[tuple[int, int]] = []
    sentences = iter(bounds)
    start, end = next(sentences)
    for index in marked:
        while index >= end:
            start, end = next(sentences)
        low, high = max(index - 1, start), min(index + 2, end)
        if found and low < found[-1][1]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found
