"""Speed and memory of the whole pipeline: documents and tokens per second, cold start, peak MiB.

python benchmarks/speed.py [--documents 60] [--workers 1,2]

Reports of about 500 words are joined from the bundled samples, each made different by its number.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from common import save_result
from whosays.cli.demo import bundled_sources
from whosays.engine.base import Source
from whosays.engine.local import read_many
from whosays.pipeline.read import Reader
from whosays.readers.read import read_bytes
from whosays.schema.annotations import Annotations
from whosays.schema.document import Given
from whosays.settings import load_settings

WORDS = 500


def reports(count: int) -> list[Source]:
    """Make ``count`` plain reports of about 500 words from the bundled texts."""
    texts = [
        source.path.read_text("utf-8")
        for source in bundled_sources()
        if source.path is not None and source.path.suffix == ".txt"
    ]
    found = []
    for number in range(count):
        text, at = "", number
        while len(text.split()) < WORDS:
            text += texts[at % len(texts)] + "\n\n"
            at += 1
        words = text.split(" ")[: WORDS + 40]
        body = f"Report number {number}\n\n" + " ".join(words)
        found.append(Source(name=f"r{number}.txt", raw=body.encode()))
    return found


def throughput(sources: list[Source], workers: int) -> dict[str, float]:
    """Read all, and give documents, tokens and claims per second, start-up left out."""
    settings = load_settings()
    if workers == 1:
        reader = Reader(settings)
        reader.read_bytes(sources[0].raw or b"", source="warm.txt")
        start = time.perf_counter()
        words = claims = 0
        for source in sources:
            reading = reader.read_bytes(source.raw or b"", source=source.name)
            words += len(reading.text.split())
            claims += len(reading.claims)
        seconds = time.perf_counter() - start
    else:
        outcomes = read_many(sources, settings, workers=workers)
        words = claims = 0
        start = time.perf_counter()
        for done, outcome in enumerate(outcomes):
            if done == workers:
                start = time.perf_counter()
                words = claims = 0
            words += len(outcome.reading.text.split())
            claims += len(outcome.reading.claims)
        seconds = time.perf_counter() - start
        sources = sources[workers + 1 :]
    return {
        "documents/s": round(len(sources) / seconds, 2),
        "words/s": round(words / seconds),
        "claims/s": round(claims / seconds),
    }


def time_by_annotator(sources: list[Source]) -> dict[str, float]:
    """Give the mean milliseconds a report that each annotator takes, slowest first."""
    reader = Reader(load_settings())
    spent: dict[str, list[float]] = collections.defaultdict(list)
    for source in sources:
        start = time.perf_counter()
        document = read_bytes(
            source.raw or b"", source=source.name, given=Given(), max_bytes=1 << 24
        )
        spent["readers"].append(time.perf_counter() - start)
        annotations = Annotations(document)
        for annotator in reader.annotators:
            start = time.perf_counter()
            layers = annotator.annotate(document, annotations)
            spent[annotator.name].append(time.perf_counter() - start)
            annotations = annotations.with_layers(layers)
    means = {name: 1000 * statistics.mean(rows[1:] or rows) for name, rows in spent.items()}
    return {k: round(v, 2) for k, v in sorted(means.items(), key=lambda x: -x[1])}


def cold_start(runs: int = 5) -> dict[str, float]:
    """Give seconds from the start of the process to the first reading printed, and import time."""
    sample = next(s.path for s in bundled_sources() if s.path and s.path.suffix == ".txt")
    command = [sys.executable, "-m", "whosays", "read", str(sample), "--no-ledger"]
    command += ["--format", "jsonl"]
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "WHOSAYS_HOME": home}
        times, imports = [], []
        for _ in range(runs):
            start = time.perf_counter()
            subprocess.run(command, env=env, check=True, capture_output=True)
            times.append(time.perf_counter() - start)
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", "pass"], check=True)
            bare = time.perf_counter() - start
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", "import whosays"], check=True)
            imports.append(max(0.0, time.perf_counter() - start - bare))
    return {
        "cold start to claims, s (median)": round(statistics.median(times), 2),
        "import whosays, ms (median)": round(1000 * statistics.median(imports)),
    }


def peak_memory(count: int) -> dict[str, float]:
    """Give the peak MiB of one process that reads ``count`` reports."""
    code = (
        "import resource, sys; sys.path.insert(0, 'benchmarks');"
        "from speed import reports, throughput;"
        f"throughput(reports({count}), 1);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    return {"peak MiB, one process": round(float(done.stdout.strip().splitlines()[-1]))}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--workers", default="1,2")
    args = parser.parse_args()
    sources = reports(args.documents)
    result: dict[str, Any] = {"reports": len(sources), "words each": WORDS}
    for workers in map(int, args.workers.split(",")):
        for key, value in throughput(sources, workers).items():
            result[f"{key}, {workers} process{'es' if workers > 1 else ''}"] = value
    result |= cold_start() | peak_memory(min(20, args.documents))
    result["ms a report by annotator"] = time_by_annotator(sources[:20])
    result["peak MiB, this process"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    save_result("speed", result)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
