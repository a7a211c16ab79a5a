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

    __slots__ = ("_allowed", "_opens", "_outside", "_price", "tags")

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        closed = np.array([t[0] in "OES" for t in tags])
        self._opens = np.array([t[0] in "OBS" for t in tags])
        kind = [t[2:] for t in tags]
        same = np.array([[a == b for b in kind] for a in kind])
        inside = same & ~self._opens[None, :]
        self._allowed = np.where(closed[:, None], self._opens[None, :], inside)
        self._price = np.where(self._allowed, 0.0, _BARRED)
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
            if not self._is_well_formed(best[first:last]):
                best[first:last] = self._search(scores[first:last])
        return self._collect(best, scores)

    def _is_well_formed(self, tags: NDArray[np.int64]) -> bool:
        closed = self._allowed[tags[-1], self._opens].any()
        opened = self._opens[tags[0]]
        return bool(opened and closed and self._allowed[tags[:-1], tags[1:]].all())

    def _search(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        n = len(scores)
        value = np.where(self._opens, scores[0].astype(np.float64), _BARRED)
        back = np.zeros((n, scores.shape[1]), dtype=np.int64)
        for step in range(1, n):
            paths = value[:, None] + self._price
            back[step] = paths.argmax(0)
            value = paths.max(0) + scores[step]
        closed = self._allowed[:, self._opens].any(1)
        tag = int(np.where(closed, value, _BARRED * 2).argmax())
        found = np.zeros(n, dtype=np.int64)
        for step in range(n - 1, -1, -1):
            found[step] = tag
            tag = int(back[step, tag])
        return found

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
