"""The combiner: a log-linear model over the candidates of a token, fitted by training/events.py."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from whosays.annotators.events.choose import Chosen
from whosays.annotators.events.features import (
    GROUP,
    LONE,
    WARLIKE,
    DocumentFeatures,
    candidate_features,
    prior_of,
    row_of,
    sense_features,
    token_features,
)
from whosays.annotators.events.functions import functions_of
from whosays.annotators.events.lexicon import SURE
from whosays.annotators.events.sense import WEAK, Candidate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.trigger_net import TriggerNet
    from whosays.schema.analysis import TokenScores
    from whosays.schema.document import Document


ALONE = 5.0
"""What a candidate of the head alone is marked down: on the reports that the weights are fitted on
the head was right nearly always, having learned from them."""


SHORT = 40
EASE = 1.5
"""What a plain word needs less in a text of at most ``SHORT`` words, pasted to be read: the
weights were fitted on whole reports, where half of such words only look back."""


LOW, HIGH = -3.0, 6.0
"""How far a head's odds count against and for a sense: it denies unseen words too surely."""


class Combiner:
    """Chooses the sense of each candidate token, or none.

    ``weights`` maps feature names to weights; ``head`` is how much the learned head's
    log-odds of the type against no trigger count; ``threshold`` the log-odds that a claim needs,
    ``calm`` what it needs beyond in a text that tells little of forces and weapons. ``net`` are
    the odds of the trigger network, counted ``net_weight`` times.
    """

    def __init__(
        self,
        weights: Mapping[str, float],
        *,
        head: float,
        threshold: float,
        calm: float = 0.0,
        net: TriggerNet | None = None,
        net_weight: float = 0.0,
    ) -> None:
        self.weights = weights
        self.head = head
        self.threshold = threshold
        self.calm = calm
        self.net = net
        self.net_weight = net_weight
        self._joined = _by_first(weights)

    def choose(
        self,
        document: Document,
        layers: Layers,
        candidates: Mapping[int, Sequence[Candidate]],
        scores: TokenScores | None,
    ) -> list[Chosen]:
        """Give the best sense of each token that beats having none."""
        about = DocumentFeatures(document, layers)
        column = {label: i for i, label in enumerate(scores.labels)} if scores else {}
        none = column.get("O", 0)
        found = []
        ease = EASE if len(layers.parse.tokens) <= SHORT else 0.0
        least = self.threshold + (0.0 if about.war in WARLIKE else self.calm)
        net_odds = self.net.odds(layers, about, candidates) if self.net else {}
        for token in sorted(candidates):
            shared = token_features(layers, about, candidates[token][0])
            lemma = layers.parse.lemma(token)
            odds = net_odds.get(token, {})
            best: tuple[float, Candidate] | None = None
            for rank, candidate in enumerate(candidates[token]):
                score = prior_of(candidate, rank, shared)
                if candidate.row is None:
                    score -= ALONE
                else:
                    score += self.net_weight * max(LOW, min(HIGH, odds.get(candidate.type, 0.0)))
                score += self._learnt(candidate, rank, shared, lemma)
                if scores is not None and candidate.type in column:
                    row = scores.values[token]
                    score += self.head * head_odds(row, column[candidate.type], none)
                if best is None or score > best[0]:
                    best = (score, candidate)
            if best is not None and best[0] > least - (ease if _is_plain(best[1]) else 0):
                chance = 1 / (1 + math.exp(-best[0]))
                rule = best[1].row.id if best[1].row else "head"
                found.append(Chosen(best[1], chance, f"{rule}; combiner {chance:.2f}"))
        return found

    def _learnt(self, candidate: Candidate, rank: int, shared: Sequence[str], lemma: str) -> float:
        """Add up the weights of a sense's features (features.candidate_features).

        Features are two words joined, a row's or a group's with the token's: they are looked up
        in tables by the first, for joining fifty a sense took a third of all time spent on events.
        """
        weigh = self.weights.get
        if candidate.row is None:
            names = candidate_features(candidate, rank, shared, lemma)
            return math.fsum(weigh(n, 0.0) for n in names)
        found = [weigh(n, 0.0) for n in (*sense_features(candidate, rank, lemma), *shared)]
        by_group = self._joined.get(GROUP[candidate.type], {})
        found += [by_group[n] for n in shared if n in by_group]
        by_row = self._joined.get(row_of(candidate), {})
        found += [by_row[n] for n in shared if n in by_row and not n.startswith(LONE)]
        return math.fsum(found)


