#!/usr/bin/env python3
"""Fit the pair weights of data/incidents_in_document.toml on the gold claims of claims-train.

    python training/incidents_in_document.py CLAIMS_TRAIN [--read] [--write]

Prints the five-fold pair F1 over documents (gold claims in), then writes the weights fitted on
all. With --read the claims that the pipeline finds are fitted on as well: they have its errors.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from whosays.annotators.incidents_in_document.annotate import IncidentAnnotator
from whosays.annotators.incidents_in_document.facts import Words
from whosays.pipeline.read import Reader
from whosays.readers.read import read_bytes
from whosays.schema.basis import TimeBasis
from whosays.schema.claim import (
    Claim,
    ClaimActor,
    EventType,
    Link,
    Mode,
    Stance,
    Status,
)
from whosays.schema.document import Document, Given
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention, Precision
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.schema.weapon import WeaponMention

FOLDS = 5
PRIOR = 6.0
THRESHOLDS = (-1.5, -1.2, -0.9, -0.6, -0.3, 0.0)
DATA = Path(__file__).resolve().parent.parent / "src/whosays/data/incidents_in_document.toml"


Row = tuple[dict[str, float], int]


class Report(NamedTuple):
    """A report with its gold claims, in order of the text."""

    claims: tuple[Claim, ...]
    document: Document


def claim_of(raw: dict) -> Claim:
    """Make a Claim of a gold claim."""
    actor = lambda a: ClaimActor(Span(*a["span"]), a.get("country"), a.get("role"), a.get("group"))  # noqa: E731
    day = lambda v: date.fromisoformat(v) if v else None  # noqa: E731
    return Claim(
        id=raw["id"],
        type=EventType(raw["type"]),
        trigger=Span(*raw["trigger"]),
        agents=tuple(actor(a) for a in raw["agents"]),
        targets=tuple(actor(a) for a in raw["targets"]),
        places=tuple(
            PlaceMention(Span(*p["span"]), p["name"], precision=Precision(p["precision"]))
            for p in raw["places"]
        ),
        time=ClaimTime(
            Span(*raw["time"]["span"]) if raw["time"].get("span") else None,
            day(raw["time"].get("start")),
            day(raw["time"].get("end")),
            TimeBasis(raw["time"]["basis"]),
        ),
        weapons=tuple(WeaponMention(Span(*w["span"]), w["code"]) for w in raw["weapons"]),
        figures=tuple(
            Figure(Span(*f["span"]), f["what"], f["low"], f["high"]) for f in raw["figures"]
        ),
        status=Status(raw["status"]),
        stance=Stance(raw["stance"]),
        chain=tuple(
            Link(Span(*c["span"]), None, Mode.SPEECH, c.get("country"), c.get("role"))
            for c in raw["chain"]
        ),
        incident=raw["incident"],
    )


def fit(rows: list[Row], prior: float = PRIOR, rounds: int = 12) -> dict[str, float]:
    """Fit a logistic regression with L2 by Newton's method."""
    names = sorted({f for features, _ in rows for f in features})
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (features, _) in enumerate(rows):
        for name, value in features.items():
            x[i, place[name]] = value
    y = np.array([label for _, label in rows], float)
    w = np.zeros(len(names))
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + prior * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + prior * np.eye(len(names))
        w -= np.linalg.solve(bend, slope)
    return {n: round(float(w[place[n]]), 3) for n in names}


def read_gold(folder: Path) -> list[Report]:
    """Read all gold claims of a folder with their texts and segments."""
    reports = []
    for path in sorted(folder.glob("*.gold.json")):
        raw = json.loads(path.read_text("utf-8"))["claims"]
        source = path.with_name(path.name.replace(".gold.json", ".txt"))
        document = read_bytes(source.read_bytes(), source=source.name, given=Given())
        claims = sorted((claim_of(c) for c in raw), key=lambda c: (c.trigger, c.type))
        reports.append(Report(tuple(claims), document))
    return reports


def rows_of(annotator: IncidentAnnotator, report: Report) -> list[Row]:
    """Give a report's pairs as features and whether they are one incident."""
    claims, document = report
    return [
        (features, int(claims[a].incident == claims[b].incident))
        for (a, b), features in annotator.pairs(claims, document.text, document.segments)
    ]


def read_rows(annotator: IncidentAnnotator, report: Report, reader: Reader) -> list[Row]:
    """Give the pairs of the claims that ``reader`` finds and the gold knows, as ``rows_of``."""
    document = report.document
    claims = sorted(reader.read_document(document).claims, key=lambda c: (c.trigger, c.type))
    same: dict[int, str | None] = {}
    for at, claim in enumerate(claims):
        for gold in report.claims:
            if gold.type == claim.type and gold.trigger.overlaps(claim.trigger):
                same[at] = gold.incident
    return [
        (features, int(same[a] == same[b]))
        for (a, b), features in annotator.pairs(claims, document.text, document.segments)
        if a in same and b in same
    ]


def count(annotator: IncidentAnnotator, report: Report) -> tuple[int, int, int]:
    """Give pairs found and true, true, found."""
    claims, document = report
    ids = annotator.cluster(claims, document.text, document.segments)
    pairs = list(combinations(range(len(ids)), 2))
    same = {(a, b) for a, b in pairs if ids[a] == ids[b]}
    true = {(a, b) for a, b in pairs if claims[a].incident == claims[b].incident}
    return len(same & true), len(true), len(same)


def show(name: str, threshold: float, found: list[tuple[int, int, int]]) -> None:
    """Print precision, recall and F1 of the sums."""
    hit, gold, pred = (sum(c) for c in zip(*found, strict=True))
    f1 = 2 * hit / (pred + gold)
    print(f"{name}, {threshold}: P {hit / max(1, pred):.3f} R {hit / gold:.3f} F1 {f1:.3f}")


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--dev", type=Path, help="another folder of gold claims, to measure on")
    args = parser.parse_args()
    table = tomllib.loads(DATA.read_text("utf-8"))

    def made(weights: dict[str, float], threshold: float) -> IncidentAnnotator:
        words = Words.of(table["words"])
        return IncidentAnnotator(
            weights=weights, families=table["families"], words=words, threshold=threshold
        )

    reports = read_gold(args.gold)
    blank, reader = made({}, 0.0), Reader()
    rows = [rows_of(blank, r) + read_rows(blank, r, reader) for r in reports]
    folds = [
        fit([r for i, d in enumerate(rows) if i % FOLDS != fold for r in d])
        for fold in range(FOLDS)
    ]
    for threshold in THRESHOLDS:
        annotators = [made(weights, threshold) for weights in folds]
        show(
            "five folds",
            threshold,
            [count(annotators[i % FOLDS], report) for i, report in enumerate(reports)],
        )
    weights = fit([r for d in rows for r in d])
    if args.dev:
        others = read_gold(args.dev)
        for threshold in THRESHOLDS:
            show("other set", threshold, [count(made(weights, threshold), r) for r in others])
    if args.write:
        head = re.split(r"^\[weights\]$", DATA.read_text("utf-8"), flags=re.MULTILINE)[0]
        body = "".join(f'"{n}" = {w}\n' for n, w in weights.items())
        DATA.write_text(f"{head}[weights]\n{body}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
