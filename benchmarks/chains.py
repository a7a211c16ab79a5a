"""Measure chains, status and stance on gold triggers, apart from finding events.

    python benchmarks/chains.py GOLD_DIR [--only seed,re3d,ua-] [--errors N] [--what chain]

GOLD_DIR holds NAME.txt, NAME.gold.json and NAME.yaml. Events are made from the gold triggers, the
rest of the pipeline runs as it is; the rules of comparison are those of the shared scorer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays.schema.annotations import Annotations
from whosays.schema.event import Event
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.pipeline.annotator import Annotator
    from whosays.schema.document import Document

BEFORE = (
    "language", "syntax", "entities", "times", "places", "weapons", "actors", "attribution",
    "coreference",
)  # fmt: skip
AFTER = ("chains", "stance")


def gold_events(annotations: Annotations, claims: Sequence[dict[str, Any]]) -> tuple[Event, ...]:
    """Make one event a gold claim, with the trigger's head as token."""
    parse = annotations.parse
    events = []
    for claim in claims:
        trigger = Span(*claim["trigger"])
        top = parse.top(trigger)
        events.append(Event(type=claim["type"], trigger=trigger, token=top or 0))
    return tuple(events)


def same_span(a: Sequence[int], b: Sequence[int]) -> bool:
    """Compare two spans as the shared scorer does."""
    if not (a[0] < b[1] and b[0] < a[1]):
        return False
    m, n = a[1] - a[0], b[1] - b[0]
    return m <= 3 * n + 10 and n <= 3 * m + 10


