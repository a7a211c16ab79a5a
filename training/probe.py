"""Scores of a trigger head for coded reports that it never saw: what the combiner is fitted on.

    python -m training.probe --bench BENCH --encoder model.safetensors --tokenizer tokenizer.json \
        --out heads.npz

The shipped analyser learned the triggers of most coded reports, so its scores there say nothing of
new text. Here a small network over word vectors of the encoder as published, which saw no label
of ours, is fitted once a fold and once a theatre without the reports of that part. It finds about
as much as the shipped head does in reports new to that one.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training import corpora
from training.labels import EVENT_TYPES
from training.network import Encoder, Shape, pool
from training.splits import claim_folds, claim_theatres
from whosays.models.pieces import PieceEncoder

LABELS = ("O", *EVENT_TYPES)
MAX_PIECES = 400
MIXED_LAYERS = 3
"""How many of the encoder's last layers a word's vector is the mean of."""
EWT_SENTENCES = 1200


@dataclass(slots=True)
class Words:
    """A report's words: where each starts, its vector, its first and last label."""

    name: str
    starts: list[int]
    vectors: Tensor
    labels: Tensor


class Vectors:
    """The published encoder, unchanged: words in, vectors out."""

    def __init__(self, encoder: Path, tokenizer: Path) -> None:
        self.pieces = PieceEncoder(Tokenizer.from_file(str(tokenizer)))
        self.net = Encoder(Shape(heads=(), n_deprels=1)).eval()
        self.net.load_bert(encoder)

    @torch.no_grad()
    def of(self, words: list[str], spaces: list[bool]) -> Tensor:
        """Give a vector a word."""
        parts, first, size = [], 0, 0
        for index, word in enumerate(words):
            length = len(self.pieces.cut(word)[0])
            if size + length > MAX_PIECES:
                parts.append(self._window(words[first:index], spaces[first:index]))
                first, size = index, 0
            size += length
        parts.append(self._window(words[first:], spaces[first:]))
        return torch.cat(parts)

    def _window(self, words: list[str], spaces: list[bool]) -> Tensor:
        window = self.pieces.encode(words, spaces)
        ids = torch.tensor([window.ids])
        places = torch.arange(ids.shape[1])
        net = self.net
        h = net.norm(net.word(ids) + net.position(places)[None] + net.kind)
        outputs = []
        for layer in net.layers:
            h = layer(h, None)
            outputs.append(h)
        mixed = torch.stack(outputs[-MIXED_LAYERS:]).mean(0)
        first, last = torch.tensor([window.first]), torch.tensor([window.last])
        return pool(mixed, first, last)[0]


def words_of(text: corpora.Text, vectors: Vectors) -> Words:
    """Read a text paragraph by paragraph."""
    starts: list[int] = []
    rows: list[Tensor] = []
    labels: list[tuple[int, int]] = []
    for paragraph in text.paragraphs:
        words = [w for u in paragraph for w in u.words]
        rows.append(vectors.of(words, [s for u in paragraph for s in u.spaces]))
        for unit in paragraph:
            starts += [start for start, _ in unit.offsets] or [-1] * len(unit.words)
            here: list[list[int]] = [[] for _ in unit.words]
            for first, last, kind, *_ in unit.triggers or ():
                for index in range(first, last):
                    here[index].append(LABELS.index(kind))
            labels += [(found[0], found[-1]) if found else (0, 0) for found in here]
    return Words(text.id, starts, torch.cat(rows), torch.tensor(labels))


class Probe:
    """Two layers over standardised vectors."""

    def __init__(
        self, parts: list[Words], *, seed: int = 0, hidden: int = 256, epochs: int = 8,
        rate: float = 2e-3, batch: int = 128,
    ) -> None:  # fmt: skip
        torch.manual_seed(seed)
        x, y = torch.cat([p.vectors for p in parts]), torch.cat([p.labels for p in parts])
        self.mean, self.scale = x.mean(0), x.std(0) + 1e-3
        x = (x - self.mean) / self.scale
        self.net = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(x.shape[1], hidden), nn.GELU(), nn.Dropout(0.4),
            nn.Linear(hidden, len(LABELS)),
        )  # fmt: skip
        optimizer = torch.optim.AdamW(self.net.parameters(), lr=rate, weight_decay=0.05)
        total, step = epochs * (len(x) // batch), 0
        for _ in range(epochs):
            order = torch.randperm(len(x))
            for start in range(0, len(x) - batch + 1, batch):
                rows = order[start : start + batch]
                scores = self.net(x[rows])
                # A word may trigger two types of event: each gets half of the mass.
                loss = sum(
                    F.cross_entropy(scores, y[rows, k], label_smoothing=0.03) for k in (0, 1)
                )
                optimizer.zero_grad(set_to_none=True)
                loss.backward()  # type: ignore[union-attr]
                for group in optimizer.param_groups:
                    group["lr"] = rate * min(1, (step + 1) / 50) * max(0.02, 1 - step / total)
                optimizer.step()
                step += 1
        self.net.eval()

    @torch.no_grad()
    def scores(self, words: Words) -> np.ndarray:
        """Give log-probabilities (words, labels)."""
        rows = self.net((words.vectors - self.mean) / self.scale)
        found: np.ndarray = torch.log_softmax(rows, -1).numpy().astype(np.float16)
        return found


def main() -> None:
    """Fit the probes and write their scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("bench", "encoder", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    vectors = Vectors(args.encoder, args.tokenizer)
    reports = [words_of(t, vectors) for t in corpora.read_claims(args.bench / "claims-train")]
    peace = peaceful(args.bench / "ud-ewt/en_ewt-ud-train.conllu", vectors)
    print(len(reports), "reports read", flush=True)
    arrays: dict[str, np.ndarray] = {"labels": np.array(LABELS)}
    names = [r.name for r in reports]
    for by, parts in (("fold", claim_folds(names)), ("theatre", claim_theatres(names))):
        for part, held in parts.items():
            probe = Probe([*(r for r in reports if r.name not in held), *peace])
            for report in reports:
                if report.name in held:
                    arrays[f"{by}/{report.name}"] = probe.scores(report)
                    arrays[f"starts/{report.name}"] = np.array(report.starts, np.int32)
            print(by, part, len(held), "reports", flush=True)
    np.savez_compressed(args.out, **arrays)  # type: ignore[arg-type]


def peaceful(path: Path, vectors: Vectors) -> list[Words]:
    """Read the first reviews and e-mails of EWT, which tell of no war."""
    found = []
    left = EWT_SENTENCES
    for text in corpora.read_conllu(path, "ewt"):
        units = list(text.units())
        if left > 0 and text.id.startswith(("reviews", "email")):
            text.paragraphs = [[u] for u in units]
            found.append(words_of(text, vectors))
            left -= len(units)
    return found


if __name__ == "__main__":
    main()
