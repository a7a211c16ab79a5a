"""Turned roles: subjects that suffer and objects that two verbs share, put where frames look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.functions import Functions
    from whosays.annotators.events.sense import Candidate

_TURNED = listed("events.turned", "types")
_ACTING = frozenset({"force", "party", "person", "state", "airborne", "fire_thing", "attack_noun"})
_DOERS = frozenset({"force", "party", "state", "weapon", "person"})
_REACHING = listed("events.turned", "reaching")
_WHERE = frozenset({"across", "in", "near", "under"})
_SHARING = frozenset({"abuse", "casualties", "damage", "detention", "looting", "materiel_loss"})


def turned(layers: Layers, candidate: Candidate, frame: Mapping[str, object]) -> Candidate:
    """Give the candidate with its functions as the words mean them, where the tree is misled."""
    token = layers.parse.tokens[candidate.token]
    candidate = _governed(layers, candidate, frame)
    if token.upos != "VERB":
        return candidate
    functions = dict(candidate.functions)
    shared = _shared(layers, candidate)
    if shared is not None:
        if all(path.startswith("nsubj") for _, path in functions.get("obj", ())):
            # Took for passive for want of an object: its subject acts.
            functions["subj"] = [*functions.get("subj", ()), *functions.pop("obj", ())]
        functions.setdefault("obj", []).append((shared, "shared>obj"))
    elif _is_headline_passive(layers, candidate, functions):
        functions["obj"] = functions.pop("subj")
    else:
        return candidate
    return replace(candidate, functions=functions)


def _governed(layers: Layers, candidate: Candidate, frame: Mapping[str, object]) -> Candidate:
    """Take for object what the preposition of the trigger itself governs: gained the upper hand
    over X, paid a visit to a camp, looked after the sick.
    """
    parse = layers.parse
    last = max(candidate.tokens)
    token = parse.tokens[last]
    if len(candidate.tokens) == 1 or token.deprel != "case" or frame.get("obj") != "target":
        return candidate
    marker = parse.lemma(last)
    if parse.lemma(token.head) == "it":
        return candidate
    if token.head in candidate.tokens or marker in frame or "obj" in candidate.functions:
        return candidate
    if candidate.type not in _REACHING or marker in _WHERE:
        return candidate
    functions = {**candidate.functions, "obj": [(token.head, f"governed:{marker}")]}
    return replace(candidate, functions=functions)


def _shared(layers: Layers, candidate: Candidate) -> int | None:
    """Give the object that a verb shares with the one joined to it: beat and starved detainees."""
    parse = layers.parse
    at = candidate.token
    if candidate.type not in _SHARING or parse.children(at, "obj", "aux:pass", "nsubj:pass"):
        return None
    for other in parse.children(at, "conj"):
        beside = other - at == 2 and parse.tokens[at + 1].upos in {"CCONJ", "PUNCT"}
        if beside and not parse.children(other, "nsubj", "nsubj:pass", "aux:pass"):
            objects = parse.children(other, "obj")
            return objects[0] if objects else None
    return None


def _is_headline_passive(layers: Layers, candidate: Candidate, functions: Functions) -> bool:
    """Tell whether a subject is what a participle befell: camp hit by guns; a car hijacked."""
    parse = layers.parse
    at = candidate.token
    if candidate.type not in _TURNED or parse.tokens[at].xpos not in {"VBN", "VBD"}:
        return False
    subjects = functions.get("subj", [])
    gets = [parse.lemma(c) for c in parse.children(at, "aux", "aux:pass")]
    if subjects and gets == ["get"] and "obj" not in functions:
        # They get mown down.
        return True
    if not subjects or "obj" in functions or parse.children(at, "aux", "obj", "ccomp"):
        return False
    if any(path != "nsubj" or filler > at for filler, path in subjects):
        return False
    if any(layers.classes(f) & _DOERS for f, _ in functions.get("by", ())):
        return True
    if parse.children(at, "xcomp"):
        return False
    head = subjects[0][0]
    named = parse.lemma(head) in {"nobody", "none"}
    return named or (
        not layers.classes(head) & _ACTING and bool(layers.classes(head) & {"building", "thing"})
    )
