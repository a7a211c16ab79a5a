"""Neighbours: the victim beside a trigger, where the tree gave none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.functions import is_passive, with_conjuncts
from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.event import Argument

_HARM = listed("events.neighbours", "harm")
_ACCUSING = frozenset({"accuse", "acquit", "convict", "suspect"})
_SUMMING = listed("events.neighbours", "summing")
_TOLLS = listed("events.neighbours", "tolls")
_SOME = frozenset({"person", "force", "pron", "party"})
_THINGS = frozenset({"equipment", "building", "thing"})
_PHRASE = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN", "ADV", "PART", "PRON"})
_SKIPPED = frozenset({"AUX", "ADV", "PART"})
_QUOTES = frozenset({'"', "“", "”", "'", "’"})
_FINITE = frozenset({"VB", "VBD", "VBG", "VBP", "VBZ"})
_REACH = 7


def neighbour(
    layers: Layers, candidate: Candidate, make: Callable[[int, str], Argument | None]
) -> Argument | None:
    """Give whom a trigger of harm without a target stands next to: killing a woman of 94; more
    than a hundred soldiers dead. ``make`` gives the target of a token.
    """
    if candidate.type not in _HARM:
        return None
    for found, path in ((_behind(layers, candidate), "next"), (_before(layers, candidate), "last")):
        if found is None or found in candidate.tokens or not _fits(layers, candidate, found):
            continue
        argument = make(found, path)
        if argument is not None:
            return argument
    return None


def tallied(
    layers: Layers, candidate: Candidate, make: Callable[[int, str], Argument | None]
) -> list[Argument]:
    """Give the equipment that losses are said to come to: their losses amounted to 40 men, a tank
    and two lorries. ``make`` gives the target of a token.
    """
    parse = layers.parse
    token = parse.tokens[candidate.token]
    if candidate.type != "materiel_loss" or parse.lemma(candidate.token) != "loss":
        return []
    if token.deprel != "nsubj" or token.head < candidate.token:
        return []
    if any(parse.lemma(c) in {"total", "overall"} for c in parse.children(candidate.token, "amod")):
        # A balance of the whole war is the side's, not the list's.
        return []
    verb = token.head
    if parse.lemma(verb) not in _SUMMING:
        return []
    items = [
        i
        for child in parse.children(verb, "obj", "obl")
        for i in [*with_conjuncts(parse, child), *_apposed(layers, child)]
        if i > verb and layers.classes(i) & {"equipment", "weapon"}
    ]
    made = [make(i, "tallied") for i in dict.fromkeys(items)]
    return [a for a in made if a is not None]


def _apposed(layers: Layers, index: int) -> list[int]:
    """Give the members of a list that the tree takes for appositions, with their conjuncts."""
    parse = layers.parse
    return [i for a in parse.children(index, "appos") for i in with_conjuncts(parse, a)]


def accused(
    layers: Layers, candidate: Candidate, make: Callable[[int, str], Argument | None]
) -> Argument | None:
    """Give who is accused of a deed that names no doer: accused the militia of murder. ``make``
    gives the agent of a token.
    """
    parse = layers.parse
    at = candidate.token
    of = False
    for above in parse.ancestors(at):
        token = parse.tokens[at]
        if parse.lemma(above) in _ACCUSING and of and token.deprel in {"obj", "nsubj:pass"}:
            # The tree hangs the charge on whom it is brought against.
            return make(at, "accused")
        of = any(parse.lemma(c) in {"of", "for"} for c in parse.children(at, "case", "mark"))
        if parse.lemma(above) in _ACCUSING:
            whom = parse.children(above, "obj", "nsubj:pass")
            if of and whom and whom[0] != at and token.deprel in {"obl", "advcl", "nmod", "xcomp"}:
                return make(whom[0], "accused")
            return None
        if token.deprel not in {"nmod", "conj", "obj", "obl"} or parse.tokens[above].upos == "VERB":
            return None
        at = above
    return None


def _fits(layers: Layers, candidate: Candidate, index: int) -> bool:
    classes = layers.classes(index)
    if layers.parse.tokens[index].upos == "NUM" or layers.parse.lemma(index) in _TOLLS:
        return False
    wanted = _SOME if candidate.type in {"casualties", "abuse", "detention"} else _SOME | _THINGS
    return bool(classes & wanted) and "place" not in classes


def _behind(layers: Layers, candidate: Candidate) -> int | None:
    """Give the head of the phrase that begins right behind an active verb."""
    parse = layers.parse
    verb = parse.tokens[candidate.token]
    if verb.xpos not in _FINITE or is_passive(parse, candidate.token):
        return None
    if "obj" in candidate.functions:
        return None
    head = None
    first = max(candidate.tokens) + 1
    for at in range(first, min(first + _REACH, parse.sentence_of(candidate.token).last)):
        token = parse.tokens[at]
        if token.upos not in _PHRASE or (head is not None and token.upos in {"DET", "PRON"}):
            break
        if token.upos in {"NOUN", "PROPN"}:
            head = at
    return head


def _before(layers: Layers, candidate: Candidate) -> int | None:
    """Give the noun right before what is suffered, auxiliaries passed over."""
    parse = layers.parse
    token = parse.tokens[candidate.token]
    suffers = candidate.frame in {"suffer", "toll", "broken"} or token.xpos == "VBN"
    if not suffers and not is_passive(parse, candidate.token):
        return None
    first = parse.sentence_of(candidate.token).first
    for at in range(min(candidate.tokens) - 1, max(first, min(candidate.tokens) - _REACH) - 1, -1):
        word = parse.tokens[at]
        if word.upos in _SKIPPED or word.text in _QUOTES or parse.lemma(at) in {"be", "get"}:
            continue
        if word.upos in {"NOUN", "PROPN", "PRON"} or (word.upos == "ADJ" and at in layers.actor_at):
            return at
        return None
    return None
