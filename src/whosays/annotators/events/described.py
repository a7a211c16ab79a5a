"""Described deeds: whose a deed is that a clause beside its noun tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.functions import is_passive
from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.event import Argument
    from whosays.schema.parse import Parse

    Make = Callable[[int, str], Argument | None]

_TELLING = listed("events.described", "telling")
_SURVIVORS = listed("events.described", "survivors")
_DEALS = listed("events.described", "deals")
_SPOTS = frozenset({"area", "location", "place", "point", "position", "site"})
_ASIDE = listed("events.described", "aside")


def survivor(layers: Layers, candidate: Candidate, make: Make) -> Argument | None:
    """Give who tells of an abuse as theirs: prisoners described beatings; of 20 women interviewed,
    nine gave accounts of rape. ``make`` gives the target of a token.
    """
    parse = layers.parse
    if candidate.type != "abuse" or parse.tokens[candidate.token].upos != "NOUN":
        return None
    verb = _telling(layers, candidate.token)
    if verb is None:
        return None
    sentence = parse.sentence_of(candidate.token)
    for index in range(sentence.first, verb):
        if parse.tokens[index].upos != "NOUN" or parse.lemma(index) not in _SURVIVORS:
            continue
        first = parse.lemma(sentence.first) == "of" and index - sentence.first <= _FRONT
        if first or (parse.tokens[index].deprel == "nsubj" and parse.tokens[index].head == verb):
            return make(index, "told of it")
    return None


_FRONT = 6


def _telling(layers: Layers, noun: int) -> int | None:
    """Give the verb of telling that governs a noun, accounts of it passed over."""
    parse = layers.parse
    at = noun
    for above in parse.ancestors(noun):
        token = parse.tokens[at]
        if not token.deprel.startswith(("conj", "nmod", "obj", "obl")):
            return None
        if parse.tokens[above].upos == "VERB":
            return above if parse.lemma(above) in _TELLING else _beside(layers, noun)
        at = above
    return None


def _beside(layers: Layers, noun: int) -> int | None:
    """Give a verb of telling right before the noun, which the tree hung elsewhere."""
    before = noun - 1
    parse = layers.parse
    while before > 0 and parse.tokens[before].upos in {"ADJ", "NOUN", "PUNCT", "CCONJ"}:
        before -= 1
    told = parse.tokens[before].upos == "VERB" and parse.lemma(before) in _TELLING
    return before if told else None


def dealers(layers: Layers, candidate: Candidate, make: Make) -> list[Argument]:
    """Give who made a deal or threat by the clause that says so: the talks that X convened; the
    ultimatum X put to Y. ``make`` gives the agent of a token.
    """
    parse = layers.parse
    if candidate.type not in _DEALS or parse.tokens[candidate.token].upos != "NOUN":
        return []
    for clause in parse.children(candidate.token, "acl:relcl"):
        if parse.lemma(clause) in _ASIDE or is_passive(parse, clause):
            continue
        subjects = [c for c in parse.children(clause, "nsubj") if parse.tokens[c].upos != "PRON"]
        heads = [h for c in subjects for h in parse.conjuncts(c)]
        made = [make(h, "made by") for h in heads]
        return [a for a in made if a is not None]
    return []


def standing(parse: Parse, index: int) -> int:
    """Give who stands at a place that is told by them alone: areas where personnel gathered."""
    if parse.lemma(index) not in _SPOTS:
        return index
    for clause in parse.children(index, "acl:relcl"):
        if any(parse.lemma(c) == "where" for c in parse.children(clause)):
            subjects = parse.children(clause, "nsubj", "nsubj:pass")
            if subjects and parse.tokens[subjects[0]].upos != "PRON":
                return subjects[0]
    return index
