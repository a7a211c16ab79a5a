"""Fit the analyser: one command, resumable, the same for the same seed and thread count.

    python -m training.train --bench shared/bench/data --encoder model.safetensors \
        --tokenizer tokenizer.json --out runs/c1 --epochs 2

A run that finds its own checkpoint in --out goes on from it. ``--init`` starts from another run's
weights (a second cycle). The file ``threads`` in --out, if it is there, sets the thread count anew.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from training import corpora, splits
from training.batches import Batch, Batcher, collate
from training.labels import IGNORED, MENTION_TYPES, Labels, Numberer, collect_labels
from training.network import Analyser, Shape
from training.shrink import shrunk
from whosays.models.pieces import PieceEncoder

if TYPE_CHECKING:
    from training.corpora import Text

WEIGHTS = {
    "arc": 1.0, "deprel": 1.0, "upos": 0.5, "xpos": 0.5, "feats": 0.4, "script": 0.3,
    "sentence": 0.5, "entity_re3d": 1.0, "entity_gum": 0.6, "entity_uner": 0.4,
    "mention": 2.0, "trigger": 1.5, "status": 0.2, "stance": 0.2,
}  # fmt: skip
SMOOTHING = 0.03


def load_texts(bench: Path, *, fold_claims: bool, repeat: int) -> list[tuple[Text, int]]:
    """Load the licence-clean training texts and how often each is read in an epoch.

    ``fold_claims`` trains on the coded reports kept for choosing, too.
    """
    treebanks = [
        *corpora.read_conllu(bench / "ud-ewt/en_ewt-ud-train.conllu", "ewt"),
        *corpora.read_gum_train(bench / "ud-gum/en_gum-ud-train.conllu"),
    ]
    barred = [p.read_text(encoding="utf-8") for p in sorted((bench / "claims-dev").glob("*.txt"))]
    re3d, _ = corpora.read_re3d(bench / "re3d", barred)
    ewt_dev = corpora.read_conllu(bench / "ud-ewt/en_ewt-ud-dev.conllu", "ewt")
    uner = corpora.read_uner(bench / "uner-ewt/en_ewt-ud-dev.iob2", ewt_dev)
    claims = corpora.read_claims(bench / "claims-train")
    kept_out = splits.claims_dev_names([t.id for t in claims])
    if not fold_claims:
        claims = [t for t in claims if t.id not in kept_out]
    return [
        *((t, 1) for t in treebanks), *((t, repeat) for t in re3d), *((t, 1) for t in uner),
        *((t, repeat) for t in claims),
    ]  # fmt: skip


def losses(net: Analyser, batch: Batch) -> dict[str, Tensor]:
    """Give the loss of every head that the batch has labels for."""
    masks = (batch.mask, batch.sentence_of >= 0)
    out = net(batch.ids, batch.shapes, batch.first, batch.last, masks)
    found: dict[str, Tensor] = {}
    for head in net.heads:
        if head in batch.labels and head != "trigger":
            loss = _cross_entropy(out[head], batch.labels[head], smooth=head != "sentence")
            if loss is not None:
                found[head] = loss
    if "trigger" in batch.labels:
        # A word may trigger two types of event: each gets half of the mass.
        both = [_cross_entropy(out["trigger"], batch.labels[k], smooth=True)
                for k in ("trigger", "trigger_2")]  # fmt: skip
        known = [b for b in both if b is not None]
        if known:
            found["trigger"] = torch.stack(known).mean()
    if f"mention_{MENTION_TYPES[0]}" in batch.labels:
        scores = out["mention"].unflatten(-1, (len(MENTION_TYPES), 5))
        parts = [_cross_entropy(scores[:, :, i], batch.labels[f"mention_{kind}"], smooth=False)
                 for i, kind in enumerate(MENTION_TYPES)]  # fmt: skip
        found["mention"] = torch.stack([p for p in parts if p is not None]).mean()
    if "head" in batch.labels:
        found.update(_parser_losses(net, out, batch))
    return found


def _cross_entropy(scores: Tensor, labels: Tensor, *, smooth: bool) -> Tensor | None:
    known = labels != IGNORED
    if not known.any():
        return None
    smoothing = SMOOTHING if smooth else 0.0
    return F.cross_entropy(scores[known], labels[known], label_smoothing=smoothing)


def _parser_losses(net: Analyser, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    heads = batch.labels["head"]
    known = heads != IGNORED
    same = batch.sentence_of[:, :, None] == batch.sentence_of[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    arcs = out["arc"].masked_fill(~allowed, -1e4)
    rows, columns = known.nonzero(as_tuple=True)
    scores = net.label_scores(
        out["label_dependent"][rows, columns], out["label_head"][rows, heads[known]]
    )
    return {
        "arc": F.cross_entropy(arcs[known], heads[known]),
        "deprel": F.cross_entropy(
            scores, batch.labels["deprel"][known], label_smoothing=SMOOTHING, ignore_index=IGNORED
        ),
    }


def make_optimizer(net: Analyser, rates: tuple[float, float]) -> torch.optim.AdamW:
    """Give AdamW with the encoder's and the heads' own peak rates."""
    encoder = list(net.encoder.parameters())
    mine = {id(p) for p in encoder}
    heads = [p for p in net.parameters() if id(p) not in mine]
    groups = [{"params": encoder, "peak": rates[0]}, {"params": heads, "peak": rates[1]}]
    return torch.optim.AdamW(groups, lr=rates[0], weight_decay=0.01, betas=(0.9, 0.98))


def save(path: Path, net: Analyser, labels: Labels, extra: dict[str, object]) -> None:
    """Save weights and labels, by way of a side file: a killed run leaves no half file."""
    state = {"weights": net.state_dict(), "shape": net.shape.as_dict(),
             "labels": {"heads": labels.heads, "deprel": labels.deprel}, **extra}  # fmt: skip
    side = path.with_suffix(".part")
    torch.save(state, side)
    side.replace(path)


def load(path: Path) -> tuple[Analyser, Labels, dict[str, object]]:
    """Load a network with its labels."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    shape = Shape(**{**state["shape"], "heads": tuple(map(tuple, state["shape"]["heads"]))})
    net = Analyser(shape)
    net.load_state_dict(state["weights"])
    stored = state["labels"]
    heads = {k: tuple(v) for k, v in stored["heads"].items()}
    return net, Labels(heads, tuple(stored["deprel"])), state


