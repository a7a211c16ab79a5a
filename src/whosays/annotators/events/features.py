"""Features: what speaks for a candidate being a claim, each by a name that a person can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.context import context_of
from whosays.annotators.events.lexicon import SURE
from whosays.annotators.events.sense import WEAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.document import Document

GROUP = {
    name: group
    for group, names in {
        "ground": "assault clash repulse withdrawal capture control",
        "fire": "shelling missile_strike air_strike drone_strike explosion strike interception",
        "harm": "casualties materiel_loss damage abuse detention looting",
        "forces": "deployment recruitment desertion surrender training supply",
        "people": "displacement relief release",
        "dealings": "talks agreement breach threat sanction protest legal disclosure",
    }.items()
    for name in names.split()
}
CLASSES = (
    "force",
    "person",
    "place",
    "weapon",
    "equipment",
    "munition",
    "building",
    "ground",
    "number",
    "pron",
    "actor",
    "civilian",
    "captive",
    "attack_noun",
    "aid",
    "arms",
    "truce",
    "document",
    "abstract",
    "other",
    "money",
    "official",
    "airborne",
)
_FUNCTIONS = ("subj", "obj", "by", "of", "on", "in", "mod", "poss", "lsubj", "lsuffer", "with")


_UNREAD = 30
_USUAL = 0.06
_DOUBTFUL = ("demand", "duty", "duty_above", "condition", "bare", "media", "fear")


WARLIKE = frozenset("34")
"""Marks of documents that tell much of forces and weapons (``DocumentFeatures.war``)."""


class DocumentFeatures:
    """What holds for all candidates of a document: how warlike it is."""

    def __init__(self, document: Document, layers: Layers) -> None:
        tokens = max(1, len(layers.parse.tokens))
        forces = sum(1 for i in layers.actor_at if "force" in layers.classes(i))
        weapons = len(layers.weapons)
        # A line or two tell little of what they are about: they start out as a report does.
        told = (forces + 2 * weapons + _UNREAD * _USUAL) / (tokens + _UNREAD)
        self.war = _bucket(100 * told, (0.5, 2, 5, 10))
        self.kinds = [str(s.kind) for s in document.segments]
        self.by_sentence: dict[int, set[str]] = {}
        for name, indices in (
            ("place", layers.place_at),
            ("weapon", layers.weapon_at),
            ("actor", layers.actor_at),
            ("figure", layers.figure_tokens),
            ("time", layers.time_tokens),
        ):
            for index in indices:
                self.by_sentence.setdefault(layers.parse.tokens[index].sentence, set()).add(name)


def _bucket(value: float, bounds: Sequence[float]) -> str:
    return str(sum(value > b for b in bounds))


def token_features(layers: Layers, about: DocumentFeatures, candidate: Candidate) -> list[str]:
    """Name what holds of a trigger whatever its sense."""
    parse = layers.parse
    token = parse.tokens[candidate.token]
    context = context_of(parse, candidate.token, candidate.functions)
    told = about.by_sentence.get(token.sentence, ())
    # What a figure or a time is told of is told anew (ruling 5).
    context = tuple(c for c in context if c != "bare" or "figure" not in told)
    found = [f"ctx {c}" for c in context]
    found += [f"war {about.war}", f"kind {about.kinds[parse.sentence_of(candidate.token).segment]}"]
    found += [f"sentence {n}" for n in sorted(about.by_sentence.get(token.sentence, ()))]
    found += [f"deprel {token.deprel}", f"xpos {token.xpos}"]
    found.append("plural" if "Number=Plur" in token.feats else "singular")
    if token.text[:1].isupper():
        found.append("capital")
    for function in _FUNCTIONS:
        fillers = candidate.functions.get(function)
        if not fillers:
            continue
        classes: set[str] = set()
        for index, _ in fillers:
            classes |= layers.classes(index)
        found += [f"{function} {c}" for c in CLASSES if c in classes]
    for step, name in ((-1, "before"), (1, "after")):
        place = candidate.token + step
        if 0 <= place < len(parse.tokens):
            found.append(f"{name} {parse.lemma(place)}")
    head = token.head
    if head >= 0:
        found.append(f"head {parse.lemma(head)}")
        found.append(f"head upos {parse.tokens[head].upos}")
    return found


def prior_of(candidate: Candidate, rank: int, context: Sequence[str]) -> float:
    """Give the log-odds of a sense before anything is learned: the lexicon's word for it.

    The reports that the weights are fitted on choose rare words on purpose, so the fit alone
    would underrate the plain ones.
    """
    if candidate.row is None:
        return -0.5
    if candidate.fit <= WEAK:
        return -2.0
    score = 1.0 + 1.5 * (candidate.fit - 0.5) - 1.0 * min(rank, 2)
    if candidate.row.prior >= SURE and candidate.fit >= 0.5:
        score += 1.0
    if any(f"ctx {c}" in context for c in _DOUBTFUL):
        score -= 2.0
    return score


LONE = ("before", "after", "head ")
"""Beginnings of the token's features that are not joined with a row: they are too many."""


def row_of(candidate: Candidate) -> str:
    """Name a sense's row, and whether its needs are met."""
    row = candidate.row.id if candidate.row else "head"
    return f"{row} unmet" if candidate.fit <= WEAK else row


def sense_features(candidate: Candidate, rank: int, lemma: str) -> list[str]:
    """Name what holds of one sense alone: its row, type, rank, fit and length."""
    row = row_of(candidate)
    length = min(3, len(candidate.tokens))
    return [
        "bias",
        f"row {row}",
        f"type {candidate.type}",
        f"rank {min(rank, 3)}",
        f"fit {min(9, int(candidate.fit * 10))}",
        f"length {length}",
        f"lemma {lemma} {candidate.type}",
        f"row {row} rank {min(rank, 1)}",
        f"row {row} length {length}",
    ]


def candidate_features(
    candidate: Candidate, rank: int, shared: Sequence[str], lemma: str
) -> list[str]:
    """Name what holds of one sense: its row, its type, and both with the token's features."""
    row, group = row_of(candidate), GROUP[candidate.type]
    found = sense_features(candidate, rank, lemma)
    for name in shared:
        found.append(name)
        if not name.startswith(LONE):
            found += [f"{group} {name}", f"{row} {name}"]
        else:
            found.append(f"{group} {name}")
    return found
