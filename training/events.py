#!/usr/bin/env python3
"""Fit the combiner of annotators/events on claims-train; measure it by folds over documents.

    python training/events.py gather CLAIMS_TRAIN EWT_TRAIN CACHE    # annotate, keep features
    python training/events.py fit CACHE [--write] [--by theatre]      # cross-validate, then fit all

The fit also writes the trigger network (trigger_net.py); its odds come in at run time too.
The learned head was trained on the same reports, so its scores are left out of the fit and come in
at run time with one weight ("head" in data/en/events_combiner.npz), chosen by hand.
benchmarks/folds.py measures the whole annotator, with a stand-in for the head that never saw the
report it reads.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tools.coded_reports import load_coded

from training.trigger_net import fit_nets, write_nets
from whosays.annotators.events.annotate import trigger_span
from whosays.annotators.events.combiner import head_odds
from whosays.annotators.events.features import (
    DocumentFeatures,
    candidate_features,
    prior_of,
    token_features,
)
from whosays.annotators.events.lexicon import FILES
from whosays.annotators.events.trigger_net import inputs_of, load_vectors
from whosays.pipeline.read import Reader
from whosays.pipeline.run import annotate
from whosays.readers.read import read_text
from whosays.resources.resources import Resources
from whosays.schema.document import Given

if TYPE_CHECKING:
    from whosays.annotators.events.sense import Candidate
    from whosays.annotators.events.trigger_net import WordVectors

OUT = Path(__file__).resolve().parent.parent / "src/whosays/data/en"
LINES = Path(__file__).with_name("lines.txt")
SEED = 0
L2, LEAST, NET_WEIGHT = 20.0, 2, 0.3
"""How near the weights stay to the lexicon's own word, in how many rows a feature must stand, and
how much the trigger network's odds count."""
_MARK = re.compile(r"\[(\w+) ([^\]]+)\]")


def gather(folder: Path, ewt: Path, cache: Path) -> None:
    """Annotate all reports up to the events; keep each candidate's features and gold type."""
    reader = Reader()
    before = []
    for annotator in reader.annotators:
        if annotator.name == "events":
            events: Any = annotator
            break
        before.append(annotator)
    documents = []
    for path in sorted(folder.glob("*.gold.json")):
        raw = json.loads(path.read_text("utf-8"))
        name = path.name.removesuffix(".gold.json")
        text = path.with_name(f"{name}.txt").read_text("utf-8")
        about = raw["document"]

        day = date.fromisoformat(about["published"]) if about.get("published") else None
        given = Given(published=day, publisher=about.get("publisher"), name=name)
        document = read_text(text, source=name, given=given)
        documents.append(
            _document(name, document, annotate(document, before), events, raw["claims"])
        )
    for name, text, gold in own_texts():
        document = read_text(text, source=name)
        documents.append(_document(name, document, annotate(document, before), events, gold))
    if ewt.is_file():
        for number, text in enumerate(ewt_texts(ewt)):
            document = read_text(text, source=f"ewt-{number}")
            documents.append(
                _document(f"ewt-{number}", document, annotate(document, before), events, [])
            )
    cache.write_bytes(pickle.dumps(documents))
    print(
        len(documents), "documents,", sum(len(d["tokens"]) for d in documents), "candidate tokens"
    )


def own_texts() -> list[tuple[str, str, list[dict]]]:
    """Give our own coded reports, and each line of lines.txt as a text, with their gold."""
    found = [(f"own-{c.name}", c.text, list(c.claims)) for c in load_coded()]
    for number, line in enumerate(LINES.read_text("utf-8").splitlines()):
        if line.startswith("#") or not line.strip():
            continue
        found.append((f"own-line-{number}", *unmarked(line)))
    resources = Resources()
    for row in (row for name in FILES for row in resources.table(name)["row"]):
        for number, line in enumerate((*row.get("yes", ()), *row.get("no", ()))):
            found.append((f"own-line-{row['id']}-{number}", *unmarked(line)))
    return found


def unmarked(line: str) -> tuple[str, list[dict]]:
    """Give a line without its marks, and the claims marked."""
    text, gold, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        span = [len(text), len(text) + len(mark[2])]
        gold.append({"type": mark[1], "trigger": span})
        text, at = text + mark[2], mark.end()
    return text + line[at:], gold


def ewt_texts(path: Path) -> list[str]:
    """Give the reviews and e-mails of EWT as texts of forty sentences: none holds a war."""
    found: list[str] = []
    keep = False
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# sent_id"):
            keep = "reviews" in line or "email" in line
        if keep and line.startswith("# text = "):
            found.append(line.removeprefix("# text = "))
    return ["\n\n".join(found[i : i + 40]) for i in range(0, len(found), 40)]


