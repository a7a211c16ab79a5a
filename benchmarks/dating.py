"""Measure ``dating``: coded reports read without their date.

    python benchmarks/dating.py FOLDER [--only ua-]

Prints each interval, its true day, its width and its reasons; then the summary.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from datetime import date
from pathlib import Path

from whosays.annotators import dating, times
from whosays.readers.read import read_text
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.document import Given
from whosays.settings import load_settings


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    resources, settings = Resources(), load_settings()
    first, second = times.build(resources, settings), dating.build(resources, settings)
    widths, wrong, n = [], [], 0
    for path in sorted(args.folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        day = json.loads(path.read_text("utf-8"))["document"]["published"]
        if not name.startswith(tuple(args.only.split(","))) or day is None:
            continue
        n += 1
        text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
        document = read_text(text, source=f"{name}.txt", given=Given())
        annotations = Annotations(document, {"figures": ()})
        annotations = annotations.with_layers(first.annotate(document, annotations))
        published = second.annotate(document, annotations)["published"]
        true = date.fromisoformat(day)
        if published.start is None:
            print(f"{name}: {day} unknown")
            continue
        width = (published.end - published.start).days + 1
        inside = published.start <= true <= published.end
        widths.append(width)
        if not inside:
            wrong.append(name)
        print(
            f"{name}: {day} {'in' if inside else 'NOT IN'} "
            f"{published.start}..{published.end} ({width} days, {published.basis})"
        )
        for evidence in published.evidence:
            words = evidence.span.of(text) if evidence.span else ""
            print(f"    {evidence.reason} «{' '.join(words.split())[:60]}»")
    print(
        f"{len(widths)} of {n} dated, median width "
        f"{statistics.median(widths) if widths else '-'} days, wrong: {len(wrong)} {wrong}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
