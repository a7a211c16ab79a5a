"""Measure the English analyser: quality on treebanks and entity corpora, speed, memory, size.

python benchmarks/analyser.py [--part dev|test] [--models FOLDER] [--version V] [--only speed]
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

# Before numpy: its threads spin beside the other process and slow both.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")]

from common import DATA as BENCH  # noqa: E402
from common import save_result  # noqa: E402
from training import corpora, evaluate, splits  # noqa: E402
from whosays.annotators.syntax.tokeniser import Tokeniser  # noqa: E402
from whosays.models.analyser import Analyser, Passage  # noqa: E402
from whosays.models.registry import find_model  # noqa: E402
from whosays.resources.resources import DATA, Resources  # noqa: E402


def load(options: argparse.Namespace) -> Analyser:
    """Load the model that the options name."""
    folder = find_model(options.models, "en-reports", options.version)
    return Analyser(folder, window=options.window)


def quality(analyser: Analyser, part: str) -> dict[str, Any]:
    """Score trees, tags and entities; re3d and the coded reports on the documents kept out."""
    cut = Tokeniser(Resources().table("en/tokens.toml")).cut
    result: dict[str, Any] = {}
    for name in ("ewt", "gum"):
        path = BENCH / f"ud-{name}/en_{name}-ud-{part}.conllu"
        texts = corpora.read_conllu(path, name)
        gold = result[f"{name} gold words"] = evaluate.score_gold_words(analyser, texts)
        print(name, part, "gold words", gold, flush=True)
        raw = result[f"{name} raw"] = evaluate.score_raw(analyser, cut, texts)
        print(name, part, "raw", raw, flush=True)
        if name == "gum":
            spans = evaluate.score_running(analyser, texts, "entity_gum", "entity_gum")
            show(result, "entities gum", spans)
    barred = [p.read_text(encoding="utf-8") for p in sorted((BENCH / "claims-dev").glob("*.txt"))]
    _, held_out = corpora.read_re3d(BENCH / "re3d", barred)
    spans = evaluate.score_running(analyser, held_out, "entity_re3d", "entity_re3d")
    show(result, "entities re3d", spans)
    claims = corpora.read_claims(BENCH / "claims-train")
    kept = splits.claims_dev_names([t.id for t in claims])
    for head in ("mention", "trigger"):
        spans = evaluate.score_running(analyser, [t for t in claims if t.id in kept], head, head)
        show(result, head, spans)
    return result


def show(result: dict[str, Any], name: str, scores: dict[str, Any]) -> None:
    """Keep and print span scores."""
    result[name] = {k: dict(zip(("p", "r", "f1", "n"), v, strict=True)) for k, v in scores.items()}
    print(name, {k: v[2] for k, v in scores.items()}, flush=True)


def reports(bench: Path, n_words: int = 30_000) -> list[list[Passage]]:
    """Give running reports as documents of passages, about ``n_words`` in all."""
    documents: list[list[Passage]] = []
    total = 0
    texts = corpora.read_claims(bench / "claims-train")
    while total < n_words:
        for text in texts:
            passages = [p for _, p in evaluate.running_passages(text)]
            documents.append(passages)
            total += sum(len(p.words) for p in passages)
            if total >= n_words:
                break
    return documents


def _speed(options: argparse.Namespace) -> tuple[int, float]:
    analyser = load(options)
    documents = reports(BENCH)
    for passages in documents[:5]:
        analyser.analyse(passages)
    started = time.perf_counter()
    for passages in documents:
        analyser.analyse(passages)
    return sum(len(p.words) for d in documents for p in d), time.perf_counter() - started


def speed(options: argparse.Namespace) -> dict[str, Any]:
    """Measure words a second by one process and by two at once, peak memory, size."""
    words, seconds = _speed(options)
    result: dict[str, Any] = {"words/s, 1 process": round(words / seconds)}
    with ProcessPoolExecutor(2) as pool:
        both = list(pool.map(_speed, [options, options]))
    result["words/s, 2 processes"] = round(sum(w / s for w, s in both))
    result["peak MiB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    folder = find_model(options.models, "en-reports", options.version)
    result["size MB"] = round(sum(p.stat().st_size for p in folder.path.iterdir()) / 1e6, 1)
    result["version"] = folder.version
    print(result, flush=True)
    return result


def main() -> None:
    """Measure by the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=DATA / "models")
    parser.add_argument("--version")
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--window", type=int, default=140)
    parser.add_argument("--only", choices=("quality", "speed"))
    options = parser.parse_args()
    result: dict[str, Any] = {}
    if options.only != "speed":
        result.update(quality(load(options), options.part))
    if options.only != "quality":
        result.update(speed(options))
    if options.only is None and options.part == "test":
        save_result("analyser", result)


if __name__ == "__main__":
    main()
