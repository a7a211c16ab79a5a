"""Arguments: agents and targets of an event by its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.functions import with_conjuncts
from whosays.schema.event import Argument
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate

Frames = dict[str, dict[str, str]]

_SPAN_STOP = (
    "acl",
    "acl:relcl",
    "appos",
    "conj",
    "cc",
    "punct",
    "parataxis",
    "advcl",
    "case",
    "det",
    "nmod",
    "nummod",
    "dep",
    "obl",
)
_NEVER = frozenset("it this that which there what".split())
_NO_ACTOR = frozenset("place direction".split())


def actors_of(
    layers: Layers, candidate: Candidate, frames: Mapping[str, Mapping[str, object]]
) -> list[Argument]:
    """Give the agents and targets that a candidate's frame finds among its functions."""
    frame = frames.get(candidate.frame, {})
    found: list[Argument] = []
    taken: set[tuple[str, int]] = set()
    things = bool(frame.get("things", False))
    for function, fillers in candidate.functions.items():
        role = _role(frame, function)
        if role not in {"agent", "target"}:
            continue
        for filler, path in fillers:
            for index in with_conjuncts(layers.parse, filler):
                if index in candidate.tokens or (role, index) in taken:
                    continue
                argument = _argument(layers, candidate, role, index, f"{function}:{path}", things)
                if argument is not None:
                    taken.add((role, index))
                    found.append(argument)
    return _without_doubles(found)


def _role(frame: Mapping[str, object], function: str) -> str:
    if function in {"lsubj", "lsubj_weak"}:
        return "agent"
    if function == "lsuffer":
        return "target" if "target" in frame.values() else "agent"
    role = str(frame.get(function, ""))
    return role.partition("_")[0]


def _argument(
    layers: Layers, candidate: Candidate, role: str, index: int, path: str, things: bool
) -> Argument | None:
    parse = layers.parse
    token = parse.tokens[index]
    classes = layers.classes(index)
    if index in layers.time_tokens or parse.lemma(index) in _NEVER and index not in layers.actor_at:
        return None
    actor = layers.actor_at.get(index)
    if actor is not None and _is_actor(layers, index, classes):
        return Argument(role, actor.span, index, path)
    if "place" in classes:
        return None
    if role == "agent":
        if (
            classes & {"person", "force"}
            and not classes & {"weapon", "abstract"}
            or (token.upos == "PRON" and parse.lemma(index) not in {"there", "it"})
        ):
            return Argument(role, phrase_span(layers, index), index, path)
        return None
    if classes & {"person", "force", "pron"} and token.upos != "ADV":
        return Argument(role, phrase_span(layers, index), index, path)
    if things and token.upos in {"NOUN", "PROPN"} and not classes & {"direction"}:
        if classes & {"abstract", "other"} and not classes & {"thing", "weapon"}:
            if token.upos == "PROPN" and index not in layers.actor_at:
                return None
            if candidate.frame not in {"break", "broken", "down", "loot", "attack", "come_under"}:
                return None
            if candidate.functions.get("obj") is None or all(
                index != f for f, _ in candidate.functions["obj"]
            ):
                return None
        return Argument(role, phrase_span(layers, index), index, path)
    return None


def _is_actor(layers: Layers, index: int, classes: frozenset[str]) -> bool:
    place = layers.place_at.get(index)
    if place is None:
        return True
    actor = layers.actor_at[index]
    # A place name inside a longer actor's name is the actor; alone it is a place unless metonymy.
    return "place" not in classes or actor.span.length() > place.span.length() + 3


def phrase_span(layers: Layers, index: int) -> Span:
    """Give the span of a noun with the modifiers that stand close before it."""
    parse = layers.parse
    first = index
    for child in parse.children(index, "amod", "compound", "nmod:poss", "flat", "nmod:desc"):
        if child < index and index - child <= 4:
            first = min(first, child)
    last = index
    for child in parse.children(index, "flat", "goeswith"):
        last = max(last, child)
    # A determiner in between (their own) would be cut in two otherwise.
    return Span(parse.tokens[first].span[0], parse.tokens[last].span[1])


def _without_doubles(found: list[Argument]) -> list[Argument]:
    """Keep one argument a span and role; a span both agent and target stays agent."""
    result: list[Argument] = []
    for argument in found:
        clash = next((a for a in result if a.span.overlaps(argument.span)), None)
        if clash is None:
            result.append(argument)
    return result
