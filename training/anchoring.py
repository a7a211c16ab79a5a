"""Fit the weights by which ``anchoring`` ranks the days that an event may have.

    python training/anchoring.py CODED_FOLDER [MORE …] --l2 20 [--folds 4] [--write]

A folder holds NAME.txt and NAME.gold.json (claims-train and our own coded reports, as
tools/coded_reports.py writes them: what may train). A time without a basis is right on any. A
log-linear model over the options of each event; deterministic: full-batch gradient steps from zero.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from anchoring import gold_events, load, telling_steps, told_layers  # type: ignore[import-not-found]
from whosays.annotators import dating, times
from whosays.annotators.anchoring.annotate import DatedText, in_text_order, tell
from whosays.annotators.anchoring.lexicon import load_lexicon
from whosays.resources.resources import DATA, Resources
from whosays.schema.basis import TimeBasis
from whosays.schema.parse import Parse
from whosays.settings import load_settings

if TYPE_CHECKING:
    from whosays.annotators.anchoring.rulings import Option

TARGET = DATA / "en" / "anchoring_weights.toml"
MIN_COUNT = 8
STEPS = 400
HEAD = """# Weights of the log-linear model that ranks the days an event may have
# (annotators/anchoring).
# Made by training/anchoring.py from the project's own coded reports; do not edit by hand.

[weight]
"""


class Case:
    """One event: its options, and which of them are right."""

    def __init__(self, document: str, options: list[Option], right: list[bool]) -> None:
        self.document, self.options, self.right = document, options, right


def days(option: Option) -> tuple[str | None, str | None]:
    """Give an option's days as the coding writes them."""
    return (
        option.start.isoformat() if option.start else None,
        option.end.isoformat() if option.end else None,
    )


def walk(rows: list[Any], choose: Any) -> list[Case]:
    """Give the cases of all documents; ``choose(case)`` is the option that is told on."""
    resources, settings = Resources(), load_settings()
    steps = (times.build(resources, settings), dating.build(resources, settings))
    lexicon = load_lexicon(resources.table("en/anchoring.toml"), resources.table("wars.toml"))
    telling = telling_steps(resources, settings)
    cases = []
    for document, tokens, sentences, claims in rows:
        parse = Parse(document.text, tokens, sentences)
        pairs = gold_events(claims, parse)
        events = tuple(e for e, _ in pairs)
        annotations = told_layers(document, parse, events, telling)
        for step in steps:
            annotations = annotations.with_layers(step.annotate(document, annotations))
        dated, told = DatedText(document, annotations, lexicon), None
        for index in in_text_order(events):
            found = dated.options(events[index], told, annotations.stances[index])
            gold = pairs[index][1]
            right = [days(o) == (gold["start"], gold["end"]) for o in found]
            case = Case(document.id, found, prefer(found, right, gold.get("basis")))
            cases.append(case)
            told = tell(choose(case), events[index], parse, told)
    return cases


def prefer(options: list[Option], right: list[bool], basis: str | None) -> list[bool]:
    """Among right answers keep those of the coded basis, where there are any; None takes all."""
    if basis is None:
        return right
    kinds = {
        "explicit": (TimeBasis.EXPLICIT,),
        "inherited": (TimeBasis.INHERITED, TimeBasis.EXPLICIT),
    }
    wanted = kinds.get(basis, (TimeBasis(basis),))
    same = [r and o.basis in wanted for o, r in zip(options, right, strict=True)]
    return same if any(same) else right


def gold_choice(case: Case) -> Option:
    """Give the right option, else the last (unknown)."""
    for option, right in zip(case.options, case.right, strict=True):
        if right:
            return option
    return case.options[-1]


def fit(cases: list[Case], l2: float) -> dict[str, float]:
    """Fit the weights by Adam on the whole set; only cases with a right option teach."""
    useful = [c for c in cases if any(c.right)]
    counts: dict[str, int] = {}
    for case in useful:
        for option in case.options:
            for name in option.features:
                counts[name] = counts.get(name, 0) + 1
    names = {n: i for i, n in enumerate(sorted(n for n, k in counts.items() if k >= MIN_COUNT))}
    columns, option_of, case_of, right = [], [], [], []
    n_options = 0
    for number, case in enumerate(useful):
        for option, good in zip(case.options, case.right, strict=True):
            ids = [names[f] for f in option.features if f in names]
            columns.extend(ids)
            option_of.extend([n_options] * len(ids))
            case_of.append(number)
            right.append(good)
            n_options += 1
    cols, opts = np.array(columns), np.array(option_of)
    group, good = np.array(case_of), np.array(right, dtype=float)
    weights = np.zeros(len(names))
    m, v = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.bincount(opts, weights[cols], n_options)
        p_all = _softmax(scores, group, np.ones_like(good))
        p_good = _softmax(scores, group, good)
        gradient = np.bincount(cols, (p_all - p_good)[opts], len(names)) + l2 * weights
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        weights -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {
        name: round(float(weights[i]), 3) for name, i in names.items() if abs(weights[i]) >= 0.01
    }


def _softmax(scores: np.ndarray, group: np.ndarray, mask: np.ndarray) -> np.ndarray:
    top = np.full(group.max() + 1, -np.inf)
    np.maximum.at(top, group, scores)
    e = np.exp(scores - top[group]) * mask
    return e / np.maximum(np.bincount(group, e), 1e-300)[group]


def own_choices(rows: list[Any], cases: list[Case], args: Any) -> list[Case]:
    """Give the cases as they look when the model's own choices are told on, fold by fold."""
    more: list[Case] = []
    for fold in range(args.folds):
        held = [r for i, r in enumerate(rows) if i % args.folds == fold]
        ids = {r[0].id for r in held}
        weights = fit([c for c in cases if c.document not in ids], args.l2)
        more += walk(
            held,
            lambda c, w=weights: max(
                c.options, key=lambda o: sum(w.get(f, 0.0) for f in o.features)
            ),
        )
    return more


def accuracy(rows: list[Any], weights: dict[str, float]) -> tuple[int, int]:
    """Count right answers over documents, each choice told on as it will be."""

    def choose(case: Case) -> Option:
        return max(case.options, key=lambda o: sum(weights.get(f, 0.0) for f in o.features))

    cases = walk(rows, choose)
    hits = sum(
        case.right[case.options.index(choose(case))] or _same(case, choose(case)) for case in cases
    )
    return hits, len(cases)


def _same(case: Case, option: Option) -> bool:
    return any(r and days(o) == days(option) for o, r in zip(case.options, case.right, strict=True))


def main() -> int:
    """Cross-validate by document, then fit on all and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--l2", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=0, help="1: learn from own choices too")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [row for folder in args.folders for row in load(folder, (), args.parses)]
    cases = walk(rows, gold_choice)
    print(f"{len(cases)} events, of them with a right option: {sum(any(c.right) for c in cases)}")
    if args.rounds:
        cases += own_choices(rows, cases, args)
    hits = n = 0
    for fold in range(args.folds):
        held = [r for i, r in enumerate(rows) if i % args.folds == fold]
        ids = {r[0].id for r in held}
        weights = fit([c for c in cases if c.document not in ids], args.l2)
        right, total = accuracy(held, weights)
        hits, n = hits + right, n + total
    if n:
        print(f"cross-validated accuracy {hits / n:.4f}")
    if args.write:
        weights = fit(cases, args.l2)
        lines = [f'"{name}" = {value}' for name, value in sorted(weights.items())]
        TARGET.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
        print(f"{len(weights)} weights in {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
