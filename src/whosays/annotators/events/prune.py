"""Pruning: of triggers that tell one happening twice, one is kept (codebook, rulings 2, 4, 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.events.choose import Chosen
    from whosays.annotators.events.classes import Layers
    from whosays.schema.parse import Parse

FIRE = frozenset("shelling missile_strike air_strike drone_strike explosion strike".split())
_ATTACK = FIRE | {"assault", "clash"}
_COORDINATE = ("conj", "appos", "parataxis", "list", "acl", "nmod", "amod", "dep", "nummod")
_USE = frozenset("use employ launch fire send deploy utilise utilize expend deliver".split())
_STRUGGLE = frozenset("fight battle struggle war combat".split())
_COALITION = frozenset({"coalition", "airstrike", "airstrikes", "warplane", "sortie"})


def prune(layers: Layers, chosen: Sequence[Chosen]) -> list[Chosen]:
    """Drop the triggers that only repeat another; figures told by a dropped one go to its keeper."""
    parse = layers.parse
    by_token = {c.candidate.token: c for c in chosen}
    kept: list[Chosen] = []
    absorbed: dict[int, list[Chosen]] = {}
    for item in sorted(chosen, key=lambda c: c.candidate.token):
        if _repelled(parse, item, by_token) or _carrier(parse, item, by_token):
            continue
        if _label(layers, item) or _metaphor(parse, item):
            continue
        keeper = _told_by_noun(parse, item, by_token)
        if keeper is None:
            keeper = _keeper(parse, item, kept)
        if keeper is not None:
            absorbed.setdefault(keeper, []).append(item)
            continue
        kept.append(item)
    return [
        replace(c, absorbed=tuple(a.candidate for a in absorbed.get(c.candidate.token, ())))
        for c in kept
    ]


def _repelled(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """An attack that a repulse is told of is told by the repulse: repelled two attacks."""
    candidate = item.candidate
    if candidate.type not in _ATTACK:
        return False
    at = candidate.token
    for _ in range(3):
        word = parse.tokens[at]
        head = word.head
        if head < 0:
            return False
        other = by_token.get(head)
        if other is not None and other.candidate.type == "repulse":
            return is_relation(word.deprel, ("obj", "nsubj", "obl", "nmod", "xcomp", "conj", "acl"))
        if not is_relation(word.deprel, ("conj", "nmod", "acl", "xcomp", "compound")):
            return False
        at = head
    return False


def _carrier(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """A verb whose object or aim is the attack itself: launched strikes, used drones to hit."""
    candidate = item.candidate
    if candidate.type not in _ATTACK or parse.tokens[candidate.token].upos != "VERB":
        return False
    if parse.lemma(candidate.token) in _USE:
        for child in parse.children(candidate.token, "xcomp", "advcl"):
            other = by_token.get(child)
            if other is not None and other.candidate.type in _ATTACK:
                return True
    for child in parse.children(candidate.token, "obj", "nsubj:pass"):
        other = by_token.get(child)
        if other is not None and other.candidate.type in _ATTACK and child not in candidate.tokens:
            return True
    return False


def _label(layers: Layers, item: Chosen) -> bool:
    """Held, controlled, occupied before a thing that is no named place are no claims (ruling 5)."""
    candidate = item.candidate
    if candidate.type not in {"control", "capture"}:
        return False
    word = layers.parse.tokens[candidate.token]
    if word.deprel not in {"amod", "compound"} or word.head < 0:
        return False
    heads = [word.head, *layers.parse.children(word.head, "nmod", "compound", "appos", "flat")]
    return not any("place" in layers.classes(h) for h in heads)


def _metaphor(parse: Parse, item: Chosen) -> bool:
    """The fight against somebody is a policy, a fight against the army an event."""
    token = item.candidate.token
    if item.candidate.type != "clash" or parse.tokens[token].upos != "NOUN":
        return False
    if parse.lemma(token) not in _STRUGGLE or "Number=Plur" in parse.tokens[token].feats:
        return False
    determiner = {parse.lemma(c) for c in parse.children(token, "det", "nmod:poss")}
    against = any(
        parse.lemma(c) == "against"
        for child in parse.children(token, "nmod")
        for c in parse.children(child, "case")
    )
    return bool(determiner - {"a", "an"}) and (against or "this" in determiner)


def _keeper(parse: Parse, item: Chosen, kept: Sequence[Chosen]) -> int | None:
    """The earlier trigger that tells the same: killed two and wounded five; died of wounds."""
    candidate = item.candidate
    token = candidate.token
    sentence = parse.tokens[token].sentence
    for other in reversed(kept):
        earlier = other.candidate
        if parse.tokens[earlier.token].sentence != sentence:
            return None
        if earlier.type != candidate.type:
            continue
        if token - earlier.token <= 1 and (
            parse.tokens[token].head == earlier.token or parse.tokens[earlier.token].head == token
        ):
            return earlier.token
        if candidate.type == "casualties" and _one_clause(parse, earlier.token, token):
            return earlier.token
        if candidate.type in FIRE and _light_repeat(parse, earlier.token, token):
            return earlier.token
    return None


def _told_by_noun(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> int | None:
    """A verb of fire whose subject is the attack itself: the strike hit, engaged, targeted X."""
    candidate = item.candidate
    if candidate.type not in FIRE or parse.tokens[candidate.token].upos != "VERB":
        return None
    for subject, _ in candidate.functions.get("subj", ()):
        other = by_token.get(subject)
        if other is not None and other.candidate.type in FIRE and subject != candidate.token:
            return subject
    word = parse.tokens[candidate.token]
    if word.deprel == "advcl" and word.xpos == "VBG" and word.head >= 0:
        # Carried out 112 shellings, firing 583 projectiles.
        for near in (word.head, *parse.children(word.head, "obj")):
            other = by_token.get(near)
            if other is not None and other.candidate.type in FIRE:
                return near
    return None


def _one_clause(parse: Parse, first: int, second: int) -> bool:
    words = [parse.tokens[i].text for i in range(first, second)]
    if ";" in words:
        return False
    return _reaches(parse, second, first) or _reaches(parse, first, second)


def _reaches(parse: Parse, low: int, high: int) -> bool:
    """Tell whether ``low`` hangs on ``high`` by coordination, apposition or as its modifier."""
    at = low
    for _ in range(5):
        word = parse.tokens[at]
        if word.head < 0:
            return False
        relation = word.deprel
        if not is_relation(relation, (*_COORDINATE, "nsubj", "obj", "obl")):
            return False
        if relation == "acl:relcl" and at == low:
            return False
        at = word.head
        if at == high:
            return True
        if parse.tokens[at].upos == "VERB" and relation in {"obl"}:
            return False
    return False


def _light_repeat(parse: Parse, first: int, second: int) -> bool:
    """A strike that is the means of the other: hit by an air strike."""
    word = parse.tokens[second]
    return word.head == first and word.deprel in {"obl:agent"}
