"""Roles: what the filler of a function is to an event, agent or target, by frame and verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate

_HARMING = frozenset({"kill", "break"})
_CLEARING = frozenset({"clear", "cleanse", "free", "purge", "rid", "sweep"})
_RECEIVING = frozenset({"return", "receive", "get", "escape", "undergo", "come", "go"})
FIRE = frozenset(
    ["shelling", "missile_strike", "air_strike", "drone_strike", "explosion", "strike"]
)


def role_of(
    layers: Layers, candidate: Candidate, frame: Mapping[str, object], function: str
) -> str:
    """Give the role of what fills a function: agent, target, owner or another, "" for none."""
    role = _role(frame, function)
    if function == "obj" and role == "agent" and "subj" in candidate.functions:
        # We pulled our men back: who is moved is not who moves them.
        return "target" if candidate.type in {"deployment", "withdrawal"} else ""
    if function == "subj" and (_receives(layers, candidate) or _suffers(layers, candidate, frame)):
        return "target"
    if function == "of" and candidate.frame == "take" and _clears(layers, candidate):
        return "target"
    if function == "of" and role == "target" and _has_victim(layers, candidate):
        # The onslaught of X on Y: whose it is does it.
        return "agent"
    if function == "to" and candidate.type == "interception":
        # A drone fell to the gunners who shot it down.
        return "agent"
    return role


def _has_victim(layers: Layers, candidate: Candidate) -> bool:
    """Tell whether an attack's noun has both whose it is and whom it meets behind it."""
    nominal = layers.parse.tokens[candidate.token].upos in {"NOUN", "PROPN"}
    if candidate.type not in FIRE or not nominal:
        return False
    if not candidate.functions.keys() & {"on", "against"}:
        return False
    return all(
        layers.classes(f) & {"party", "state", "force"} or f in layers.place_at
        for f, _ in candidate.functions["of"]
    )


def _receives(layers: Layers, candidate: Candidate) -> bool:
    """Tell whether the subject is who is helped or freed: residents received aid, men returned."""
    if candidate.type not in {"relief", "release", "displacement", "supply"}:
        return False
    lemma = layers.parse.lemma(candidate.token)
    return lemma in _RECEIVING and (candidate.type != "supply" or lemma in {"get", "receive"})


def _suffers(layers: Layers, candidate: Candidate, frame: Mapping[str, object]) -> bool:
    """Tell whether the subject is the harmed: verbs of harm have an object, or mean their subject
    (a headline's Two villagers hurt; nobody perished).
    """
    if candidate.frame not in _HARMING or frame.get("subj") != "agent":
        return False
    if candidate.functions.keys() & {"obj", "by"}:
        return False
    token = layers.parse.tokens[candidate.token]
    return token.xpos in {"VBN", "VBD"} and not layers.parse.children(
        candidate.token, "ccomp", "aux"
    )


def _clears(layers: Layers, candidate: Candidate) -> bool:
    """Tell whether what follows "of" is who is driven out: cleared the centre of terrorists."""
    return layers.parse.lemma(candidate.token) in _CLEARING


def _role(frame: Mapping[str, object], function: str) -> str:
    if function == "lsubj":
        return "agent"
    if function == "lsuffer":
        return "target" if "target" in frame.values() else "agent"
    role = str(frame.get(function, ""))
    return role.partition("_")[0]