def _document(name: str, document: Any, annotations: Any, events: Any, gold: list[dict]) -> dict:

    layers, candidates, scores = events.prepare(document, annotations)
    about = DocumentFeatures(document, layers)
    parse = layers.parse
    net = dict(zip(*inputs_of(layers, about, candidates, vectors()), strict=True))
    tokens = []
    used: set[int] = set()
    for token in sorted(candidates):
        senses = candidates[token]
        span = trigger_span(parse, senses[0])
        labels = [(k, c["type"]) for k, c in enumerate(gold) if same_span(c["trigger"], span)]
        shared = token_features(layers, about, senses[0])
        lemma = parse.lemma(token)
        row = scores.values[token]
        none = scores.labels.index("O")
        tokens.append(
            {
                "token": token,
                "span": span,
                "gold": labels,
                "types": [c.type for c in senses],
                "net": net[token].astype(np.float16) if token in net else None,
                "others": _others(events, senses[0], parse.tokens[token].upos),
                "odds": [head_odds(row, scores.labels.index(c.type), none) for c in senses],
                "prior": [prior_of(c, rank, shared) for rank, c in enumerate(senses)],
                "features": [
                    candidate_features(c, rank, shared, lemma) for rank, c in enumerate(senses)
                ],
            }
        )
        used.update(k for k, _ in labels)
    missed = [
        c["type"] + ":" + document.text[slice(*c["trigger"])]
        for k, c in enumerate(gold)
        if k not in used
    ]
    return {"name": name, "tokens": tokens, "n_gold": len(gold), "missed": missed}


@lru_cache(maxsize=1)
def vectors() -> WordVectors:
    """Read the word vectors of the package."""
    return load_vectors(OUT / "word_vectors.npz")


def _others(events: Any, sense: Candidate, upos: str) -> tuple[str, ...]:
    """Give the words that might stand for a trigger of one word: those of its row."""
    if sense.row is None or len(sense.tokens) > 1:
        return ()
    pos = "v" if upos in {"VERB", "AUX"} else "n" if upos in {"NOUN", "PROPN"} else "a"
    found: tuple[str, ...] = _others_by_row(events).get((sense.row.id, pos), ())
    return found


@lru_cache(maxsize=1)
def _others_by_row(events: Any) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = events.lexicon.others()
    return found


def same_span(a: list[int], b: tuple[int, int]) -> bool:
    """Match spans by the scorer's rule: overlapping, and neither much longer than the other."""
    if not (a[0] < b[1] and b[0] < a[1]):
        return False
    m, n = a[1] - a[0], b[1] - b[0]
    return m <= 3 * n + 10 and n <= 3 * m + 10


class Table:
    """Sparse rows of features; every candidate is a row, every token a group of rows."""

    def __init__(self, documents: list[dict], names: dict[str, int], *, grow: bool) -> None:
        index: list[int] = []
        prior: list[float] = []
        ends, groups, target, weight = [], [], [], []
        for d in documents:
            for t in d["tokens"]:
                first = len(ends)
                types = {label for _, label in t["gold"]}
                at = [i for i, c in enumerate(t["types"]) if c in types]
                if types and not at:
                    continue
                prior += t["prior"]
                for row in t["features"]:
                    for name in row:
                        if grow and name not in names:
                            names[name] = len(names)
                        if name in names:
                            index.append(names[name])
                    ends.append(len(index))
                groups.append((first, len(ends)))
                target.append(first + at[0] if at else -1)
                weight.append(0.5 if d["name"].startswith("ewt") else 1.0)
        self.index = np.array(index, np.int64)
        self.starts = np.array([0, *ends[:-1]], np.int64)
        self.ends = np.array(ends, np.int64)
        self.rows = np.repeat(np.arange(len(ends)), np.diff([0, *ends]))
        self.group_of = np.repeat(np.arange(len(groups)), [b - a for a, b in groups])
        self.target = np.array(target, np.int64)
        self.weight = np.array(weight, np.float32)
        self.prior = np.array(prior)

    def scores(self, w: np.ndarray) -> np.ndarray:
        """Give each row's score."""
        return self.prior + np.bincount(self.rows, weights=w[self.index], minlength=len(self.ends))


