"""Arguments: agents and targets of an event by its frame."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.events.described import dealers, standing, survivor
from whosays.annotators.events.functions import HOLDERS, with_conjuncts
from whosays.annotators.events.neighbours import accused, neighbour, tallied
from whosays.annotators.events.owners import crewed, hands_of, included, of_owner, owner_of
from whosays.annotators.events.roles import FIRE, role_of
from whosays.annotators.events.turned import turned
from whosays.annotators.events.victims import of_kind as of_kind  # noqa: PLC0414 - annotate asks for it here
from whosays.annotators.events.victims import victims, with_name
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument
from whosays.schema.place import Precision
from whosays.schema.span import Span, hull

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
_NEVER = listed("events.arguments", "never")
_BREAKING = listed("events.arguments", "breaking")
_REGIONS = listed("events.arguments", "regions")
_AREAS = listed("events.arguments", "areas")
_PARTIES = listed("events.arguments", "parties")
_FIRED = frozenset({"weapon.used", "air.drop", "means.hit", "shelling.verb", "head", "drone.come"})
_NAMELESS = listed("events.arguments", "nameless")
_WHERE = listed("events.arguments", "where")
_BODIES = listed("events.arguments", "bodies")
_LOOSE = listed("events.arguments", "loose")
_HOLDS = listed("events.arguments", "holds")
_BELONGING = frozenset({"from", "to", "into", "of"})
_COUNTING = ("light:give", "light:issue", "light:provide", "light:introduce")
_FAR = 25
_SPACE = 3


def actors_of(
    layers: Layers, candidate: Candidate, frames: Mapping[str, Mapping[str, object]]
) -> list[Argument]:
    """Give the agents and targets that a candidate's frame finds among its functions.

    An argument of role "owner" is none of the claim's; it tells whose the target was.
    """
    frame = frames.get(candidate.frame, {})
    candidate = turned(layers, candidate, frame)
    found: list[Argument] = []
    taken: set[tuple[str, int]] = set()
    things = bool(frame.get("things", False))
    nominal = layers.parse.tokens[candidate.token].upos in {"NOUN", "PROPN"}
    for function, fillers in candidate.functions.items():
        role = role_of(layers, candidate, frame, function)
        if role not in {"agent", "target", "owner"}:
            continue
        for filler, path in fillers:
            for index in _heads(layers, filler):
                if (role, index) in taken or _own_word(layers, candidate, index):
                    continue
                if role == "target" and _is_where(layers, candidate, function, index):
                    continue
                if candidate.frame == "toll" and path.startswith(_COUNTING):
                    # Who gives a toll counts the dead.
                    continue
                argument = _argument(
                    layers, candidate, role, index, f"{function}:{path}", things=things
                )
                if argument is not None:
                    taken.add((role, index))
                    found.append(argument)
    hands = hands_of(layers, candidate)
    if hands is not None and hands.role == "target":
        found.append(hands)
    elif hands is not None:
        kept = [a for a in found if a.role != "agent"]
        lost = [
            replace(a, role="target") for a in found if a.role == "agent" and a.head != hands.head
        ]
        found = [*kept, *(lost if candidate.type == "detention" else ()), hands]
    if nominal and candidate.type in FIRE and all(a.role != "target" for a in found):
        found += _against(layers, candidate)

    def target(index: int, path: str) -> Argument | None:
        return _argument(layers, candidate, "target", index, path, things=things)

    tally = tallied(layers, candidate, target)
    if tally:
        found = [*(a for a in found if a.role != "target"), *tally]
    found = victims(layers, candidate, found, target)
    if all(a.role != "target" for a in found):
        beside = survivor(layers, candidate, target) or neighbour(layers, candidate, target)
        taken_by = {a.head for a in found}
        found += [beside] if beside is not None and beside.head not in taken_by else []

    def agent(index: int, path: str) -> Argument | None:
        return _argument(layers, candidate, "agent", index, path, things=False)

    if all(a.role != "agent" for a in found):
        doer = accused(layers, candidate, agent)
        found += [doer] if doer is not None else dealers(layers, candidate, agent)
    found = [with_name(layers, a) for a in of_kind(layers, candidate, found)]
    return _without_doubles(layers, found)


def _is_where(layers: Layers, candidate: Candidate, function: str, index: int) -> bool:
    """Tell whether a noun says where: struck a bus on the road, taken to hospital."""
    if "obj" not in candidate.functions or function not in {"on", "at", "to"}:
        return False
    return layers.parse.lemma(index) in _WHERE


def _heads(layers: Layers, filler: int) -> list[int]:
    """Give a filler and its conjuncts; for a measure word, what it measures."""
    filler = standing(layers.parse, filler)
    heads = with_conjuncts(layers.parse, filler)
    heads = included(layers.parse, filler, heads)
    return [_inner(layers, index) for index in heads]


def _inner(layers: Layers, index: int) -> int:
    """Give what a measure word counts; of columns of cars, the columns."""
    inner = layers.measured(index)
    unit = "unit" in layers.nouns.of(layers.parse.lemma(index))
    return index if unit and inner in layers.weapon_at else inner


def _own_word(layers: Layers, candidate: Candidate, index: int) -> bool:
    """Words of the trigger are no arguments, but for prisoners taken and missiles downed."""
    return index in candidate.tokens and not (
        index != candidate.token
        and (
            layers.classes(index) & {"captive", "civilian"}
            or candidate.type in {"interception", "looting", "materiel_loss"}
        )
    )


def _against(layers: Layers, candidate: Candidate) -> list[Argument]:
    """See the target of a strike that stands apart from it: strikes with aircraft against X."""
    parse = layers.parse
    sentence = parse.sentence_of(candidate.token)
    for index in range(candidate.token + 1, min(sentence.last, candidate.token + _FAR)):
        if parse.lemma(index) != "against" or parse.tokens[index].head < 0:
            continue
        found = []
        for head in _heads(layers, parse.tokens[index].head):
            argument = _argument(layers, candidate, "target", head, "against", things=True)
            if argument is not None:
                found.append(argument)
        return found
    return []


def _argument(
    layers: Layers, candidate: Candidate, role: str, index: int, path: str, *, things: bool
) -> Argument | None:
    parse = layers.parse
    token = parse.tokens[index]
    classes = layers.classes(index)
    if index in layers.time_tokens or (
        parse.lemma(index) in _NEVER and index not in layers.actor_at
    ):
        return None
    if role == "agent" and parse.lemma(index) in _NAMELESS:
        return None
    aimed = candidate.type == "interception" or path.startswith(("on:", "against:"))
    downed = role == "target" and aimed and index in layers.weapon_at
    if "attack_noun" in classes and not classes & {"person", "unit"} and not downed:
        return _of_attack(layers, candidate, role, index, path)
    if (
        role == "agent"
        and "weapon" in classes
        and "soldier" not in layers.nouns.of(parse.lemma(index))
    ):
        if not crewed(layers, index):
            return of_owner(layers, role, index, path)
        return Argument(role, phrase_span(layers, index), index, path)
    if role == "agent" and "ground" in classes and not classes & {"person", "force_only"}:
        return None
    nameless = "party" not in classes and not _is_nation(layers, index)
    nouns = layers.nouns.of(parse.lemma(index))
    civil = (role == "target" and "civilian" in classes) or "soldier" in nouns
    civil = civil or (role == "agent" and parse.lemma(index) in _BODIES)
    if path.startswith("mod:") and nameless and not civil:
        return None
    if path.startswith("mod:") and token.xpos == "VBN" and index not in layers.actor_at:
        return None
    if parse.lemma(index) in _HOLDS and path.split(":", maxsplit=1)[0] in {"from", "out_of"}:
        return of_owner(layers, role, index, path)
    if role == "agent" and parse.lemma(index) in HOLDERS and not classes & {"force", "person"}:
        # The efforts of X are bent on taking the town.
        return of_owner(layers, role, index, path)
    if role == "target" and _is_ground(layers, candidate, index, classes):
        return None
    if role == "target" and _is_means(layers, candidate, index, path):
        return None
    actor = layers.actor_at.get(index)
    if actor is not None and _is_actor(layers, index, classes, path):
        # A word inside a longer mention (rebel in rebel-held town) stands for itself alone.
        inner = path.startswith("mod:") and actor.head not in {index, -1}
        span = parse.tokens[index].span if inner else actor.span
        return Argument(role, span, index, path)
    if "place" in classes:
        place = layers.place_at[index]
        acts = _acts(path) if role == "agent" else candidate.frame in _PARTIES
        acts = acts or (role == "agent" and path.endswith(":from") and candidate.type == "supply")
        if place.precision is Precision.COUNTRY and acts:
            return Argument(role, place.span, index, path)
        return None
    if classes & {"abstract", "other"} and path.split(":", maxsplit=1)[0] in _BELONGING:
        owner = owner_of(layers, index)
        if owner is not None:
            return Argument(role, layers.actor_at[owner].span, owner, f"{path}>owner")
    if role in {"agent", "owner"}:
        if (classes & {"person", "force"} and "abstract" not in classes) or (
            token.upos == "PRON" and parse.lemma(index) not in {"there", "it"}
        ):
            return Argument(role, phrase_span(layers, index), index, path)
        return None
    if classes & {"person", "force", "pron"} and token.upos != "ADV":
        return Argument(role, phrase_span(layers, index), index, path)
    if things and token.upos in {"NOUN", "PROPN"} and "direction" not in classes:
        if classes & {"abstract", "other"} and not classes & {"thing", "weapon"}:
            if token.upos == "PROPN" or candidate.frame not in _BREAKING:
                return None
            if all(index != f for f, _ in candidate.functions.get("obj", ())) and not any(
                index in with_conjuncts(parse, f) for f, _ in candidate.functions.get("obj", ())
            ):
                return None
        return Argument(role, phrase_span(layers, index), index, path)
    return None


def _of_attack(
    layers: Layers, candidate: Candidate, role: str, index: int, path: str
) -> Argument | None:
    """Of an attack as subject or object, its owner counts: Russian strikes killed; repelled
    an attack by X.
    """
    if role == "target" and candidate.frame not in {"repel", "fail"}:
        return None
    return of_owner(layers, role, index, path)


def _is_means(layers: Layers, candidate: Candidate, index: int, path: str) -> bool:
    """See what is fired, dropped or sent at a target is the weapon."""
    row = candidate.row.id if candidate.row else "head"
    if candidate.type not in FIRE or not path.startswith(("obj", "of")):
        return False
    return row in _FIRED and bool(layers.classes(index) & {"munition", "weapon"})


def _acts(path: str) -> bool:
    return path.split(":", maxsplit=1)[0] in {"subj", "by", "iobj", "lsubj", "poss", "mod"}


def _is_nation(layers: Layers, index: int) -> bool:
    """Tell whether an attribute names a party: Russian shelling, not group strike."""
    actor = layers.actor_at.get(index)
    place = layers.place_at.get(index)
    if place is not None and place.precision is Precision.COUNTRY:
        return True
    named = layers.parse.tokens[index].upos in {"ADJ", "PROPN"}
    return actor is not None and named and bool(actor.country or actor.group)


def _is_ground(layers: Layers, candidate: Candidate, index: int, classes: frozenset[str]) -> bool:
    """Ground that is fought over is a place, no target; the city of X is X."""
    parse = layers.parse
    lemma = parse.lemma(index)
    if "ground" not in classes and lemma not in _REGIONS:
        return False
    if classes & {"soldier", "unit"} or (lemma not in _REGIONS and "person" in classes):
        return False
    if candidate.frame in {"take", "hold", "lost", "fall", "mutual"}:
        return True
    named = [*parse.children(index, "nmod", "appos", "compound", "flat")]
    if lemma in _REGIONS and any("place" in layers.classes(c) for c in named):
        return True
    if lemma in _AREAS:
        return True
    return candidate.type in {"assault", "withdrawal"} and lemma in _REGIONS


def _is_actor(layers: Layers, index: int, classes: frozenset[str], path: str) -> bool:
    place = layers.place_at.get(index)
    if place is None or "place" not in classes:
        return True
    actor = layers.actor_at[index]
    # A place name inside a longer actor's name is the actor; alone it acts only as a subject.
    if actor.span.length() > place.span.length() + 3:
        return True
    return path.split(":", maxsplit=1)[0] in {"subj", "by", "iobj", "lsubj", "poss"}


def phrase_span(layers: Layers, index: int) -> Span:
    """Give the span of a noun with the modifiers that stand close before it."""
    parse = layers.parse
    first = index
    for child in parse.children(index, "amod", "compound", "nmod:poss", "flat", "nmod:desc"):
        if parse.lemma(child) in _LOOSE:
            continue
        if child < index and index - child <= 4:
            first = min(first, child)
    last = index
    for child in parse.children(index, "flat", "goeswith"):
        last = max(last, child)
    # A determiner in between (their own) would be cut in two otherwise.
    return Span(parse.tokens[first].span[0], parse.tokens[last].span[1])


def _adjoins(layers: Layers, left: Argument, right: Argument) -> bool:
    between = layers.parse.text[left.span.end : right.span.start]
    return between.strip("\u200e. ") == "" and right.span.start - left.span.end <= _SPACE


def _without_doubles(layers: Layers, found: list[Argument]) -> list[Argument]:
    """Keep one argument a stretch of text; a possessive pronoun yields to its noun."""
    result: list[Argument] = []
    for argument in sorted(found, key=lambda a: (a.role, a.span)):
        if any(a.span.overlaps(argument.span) for a in result):
            continue
        last = result[-1] if result else None
        if last is not None and last.role == argument.role and _adjoins(layers, last, argument):
            # A title and its name are one: Prime Minister Haider al-Abadi.
            result[-1] = replace(last, span=hull((last.span, argument.span)), head=argument.head)
            continue
        result.append(argument)
    agents = [a for a in result if a.role == "agent"]
    if len(agents) > 1:
        result = [
            a
            for a in result
            if not (
                a.role == "agent"
                and layers.parse.tokens[a.head].deprel == "nmod:poss"
                and layers.parse.tokens[a.head].upos == "PRON"
            )
        ]
    return result
