"""Echoes: triggers that only name what another trigger tells of: a source, a target, the dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from whosays.annotators.events.choose import Chosen
    from whosays.schema.parse import Parse

_BORNE = listed("events.prune", "borne")
_MAKING_DEALS = listed("events.prune", "making_deals")
_CARRIED_AS = ("obj", "nsubj", "nsubj:pass", "nmod", "amod", "conj", "compound")
_HITTING = listed("events.share", "fire") | {"damage", "materiel_loss", "interception"}


def is_cue(parse: Parse, item: Chosen, sources: Collection[int]) -> bool:
    """See the report published by X is a source, no disclosure."""
    word = parse.tokens[item.candidate.token]
    if item.candidate.type != "disclosure" or word.head < 0:
        return False
    return is_relation(word.deprel, ("acl", "amod")) and (
        word.head in sources or item.candidate.token in sources
    )


def thing_hit(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """See a shipment that is bombed is a target, no supply."""
    word = parse.tokens[item.candidate.token]
    if item.candidate.type not in {"supply", "relief"} or word.upos != "NOUN" or word.head < 0:
        return False
    other = by_token.get(word.head)
    return (
        other is not None
        and other.candidate.type in _HITTING
        and word.deprel in {"obj", "nsubj:pass"}
    )


def brought_home(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """See the dead that are handed over, or the wounded that are brought out, tell no new harm."""
    token = item.candidate.token
    if item.candidate.type != "casualties" or parse.lemma(token) not in _BORNE:
        return False
    counted = bool(parse.children(token, "nummod"))
    near = list(parse.children(token, "acl", "acl:relcl"))
    at = token
    for _ in range(3):
        word = parse.tokens[at]
        if word.head < 0 or not is_relation(word.deprel, _CARRIED_AS):
            break
        at = word.head
        near.append(at)
    bearing = {"release"} if counted else {"release", "relief", "withdrawal"}
    return any((o := by_token.get(n)) is not None and o.candidate.type in bearing for n in near)


def deal_told(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """See a deal and what is done with it are one claim: the noun where it is brokered or reached,
    the verb where it is signed or broken.
    """
    candidate = item.candidate
    if candidate.type != "agreement":
        return False
    token = candidate.token
    word = parse.tokens[token]
    if word.upos == "VERB":
        objects = [*parse.children(token, "obj", "nsubj:pass")]
        if is_relation(word.deprel, ("acl",)) and word.head >= 0:
            objects.append(word.head)
        return parse.lemma(token) in _MAKING_DEALS and any(
            (o := by_token.get(c)) is not None and o.candidate.type == "agreement" for c in objects
        )
    near = [*parse.children(token, "acl")]
    if word.deprel in {"obj", "nsubj:pass"} and word.head >= 0:
        near.append(word.head)
    for at in near:
        other = by_token.get(at)
        if other is None or parse.tokens[at].upos != "VERB":
            continue
        if other.candidate.type == "breach" or (
            other.candidate.type == "agreement" and parse.lemma(at) not in _MAKING_DEALS
        ):
            return True
    return False
