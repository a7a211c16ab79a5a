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

import numpy as np

from whosays.annotators.incidents_in_document.annotate import IncidentAnnotator
from whosays.annotators.incidents_in_document.pairs import pair_features
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
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention, Precision
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.schema.weapon import WeaponMention

DATA = Path(__file__).resolve().parent.parent / "src/whosays/data/incidents_in_document.toml"


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
            None, day(raw["time"].get("start")), day(raw["time"].get("end")), TimeBasis.DOCUMENT
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


def fit(rows: list[tuple[list[str], int]], rounds: int = 150) -> dict[str, float]:
    """Fit a logistic regression with L2 by full-batch gradient steps (Adam)."""
    names = sorted({f for features, _ in rows for f in features})
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)), np.float32)
    for i, (features, _) in enumerate(rows):
        x[i, [place[f] for f in features]] = 1
    y = np.array([label for _, label in rows], np.float32)
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, rounds + 1):
        p = 1 / (1 + np.exp(-(x @ w)))
        grad = x.T @ (p - y) / len(y) + 3e-4 * w
        m, v = 0.9 * m + 0.1 * grad, 0.999 * v + 0.001 * grad * grad
        w -= 0.1 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(w[place[n]]), 3) for n in names}


def read_gold(folder: Path) -> list[tuple[list[Claim], str]]:
    """Read all gold claims of a folder with their texts."""
    documents = []
    for path in sorted(folder.glob("*.gold.json")):
        raw = json.loads(path.read_text("utf-8"))["claims"]
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        claims = sorted((claim_of(c) for c in raw), key=lambda c: (c.trigger, c.type))
        documents.append((claims, text))
    return documents


def rows_of(
    documents: list[tuple[list[Claim], str]], families: dict[str, str]
) -> list[list[tuple[list[str], int]]]:
    """Give each document's pairs as features and whether they are one incident."""
    return [
        [
            (pair_features(a, b, text, families), int(a.incident == b.incident))
            for a, b in combinations(claims, 2)
        ]
        for claims, text in documents
    ]


def rows_read(folder: Path, families: dict[str, str]) -> list[list[tuple[list[str], int]]]:
    """Give the pairs of the claims that the pipeline finds, with the incidents of the gold."""
    from whosays.pipeline.read import Reader  # noqa: PLC0415 - loads the models
    from whosays.schema.document import Given  # noqa: PLC0415

    reader = Reader()
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        raw = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        day = raw["document"].get("published")
        given = Given(
            published=date.fromisoformat(day) if day else None,
            publisher=raw["document"].get("publisher"),
        )
        claims = sorted(
            reader.read_text(text, given=given).claims, key=lambda c: (c.trigger, c.type)
        )
        free = list(raw["claims"])
        known = []
        for claim in claims:
            gold = next(
                (
                    g
                    for g in free
                    if g["type"] == claim.type and claim.trigger.overlaps(g["trigger"])
                ),
                None,
            )
            if gold is not None:
                free.remove(gold)
                known.append((claim, gold["incident"]))
        found.append(
            [
                (pair_features(a, b, text, families), int(one == two))
                for (a, one), (b, two) in combinations(known, 2)
            ]
        )
    return found


def count(annotator: IncidentAnnotator, claims: list[Claim], text: str) -> tuple[int, int, int]:
    """Give pairs found and true, true, found."""
    ids = annotator.cluster(tuple(claims), text)
    pairs = list(combinations(range(len(ids)), 2))
    same = {(a, b) for a, b in pairs if ids[a] == ids[b]}
    true = {(a, b) for a, b in pairs if claims[a].incident == claims[b].incident}
    return len(same & true), len(true), len(same)


def scores(hit: int, gold: int, pred: int) -> str:
    """Give precision, recall and F1 as words."""
    return f"P {hit / pred:.3f} R {hit / gold:.3f} F1 {2 * hit / (pred + gold):.3f}"


def measure_on(folder: Path, weights: dict[str, float], families: dict[str, str]) -> None:
    """Print pair F1 on another folder for some thresholds."""
    documents = read_gold(folder)
    for threshold in (-2.0, -1.5, -1.2, -0.9, -0.6, 0.0):
        annotator = IncidentAnnotator(weights=weights, families=families, threshold=threshold)
        found = [count(annotator, claims, text) for claims, text in documents]
        hit, gold, pred = (sum(c) for c in zip(*found, strict=True))
        print(f"other set, {threshold}: {scores(hit, gold, pred)}")


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--read", action="store_true", help="fit on the pipeline's claims as well")
    parser.add_argument("--dev", type=Path, help="another folder of gold claims, to measure on")
    args = parser.parse_args()
    table = tomllib.loads(DATA.read_text("utf-8"))
    families = table["families"]
    documents = read_gold(args.gold)
    rows = rows_of(documents, families)
    for threshold in (-1.5, -1.2, -0.9, -0.6):
        hit = gold = pred = 0
        for fold in range(5):
            weights = fit([r for i, d in enumerate(rows) if i % 5 != fold for r in d])
            annotator = IncidentAnnotator(weights=weights, families=families, threshold=threshold)
            for i, (claims, text) in enumerate(documents):
                if i % 5 != fold:
                    continue
                one = count(annotator, claims, text)
                hit, gold, pred = hit + one[0], gold + one[1], pred + one[2]
        print(f"threshold {threshold}: {scores(hit, gold, pred)}")
    if args.dev:
        measure_on(args.dev, fit([r for d in rows for r in d]), families)
    if args.write:
        read = rows_read(args.gold, families) if args.read else []
        weights = fit([r for d in [*rows, *read] for r in d])
        head = re.split(r"^\[weights\]$", DATA.read_text("utf-8"), flags=re.MULTILINE)[0]
        body = "".join(f'"{n}" = {w}\n' for n, w in weights.items())
        DATA.write_text(f"{head}[weights]\n{body}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
