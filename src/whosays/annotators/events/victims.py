"""Victims: what stands in a target's function and is none, and whom it stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.events.functions import is_passive
from whosays.annotators.events.owners import crewed
from whosays.annotators.events.words import listed
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.event import Argument

_FIRE = listed("events.share", "fire")
_SUFFERERS = _FIRE | {"casualties", "materiel_loss", "damage", "abuse", "displacement", "capture"}
_ARMS = listed("events.arguments", "arms")
_GOODS = listed("events.victims", "goods")
_STRETCHES = listed("events.victims", "stretches")
_SITES = listed("events.victims", "sites")
_QUANTITIES = listed("events.victims", "quantities")
_PERSONAL = frozenset(
    {"desertion", "displacement", "protest", "recruitment", "surrender", "withdrawal"}
)
_BEHIND = ("acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "obl")
_NAME = 7
_HELD = frozenset({"actor", "building", "equipment", "force", "person"})
_NOBODY = listed("events.victims", "nobody")
_COUNTS = listed("events.victims", "counts")
# Three of them children: the tree makes one phrase of the two.
_PARTITIVE = ("them ", "whom ")
_LIVES = frozenset({"life"})
_SELVES = frozenset({"themselves", "itself", "himself", "herself"})
_THROWN = frozenset({"at", "into", "onto", "on"})
_HEALERS = frozenset({"doctor", "medic", "nurse", "physician", "surgeon"})
_WHOLES = frozenset({"building", "civilian", "equipment", "person", "unit", "vehicle_civil"})
_CRAFT = frozenset({"attack", "bomber", "fighter", "transport"})
_PARTS = listed("events.victims", "parts")


def victims(
    layers: Layers,
    candidate: Candidate,
    found: list[Argument],
    make: Callable[[int, str], Argument | None],
) -> list[Argument]:
    """Leave out what no codebook calls a target, and put people in the place of their lives.

    ``make`` gives the target of a token.
    """
    kept: list[Argument] = []
    for argument in found:
        if argument.span.of(layers.parse.text).lower().startswith(_PARTITIVE):
            continue
        if argument.role == "agent":
            if not _does_nothing(layers, candidate, argument):
                kept.append(argument)
        elif argument.role != "target":
            kept.append(argument)
        elif layers.parse.lemma(argument.head) in _LIVES:
            kept += _whose_life(layers, candidate, argument, make)
        elif not is_none(layers, candidate, argument):
            kept.append(_of_whom(layers, argument))
    return kept


def of_kind(layers: Layers, candidate: Candidate, found: list[Argument]) -> list[Argument]:
    """Keep persons as victims and things as losses, where a verb governs both."""
    found = _without_means(layers, candidate, found)
    targets = [a for a in found if a.role == "target"]
    if candidate.type not in {"casualties", "materiel_loss", "damage"}:
        return found
    if candidate.type == "casualties":
        # Of a ward, houses, structures nobody dies; a crew or a family does.
        things = {"building", "equipment_only", "thing"}
        targets = [
            t
            for t in targets
            if not layers.classes(t.head) & things
            or layers.nouns.of(layers.parse.lemma(t.head)) & {"soldier", "civilian", "unit"}
        ]
        found = [a for a in found if a.role != "target" or a in targets]
    if len(targets) < 2:
        return found
    wanted = []
    for target in targets:
        classes = layers.classes(target.head)
        thing = bool(classes & {"equipment", "building", "thing", "weapon"})
        person = bool(classes & {"soldier", "civilian", "captive", "pron"}) and not (
            thing and "weapon" in classes
        )
        keep = person or not thing if candidate.type == "casualties" else thing or not person
        number = layers.parse.tokens[target.head].upos == "NUM"
        pronoun = target.span.of(layers.parse.text).lower().startswith(("them ", "whom "))
        if keep and not number and not pronoun:
            wanted.append(target)
    if not wanted:
        wanted = targets[:1]
    return [a for a in found if a.role != "target" or a in wanted]


def _without_means(layers: Layers, candidate: Candidate, found: list[Argument]) -> list[Argument]:
    """Leave out, where other targets are told, what only brings or sums them up: the train that
    carried evacuees, the vehicles thrown at our men, targets that included a reactor.
    """
    targets = [a for a in found if a.role == "target"]
    if len(targets) < 2:
        return found
    reached = any(a.rule.partition(":")[0] in _THROWN for a in targets)
    subject = any(a.rule.startswith("subj") for a in targets)
    people = any(layers.classes(a.head) & {"person", "pron"} for a in targets)

    def is_means(target: Argument) -> bool:
        classes = layers.classes(target.head)
        if layers.parse.lemma(target.head) == "target":
            actor = layers.actor_at.get(target.head)
            return actor is None or "of None" in actor.because or " of " not in actor.because
        if candidate.type == "damage" and subject and target.rule.startswith("obj"):
            # Houses lost their roofs.
            owners = layers.parse.children(target.head, "nmod:poss")
            return any(layers.parse.tokens[c].upos == "PRON" for c in owners)
        if candidate.type == "displacement" and people:
            return bool(classes & {"building", "thing"}) and not classes & {"person", "pron"}
        thrown = reached and candidate.type in _FIRE and target.rule.startswith("obj")
        return thrown and bool(classes & {"equipment", "weapon", "vehicle_civil"})

    kept = [a for a in targets if not is_means(a)]
    return [a for a in found if a.role != "target" or a in kept] if kept else found


def with_name(layers: Layers, argument: Argument) -> Argument:
    """Take the name behind *of* into the span: units of the Northern Group, guards of X prison."""
    parse = layers.parse
    if parse.tokens[argument.head].upos != "NOUN":
        return argument
    for child in parse.children(argument.head, "nmod"):
        near = argument.head < child <= argument.head + _NAME
        if not near or all(parse.lemma(c) != "of" for c in parse.children(child, "case")):
            continue
        own = parse.subtree(child, without=(*_BEHIND, "nmod"))
        of = [c for c in parse.children(child, "nmod") if parse.children(c, "case")]
        of = [c for c in of if parse.lemma(parse.children(c, "case")[0]) == "of"]
        deep = [i for c in of for i in parse.subtree(c, without=(*_BEHIND, "nmod"))]
        if any(parse.tokens[i].upos == "PROPN" for i in (*own, *deep)):
            inner = sorted({*own, *deep})
            end = max(argument.span.end, parse.span_of(inner).end)
            return replace(argument, span=Span(argument.span.start, end))
    return argument


def _whose_life(
    layers: Layers,
    candidate: Candidate,
    argument: Argument,
    make: Callable[[int, str], Argument | None],
) -> list[Argument]:
    """Give whose lives were lost: people lost their lives; it claimed the lives of a family."""
    parse = layers.parse
    for child in parse.children(argument.head, "nmod"):
        if any(parse.lemma(c) == "of" for c in parse.children(child, "case")):
            whose = make(child, f"{argument.rule}>life")
            return [whose] if whose is not None else []
    owner = parse.children(argument.head, "nmod:poss")
    if owner and parse.tokens[owner[0]].upos != "PRON":
        whose = make(owner[0], f"{argument.rule}>life")
        return [whose] if whose is not None else []
    if owner:
        for filler, path in candidate.functions.get("subj", ()):
            whose = make(filler, f"subj:{path}")
            if whose is not None:
                return [whose]
    return []


def _of_whom(layers: Layers, argument: Argument) -> Argument:
    """Take those of whom a number is: twelve of us, a dozen of them."""
    parse = layers.parse
    token = parse.tokens[argument.head]
    if parse.lemma(argument.head) in _PARTS:
        return _whole(layers, argument)
    if token.upos != "NUM" and parse.lemma(argument.head) not in _QUANTITIES:
        return argument
    for child in parse.children(argument.head, "nmod", "obl"):
        of = any(parse.lemma(c) == "of" for c in parse.children(child, "case"))
        if of and child > argument.head and parse.tokens[child].upos == "PRON":
            return replace(argument, head=child, span=parse.tokens[child].span)
    return argument


def _is_of_craft(layers: Layers, head: int) -> bool:
    """Tell whether a noun only says of which kind aircraft are: bomber, fighter and unmanned
    aircraft.
    """
    parse = layers.parse
    if parse.tokens[head].text.lower() not in _CRAFT or parse.children(head, "det", "nummod"):
        return False
    last = min(parse.sentence_of(head).last, head + _NAME)
    return any(parse.lemma(i) == "aircraft" for i in range(head + 1, last))


def _whole(layers: Layers, argument: Argument) -> Argument:
    """Take the whole for its part: the tenth floor of a block, the backs of families."""
    parse = layers.parse
    for child in parse.children(argument.head, "nmod"):
        of = child > argument.head and any(
            parse.lemma(c) == "of" for c in parse.children(child, "case")
        )
        if of and layers.classes(child) & _WHOLES:
            actor = layers.actor_at.get(child)
            span = actor.span if actor is not None and actor.head == child else None
            return replace(argument, head=child, span=span or _with_modifiers(layers, child))
    return argument


def _with_modifiers(layers: Layers, head: int) -> Span:
    parse = layers.parse
    kept = parse.subtree(head, without=(*_BEHIND, "nmod", "case", "det", "nummod"))
    return parse.span_of([i for i in kept if i <= head])


def is_none(layers: Layers, candidate: Candidate, argument: Argument) -> bool:
    """Tell whether what stands in a target's function is no target by the codebook."""
    parse = layers.parse
    head = argument.head
    lemma = parse.lemma(head)
    classes = layers.classes(head)
    function, _, path = argument.rule.partition(":")
    if parse.tokens[head].text.lower() in _SELVES or (function == "into" and lemma == "it"):
        return True
    found = ":come" in argument.rule and parse.lemma(candidate.token) in {"body", "corpse"}
    if function == "lsuffer" and (candidate.type not in _SUFFERERS or found):
        # Troops took the field; the two sides came to talks.
        return True
    if candidate.type == "assault" and "ground" in classes and not classes & _HELD:
        # The hill that is stormed is where, its garrison is whom.
        return True
    if candidate.frame == "move" and function in {"at", "through"}:
        return not classes & {"force", "pron"}
    if candidate.type in {"relief", "displacement"} and lemma in _GOODS:
        return True
    if lemma in _NOBODY or (function == "mod" and lemma in _QUANTITIES):
        return True
    if head in layers.weapon_at and _is_means(layers, candidate, head, function):
        return True
    if lemma in _CRAFT and _is_of_craft(layers, head):
        return True
    bare = _is_bare_number(layers, head)
    if (bare or lemma in _COUNTS) and _is_told_of(path):
        return True
    if bare and parse.tokens[head].text[0].isdigit():
        # Two of them did not survive; barely 1,400 had gone: a count in figures names nobody.
        return True
    if candidate.type == "relief" and lemma in _HEALERS:
        return True
    if candidate.type in _FIRE and (lemma in _STRETCHES or _is_site(layers, head)):
        return True
    return _is_cut_off(layers, candidate, head)


