#!/usr/bin/env python3
"""Fit the pair weights of data/incidents_in_document.toml on coded reports.

    python training/incidents_in_document.py CLAIMS_TRAIN [--news ECBPLUS] [--dev FOLDER] [--write]

Rows are pairs of gold claims, of the claims that the pipeline finds (they have its errors), and,
with --news, of the claims that it finds in the reports of ECB+ where that knows them. Prints the
five-fold pair F1 over documents, of claims found and of gold claims; --write takes the threshold
that is best on claims found. Deterministic: Newton steps from zero.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ecbplus_reports import told_reports
from whosays.annotators.incidents_in_document.annotate import IncidentAnnotator, with_rulings
from whosays.annotators.incidents_in_document.facts import Words
from whosays.pipeline.read import Reader
from whosays.readers.read import read_bytes, read_text
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

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDS = 5
PRIOR = 15.0
LEAST_COUNT = 3
THRESHOLDS = (-1.2, -1.0, -0.85, -0.7, -0.5)
DATA = Path(__file__).resolve().parent.parent / "src/whosays/data/incidents_in_document.toml"


Row = tuple[dict[str, float], int]


class Report(NamedTuple):
    """A report with claims in order of the text; an incident None is not known to the gold."""

    claims: tuple[Claim, ...]
    incidents: tuple[str | None, ...]
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


def fit(rows: list[Row], prior: float = PRIOR, rounds: int = 10) -> dict[str, float]:
    """Fit a logistic regression with L2 by Newton's method."""
    counts = Counter(f for features, _ in rows for f in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (features, _) in enumerate(rows):
        for name, value in features.items():
            if name in place:
                x[i, place[name]] = value
    y = np.array([label for _, label in rows], float)
    w = np.zeros(len(names))
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + prior * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + prior * np.eye(len(names))
        w -= np.linalg.solve(bend, slope)
    return {n: round(float(w[place[n]]), 3) for n in names}


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Give claims in order of the text."""
    return tuple(sorted(claims, key=lambda c: (c.trigger, c.type)))


def read_gold(folder: Path) -> list[Report]:
    """Read all gold claims of a folder with their texts and segments."""
    reports = []
    for path in sorted(folder.glob("*.gold.json")):
        raw = json.loads(path.read_text("utf-8"))
        source = path.with_name(path.name.replace(".gold.json", ".txt"))
        name, about = source.stem, raw["document"]
        day = about.get("published")
        published = date.fromisoformat(day) if isinstance(day, str) else None
        given = Given(published=published, publisher=about.get("publisher"), name=name)
        document = read_bytes(source.read_bytes(), source=source.name, given=given)
        claims = in_order(claim_of(c) for c in raw["claims"])
        reports.append(Report(claims, tuple(c.incident for c in claims), document))
    return reports


def read_found(report: Report, reader: Reader) -> Report:
    """Give the claims that ``reader`` finds, with the incidents of the gold claims they match."""
    claims = in_order(reader.read_document(report.document).claims)
    incidents: list[str | None] = []
    for claim in claims:
        fits = [
            incident
            for gold, incident in zip(report.claims, report.incidents, strict=True)
            if gold.type == claim.type and gold.trigger.overlaps(claim.trigger)
        ]
        incidents.append(fits[0] if fits else None)
    return Report(claims, tuple(incidents), report.document)


def read_news(folder: Path, reader: Reader) -> list[Report]:
    """Give the claims found in ECB+ with the happenings that it names."""
    reports = []
    for told in told_reports(folder):
        document = read_text(told.text, source=told.name, given=Given(name=told.name))
        claims = in_order(reader.read_document(document).claims)
        incidents = tuple(
            next((name for span, name in told.events if span.overlaps(c.trigger)), None)
            for c in claims
        )
        reports.append(Report(claims, incidents, document))
    return reports


def rows_of(annotator: IncidentAnnotator, report: Report) -> list[Row]:
    """Give a report's known pairs as features and whether they are one incident."""
    claims, incidents, document = report
    return [
        (features, int(incidents[a] == incidents[b]))
        for (a, b), features in annotator.pairs(claims, document.text, document.segments)
        if incidents[a] is not None and incidents[b] is not None
    ]


def count(annotator: IncidentAnnotator, report: Report) -> tuple[int, int, int]:
    """Give pairs found and true, true, found, of the claims that the gold knows."""
    claims, incidents, document = report
    ids = annotator.cluster(claims, document.text, document.segments)
    pairs = list(combinations([i for i, name in enumerate(incidents) if name is not None], 2))
    same = {(a, b) for a, b in pairs if ids[a] == ids[b]}
    true = {(a, b) for a, b in pairs if incidents[a] == incidents[b]}
    return len(same & true), len(true), len(same)


def show(name: str, threshold: float, found: list[tuple[int, int, int]]) -> float:
    """Print precision, recall and F1 of the sums; give the last."""
    hit, gold, pred = (sum(c) for c in zip(*found, strict=True))
    f1 = 2 * hit / (pred + gold)
    print(f"{name}, {threshold}: P {hit / max(1, pred):.3f} R {hit / gold:.3f} F1 {f1:.3f}")
    return f1


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--news", type=Path, help="folder of ECB+, to learn from as well")
    parser.add_argument("--dev", type=Path, help="another folder of gold claims, to measure on")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    table = tomllib.loads(DATA.read_text("utf-8"))

    def made(weights: dict[str, float], threshold: float) -> IncidentAnnotator:
        words = Words.of(table["words"])
        return IncidentAnnotator(
            weights=with_rulings(weights, table["rulings"]),
            families=table["families"],
            words=words,
            threshold=threshold,
        )

    blank, reader = made({}, 0.0), Reader()
    gold = read_gold(args.gold)
    found = [read_found(report, reader) for report in gold]
    news = read_news(args.news, reader) if args.news else []
    common = [row for report in news for row in rows_of(blank, report)]
    rows = [rows_of(blank, g) + rows_of(blank, f) for g, f in zip(gold, found, strict=True)]
    folds = [
        fit(common + [r for i, d in enumerate(rows) if i % FOLDS != fold for r in d])
        for fold in range(FOLDS)
    ]
    best, threshold = 0.0, 0.0
    for least in THRESHOLDS:
        annotators = [made(weights, least) for weights in folds]
        for name, reports in (("claims found", found), ("gold claims", gold)):
            counts = [count(annotators[i % FOLDS], report) for i, report in enumerate(reports)]
            f1 = show(f"five folds, {name}", least, counts)
            if name == "claims found" and f1 > best:
                best, threshold = f1, least
    weights = fit(common + [r for d in rows for r in d])
    if args.dev:
        others = [r for r in read_gold(args.dev) if not r.document.id.startswith(("uk-", "ru-"))]
        read = [read_found(report, reader) for report in others]
        for least in THRESHOLDS:
            show("dev, claims found", least, [count(made(weights, least), r) for r in read])
            show("dev, gold claims", least, [count(made(weights, least), r) for r in others])
    if args.write:
        text = DATA.read_text("utf-8")
        head = re.split(r"^\[weights\]$", text, flags=re.MULTILINE)[0]
        head = re.sub(r"(?m)^same = .*$", f"same = {threshold}", head)
        body = "".join(f'"{n}" = {w}\n' for n, w in weights.items() if w)
        DATA.write_text(f"{head}[weights]\n{body}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
