"""Measure how much of a page's article is read: F1 over 4-word shingles, beside plain trafilatura.

The data set is scrapinghub's article-extraction-benchmark (181 pages, MIT); its rule is followed:
tokens are ``\\w+``, shingles are counted with repetition, precision and recall are means over
pages. What is compared is the text of body segments: paragraphs, key points, headings inside the
report, and posts that it shows; not the headline, captions, credits, bylines, datelines.

    python benchmarks/article_extraction.py DATA_FOLDER
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura

from whosays.errors import InputError
from whosays.readers.read import read_bytes
from whosays.schema.segment import SegmentKind

if TYPE_CHECKING:
    from whosays.schema.document import Document

WORD = re.compile(r"\w+")
BODY = {SegmentKind.PARAGRAPH, SegmentKind.KEY_POINT, SegmentKind.EMBED}
Counts = tuple[int, int, int]


def main(folder: Path) -> None:
    """Read every page by both and print precision, recall, F1, time, and the ten worst pages."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    ours: dict[str, Counts] = {}
    theirs: dict[str, Counts] = {}
    seconds: list[float] = []
    plain: list[float] = []
    for name in sorted(gold):
        raw = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        want = gold[name]["articleBody"]
        start = time.perf_counter()
        text = body_text(raw, name)
        seconds.append(time.perf_counter() - start)
        start = time.perf_counter()
        other = trafilatura.extract(raw, include_comments=False) or ""
        plain.append(time.perf_counter() - start)
        ours[name] = compare(want, text)
        theirs[name] = compare(want, other)
    report("whosays", ours, seconds)
    report("trafilatura", theirs, plain)
    print("\nworst pages of ours")
    for name in sorted(ours, key=lambda n: page_f1(ours[n]))[:10]:
        print(f"  {page_f1(ours[name]):.3f}  {page_f1(theirs[name]):.3f}  {gold[name]['url'][:90]}")


def body_text(raw: bytes, name: str) -> str:
    """Give the text of a page's body segments."""
    try:
        document = read_bytes(raw, source=f"{name}.html")
    except InputError:
        return ""
    return "\n".join(words for kind, words in _segments(document) if kind in BODY)


def _segments(document: Document) -> list[tuple[SegmentKind, str]]:
    found = []
    headed = False
    for segment in document.segments:
        kind = segment.kind
        if kind is SegmentKind.HEADLINE:
            if headed:
                kind = SegmentKind.PARAGRAPH
            headed = True
        found.append((kind, segment.span.of(document.text)))
    return found


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """Count the n-word shingles of a text; a shorter text is one shingle."""
    words = WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[k : k + n]) for k in range(max(1, len(words) - n + 1)))


def compare(want: str, have: str) -> Counts:
    """Count shingles found, wrong and missed."""
    gold, found = shingles(want), shingles(have)
    both = sum((gold & found).values())
    return both, sum((found - gold).values()), sum((gold - found).values())


def page_f1(counts: Counts) -> float:
    """Give one page's F1."""
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if sum(counts) else 1.0


def report(who: str, rows: dict[str, Counts], seconds: list[float]) -> None:
    """Print one system's line."""
    precisions = [r / (r + w) for r, w, _ in rows.values() if r + w]
    recalls = [r / (r + m) for r, _, m in rows.values() if r + m]
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    ordered = sorted(seconds)
    p50, p95 = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000
    f1 = 2 * p * r / (p + r)
    print(f"{who:12} P {p:.4f}  R {r:.4f}  F1 {f1:.4f}   p50 {p50:.0f} ms  p95 {p95:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