def main() -> None:
    """Train by the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path)
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--piece-layers", type=int, default=2)
    parser.add_argument("--inner", type=int, default=1536, help="with --init: cut to so many")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--rates", type=float, nargs=2, default=(1.5e-4, 1.5e-3))
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--batch-pieces", type=int, default=1100)
    parser.add_argument("--fold-claims", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stop-after", type=int, help="steps; to measure speed")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)
    texts = load_texts(options.bench, fold_claims=options.fold_claims, repeat=options.repeat)
    treebanks = [t for t, _ in texts if t.corpus in {"ewt", "gum"}]
    if options.init:
        net, labels, _ = load(options.init)
        net = shrunk(net, options.layers, options.piece_layers, options.inner)
    else:
        labels = collect_labels(treebanks)
        heads = tuple((name, len(values)) for name, values in labels.heads.items())
        depth = {"layers": options.layers, "piece_layers": options.piece_layers}
        net = Analyser(Shape(heads, len(labels.deprel), **depth))
        net.encoder.load_bert(options.encoder)
    pieces = PieceEncoder(Tokenizer.from_file(str(options.tokenizer)))
    batcher = Batcher(pieces, Numberer(labels), batch_pieces=options.batch_pieces)
    print({name: len(values) for name, values in labels.heads.items()}, flush=True)
    Run(options, net, labels, batcher, texts).go()


class Run:
    """One training run, from its checkpoint if there is one."""

    def __init__(
        self, options: argparse.Namespace, net: Analyser, labels: Labels, batcher: Batcher,
        texts: list[tuple[Text, int]],
    ) -> None:  # fmt: skip
        self.options, self.net, self.labels = options, net, labels
        self.batcher, self.texts = batcher, texts
        self.optimizer = make_optimizer(net, tuple(options.rates))
        self.step = 0
        self.checkpoint = options.out / "checkpoint.pt"

    def go(self) -> None:
        """Train to the end of the schedule and write ``model.pt``."""
        if self.checkpoint.exists():
            self._resume()
        first = self.batcher.epoch(self.texts, seed=self.options.seed, epoch=0)
        per_epoch = len(first)
        total = int(per_epoch * self.options.epochs)
        print(f"{per_epoch} batches an epoch, {total} steps, from step {self.step}", flush=True)
        self.net.train()
        epoch, passed = 0, 0
        while self.step < total:
            batches = first if epoch == 0 else self.batcher.epoch(
                self.texts, seed=self.options.seed, epoch=epoch)  # fmt: skip
            if passed + len(batches) > self.step:
                self._epoch(batches[self.step - passed :], total)
            passed += len(batches)
            epoch += 1
        save(self.options.out / "model.pt", self.net, self.labels, {"step": self.step})
        print("done", flush=True)

    def _epoch(self, batches: list[list], total: int) -> None:  # type: ignore[type-arg]
        sums: dict[str, list[float]] = defaultdict(list)
        words, started = 0, time.time()
        for items in batches:
            if self.step >= total:
                return
            batch = collate(items)
            found = losses(self.net, batch)
            loss = torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum()
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.5)
            self._set_rates(total)
            self.optimizer.step()
            self.step += 1
            words += batch.n_words
            for name, value in found.items():
                sums[name].append(value.item())
            if self.step % 50 == 0:
                means = {k: round(sum(v) / len(v), 3) for k, v in sorted(sums.items())}
                speed = words / (time.time() - started)
                print(self.step, f"{speed:.0f} words/s", json.dumps(means), flush=True)
                sums.clear()
                words, started = 0, time.time()
                self._set_threads()
            if self.step % 250 == 0:
                self._save_checkpoint()
            if self.options.stop_after and self.step >= self.options.stop_after:
                raise SystemExit

    def _set_rates(self, total: int) -> None:
        warm = min(1.0, (self.step + 1) / (0.06 * total))
        left = max(0.01, (total - self.step) / total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * min(warm, 1.0) * left

    def _set_threads(self) -> None:
        wish = self.options.out / "threads"
        if wish.exists():
            count = int(wish.read_text().strip() or "1")
            if count != torch.get_num_threads():
                torch.set_num_threads(count)
                print("threads", count, flush=True)

    def _save_checkpoint(self) -> None:
        save(self.checkpoint, self.net, self.labels, {
            "step": self.step, "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
        })  # fmt: skip

    def _resume(self) -> None:
        state = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
        self.net.load_state_dict(state["weights"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.step = int(state["step"])


if __name__ == "__main__":
    main()
