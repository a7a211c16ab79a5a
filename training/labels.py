"""Label sets of the heads, and units turned into label numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.corpora import ENTITY_TYPES, MENTION_TYPES, Labelled, Text, Unit
from whosays.models.edits import make_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IGNORED = -100
EVENT_TYPES = (
    "assault", "clash", "repulse", "withdrawal", "capture", "control", "shelling", "missile_strike",
    "air_strike", "drone_strike", "explosion", "strike", "interception", "casualties",
    "materiel_loss", "damage", "abuse", "detention", "looting", "deployment", "recruitment",
    "desertion", "surrender", "training", "supply", "displacement", "relief", "release", "talks",
    "agreement", "breach", "threat", "sanction", "protest", "legal", "disclosure",
)  # fmt: skip
STATUSES = (
    "happened", "ongoing", "attempted", "planned", "hypothetical", "did_not_happen", "unknown"
)  # fmt: skip
STANCES = ("stated", "estimated", "alleged", "probable", "possible", "questioned")
ENTITY_HEADS = {
    "entity_re3d": ENTITY_TYPES,
    "entity_gum": ("Person", "Organisation", "Location", "Temporal"),
    "entity_uner": ("PER", "ORG", "LOC"),
}


def bies(types: Iterable[str]) -> tuple[str, ...]:
    """Give the tags of a span head: O, then B-, I-, E-, S- of each type."""
    return ("O", *(f"{p}-{t}" for t in types for p in "BIES"))


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of every linear head by name, in the order of their scores.

    ``mention`` holds O, B, I, E, S once for every mention type, one after the other.
    """

    heads: dict[str, tuple[str, ...]]
    deprel: tuple[str, ...]

    def index(self, head: str) -> dict[str, int]:
        """Give a head's label → number."""
        return {label: i for i, label in enumerate(self.heads[head])}


def collect_labels(treebanks: Sequence[Text]) -> Labels:
    """Collect the label sets from the training treebanks, without rare scripts and features."""
    counts: dict[str, Counter[str]] = {
        k: Counter() for k in ("upos", "xpos", "feats", "script", "deprel")
    }
    for text in treebanks:
        for unit in text.units():
            assert unit.lemma is not None
            counts["script"].update(map(make_script, unit.words, unit.lemma))
            for key in ("upos", "xpos", "feats", "deprel"):
                counts[key].update(getattr(unit, key))
    heads = {
        "upos": tuple(sorted(counts["upos"])),
        "xpos": tuple(sorted(counts["xpos"])),
        "feats": tuple(k for k, n in _ranked(counts["feats"]) if n > 2),
        "script": tuple(k for k, n in _ranked(counts["script"]) if n > 2 and k[0] != "="),
        "sentence": ("inside", "start"),
        "trigger": ("O", *EVENT_TYPES),
        "status": STATUSES,
        "stance": STANCES,
        "mention": tuple(f"{p}-{t}" for t in MENTION_TYPES for p in "OBIES"),
        **{name: bies(types) for name, types in ENTITY_HEADS.items()},
    }
    return Labels(heads, tuple(sorted(counts["deprel"])))


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def span_tags(length: int, spans: Iterable[Labelled]) -> list[str]:
    """Give BIES tags of spans that do not overlap."""
    tags = ["O"] * length
    for first, last, kind in spans:
        if last - first == 1:
            tags[first] = f"S-{kind}"
        else:
            tags[first], tags[last - 1] = f"B-{kind}", f"E-{kind}"
            for index in range(first + 1, last - 1):
                tags[index] = f"I-{kind}"
    return tags


class Numberer:
    """Turns units into label numbers; -100 where nothing is known."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._index = {head: labels.index(head) for head in labels.heads}
        self._deprel = {label: i for i, label in enumerate(labels.deprel)}
        self._done: dict[int, dict[str, list[int]]] = {}

    def number(self, unit: Unit) -> dict[str, list[int]]:
        """Give a unit's label numbers by head; ``head`` is 0 for the root, else 1 + index."""
        known = self._done.get(id(unit))
        if known is None:
            known = self._done[id(unit)] = self._number(unit)
        return known

    def _number(self, unit: Unit) -> dict[str, list[int]]:
        n = len(unit.words)
        found: dict[str, list[int]] = {}
        scripts = None
        if unit.lemma is not None:
            scripts = [make_script(w, m) for w, m in zip(unit.words, unit.lemma, strict=True)]
        columns = {"upos": unit.upos, "xpos": unit.xpos, "feats": unit.feats, "script": scripts}
        for head, values in columns.items():
            if values is not None:
                found[head] = [self._index[head].get(v, IGNORED) for v in values]
        if unit.head is not None and unit.deprel is not None:
            found["head"] = list(unit.head)
            found["deprel"] = [self._deprel.get(d, IGNORED) for d in unit.deprel]
        if unit.starts_sentence is not None:
            treebank = unit.lemma is not None or "entity_uner" in unit.entities
            # Of running text only a paragraph's first word is sure to start a sentence.
            found["sentence"] = [1] + [0 if treebank else IGNORED] * (n - 1)
        for head, spans in unit.entities.items():
            index = self._index[head]
            found[head] = [index[t] for t in span_tags(n, spans)]
        if unit.mentions is not None:
            for kind in MENTION_TYPES:
                tags = span_tags(n, longest_of(kind, unit.mentions))
                found[f"mention_{kind}"] = ["OBIES".index(t[0]) for t in tags]
        if unit.triggers is not None:
            self._number_triggers(unit, found)
        return found

    def _number_triggers(self, unit: Unit, found: dict[str, list[int]]) -> None:
        n = len(unit.words)
        assert unit.triggers is not None
        first, second = [0] * n, [0] * n
        status, stance = [IGNORED] * n, [IGNORED] * n
        for start, end, kind, its_status, its_stance in unit.triggers:
            for index in range(start, end):
                number = self._index["trigger"][kind]
                if first[index] == 0:
                    first[index] = second[index] = number
                else:
                    second[index] = number
                status[index] = self._index["status"][its_status]
                stance[index] = self._index["stance"][its_stance]
        found.update(trigger=first, trigger_2=second, status=status, stance=stance)


def longest_of(kind: str, mentions: Iterable[Labelled]) -> list[Labelled]:
    """Give the mentions of one type, the longest where they overlap."""
    kept: list[Labelled] = []
    for span in sorted((m for m in mentions if m[2] == kind), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= k[0] or k[1] <= span[0] for k in kept):
            kept.append(span)
    return sorted(kept)
