"""Attributions against PolNeAR dev: source, cue and content, scored by the shared scorer.

    python benchmarks/attribution.py [--limit N] [--peer PYTHON] [--out NAME]

PolNeAR measures; nothing is trained on it. ``--peer`` names a Python with spacy and textacy (a
virtual environment of its own): textacy's direct quotations then run over our own parses, on the
same texts, by the same scorer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import DATA, OUT, run_scorer, save_result, write_lines

ANNOTATORS = ("language", "syntax", "entities", "attribution")


def main() -> None:
    """Read, write predictions, score, and score the peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--peer", default=None)
    parser.add_argument("--out", default="attribution")
    args = parser.parse_args()
    from whosays.pipeline.build import build_annotators  # noqa: PLC0415
    from whosays.pipeline.run import annotate  # noqa: PLC0415
    from whosays.readers.read import read_bytes  # noqa: PLC0415
    from whosays.resources.resources import Resources  # noqa: PLC0415
    from whosays.schema.document import Given  # noqa: PLC0415
    from whosays.settings import load_settings  # noqa: PLC0415

    annotators = build_annotators(Resources(), load_settings(), ANNOTATORS)
    split = DATA / "polnear" / "dev"
    ours, parses, spent, words = [], [], 0.0, 0
    for path in sorted((split / "text").glob("*.txt"))[: args.limit]:
        document = read_bytes(
            path.read_bytes(), source=path.name, given=Given(name=path.name), max_bytes=1 << 26
        )
        started = time.perf_counter()
        annotations = annotate(document, annotators)
        spent += time.perf_counter() - started
        words += len(document.text.split())
        rows = [row_of(a) for a in annotations.attributions]
        ours.append(json.dumps({"document": {"id": path.name}, "attributions": rows}).encode())
        parses.append(json.dumps(parse_row(path.name, annotations)).encode())
    readings = write_lines(f"{args.out}.jsonl", ours)
    result = run_scorer("score_attribution.py", split, readings)
    show("whosays", result)
    print(f"{len(ours)} documents, {words / spent:.0f} words/s with syntax")
    if args.peer:
        result["textacy"] = peer(args.peer, write_lines("parses.jsonl", parses), split)
        show("textacy direct quotations", result["textacy"])
    save_result(args.out, result)


def row_of(attribution: object) -> dict[str, object]:
    """Give an attribution as the contract writes it."""
    return {
        key: getattr(attribution, key)
        for key in ("source", "cue", "content", "quoted", "outermost")
    }


def parse_row(name: str, annotations: object) -> dict[str, object]:
    """Give a parse as plain lists, for a peer in another Python."""
    parse = annotations.parse  # type: ignore[attr-defined]
    return {
        "id": name,
        "text": parse.text,
        "tokens": [
            [t.span[0], t.span[1], t.lemma, t.upos, t.xpos, t.head, t.deprel, t.sentence]
            for t in parse.tokens
        ],
    }


def peer(python: str, parses: Path, split: Path) -> dict[str, object]:
    """Run textacy over the parses in its own Python and score it."""
    script = Path(__file__).with_name("attribution_textacy.py")
    out = OUT / "attribution_textacy.jsonl"
    subprocess.run([python, str(script), str(parses), str(out)], check=True)
    return run_scorer("score_attribution.py", split, out)


def show(name: str, result: dict[str, object]) -> None:
    """Print one line a measure."""
    print(name)
    for key, row in result.items():
        if isinstance(row, dict) and "f1" in row:
            print(f"  {key:20} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}")


if __name__ == "__main__":
    main()