def _is_plain(candidate: Candidate) -> bool:
    """Tell whether a word that hardly means anything else is used as it should be."""
    return (
        candidate.row is not None
        and candidate.row.prior >= SURE
        and candidate.fit > candidate.row.prior - 0.1
    )


def _by_first(weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Sort the weights of joined features by the row or group that they begin with."""
    groups = frozenset(GROUP.values())
    tables: dict[str, dict[str, float]] = {}
    for name, weight in weights.items():
        first, _, rest = name.partition(" ")
        if first not in groups and "." not in first:
            continue
        if rest.startswith("unmet "):
            first, rest = f"{first} unmet", rest.removeprefix("unmet ")
        tables.setdefault(first, {})[rest] = weight
    return tables


def head_odds(row: Any, column: int, none: int) -> float:
    """Log-odds of a type against no trigger, cut to what counts."""
    return max(LOW, min(HIGH, float(row[column]) - float(row[none])))


FRAME_OF = {
    "assault": "move",
    "clash": "mutual",
    "repulse": "repel",
    "withdrawal": "move",
    "capture": "take",
    "control": "hold",
    "interception": "down",
    "casualties": "kill",
    "materiel_loss": "break",
    "damage": "break",
    "abuse": "kill",
    "detention": "hold_person",
    "looting": "loot",
    "deployment": "send",
    "recruitment": "hold_person",
    "desertion": "desert",
    "surrender": "desert",
    "training": "train",
    "supply": "give",
    "displacement": "flee",
    "relief": "help",
    "release": "help",
    "talks": "meet",
    "agreement": "agree",
    "breach": "breach",
    "threat": "sanction",
    "sanction": "sanction",
    "protest": "protest",
    "legal": "judge",
    "disclosure": "publish",
}
"""The frame of a trigger that only the head proposed; attack for all types of fire."""


def add_head_candidates(
    candidates: dict[int, list[Candidate]],
    scores: TokenScores,
    layers: Layers,
    tokens: Sequence[int],
    *,
    least: float,
) -> None:
    """Add, where the head is fairly sure of a type that no row proposes, a candidate of its own."""
    none = scores.labels.index("O")
    floor = math.log(least)
    values = scores.values
    best = values.argmax(axis=1)
    for token in tokens:
        kind = int(best[token])
        if kind == none or float(values[token][kind]) < floor:
            continue
        type_ = scores.labels[kind]
        here = candidates.setdefault(token, [])
        if any(c.type == type_ or c.fit > WEAK for c in here):
            continue
        functions = here[0].functions if here else functions_of(layers.parse, token)
        frame = FRAME_OF.get(type_, "attack")
        here.append(Candidate(token, (token,), type_, frame, None, 0.5, functions))


def load_combiner(path: Path, net: TriggerNet | None = None) -> Combiner | None:
    """Read fitted weights; None where the file is not there (the lexicon then decides alone)."""
    if not path.is_file():
        return None
    import numpy as np  # noqa: PLC0415 - importing whosays must not import numpy

    with np.load(path, allow_pickle=False) as found:
        names = bytes(found["names"].tobytes()).decode("utf-8").split("\n")
        weights = dict(zip(names, found["weights"].tolist(), strict=True))
        values = {
            name: float(found[name])
            for name in ("head", "threshold", "calm", "net_weight")
            if name in found
        }
        return Combiner(weights, net=net, **values)