def fit(documents: list[dict], *, l2: float, rounds: int = 120, least: int = 3) -> dict[str, float]:
    """Fit by full-batch Adam; features seen in fewer than ``least`` rows are left out."""
    counts: dict[str, int] = {}
    for d in documents:
        for t in d["tokens"]:
            for row in t["features"]:
                for name in row:
                    counts[name] = counts.get(name, 0) + 1
    names = {n: i for i, n in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    table = Table(documents, names, grow=False)
    n_groups = len(table.target)
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    wanted = np.zeros(len(table.ends))
    wanted[table.target[table.target >= 0]] = 1
    row_weight = table.weight[table.group_of]
    for step in range(1, rounds + 1):
        s = np.exp(np.clip(table.scores(w), -30, 30))
        z = 1 + np.bincount(table.group_of, weights=s, minlength=n_groups)
        p = s / z[table.group_of]
        residual = (p - wanted) * row_weight
        grad = np.bincount(table.index, weights=residual[table.rows], minlength=len(names)) + l2 * w
        m, v = 0.9 * m + 0.1 * grad, 0.999 * v + 0.001 * grad * grad
        w -= 0.08 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {n: float(w[i]) for n, i in names.items()}


def measure(
    documents: list[dict], weights: dict[str, float], *, head: float, threshold: float
) -> tuple[int, int, int, int]:
    """Give typed hits, detections, predicted, gold."""
    hit = found = predicted = gold = 0
    for d in documents:
        gold += d["n_gold"]
        taken: set[int] = set()
        for t in d["tokens"]:
            scores = [
                prior + sum(weights.get(n, 0.0) for n in row) + head * odds
                for row, odds, prior in zip(t["features"], t["odds"], t["prior"], strict=True)
            ]
            best = int(np.argmax(scores))
            if scores[best] <= threshold:
                continue
            predicted += 1
            free = [(k, label) for k, label in t["gold"] if k not in taken]
            right = [k for k, label in free if label == t["types"][best]]
            if right:
                hit += 1
                taken.add(right[0])
            found += bool(free)
    return hit, found, predicted, gold


def f1(hit: int, predicted: int, gold: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hit / (predicted + gold) if predicted + gold else 0.0


def cross_validate(documents: list[dict], options: argparse.Namespace) -> None:
    """Print typed F1 by folds, for some weights of the head and thresholds."""
    war = [d for d in documents if not d["name"].startswith(("ewt", "own"))]
    peace = [d for d in documents if d["name"].startswith("ewt")]
    own = [d for d in documents if d["name"].startswith("own")]
    if options.by == "theatre":
        kinds = sorted({d["name"].split("-")[0] for d in war})
        folds = [[d for d in war if d["name"].startswith(k)] for k in kinds]
    else:
        order = np.random.default_rng(SEED).permutation(len(war))
        folds = [[war[i] for i in order[k::5]] for k in range(5)]
    results: dict[tuple[float, float], np.ndarray] = {}
    for number, fold in enumerate(folds):
        held = {d["name"] for d in fold}
        train = [d for d in war if d["name"] not in held]
        train += own + [d for i, d in enumerate(peace) if i % len(folds) != number]
        weights = fit(train, l2=options.l2, least=options.least)
        for head in (0.0, 0.3, 0.6):
            for threshold in (-2.0, -1.5, -1.0, -0.5):
                key = (head, threshold)
                counts = np.array(measure(fold, weights, head=head, threshold=threshold))
                results[key] = results.get(key, np.zeros(4, int)) + counts
    for (head, threshold), (hit, found, predicted, gold) in sorted(results.items()):
        print(
            f"head {head} threshold {threshold}: detection {f1(found, predicted, gold):.3f} "
            f"typed P {hit / predicted:.3f} R {hit / gold:.3f} F1 {f1(hit, predicted, gold):.3f}"
        )


def write(weights: dict[str, float], **values: float) -> None:
    """Write the weights as an npz: names in one block of bytes, weights as float32."""
    kept = sorted((n, w) for n, w in weights.items() if abs(w) >= 0.02)
    blob = np.frombuffer("\n".join(n for n, _ in kept).encode(), np.uint8)
    np.savez_compressed(
        OUT / "events_combiner.npz",
        names=blob,
        weights=np.array([w for _, w in kept], np.float32),
        **{name: np.float32(value) for name, value in values.items()},  # type: ignore[arg-type]
    )
    print(len(kept), "weights written")


def main() -> None:
    """Gather or fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    sub = parser.add_subparsers(dest="command", required=True)
    one = sub.add_parser("gather")
    one.add_argument("folder", type=Path)
    one.add_argument("ewt", type=Path)
    one.add_argument("cache", type=Path)
    two = sub.add_parser("fit")
    two.add_argument("cache", type=Path)
    two.add_argument("--write", action="store_true")
    two.add_argument("--no-folds", action="store_true")
    two.add_argument("--by", default="fold")
    two.add_argument("--l2", type=float, default=L2)
    two.add_argument("--least", type=int, default=LEAST)
    two.add_argument("--head", type=float, default=0.45)
    two.add_argument("--net-weight", type=float, default=NET_WEIGHT)
    two.add_argument("--threshold", type=float, default=-1.4)
    two.add_argument("--calm", type=float, default=0.3)
    args = parser.parse_args()
    if args.command == "gather":
        gather(args.folder, args.ewt, args.cache)
        return
    documents = pickle.loads(args.cache.read_bytes())
    lost = [m for d in documents for m in d["missed"]]
    total = sum(d["n_gold"] for d in documents)
    print(f"{total} gold, {len(lost)} without a candidate")
    if not args.no_folds:
        cross_validate(documents, args)
    if args.write:
        write_nets(fit_nets(documents, vectors()), OUT / "trigger_net.npz")
        write(
            fit(documents, l2=args.l2, least=args.least),
            head=args.head,
            threshold=args.threshold,
            calm=args.calm,
            net_weight=args.net_weight,
        )


if __name__ == "__main__":
    sys.exit(main())
