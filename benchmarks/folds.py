"""Typed F1 on coded reports that neither the combiner nor the head's stand-in ever saw.

python benchmarks/folds.py [--heads heads.npz]

Five folds over documents, then one theatre (or kind of report) left out at a time; the rows of the
lexicon are the same throughout; the trigger network and the weights are fitted without the part.
The scores of the shipped head, which learned from most of these reports, are replaced in the report
read by those that training/probe.py writes; without that file no head is used. False claims are
counted in reviews and e-mails, by the same parts.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from common import (
    DATA,
    OUT,
    ROOT,
    day_of,
    home_with_gazetteer,
    run_scorer,
    save_result,
    write_lines,
)

sys.path.insert(0, str(ROOT))
home_with_gazetteer()
from training.events import (  # noqa: E402
    L2,
    LEAST,
    _document,
    ewt_texts,
    fit,
    own_texts,
    vectors,
)
from training.splits import claim_folds, claim_theatres  # noqa: E402
from training.trigger_net import fit_nets  # noqa: E402

from whosays.annotators.events.annotate import EventAnnotator  # noqa: E402
from whosays.annotators.events.combiner import Combiner  # noqa: E402
from whosays.annotators.events.trigger_net import TriggerNet  # noqa: E402
from whosays.pipeline.read import Reader  # noqa: E402
from whosays.pipeline.run import annotate  # noqa: E402
from whosays.readers.read import read_text  # noqa: E402
from whosays.schema.analysis import TokenScores  # noqa: E402
from whosays.schema.document import Given  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document

PEACE_EVERY = 3
_NEVER = -20.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text with all layers that events ask for, and what it gives to the fit."""

    name: str
    document: Document
    annotations: Annotations
    rows: dict[str, Any]


class Texts:
    """The events annotator, and texts annotated up to it."""

    def __init__(self) -> None:
        self._before = []
        for annotator in Reader().annotators:
            if isinstance(annotator, EventAnnotator):
                self.events = annotator
                break
            self._before.append(annotator)
        assert self.events.combiner is not None
        self.shipped = self.events.combiner

    def read(self, name: str, text: str, gold: list[dict[str, Any]], given: Given) -> Text:
        """Annotate a text up to the events."""
        document = read_text(text, source=name, given=given)
        annotations = annotate(document, self._before)
        return Text(
            name, document, annotations, _document(name, document, annotations, self.events, gold)
        )

    def coded(self, folder: Path) -> list[Text]:
        """Read the coded reports of a folder."""
        found = []
        for path in sorted(folder.glob("*.gold.json")):
            raw = json.loads(path.read_text("utf-8"))
            name = path.name.removesuffix(".gold.json")
            about = raw["document"]
            given = Given(day_of(about.get("published")), about.get("publisher"), name=name)
            text = path.with_name(f"{name}.txt").read_text("utf-8")
            found.append(self.read(name, text, raw["claims"], given))
        return found

    def claims(self, text: Text, annotations: Annotations) -> list[dict[str, Any]]:
        """Give a text's claims with type and trigger alone."""
        events = self.events.annotate(text.document, annotations)["events"]
        return [{"type": str(e.type), "trigger": list(e.trigger)} for e in events]


def main() -> None:
    """Fit without each part, read the part, score all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heads", type=Path, default=OUT / "heads.npz")
    args = parser.parse_args()
    heads = load_heads(args.heads) if args.heads.is_file() else None
    texts = Texts()
    war = texts.coded(DATA / "claims-train")
    own = [texts.read(n, text, gold, Given(name=n)) for n, text, gold in own_texts()]
    peaceful = ewt_texts(DATA / "ud-ewt/en_ewt-ud-train.conllu")[::PEACE_EVERY]
    peace = [texts.read(f"ewt-{n}", t, [], Given(name=f"ewt-{n}")) for n, t in enumerate(peaceful)]
    sentences = sum(len(p.annotations.parse.sentences) for p in peace)
    result: dict[str, Any] = {"head": "stand-in" if heads else "none"}
    names = [t.name for t in war]
    for by, parts in (("fold", claim_folds(names)), ("theatre", claim_theatres(names))):
        found, false = read_apart(texts, war, own, peace, parts, heads, by)
        path = write_lines(f"folds-{by}.jsonl", [json.dumps(f).encode() for f in found])
        scores = run_scorer("score_claims.py", DATA / "claims-train", path)
        result[by] = {"typed": scores["typed"], "detection": scores["detection"]}
        result[by]["false claims in 100 sentences"] = round(100 * false / sentences, 2)
        if by == "theatre":
            gold = DATA / "claims-train"
            each = {p: run_scorer("score_claims.py", gold, path, "--only", f"{p}-") for p in parts}
            result["by theatre"] = {part: scores["typed"] for part, scores in each.items()}
    save_result("folds", result)
    print(json.dumps(result, indent=1))


def read_apart(
    texts: Texts,
    war: list[Text],
    own: list[Text],
    peace: list[Text],
    parts: Mapping[str, frozenset[str]],
    heads: Mapping[str, NDArray[Any]] | None,
    by: str,
) -> tuple[list[dict[str, Any]], int]:
    """Give the claims of every report read without having seen its part, and the false claims in
    the peaceful texts.
    """
    found, false = [], 0
    shipped = texts.shipped
    for number, held in enumerate(parts.values()):
        quiet = [p for i, p in enumerate(peace) if i % len(parts) == number]
        aside = held.union(p.name for p in quiet)
        rows = [t.rows for t in (*war, *own, *peace) if t.name not in aside]
        texts.events.combiner = Combiner(
            fit(rows, l2=L2, least=LEAST),
            head=shipped.head,
            threshold=shipped.threshold,
            calm=shipped.calm,
            net=TriggerNet(vectors(), fit_nets(rows, vectors())),
            net_weight=shipped.net_weight,
        )
        for text in war:
            if text.name in held:
                claims = texts.claims(text, with_head(text, heads, by))
                found.append({"document": {"id": text.name}, "claims": claims})
        false += sum(len(texts.claims(p, p.annotations)) for p in quiet)
    return found, false


def with_head(text: Text, heads: Mapping[str, NDArray[Any]] | None, by: str) -> Annotations:
    """Give layers with the scores of a head that never saw the text, or of one that says no."""
    tokens = text.annotations.parse.tokens
    if heads is None:
        labels = text.annotations.get("trigger_scores").labels
    else:
        labels = tuple(str(label) for label in heads["labels"])
    values = np.full((len(tokens), len(labels)), _NEVER, np.float32)
    values[:, labels.index("O")] = 0.0
    if heads is not None:
        rows = heads[f"{by}/{text.name}"]
        at = {int(start): k for k, start in enumerate(heads[f"starts/{text.name}"])}
        for index, token in enumerate(tokens):
            row = at.get(token.span[0])
            if row is not None:
                values[index] = rows[row]
    return text.annotations.with_layers({"trigger_scores": TokenScores(labels, values)})


def load_heads(path: Path) -> dict[str, NDArray[Any]]:
    """Read the scores that training/probe.py wrote."""
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}


if __name__ == "__main__":
    main()
