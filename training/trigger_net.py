"""The trigger network of annotators/events, fitted in numpy; called by training/events.py.

A document is what training/events.py gathers: candidate tokens with their inputs ("net"), their
gold types and the other words of their row. Words are swapped for others of the row, or left out,
while it learns, so that it learns what stands about a word rather than the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whosays.annotators.events.trigger_net import TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from whosays.annotators.events.trigger_net import WordVectors

    Net = tuple[NDArray[np.float32], ...]

LABELS = ("O", *TYPES)
SEEDS = (0, 1)
CARD = """The trigger network of whosays: log-odds of 36 types of event for a word of the lexicon.
Trained on hand-coded reports of this project (fiction), its own lines and coded reports, and
reviews and e-mails of UD English EWT (CC BY-SA 4.0) as text without claims; word vectors: GloVe 6B
(PDDL 1.0). Licence of the weights: CC BY-SA 4.0. Scores and the way to fit it: training/README.md.
"""
"""What is written beside the weights."""
SLOT_WEIGHTS = (1.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Options:
    """How a network is fitted."""

    hidden: int = 128
    epochs: int = 12
    rate: float = 2e-3
    decay: float = 0.05
    batch: int = 128
    drop_input: float = 0.2
    drop: float = 0.4
    smooth: float = 0.03
    swap: float = 0.4
    mask: float = 0.15


@dataclass(slots=True)
class _Rows:
    """All candidate tokens of some documents."""

    inputs: NDArray[np.float32]
    wanted: NDArray[np.float32]
    weights: NDArray[np.float32]
    swaps: list[NDArray[np.float32] | None]


def fit_nets(
    documents: Sequence[dict[str, Any]],
    vectors: WordVectors,
    options: Options | None = None,
    seeds: Sequence[int] = SEEDS,
) -> list[Net]:
    """Fit one network a seed."""
    rows = _rows_of(documents, vectors)
    return [_fit(rows, vectors.width, options or Options(), seed) for seed in seeds]


def write_nets(nets: Sequence[Net], path: Path) -> None:
    """Write networks as an npz."""
    arrays: dict[str, Any] = {
        "count": np.int32(len(nets)),
        "card": np.frombuffer(CARD.encode(), np.uint8),
    }
    for n, net in enumerate(nets):
        names = ("first", "first_bias", "second", "second_bias")
        arrays.update({f"{k}_{n}": a.astype(np.float16) for k, a in zip(names, net, strict=True)})
    np.savez_compressed(path, **arrays)


def _rows_of(documents: Sequence[dict[str, Any]], vectors: WordVectors) -> _Rows:
    inputs, wanted, weights = [], [], []
    swaps: list[NDArray[np.float32] | None] = []
    tables: dict[tuple[str, ...], NDArray[np.float32] | None] = {}
    for d in documents:
        for t in d["tokens"]:
            if t["net"] is None:
                continue
            types = [label for _, label in t["gold"]] or ["O"]
            row = np.zeros(len(LABELS), np.float32)
            for label in types:
                row[LABELS.index(label)] += 1 / len(types)
            inputs.append(t["net"])
            wanted.append(row)
            weights.append(0.5 if d["name"].startswith("ewt") else 1.0)
            others = t["others"]
            if others not in tables:
                found = [vectors.row(w) for w in others if vectors.has(w)]
                tables[others] = vectors.rows[found] if found else None
            swaps.append(tables[others])
    return _Rows(
        np.stack(inputs).astype(np.float32), np.stack(wanted), np.array(weights, np.float32), swaps
    )


def _fit(rows: _Rows, width: int, options: Options, seed: int) -> Net:
    """Fit by Adam with decayed weights; give the weights for inputs as they come."""
    rng = np.random.default_rng(seed)
    scale = np.ones(rows.inputs.shape[1], np.float32)
    for slot, weight in enumerate(SLOT_WEIGHTS):
        scale[slot * width : (slot + 1) * width] = weight
    mean, spread = rows.inputs.mean(0), rows.inputs.std(0) + 0.05 / scale
    inputs = (rows.inputs - mean) / spread
    wanted = rows.wanted * (1 - options.smooth) + options.smooth / len(LABELS)
    n, k = len(inputs), len(LABELS)
    bound = 1 / np.sqrt(inputs.shape[1])
    weights = [
        rng.uniform(-bound, bound, (inputs.shape[1], options.hidden)).astype(np.float32),
        np.zeros(options.hidden, np.float32),
        np.zeros((options.hidden, k), np.float32),
        np.zeros(k, np.float32),
    ]
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    total, step = options.epochs * (n // options.batch), 0
    for _ in range(options.epochs):
        order = rng.permutation(n)
        for start in range(0, n - options.batch + 1, options.batch):
            at = order[start : start + options.batch]
            x = inputs[at]
            _disturb(x, [rows.swaps[i] for i in at], mean, spread, width, options, rng)
            x *= (rng.random(x.shape, dtype=np.float32) >= options.drop_input) / np.float32(
                1 - options.drop_input
            )
            h = x @ weights[0] + weights[1]
            kept = (h > 0) * (rng.random(h.shape, dtype=np.float32) >= options.drop)
            kept = kept / np.float32(1 - options.drop)
            h *= kept
            z = h @ weights[2] + weights[3]
            p = np.exp(z - z.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            g = (p - wanted[at]) * (rows.weights[at] / options.batch)[:, None]
            back = (g @ weights[2].T) * kept
            step += 1
            rate = options.rate * min(1, step / 50) * max(0.02, 1 - step / total)
            for j, grad in enumerate((x.T @ back, back.sum(0), h.T @ g, g.sum(0))):
                first[j] += 0.1 * (grad - first[j])
                second[j] += 0.001 * (grad * grad - second[j])
                move = (first[j] / (1 - 0.9**step)) / (
                    np.sqrt(second[j] / (1 - 0.999**step)) + 1e-8
                )
                weights[j] -= rate * (move + options.decay * weights[j] * (j % 2 == 0))
    folded = weights[0] / spread[:, None]
    return folded, weights[1] - mean @ folded, weights[2], weights[3]


def _disturb(
    x: NDArray[np.float32],
    swaps: Sequence[NDArray[np.float32] | None],
    mean: NDArray[np.float32],
    spread: NDArray[np.float32],
    width: int,
    options: Options,
    rng: np.random.Generator,
) -> None:
    """Swap some triggers' own vectors for those of other words of their row, or leave them out."""
    chance = rng.random((len(x), 2))
    for row, table, (which, place) in zip(x, swaps, chance, strict=True):
        if which < options.swap:
            if table is not None:
                vector = table[int(place * len(table))]
                row[:width] = (vector - mean[:width]) / spread[:width]
        elif which > 1 - options.mask:
            row[:width] = -mean[:width] / spread[:width]
