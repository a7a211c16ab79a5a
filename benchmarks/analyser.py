"""Measure the English analyser: quality on treebanks and entity corpora, speed, memory, size.

python benchmarks/analyser.py --bench FOLDER [--part dev|test] [--model FOLDER] [--speed]
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from training import corpora, evaluate, splits  # noqa: E402

from whosays.annotators.syntax.tokeniser import Tokeniser  # noqa: E402
from whosays.models.analyser import Analyser, Passage  # noqa: E402
from whosays.models.registry import find_model  # noqa: E402
from whosays.resources.resources import DATA, Resources  # noqa: E402


def load(options: argparse.Namespace) -> Analyser:
    """Load the model that the options name."""
    folder = find_model(options.models, "en-reports", options.version)
    return Analyser(folder, window=options.window)


def quality(analyser: Analyser, options: argparse.Namespace) -> None:
    """Print the scores."""
    bench = options.bench
    cut = Tokeniser(Resources().table("en/tokens.toml")).cut
    for name, corpus in (("ewt", "ewt"), ("gum", "gum")):
        path = bench / f"ud-{name}/en_{name}-ud-{options.part}.conllu"
        texts = corpora.read_conllu(path, corpus)
        print(name, options.part, "gold words", evaluate.score_gold_words(analyser, texts))
        print(name, options.part, "raw", evaluate.score_raw(analyser, cut, texts))
        if name == "gum":
            scores = evaluate.score_running(analyser, texts, "entity_gum", "entity_gum")
            print("entities GUM", options.part, scores)
    barred = [p.read_text(encoding="utf-8") for p in (bench / "claims-dev").glob("*.txt")]
    _, held_out = corpora.read_re3d(bench / "re3d", barred)
    print("entities re3d", evaluate.score_running(analyser, held_out, "entity_re3d", "entity_re3d"))
    claims = corpora.read_claims(bench / "claims-train")
    kept = splits.claims_dev_names([t.id for t in claims])
    claims = [t for t in claims if t.id in kept]
    for head in ("mention", "trigger"):
        print(head, evaluate.score_running(analyser, claims, head, head))


def reports(bench: Path, n_words: int = 30_000) -> list[list[Passage]]:
    """Give running reports as documents of passages, about ``n_words`` in all."""
    documents = []
    total = 0
    while total < n_words:
        for text in corpora.read_claims(bench / "claims-train"):
            passages = [p for _, p in evaluate.running_passages(text)]
            documents.append(passages)
            total += sum(len(p.words) for p in passages)
            if total >= n_words:
                break
    return documents


def _speed(options: argparse.Namespace) -> tuple[int, float]:
    analyser = load(options)
    documents = reports(options.bench)
    for passages in documents[:5]:
        analyser.analyse(passages)
    started = time.perf_counter()
    for passages in documents:
        analyser.analyse(passages)
    return sum(len(p.words) for d in documents for p in d), time.perf_counter() - started


def speed(options: argparse.Namespace) -> None:
    """Print words a second by one process and by two at once, and the peak of memory."""
    words, seconds = _speed(options)
    print(f"1 process: {words / seconds:,.0f} words/s")
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_speed, [options, options]))
    print(f"2 processes: {sum(w / s for w, s in results):,.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:,.0f} MiB")
    folder = find_model(options.models, "en-reports", options.version).path
    size = sum(p.stat().st_size for p in folder.iterdir())
    print(f"size {size / 1e6:.1f} MB")


def main() -> None:
    """Measure by the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=DATA / "models")
    parser.add_argument("--version")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--window", type=int, default=140)
    parser.add_argument("--speed", action="store_true", help="speed only")
    parser.add_argument("--no-speed", action="store_true", help="quality only")
    options = parser.parse_args()
    if not options.speed:
        quality(load(options), options)
    if not options.no_speed:
        speed(options)


if __name__ == "__main__":
    main()
