"""Windows of units, noise, and batches of tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from training.labels import IGNORED, Numberer
from whosays.models.pieces import SPECIAL_SHAPE, PieceEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.corpora import Text, Unit

MAX_PIECES = 500
# Windows are drawn short and long, so that sentences are seen with and without neighbours.
WINDOW_SIZES = (16, 48, 80, 120)


@dataclass(slots=True)
class Item:
    """One window as numbers; ``labels`` holds only what is known."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    sentence_of: list[int]
    labels: dict[str, list[int]]


@dataclass(slots=True)
class Batch:
    """Tensors of several windows, padded: (batch, pieces) and (batch, words)."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    sentence_of: Tensor
    labels: dict[str, Tensor]
    n_words: int


class Batcher:
    """Draws one epoch's batches; the same seed and epoch give the same batches."""

    def __init__(self, pieces: PieceEncoder, numberer: Numberer, *, batch_pieces: int) -> None:
        self.pieces = pieces
        self.numberer = numberer
        self.batch_pieces = batch_pieces

    def epoch(
        self, texts: Sequence[tuple[Text, int]], *, seed: int, epoch: int
    ) -> list[list[Item]]:
        """Give the batches of one epoch; each text comes with how often it is read."""
        rng = random.Random(seed * 1_000_003 + epoch)
        items = [
            self._item(window, rng)
            for text, times in texts
            for _ in range(times)
            for window in self._windows(text, rng)
        ]
        rng.shuffle(items)
        batches: list[list[Item]] = []
        # Sorting inside pools keeps padding low without making the order the same each epoch.
        for start in range(0, len(items), 600):
            current: list[Item] = []
            for item in sorted(items[start : start + 600], key=lambda i: len(i.ids)):
                if current and (len(current) + 1) * len(item.ids) > self.batch_pieces:
                    batches.append(current)
                    current = []
                current.append(item)
            if current:
                batches.append(current)
        rng.shuffle(batches)
        return batches

    def _windows(self, text: Text, rng: random.Random) -> Iterator[list[Unit]]:
        for paragraph in text.paragraphs:
            size = rng.choice(WINDOW_SIZES)
            if text.corpus in {"re3d", "claims"}:
                size = rng.choice((64, 120))
            window: list[Unit] = []
            total = 0
            for unit in paragraph:
                length = sum(len(self.pieces.cut(w)[0]) for w in unit.words)
                if window and total + length > size:
                    yield window
                    window, total = [], 0
                    size = rng.choice(WINDOW_SIZES) if text.corpus in {"ewt", "gum"} else size
                window.append(unit)
                total += length
            if window:
                yield window

    def _item(self, window: list[Unit], rng: random.Random) -> Item:
        words = [w for u in window for w in u.words]
        spaces = [s for u in window for s in u.spaces]
        words = _with_noise(words, rng)
        encoded = self.pieces.encode(words, spaces)
        ids, shapes = list(encoded.ids), list(encoded.shapes)
        draw = rng.random()
        if draw < 0.07:
            shapes = [_recased(s, lower=draw < 0.04) for s in shapes]
        for start, end in zip(encoded.first, encoded.last, strict=True):
            if rng.random() < 0.04:
                ids[start : end + 1] = [self.pieces.mask_id] * (end + 1 - start)
        sentence_of: list[int] = []
        labels: dict[str, list[int]] = {}
        for number, unit in enumerate(window):
            offset = len(sentence_of)
            known = self.numberer.number(unit)
            for name, values in known.items():
                column = labels.setdefault(name, [IGNORED] * len(words))
                shift = offset if name == "head" else 0
                column[offset : offset + len(values)] = [v + shift if v > 0 else v for v in values]
            sentence_of += [number] * len(unit.words)
        keep = sum(e < MAX_PIECES for e in encoded.last)
        return Item(
            ids[:MAX_PIECES], shapes[:MAX_PIECES], list(encoded.first[:keep]),
            list(encoded.last[:keep]), sentence_of[:keep],
            {k: v[:keep] for k, v in labels.items()},
        )  # fmt: skip


def _recased(shape: int, *, lower: bool) -> int:
    if shape == SPECIAL_SHAPE:
        return shape
    kind, glued = shape % 6, shape // 6 * 6
    if lower:
        return glued if kind in {1, 2, 3} else shape
    return glued + 2 if kind in {0, 1, 3} else shape


def _with_noise(words: list[str], rng: random.Random) -> list[str]:
    """Write straight quotes as curly ones in a third of the windows: newspapers do."""
    if rng.random() > 0.33:
        return words
    opened = False
    out = []
    for word in words:
        if word == '"':
            opened = not opened
            out.append("“" if opened else "”")
        else:
            out.append(word.replace("'", "’"))
    return out


def collate(items: Sequence[Item]) -> Batch:
    """Pad windows into tensors."""
    n_pieces, n_words = max(len(i.ids) for i in items), max(len(i.first) for i in items)
    names = sorted({name for item in items for name in item.labels})
    size, words = (len(items), n_pieces), (len(items), n_words)
    batch = Batch(
        torch.zeros(size, dtype=torch.long), torch.zeros(size, dtype=torch.long),
        torch.full(size, SPECIAL_SHAPE), torch.zeros(words, dtype=torch.long),
        torch.zeros(words, dtype=torch.long), torch.full(words, -1),
        {name: torch.full(words, IGNORED) for name in names},
        sum(len(i.first) for i in items),
    )  # fmt: skip
    for row, item in enumerate(items):
        for tensor, values in (
            (batch.ids, item.ids), (batch.shapes, item.shapes), (batch.first, item.first),
            (batch.last, item.last), (batch.sentence_of, item.sentence_of),
        ):  # fmt: skip
            tensor[row, : len(values)] = torch.tensor(values)
        batch.mask[row, : len(item.ids)] = 1
        for name, labels in item.labels.items():
            batch.labels[name][row, : len(labels)] = torch.tensor(labels)
    return batch
