#!/usr/bin/env python3
"""Claims against the hand-coded reports: whole pipeline in, scores by class out.

    python benchmarks/claims.py [--set claims-dev] [--only seed,re3d,ua-] [--errors 40] [--out NAME]

Dates and publishers are passed as the gold gives them, but for the seed's date, which the report
must yield.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import BENCH, DATA, day_of, home_with_gazetteer, run_scorer, save_result, write_lines


def main() -> None:
    """Read, write predictions, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="claims-dev")
    parser.add_argument("--only", default="seed,re3d,ua-")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--out", default="claims")
    args = parser.parse_args()
    home_with_gazetteer()
    from whosays.pipeline.read import Reader  # noqa: PLC0415 - after the data folder is named
    from whosays.schema.contract import encode_reading  # noqa: PLC0415
    from whosays.schema.document import Given  # noqa: PLC0415

    reader = Reader()
    folder = DATA / args.set
    lines, words, started = [], 0, time.perf_counter()
    for path in sorted(folder.glob("*.gold.json")):
        if not any(fnmatch(path.name, f"{o.strip()}*") for o in args.only.split(",")):
            continue
        name = path.name.removesuffix(".gold.json")
        about = json.loads(path.read_text("utf-8"))["document"]
        published = None if name.startswith("seed") else day_of(about.get("published"))
        given = Given(published=published, publisher=about.get("publisher"), name=name)
        raw = (folder / f"{name}.txt").read_bytes()
        words += len(raw.split())
        lines.append(encode_reading(reader.read_bytes(raw, source=f"{name}.txt", given=given)))
    spent = time.perf_counter() - started
    predictions = write_lines(f"{args.out}.jsonl", lines)
    command = [sys.executable, str(BENCH / "score_claims.py"), str(folder), str(predictions)]
    subprocess.run([*command, "--only", args.only, "--errors", str(args.errors)], check=True)
    print(f"{len(lines)} documents, {words / spent:.0f} words/s")
    save_result(args.out, run_scorer("score_claims.py", folder, predictions, "--only", args.only))


if __name__ == "__main__":
    main()