def _does_nothing(layers: Layers, candidate: Candidate, argument: Argument) -> bool:
    """Tell whether an agent is none: a building, a bare number, how a thing was done."""
    classes = layers.classes(argument.head)
    if layers.parse.tokens[argument.head].text.lower() in _SELVES:
        return True
    active = not is_passive(layers.parse, candidate.token)
    if active and argument.rule == "by:obl:by" and "subj" in candidate.functions:
        # By platoons, by the wrists: the subject acts.
        told = layers.parse.children(argument.head, "det", "amod", "compound", "nmod:poss")
        if not told or not classes & {"force", "person"}:
            return True
    if _is_bare_number(layers, argument.head) and candidate.type not in _PERSONAL:
        return True
    things = classes & {"building", "thing"}
    if layers.parse.lemma(argument.head) in _ARMS or crewed(layers, argument.head):
        return False
    return bool(things) and not classes & {"person", "unit", "soldier", "weapon", "party", "state"}


def _is_means(layers: Layers, candidate: Candidate, head: int, function: str) -> bool:
    """Tell whether a weapon is what is fired: a salvo of rockets, bombs dropped."""
    if function in {"with", "by"}:
        return True
    if candidate.type not in _FIRE:
        return False
    return function == "of" or (function == "obj" and "munition" in layers.classes(head))