def matched(gold: Sequence[Any], pred: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pair links of two chains, each at most once, in order."""
    taken: set[int] = set()
    pairs = []
    for g in gold:
        for j, p in enumerate(pred):
            if j not in taken and same_span(g["span"], p.span):
                taken.add(j)
                pairs.append((g, p))
                break
    return pairs


def macro(pairs: Iterable[tuple[str, str]]) -> float:
    """Macro-F1 over the classes with three or more gold cases."""
    rows = list(pairs)
    gold = Counter(g for g, _ in rows)
    pred = Counter(p for _, p in rows)
    hits = Counter(g for g, p in rows if g == p)
    scores = [2 * hits[c] / (gold[c] + pred[c]) for c in sorted(gold) if gold[c] >= 3]
    return sum(scores) / len(scores) if scores else 0.0


class Tally:
    """Counts over documents, and what went wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.links = [0, 0, 0]
        self.statuses: list[tuple[str, str]] = []
        self.stances: list[tuple[str, str]] = []
        self.errors: list[tuple[str, str]] = []

    def tick(self, key: str, ok: bool) -> None:  # noqa: FBT001 - a tally's tick is right or not
        """Count one comparison."""
        self.right[key] += ok
        self.of[key] += 1

    def add(self, name: str, text: str, annotations: Annotations, claims: Sequence[Any]) -> None:
        """Compare one document's chains and stances with the gold ones."""
        for claim, chain, stance in zip(
            claims, annotations.chains, annotations.stances, strict=True
        ):
            self._chain(name, text, claim, chain)
            for key, value, rule in (
                ("status", stance.status.value, stance.status_rule),
                ("stance", stance.stance.value, stance.stance_rule),
            ):
                self.tick(key, claim[key] == value)
                (self.statuses if key == "status" else self.stances).append((claim[key], value))
                if claim[key] != value:
                    words = _context(text, claim["trigger"])
                    told = f"gold {claim[key]} pred {value} ({rule}) {claim['type']} {words}"
                    self.errors.append((key, f"{name} {told}"))

    def _chain(self, name: str, text: str, claim: dict[str, Any], chain: Sequence[Any]) -> None:
        gold = claim["chain"]
        same = len(gold) == len(chain) and all(
            same_span(g["span"], p.span) for g, p in zip(gold, chain, strict=True)
        )
        self.tick("chain", same)
        if not same:
            said = [(Span(*g["span"]).of(text), g["mode"]) for g in gold]
            found = [(p.span.of(text), p.mode.value) for p in chain]
            words = _context(text, claim["trigger"])
            self.errors.append(("chain", f"{name} {words}\n      gold {said}\n      pred {found}"))
        pairs = matched(gold, chain)
        for count, n in enumerate((len(pairs), len(gold), len(chain))):
            self.links[count] += n
        for g, p in pairs:
            self._link(name, text, g, p)

    def _link(self, name: str, text: str, gold: dict[str, Any], pred: Any) -> None:
        role = getattr(pred.role, "value", pred.role)
        wanted = (gold["country"] or None, gold["role"] or None)
        self.tick("role", wanted == (pred.country or None, role or None))
        words = pred.span.of(text)
        if wanted != (pred.country or None, role or None):
            told = f"gold {wanted} {gold['group']} pred {pred.country} {role} {pred.group}"
            self.errors.append(("role", f"{name} {words!r} {told}"))
        self.tick("mode", gold["mode"] == pred.mode.value)
        if gold["mode"] != pred.mode.value:
            cue = pred.cue.of(text) if pred.cue else None
            told = f"cue {cue!r} gold {gold['mode']} pred {pred.mode.value}"
            self.errors.append(("mode", f"{name} {words!r} {told}"))

    def report(self) -> dict[str, float]:
        """Give all figures."""
        hit, gold, pred = self.links
        figures = {key: self.right[key] / max(1, self.of[key]) for key in sorted(self.of)}
        figures["links"] = 2 * hit / max(1, gold + pred)
        figures["status macro"] = macro(self.statuses)
        figures["stance macro"] = macro(self.stances)
        return figures


def _context(text: str, trigger: Sequence[int]) -> str:
    start, end = trigger
    before = text[max(0, start - 90) : start].replace("\n", "¶")
    after = text[end : end + 70].replace("\n", "¶")
    return f"{before}[[{text[start:end]}]]{after}"


def run(
    document: Document, annotators: Sequence[Annotator], annotations: Annotations
) -> Annotations:
    """Run annotators over what is there already."""
    for annotator in annotators:
        annotations = annotations.with_layers(annotator.annotate(document, annotations))
    return annotations


def main() -> None:
    """Parse the command line, measure, print."""
    from whosays.pipeline.build import build_annotators  # noqa: PLC0415
    from whosays.readers.read import read_bytes  # noqa: PLC0415
    from whosays.resources.resources import Resources  # noqa: PLC0415
    from whosays.schema.document import Given  # noqa: PLC0415
    from whosays.settings import load_settings  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--what", default="")
    args = parser.parse_args()
    resources, settings = Resources(), load_settings()
    before = build_annotators(resources, settings, BEFORE)
    after = [build_one(name, resources, settings) for name in AFTER]
    tally = Tally()
    for path in sorted(args.gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if args.only and not any(name.startswith(o.strip()) for o in args.only.split(",")):
            continue
        claims = json.loads(path.read_text("utf-8"))["claims"]
        source = path.parent / f"{name}.txt"
        given = Given(publisher=_publisher(path.parent / f"{name}.yaml"), name=source.name)
        document = read_bytes(
            source.read_bytes(), source=str(source), given=given, max_bytes=1 << 24
        )
        annotations = run(document, before, Annotations(document))
        annotations = annotations.with_layers({"events": gold_events(annotations, claims)})
        tally.add(name, document.text, run(document, after, annotations), claims)
    show(tally, args.errors, args.what)


def build_one(name: str, resources: Any, settings: Any) -> Any:
    """Build one annotator by its task's name."""
    from importlib import import_module  # noqa: PLC0415

    return import_module(f"whosays.annotators.{name}").build(resources, settings)


def show(tally: Tally, errors: int, what: str) -> None:
    """Print the figures and some errors."""
    for key, value in tally.report().items():
        sys.stdout.write(f"{key:14} {value:.3f}\n")
    shown = [e for e in tally.errors if not what or e[0] in what.split(",")]
    for kind, words in shown[:errors]:
        sys.stdout.write(f"  {kind}: {words}\n")


def _publisher(path: Path) -> str | None:
    """Read the publisher from a coding's head, without a YAML parser."""
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.startswith("publisher:"):
            value = line.partition(":")[2].strip().strip("\"'")
            return None if value in {"", "null"} else value
    return None


if __name__ == "__main__":
    main()
