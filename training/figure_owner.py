#!/usr/bin/env python3
"""Fit the weights by which ``events`` gives figures to the events of their sentence.

    python training/figure_owner.py CODED_FOLDER [--write]

CODED_FOLDER holds NAME.txt and NAME.gold.json (claims-train: the only coded set that trains).
Rows are the figures and events that the pipeline finds, where the gold knows the event. Prints the
five-fold F1 over documents; deterministic: Newton steps from zero.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from whosays.annotators.events.annotate import EventAnnotator, trigger_span
from whosays.annotators.events.figure_features import figure_features
from whosays.annotators.events.figure_owner import FigureOwner, places_of
from whosays.pipeline.read import Reader
from whosays.readers.read import read_bytes
from whosays.resources.resources import DATA
from whosays.schema.document import Given
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.share import Draft
    from whosays.schema.figure import Figure

TARGET = DATA / "en" / "figure_weights.toml"
FOLDS = 5
PRIOR = 4.0
LEAST_COUNT = 3
HEAD = """# Weights of the log-linear model that gives figures to the events of their sentence
# (annotators/events/figure_owner.py).
# Made by training/figure_owner.py from the project's own coded reports; do not edit by hand.

# ``least``: the log-odds from which a figure is given, the best of five folds.

[score]
least = {least}

[weight]
"""
LEASTS = (-0.9, -0.6, -0.3, 0.0, 0.3)


class Row(NamedTuple):
    """A figure and an event: features, and whether the gold gives it to the event."""

    document: int
    features: tuple[str, ...]
    truth: bool


class Recorder(FigureOwner):
    """Takes down the rows of a document while the figures are given."""

    def __init__(self) -> None:
        super().__init__({})
        self.gold: list[dict] = []
        self.document = 0
        self.rows: list[Row] = []

    def give(self, layers: Layers, drafts: Sequence[Draft], triggers: Collection[int]) -> None:
        """Record each figure with each event that the gold knows."""
        known = {id(d): self._known(layers, d) for d in drafts}
        last: dict[int, Figure] = {}
        for place, near in places_of(layers, drafts, triggers):
            for number, draft in enumerate(near):
                claim = known[id(draft)]
                if claim is None:
                    continue
                span = place.figure.span
                truth = any(Span(*f["span"]).overlaps(span) for f in claim["figures"])
                before = last.pop(id(draft), None)
                features = figure_features(layers, near, number, place, triggers, before)
                if truth:
                    last[id(draft)] = place.figure
                self.rows.append(Row(self.document, tuple(features), truth))

    def _known(self, layers: Layers, draft: Draft) -> dict | None:
        span = trigger_span(layers.parse, draft.item.candidate)
        type_ = draft.item.candidate.type
        fits = [g for g in self.gold if g["type"] == type_ and Span(*g["trigger"]).overlaps(span)]
        return fits[0] if fits else None


def collect(folder: Path) -> list[Row]:
    """Read all documents and give their rows."""
    reader, recorder = Reader(), Recorder()
    for annotator in reader.annotators:
        if isinstance(annotator, EventAnnotator):
            annotator.figure_owner = recorder
    for number, path in enumerate(sorted(folder.glob("*.gold.json"))):
        recorder.gold = json.loads(path.read_text("utf-8"))["claims"]
        recorder.document = number
        source = path.with_name(path.name.replace(".gold.json", ".txt"))
        reader.read_document(read_bytes(source.read_bytes(), source=source.name, given=Given()))
    return recorder.rows


def fit(rows: Sequence[Row], rounds: int = 12) -> dict[str, float]:
    """Fit a logistic regression with L2 by Newton's method."""
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name in row.features:
            if name in place:
                x[i, place[name]] = 1.0
    y = np.array([row.truth for row in rows], float)
    w = np.zeros(len(names))
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + PRIOR * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + PRIOR * np.eye(len(names))
        w -= np.linalg.solve(bend, slope)
    return {name: round(float(w[place[name]]), 3) for name in names}


def score(rows: Sequence[Row], said: Sequence[bool]) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    hit = sum(r.truth and s for r, s in zip(rows, said, strict=True))
    gold, pred = sum(r.truth for r in rows), sum(said)
    return hit / max(1, pred), hit / gold, 2 * hit / (gold + pred)


def main() -> None:
    """Collect, measure by folds, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = collect(args.gold)
    print(f"{len(rows)} rows, {sum(r.truth for r in rows)} true")
    odds = [0.0] * len(rows)
    for fold in range(FOLDS):
        weights = fit([r for r in rows if r.document % FOLDS != fold])
        for i, row in enumerate(rows):
            if row.document % FOLDS == fold:
                odds[i] = sum(weights.get(name, 0.0) for name in row.features)
    found = {least: score(rows, [o > least for o in odds]) for least in LEASTS}
    for least, (precision, recall, f1) in found.items():
        print(f"five folds, from {least}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    if args.write:
        best = max(LEASTS, key=lambda least: found[least][2])
        weights = fit(rows)
        body = "".join(f'"{n}" = {w}\n' for n, w in weights.items() if w)
        TARGET.write_text(HEAD.format(least=best) + body, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
