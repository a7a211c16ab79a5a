#!/usr/bin/env python3
"""Fit the weights by which ``events`` carries places over to events whose sentence names none.

    python training/place_carrying.py CODED_FOLDER [--l2 20] [--write]

CODED_FOLDER holds NAME.txt and NAME.gold.json (claims-train: the only coded set that trains).
Cases are the events that the pipeline finds without a place, where the gold knows the event.
Prints what five folds over documents carry; deterministic: full-batch steps from zero.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from whosays.annotators.events.annotate import EventAnnotator
from whosays.annotators.events.carrying import CarryModel, Option
from whosays.pipeline.read import Reader
from whosays.readers.read import read_bytes
from whosays.resources.resources import DATA
from whosays.schema.document import Given
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whosays.annotators.events.sense import Candidate
    from whosays.annotators.events.spots import Spot

TARGET = DATA / "en" / "carrying_weights.toml"
FOLDS = 5
LEAST_COUNT = 4
STEPS = 400
LEASTS = (0.3, 0.4, 0.5)
LEAST = 0.4
NEAR = 0.3
HEAD = """# Weights of the log-linear model that carries places over to events that name none
# (annotators/events/carrying.py).
# Made by training/place_carrying.py from the project's own coded reports; do not edit by hand.

# ``least``: the chance that a place must have; ``near``: that of the paragraph's last place.

[score]
least = {least}
near = {near}

[weight]
"""


class Case(NamedTuple):
    """An event: its options, how many gold places each hits, and how many there are."""

    document: int
    options: tuple[Option, ...]
    hits: tuple[int, ...]
    gold: int


class Recorder(CarryModel):
    """Takes down the cases of a document; tells on what ``choose`` picks, else the gold."""

    def __init__(
        self, gold: list[dict[str, Any]], number: int, spans: Callable[[int], Span]
    ) -> None:
        super().__init__({}, 0.0, 0.0)
        self.gold, self.number, self.spans = gold, number, spans
        self.cases: list[Case] = []
        self.model: CarryModel | None = None

    def best(self, options: Sequence[Option], candidate: Candidate) -> tuple[Spot, ...]:
        """Record the options of an event that the gold knows."""
        claim = self._known(candidate)
        mine = self.model.best(options, candidate) if self.model else ()
        if claim is None:
            return mine
        places = [Span(*p["span"]) for p in claim["places"]]
        hits = tuple(
            sum(any(p.overlaps(s.place.span) for s in o.spots) for p in places) for o in options
        )
        self.cases.append(Case(self.number, tuple(options), hits, len(places)))
        if self.model:
            return mine
        right = max(range(len(options)), key=lambda i: (hits[i], -len(options[i].spots)))
        return options[right].spots if hits[right] else ()

    def _known(self, candidate: Candidate) -> dict[str, Any] | None:
        span = self.spans(candidate.token)
        fits = [
            g
            for g in self.gold
            if g["type"] == candidate.type and Span(*g["trigger"]).overlaps(span)
        ]
        return fits[0] if fits else None


def walk(folder: Path, model_of: Callable[[int], CarryModel | None]) -> list[Case]:
    """Read all documents and give their cases; ``model_of`` a document's number tells on."""
    reader, cases = Reader(), []
    events = next(a for a in reader.annotators if isinstance(a, EventAnnotator))
    prepare = events.prepare
    for number, path in enumerate(sorted(folder.glob("*.gold.json"))):
        tokens: list[Span] = []

        def note(document: Any, annotations: Any, tokens: list[Span] = tokens) -> Any:
            tokens[:] = [t.span for t in annotations.parse.tokens]
            return prepare(document, annotations)

        gold = json.loads(path.read_text("utf-8"))["claims"]
        recorder = Recorder(gold, number, tokens.__getitem__)
        recorder.model = model_of(number)
        events.prepare, events.carry_model = note, recorder  # type: ignore[method-assign]
        source = path.with_name(path.name.replace(".gold.json", ".txt"))
        reader.read_document(read_bytes(source.read_bytes(), source=source.name, given=Given()))
        cases += recorder.cases
    return cases


def right(case: Case) -> list[bool]:
    """Tell which options are best: by F1 against the gold; none where nothing is hit."""
    scores = [
        2 * hit / (case.gold + len(o.spots)) if o.spots else 0.0
        for o, hit in zip(case.options, case.hits, strict=True)
    ]
    best = max(scores)
    return [s == best if best else not o.spots for o, s in zip(case.options, scores, strict=True)]


def fit(cases: Sequence[Case], l2: float) -> dict[str, float]:
    """Fit the weights by Adam on the whole set."""
    counts = Counter(f for c in cases for o in c.options for f in o.features)
    names = {n: i for i, n in enumerate(sorted(n for n, k in counts.items() if k >= LEAST_COUNT))}
    columns: list[int] = []
    rows: list[int] = []
    group: list[int] = []
    good: list[float] = []
    for number, case in enumerate(cases):
        for option, is_right in zip(case.options, right(case), strict=True):
            ids = [names[f] for f in option.features if f in names]
            columns += ids
            rows += [len(group)] * len(ids)
            group.append(number)
            good.append(float(is_right))
    cols, opts, of, truth = (np.array(x) for x in (columns, rows, group, good))
    weights = np.zeros(len(names))
    m, v = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.bincount(opts, weights[cols], len(of))
        slope = _softmax(scores, of, np.ones_like(truth)) - _softmax(scores, of, truth)
        gradient = np.bincount(cols, slope[opts], len(names)) + l2 * weights
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        weights -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(weights[i]), 3) for n, i in names.items() if abs(weights[i]) >= 0.01}


def _softmax(scores: Any, group: Any, mask: Any) -> Any:
    top = np.full(group.max() + 1, -np.inf)
    np.maximum.at(top, group, scores)
    e = np.exp(scores - top[group]) * mask
    return e / np.maximum(np.bincount(group, e), 1e-300)[group]


def count(cases: Sequence[Case], models: Sequence[CarryModel]) -> tuple[int, int, int]:
    """Count hits, carried and gold places over cases, each by the model of its document."""
    hits = carried = 0
    for case in cases:
        spots = models[case.document % FOLDS].best(case.options, None)  # type: ignore[arg-type]
        if spots:
            carried += len(spots)
            hits += next(
                h for o, h in zip(case.options, case.hits, strict=True) if o.spots == spots
            )
    return hits, carried, sum(c.gold for c in cases)


def main() -> None:
    """Collect, measure by folds, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--l2", type=float, default=20.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    cases = walk(args.gold, lambda _: None)
    print(f"{len(cases)} events, {sum(not c.gold for c in cases)} of them without a place")
    folds = [fit([c for c in cases if c.document % FOLDS != k], args.l2) for k in range(FOLDS)]
    for least in LEASTS:
        models = [CarryModel(w, least, NEAR) for w in folds]
        told = walk(args.gold, lambda n, m=models: m[n % FOLDS])  # type: ignore[misc]
        hits, carried, gold = count(told, models)
        print(f"five folds, from {least}: {hits} of {carried} carried right, gold {gold}")
    if args.write:
        weights = fit(cases, args.l2)
        body = "".join(f'"{n}" = {w}\n' for n, w in sorted(weights.items()))
        TARGET.write_text(HEAD.format(least=LEAST, near=NEAR) + body, "utf-8")
        print(f"{len(weights)} weights in {TARGET}")


if __name__ == "__main__":
    main()
