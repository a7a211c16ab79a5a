"""Measure ``anchoring`` alone: gold events in, their days out.

    python benchmarks/anchoring.py FOLDER [--only a,b] [--errors N] [--parses FILE]

FOLDER holds NAME.txt and NAME.gold.json. Accuracy is of start and end together.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from whosays.annotators import (
    anchoring,
    attribution,
    dating,
    entities,
    language,
    stance,
    syntax,
    times,
)
from whosays.readers.read import read_text
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.document import Given
from whosays.schema.event import Event
from whosays.schema.parse import Parse
from whosays.schema.span import Span
from whosays.settings import load_settings


def gold_events(claims: list[dict[str, Any]], parse: Parse) -> list[tuple[Event, dict[str, Any]]]:
    """Turn gold claims into events on the parse."""
    found = []
    for claim in claims:
        span = Span(*claim["trigger"])
        token = parse.top(span)
        if token is None:
            inside = list(parse.within(span))
            token = inside[0] if inside else 0
        found.append((Event(claim["type"], span, token), claim["time"]))
    return found


def load(folder: Path, only: tuple[str, ...], parses: Path | None) -> list[Any]:
    """Read and parse the reports; ``parses`` keeps the trees between runs."""
    key = (str(folder), only)
    if parses and parses.is_file():
        kept = pickle.loads(parses.read_bytes())
        if key in kept:
            return kept[key]
    resources, settings = Resources(), load_settings()
    steps = (language.build(resources, settings), syntax.build(resources, settings))
    rows = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if only and not name.startswith(only):
            continue
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
        day = gold["document"]["published"]
        given = Given(published=date.fromisoformat(day) if day else None)
        document = read_text(text, source=f"{name}.txt", given=given)
        annotations = Annotations(document)
        layers: dict[str, Any] = {}
        for step in steps:
            layers = dict(step.annotate(document, annotations))
            annotations = annotations.with_layers(layers)
        rows.append((document, layers["parse"].tokens, layers["parse"].sentences, gold["claims"]))
    if parses:
        kept = pickle.loads(parses.read_bytes()) if parses.is_file() else {}
        parses.write_bytes(pickle.dumps({**kept, key: rows}))
    return rows


def told_layers(document: Any, parse: Parse, events: tuple[Event, ...], steps: Any) -> Annotations:
    """Give the layers that anchoring reads besides times: quotations, status of events."""
    layers = {
        "parse": parse,
        "figures": (),
        "events": events,
        "entity_spans": (),
        "mention_spans": (),
    }
    annotations = Annotations(document, layers)
    for step in steps:
        annotations = annotations.with_layers(step.annotate(document, annotations))
    return annotations


def telling_steps(resources: Resources, settings: Any) -> tuple[Any, ...]:
    """Build the annotators for ``told_layers``."""
    return tuple(m.build(resources, settings) for m in (entities, attribution, stance))


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--parses", type=Path)
    args = parser.parse_args()
    only = tuple(args.only.split(",")) if args.only else ()
    rows = load(args.folder, only, args.parses)
    resources, settings = Resources(), load_settings()
    first, second = times.build(resources, settings), dating.build(resources, settings)
    third = anchoring.build(resources, settings)
    telling = telling_steps(resources, settings)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    spent = [0.0, 0.0, 0.0]
    words = shown = 0
    for document, tokens, sentences, claims in rows:
        parse = Parse(document.text, tokens, sentences)
        pairs = gold_events(claims, parse)
        words += len(document.text.split())
        annotations = told_layers(document, parse, tuple(e for e, _ in pairs), telling)
        for index, step in enumerate((first, second, third)):
            began = time.process_time()
            annotations = annotations.with_layers(step.annotate(document, annotations))
            spent[index] += time.process_time() - began
        for (event, gold), mine in zip(pairs, annotations.event_times, strict=True):
            want = (gold["start"], gold["end"])
            got = tuple(d.isoformat() if d else None for d in (mine.start, mine.end))
            kind = gold.get("basis") or "any"
            total[kind] += 1
            right[kind] += want == got
            if want != got and shown < args.errors:
                shown += 1
                at = parse.sentences[tokens[event.token].sentence].span if tokens else event.trigger
                words_of = document.text[slice(*gold["span"])] if gold["span"] else ""
                print(
                    f"--- {document.id} {annotations.published.start} {event.type} "
                    f"[{event.trigger.of(document.text)}]"
                )
                print(
                    f"    want {want} {kind} «{words_of}»   got {got} {mine.basis} {mine.because} "
                    f"«{mine.span.of(document.text) if mine.span else ''}»"
                )
                print("    " + " ".join(at.of(document.text).split()))
    n = sum(total.values())
    for kind in sorted(total):
        print(f"{kind:9} {right[kind] / total[kind]:.3f} of {total[kind]}")
    print(f"accuracy {sum(right.values()) / n:.4f} of {n}")
    print("ms a 500 words:", " ".join(f"{s / words * 500 * 1000:.2f}" for s in spent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
