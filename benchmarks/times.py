"""Measure ``times`` and ``dating`` on WikiWars, beside dateparser's search where it is installed.

    python benchmarks/times.py WIKIWARS_DIR [--errors N] [--peer]

Rule of TempEval-3 as in the corpus scorer: strict, relaxed, value.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from whosays.annotators import dating, times
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import Document, DocumentMeta, Published
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.settings import load_settings


def read_tml(path: Path) -> tuple[str, str, list[tuple[tuple[int, int], str]]]:
    """Give text, creation date and the marked expressions with their values."""
    raw = path.read_text(encoding="utf-8")
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    dct = re.search(r'functionInDocument="CREATION_TIME"[^>]*?value="([^"]*)"', raw) or re.search(
        r'value="([^"]*)"[^>]*functionInDocument="CREATION_TIME"', raw
    )
    text, rows, opened = "", [], []
    for part in re.split(r"(<[^>]+>)", body[1] if body else raw):
        if part.startswith("<TIMEX3"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', part))))
        elif part.startswith("</TIMEX3"):
            start, attributes = opened.pop()
            rows.append(((start, len(text)), attributes.get("value", "")))
        elif not part.startswith("<"):
            text += html.unescape(part)
    return text, dct[1][:10] if dct else "", rows


def paragraphs(text: str) -> tuple[Segment, ...]:
    """Cut a text at its line breaks."""
    return tuple(
        Segment(Span(m.start(), m.end()), SegmentKind.PARAGRAPH, "en")
        for m in re.finditer(r"[^\n]+", text)
        if m[0].strip()
    )


def document_of(name: str, text: str, day: str) -> Document:
    """Give a document published on ``day`` ("" for unknown)."""
    published = Published()
    if day:
        when = date.fromisoformat(day)
        published = Published(when, when, PublishedBasis.GIVEN)
    meta = DocumentMeta(source=name, published=published)
    return Document(name, "0", text, paragraphs(text), meta, "en")


def ours(
    documents: list[Document], steps: Any
) -> dict[str, list[tuple[tuple[int, int], str, str]]]:
    """Run times and dating; give spans, values and rules by document."""
    first, second = steps
    found = {}
    for document in documents:
        annotations = Annotations(document)
        annotations = annotations.with_layers(first.annotate(document, annotations))
        annotations = annotations.with_layers({"figures": ()})
        annotations = annotations.with_layers(second.annotate(document, annotations))
        found[document.id] = [(tuple(m.span), m.value, m.rule) for m in annotations.anchored_times]
    return found


def peers(documents: list[Document], _: Any) -> dict[str, list[tuple[tuple[int, int], str, str]]]:
    """Run dateparser.search.search_dates, paragraph by paragraph."""
    from datetime import datetime  # noqa: PLC0415 - only the peer needs it

    from dateparser.search import search_dates  # noqa: PLC0415 - optional

    found: dict[str, list[tuple[tuple[int, int], str, str]]] = {}
    for document in documents:
        rows: list[tuple[tuple[int, int], str, str]] = []
        day = document.meta.published.start
        base = datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001
        for segment in document.segments:
            words, at = segment.span.of(document.text), segment.span.start
            settings = {"RELATIVE_BASE": base} if base else {}
            cursor = 0
            for piece, value in search_dates(words, languages=["en"], settings=settings) or ():
                offset = words.find(piece, cursor)
                if offset >= 0:
                    cursor = offset + len(piece)
                    span = (at + offset, at + cursor)
                    rows.append((span, value.strftime("%Y-%m-%d"), "dateparser"))
        found[document.id] = rows
    return found


def score(gold: dict[str, Any], found: dict[str, Any], errors: int) -> str:
    """Give three lines of precision, recall and F1."""
    counts = {"strict": 0, "relaxed": 0, "value": 0}
    n_gold = n_found = 0
    shown = 0
    for name, (text, rows) in gold.items():
        rest = list(found[name])
        n_gold, n_found = n_gold + len(rows), n_found + len(rest)
        for span, value in rows:
            same = [p for p in rest if p[0] == span]
            same = same or [p for p in rest if p[0][0] < span[1] and span[0] < p[0][1]]
            wanted = "" if value == "null" else value.lower()
            if same:
                rest.remove(same[0])
                counts["relaxed"] += 1
                counts["strict"] += same[0][0] == span
                counts["value"] += same[0][1].lower() == wanted
            wrong = not same or same[0][0] != span or same[0][1].lower() != wanted
            if wrong and shown < errors:
                shown += 1
                context = text[max(0, span[0] - 40) : span[1] + 20].replace("\n", "|")
                got = (text[slice(*same[0][0])], *same[0][1:]) if same else None
                kind = "MISS" if not same else "VALUE" if same[0][1].lower() != wanted else "SPAN"
                print(kind, name, repr(text[slice(*span)]), value, "GOT", got, "::", repr(context))
        for span, value, rule in rest:
            if shown < errors:
                shown += 1
                context = text[max(0, span[0] - 30) : span[1] + 20].replace("\n", "|")
                print("SPURIOUS", name, repr(text[slice(*span)]), value, rule, "::", repr(context))
    lines = []
    for kind, hit in counts.items():
        p, r = hit / max(n_found, 1), hit / n_gold
        f1 = 2 * p * r / (p + r) if p + r else 0
        lines.append(f"{kind:8} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}")
    return "\n".join([*lines, f"gold {n_gold}, found {n_found}"])


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--peer", action="store_true")
    args = parser.parse_args()
    read = {f.stem: read_tml(f) for f in sorted(args.folder.glob("*.tml")) if args.only in f.stem}
    documents = [document_of(name, text, day) for name, (text, day, _) in read.items()]
    gold = {name: (text, rows) for name, (text, _, rows) in read.items()}
    resources, settings = Resources(), load_settings()
    n_words = sum(len(d.text.split()) for d in documents)
    for label, run in (("whosays", ours), ("dateparser", peers))[: 2 if args.peer else 1]:
        steps = times.build(resources, settings), dating.build(resources, settings)
        began = time.process_time()
        found = run(documents, steps)
        took = time.process_time() - began
        print(f"{label}: {took / n_words * 500 * 1000:.2f} ms a 500 words")
        print(score(gold, found, args.errors if label == "whosays" else 0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
