#!/usr/bin/env python3
"""Measure ``actors`` on coded reports: is every agent, target and source found, and who it is.

    python benchmarks/actors.py [--set claims-dev] [--only seed,re3d,ua-] [--errors]

Recall alone: gold codes only the parties of claims. A span fits as in score_claims.py; "all" is
country, role and group together, "named" leaves pronouns out (those are coreference's).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import home_with_gazetteer, save_result
from gold import coded_reports, fits, read_layers

LAYERS = ("language", "syntax", "entities", "times", "places", "weapons", "actors")
LISTS = ("agents", "targets", "chain")


def main() -> None:
    """Read, compare, print recalls and speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="claims-dev")
    parser.add_argument("--only", default="seed,re3d,ua-")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    home_with_gazetteer()
    counts: Counter[tuple[str, str]] = Counter()
    n_words, seconds = 0, 0.0
    reader = read_layers(LAYERS)
    for name, path, gold in coded_reports(args.set, args.only):
        document, before, last = reader(path, gold["document"])
        started = time.process_time()
        actors = last.annotate(document, before)["actors"]
        seconds += time.process_time() - started
        n_words += len(document.text.split())
        for line in compare(name, document.text, gold["claims"], actors, counts):
            if args.errors:
                print(line)
    result: dict[str, Any] = {}
    for key in LISTS:
        n = counts[key, "gold"]
        parts = ("span", "country", "role", "group", "all")
        result[key] = {p: round(counts[key, p] / n, 3) if n else 0 for p in parts}
        named = n - counts[key, "pronoun"]
        result[key]["named"] = round((counts[key, "all"] - counts[key, "pronoun right"]) / named, 3)
        print(f"{key:8} {n:5}  {result[key]}")
    result["ms per 500 words"] = round(seconds / n_words * 500 * 1000, 2)
    print(f"{result['ms per 500 words']} ms per 500 words")
    save_result("actors", result)


def compare(
    name: str, text: str, claims: list[dict[str, Any]], actors: Any, counts: Counter[Any]
) -> list[str]:
    """Count what is found of each distinct party, and give a line for each that is wrong."""
    errors, seen = [], set()
    for claim in claims:
        for key in LISTS:
            for gold in claim[key]:
                values = tuple(gold.get(k) or None for k in ("country", "role", "group"))
                mark = (key, tuple(gold["span"] or ()), values)
                if not gold["span"] or mark in seen:
                    continue
                seen.add(mark)
                words = " ".join(text[slice(*gold["span"])].split())
                is_pronoun = words.lower() in PRONOUNS
                found = best(gold["span"], actors)
                counts[key, "gold"] += 1
                counts[key, "pronoun"] += is_pronoun
                if found is None:
                    errors.append(f"{name} {key} missed {words!r} {values}")
                    continue
                role = found.role.value if found.role else None
                right = (
                    found.country == values[0],
                    role == values[1],
                    values[2] is None or found.group == values[2],
                )
                counts[key, "span"] += 1
                for part, ok in zip(("country", "role", "group"), right, strict=True):
                    counts[key, part] += ok
                counts[key, "all"] += all(right)
                counts[key, "pronoun right"] += all(right) and is_pronoun
                if not all(right):
                    got = f"{found.country} {role} {found.group}: {found.because}"
                    errors.append(f"{name} {key} {words!r} {values} got {got}")
    return errors


PRONOUNS = frozenset(
    {"they", "them", "we", "us", "he", "him", "she", "her", "it", "i", "me", "their", "our", "his"}
    | {"its", "who", "whom"}
)


def best(span: list[int], actors: Any) -> Any:
    """Give the mention that fits a gold span best, None where none does."""

    def overlap(mention: Any) -> tuple[int, int]:
        shared = min(mention.span[1], span[1]) - max(mention.span[0], span[0])
        return shared, -abs(mention.span.length() - (span[1] - span[0]))

    return max((m for m in actors if fits(span, m.span)), key=overlap, default=None)


if __name__ == "__main__":
    main()
