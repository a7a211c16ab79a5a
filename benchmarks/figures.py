#!/usr/bin/env python3
"""Measure ``figures`` and ``weapons`` on coded reports: recall of spans, bounds and codes.

    python benchmarks/figures.py [--set claims-dev] [--only seed,re3d,ua-] [--errors]

Recall alone: gold codes only what stands in claims. A span fits as in score_claims.py.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import save_result
from gold import coded_reports, fits, read_layers

LAYERS = ("language", "syntax", "times", "weapons", "figures")


def main() -> None:
    """Read, compare, print recalls and speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="claims-dev")
    parser.add_argument("--only", default="seed,re3d,ua-")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    n_words, seconds = 0, 0.0
    reader = read_layers(LAYERS)
    for name, path, gold in coded_reports(args.set, args.only):
        document, before, last = reader(path, gold["document"])
        started = time.process_time()
        figures = last.annotate(document, before)["figures"]
        seconds += time.process_time() - started
        n_words += len(document.text.split())
        counts["figures found"] += len(figures)
        counts["weapons found"] += len(before.weapons)
        lines = compare_figures(document.text, gold["claims"], figures, counts)
        lines += compare_weapons(document.text, gold["claims"], before.weapons, counts)
        if args.errors:
            print("\n".join(f"{name} {line}" for line in lines))
    result: dict[str, Any] = dict(counts)
    for part in ("figure span", "figure bounds", "figure approx", "weapon span", "weapon code"):
        result[part] = round(counts[part] / max(1, counts[part.split()[0] + " gold"]), 3)
        print(f"{part:14} {result[part]}")
    result["ms per 500 words"] = round(seconds / n_words * 500 * 1000, 2)
    print(f"{result['ms per 500 words']} ms per 500 words (figures alone)")
    save_result("figures", result)


def compare_figures(text: str, claims: Any, figures: Any, counts: Counter[str]) -> list[str]:
    """Count spans and bounds of each distinct gold figure."""
    errors, seen = [], set()
    for claim in claims:
        for gold in claim["figures"]:
            mark = (tuple(gold["span"]), gold["low"], gold["high"])
            if mark in seen:
                continue
            seen.add(mark)
            found = [f for f in figures if fits(gold["span"], f.span)]
            right = [f for f in found if (f.low, f.high) == (gold["low"], gold["high"])]
            counts["figure gold"] += 1
            counts["figure span"] += bool(found)
            counts["figure bounds"] += bool(right)
            counts["figure approx"] += any(f.approx == gold["approx"] for f in right)
            if not right:
                got = [(f.span.of(text), f.low, f.high) for f in found]
                errors.append(f"figure {text[slice(*gold['span'])]!r} {mark[1:]} got {got}")
    return errors


def compare_weapons(text: str, claims: Any, weapons: Any, counts: Counter[str]) -> list[str]:
    """Count spans and codes of each distinct gold weapon."""
    errors, seen = [], set()
    for claim in claims:
        for gold in claim["weapons"]:
            mark = (tuple(gold["span"]), gold["code"])
            if mark in seen:
                continue
            seen.add(mark)
            found = [w for w in weapons if fits(gold["span"], w.span)]
            right = any(w.code == gold["code"] for w in found)
            counts["weapon gold"] += 1
            counts["weapon span"] += bool(found)
            counts["weapon code"] += right
            if not right:
                got = [(w.span.of(text), w.code) for w in found]
                errors.append(f"weapon {text[slice(*gold['span'])]!r} {gold['code']} got {got}")
    return errors


if __name__ == "__main__":
    main()