def _is_told_of(path: str) -> bool:
    """Tell whether a number only counts: who is a subject by number alone is somebody."""
    return path in {"obj", "amod", "acl"} or path.endswith((">obj", ">amod"))


def _is_bare_number(layers: Layers, head: int) -> bool:
    parse = layers.parse
    token = parse.tokens[head]
    if token.upos != "NUM" and not token.text.replace(",", "").isdigit():
        return False
    return not any(
        parse.lemma(c) in {"of", "from"} for n in parse.children(head) for c in parse.children(n)
    )


def _is_site(layers: Layers, head: int) -> bool:
    """Tell whether a noun is the place beside it: Zamzam, the sprawling camp; the port of X."""
    parse = layers.parse
    lemma = parse.lemma(head)
    if lemma not in _SITES:
        return False
    for child in parse.children(head, "nmod", "appos", "compound", "flat"):
        if "place" in layers.classes(child):
            return True
    first = min(parse.subtree(head, without=("acl", "nmod", "appos", "conj", "punct", "advcl")))
    before = first - 2
    return before >= 0 and parse.tokens[first - 1].text == "," and before in layers.place_at


def _is_cut_off(layers: Layers, candidate: Candidate, head: int) -> bool:
    """Tell whether a semicolon parts a noun from its trigger: the clause is another's."""
    first, last = sorted((candidate.token, head))
    return any(layers.parse.tokens[i].text == ";" for i in range(first + 1, last))
