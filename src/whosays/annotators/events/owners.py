"""Owners: whose a thing is that acts in its owner's stead: missiles, raids, hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.functions import with_conjuncts
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument

if TYPE_CHECKING:
    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.parse import Parse

_CREWED = frozenset(
    {"aircraft", "helicopter", "artillery", "rocket_artillery", "air_defence", "ship"}
)
_ARMS = listed("events.arguments", "arms")
_HANDS = frozenset({"hand", "captivity"})
_NEAR = 5


def of_owner(layers: Layers, role: str, index: int, path: str) -> Argument | None:
    """Take whose it is: of Russian missiles that struck, Russia is the agent."""
    owner = owner_of(layers, index)
    if owner is None:
        return _inner(layers, role, index, path)
    token = layers.parse.tokens[owner]
    span = token.span if token.upos == "ADJ" else layers.actor_at[owner].span
    return Argument(role, span, owner, f"{path}>owner")


def _inner(layers: Layers, role: str, index: int, path: str) -> Argument | None:
    """See the nationality inside a mention of the weapon itself: RSF drones."""
    for child in layers.parse.children(index, "amod", "compound", "nmod:poss"):
        actor = layers.actor_at.get(child)
        token = layers.parse.tokens[child]
        if actor is None or token.upos not in {"ADJ", "PROPN"} or child in layers.weapon_at:
            continue
        if actor.head == index and (actor.country or actor.group):
            return Argument(role, token.span, child, f"{path}>inner")
    return None


def owner_of(layers: Layers, index: int) -> int | None:
    """Whose a noun is: its attribute, possessor or the one it is by or of."""
    parse = layers.parse
    for child in parse.children(index, "amod", "compound", "nmod:poss", "nmod:desc"):
        actor = layers.actor_at.get(child)
        if actor is None or actor.span.contains(parse.tokens[index].span):
            continue
        if actor.country or actor.group:
            return child
    for child in parse.children(index, "nmod"):
        if child in layers.weapon_at:
            continue
        case = {parse.lemma(c) for c in parse.children(child, "case")}
        actor = layers.actor_at.get(child)
        if case & {"by", "of", "from"} and actor is not None and (actor.country or actor.group):
            return child
    # Left loose by the parse: (from) ISIL control.
    actor = layers.actor_at.get(index - 1)
    loose = parse.tokens[index - 1]
    if actor is not None and loose.upos == "PROPN" and loose.head == parse.tokens[index].head:
        named = loose.sentence == parse.tokens[index].sentence and index not in layers.actor_at
        if named and (actor.country or actor.group):
            return index - 1
    return None


def crewed(layers: Layers, index: int) -> bool:
    """Tell whether a weapon acts like a unit: aviation, artillery, air defence, somebody's jets."""
    weapon = layers.weapon_at.get(index)
    if weapon is None or weapon.code not in _CREWED:
        return False
    lemma = layers.parse.lemma(index)
    if weapon.code == "air_defence" or lemma in _ARMS or "unit" in layers.nouns.of(lemma):
        return True
    for child in layers.parse.children(index, "amod", "compound", "nmod:poss"):
        actor = layers.actor_at.get(child)
        named = layers.parse.tokens[child].upos in {"ADJ", "PROPN", "PRON"}
        if actor is not None and named and (actor.country or actor.group):
            return True
    return False


def hands_of(layers: Layers, candidate: Candidate) -> Argument | None:
    """Give those in whose hands a thing is or comes: in rebel hands, fell into our hands; as
    targets those out of whose hands it slips.
    """
    parse = layers.parse
    first = candidate.token
    last = min(parse.sentence_of(first).last, first + _NEAR)
    for index in range(first, last):
        if parse.lemma(index) not in _HANDS:
            continue
        cases = {parse.lemma(c) for c in parse.children(index, "case")}
        lost = bool(cases & {"out", "from"}) or (
            "of" in cases and any(parse.lemma(i) == "out" for i in range(first, index))
        )
        if not lost and not cases & {"in", "into"}:
            return None
        for child in parse.children(index, "amod", "compound", "nmod:poss", "nmod"):
            actor = layers.actor_at.get(child)
            if actor is not None:
                token = parse.tokens[child]
                span = token.span if actor.head == index else actor.span
                return Argument("target" if lost else "agent", span, child, "hands")
    return None


def included(parse: Parse, filler: int, heads: list[int]) -> list[int]:
    """Name the members that a filler is said to include: in its stead where that is the
    sentence's own statement (the states that struck include A and B), beside it in an aside.
    """
    for child in parse.children(filler, "nmod", "obl", "acl"):
        case = parse.children(child, "case")
        aside = case and parse.lemma(case[0]) in {"include", "including"}
        if aside and parse.tokens[child].upos in {"NOUN", "PROPN"} and child > filler:
            heads = sorted({*heads, *with_conjuncts(parse, child)})
    token = parse.tokens[filler]
    own = [token.head] if token.deprel == "nsubj" and token.head >= 0 else []
    for verb in (*own, *parse.children(filler, "acl:relcl")):
        if parse.lemma(verb) == "include":
            named = [m for o in parse.children(verb, "obj") for m in with_conjuncts(parse, o)]
            if named:
                return named if verb in own else sorted({*heads, *named})
    return heads
