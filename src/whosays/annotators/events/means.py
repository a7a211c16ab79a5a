"""Means: the weapons and figures of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.functions import with_conjuncts
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument

if TYPE_CHECKING:
    from collections.abc import Collection

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.figure import Figure
    from whosays.schema.parse import Parse

ARMED = listed("events.means", "armed")
"""Types whose weapons are those the deed was done with."""
_FIRE = frozenset(
    ["shelling", "missile_strike", "air_strike", "drone_strike", "explosion", "strike"]
)
_OBJECT_IS_WEAPON = frozenset(
    ["weapon.used", "air.drop", "air.verb", "supply.verb", "shelling.verb", "means.hit"]
)
_USING = frozenset({"use", "employ", "involve", "utilise", "utilize", "deploy"})
_BEARING = _USING | {"fire", "include", "launch", "carry", "follow", "drop"}
_HARM = frozenset(["casualties", "damage", "abuse", "materiel_loss"])
_HARM_TOLD = ("with", "by", "from", "under", "using", "subj")
_AT = frozenset({"against", "at", "for", "on", "over", "through", "toward"})
_NAMED_BY = frozenset({"unit", "ground", "building", "equipment"})
_LAYING = frozenset({"lay", "mine", "plant", "scatter", "seed", "sow"})


def weapons_of(
    layers: Layers, candidate: Candidate, triggers: Collection[int], targets: Collection[int]
) -> list[Argument]:
    """Give the weapons that the event was done with, or supplied."""
    row = candidate.row.id if candidate.row else ""
    found: list[Argument] = []
    taken: set[int] = set()
    names: tuple[str, ...]
    if candidate.type == "supply":
        names = ("obj", "of", "with", "mod", "for")
    elif candidate.type in ARMED:
        names = (
            "subj",
            "with",
            "by",
            "using",
            "from",
            "mod",
            "of",
            "via",
            "poss",
            "lsubj",
            "including",
        )
        if row in _OBJECT_IS_WEAPON:
            names = (*names, "obj")
    elif candidate.type in _HARM:
        names = _HARM_TOLD
    elif candidate.type == "deployment" and layers.parse.lemma(candidate.token) in _LAYING:
        names = ("obj", "with")
    else:
        return []
    for name in names:
        for filler, path in candidate.functions.get(name, ()):
            for index in with_conjuncts(layers.parse, filler):
                _take(layers, index, f"{name}:{path}", targets, taken, found)
                if candidate.type in _FIRE:
                    for child in layers.parse.children(
                        index, "compound", "amod", "nmod", "appos", "nmod:desc"
                    ):
                        for inner in with_conjuncts(layers.parse, child):
                            _take(layers, inner, f"{name}>mod", targets, taken, found)
    for index in candidate.tokens:
        # To mortar a place names the weapon; to shell or bomb it leaves open which.
        word = layers.parse.tokens[index].text.lower()
        if index != candidate.token or word.startswith("mortar"):
            _take(layers, index, "trigger", targets, taken, found)
    if candidate.type in _FIRE:
        for index in _used(layers.parse, candidate.token):
            _take(layers, index, "using", targets, taken, found)
    if candidate.type in ARMED:
        _by_clause(layers, candidate, triggers, targets, taken, found)
    return found


def _used(parse: Parse, token: int) -> list[int]:
    """Give what was used: strikes made using drones; accused of using guns to shell."""
    found = []
    head = parse.tokens[token].head
    places = [token] if head < 0 else [token, head]
    verbs = [c for p in places for c in parse.children(p, "advcl", "acl", "xcomp")]
    if head >= 0 and parse.tokens[token].deprel in {"xcomp", "advcl", "acl"}:
        verbs += [a for a in (head, parse.tokens[head].head) if a >= 0]
    for verb in verbs:
        if parse.lemma(verb) in _USING:
            for thing in parse.children(verb, "obj"):
                found += with_conjuncts(parse, thing)
    return found


def _take(
    layers: Layers,
    index: int,
    rule: str,
    targets: Collection[int],
    taken: set[int],
    found: list[Argument],
) -> None:
    weapon = layers.weapon_at.get(index)
    if weapon is None or index in targets:
        return
    if weapon.span[0] in taken:
        return
    taken.add(weapon.span[0])
    found.append(Argument("weapon", weapon.span, index, rule))


def _by_clause(
    layers: Layers,
    candidate: Candidate,
    triggers: Collection[int],
    targets: Collection[int],
    taken: set[int],
    found: list[Argument],
) -> None:
    """Weapons below the trigger that no other trigger and no target holds."""
    parse = layers.parse
    verbal = parse.tokens[candidate.token].upos == "VERB"
    for child in parse.subtree(candidate.token):
        if child not in layers.weapon_head or child in targets:
            continue
        if _blocked(parse, child, candidate.token, triggers, targets):
            continue
        if _of_other_deed(parse, child, candidate.token) or _is_aim(layers, child):
            continue
        if verbal and _as_object(parse, child, candidate):
            continue
        _take(layers, child, "clause", targets, taken, found)


def _is_aim(layers: Layers, index: int) -> bool:
    """See a weapon that is hit, or that only names a unit or a place: a raid on a gun position."""
    parse = layers.parse
    token = parse.tokens[index]
    if any(parse.lemma(c) in _AT for c in parse.children(index, "case")):
        return True
    if token.deprel != "compound" or token.head < 0 or token.head in layers.weapon_at:
        return False
    return bool(layers.nouns.of(parse.lemma(token.head)) & _NAMED_BY)


def _of_other_deed(parse: Parse, index: int, token: int) -> bool:
    """See a weapon of another verb's, told beside the trigger: strikes ...; destroyed a mortar."""
    for above in parse.ancestors(index):
        if above == token:
            return False
        if parse.tokens[above].upos == "VERB" and parse.lemma(above) not in _BEARING:
            return True
    return False


def _as_object(parse: Parse, index: int, candidate: Candidate) -> bool:
    row = candidate.row.id if candidate.row else ""
    return parse.tokens[index].deprel == "obj" and row not in _OBJECT_IS_WEAPON


def _blocked(
    parse: Parse, index: int, token: int, triggers: Collection[int], targets: Collection[int]
) -> bool:
    for above in parse.ancestors(index):
        if above == token:
            return False
        if above in triggers or above in targets:
            return True
    return True


RANKS = ("trigger", "argument", "filler", "owner", "clause", "above", "sentence")
"""How a figure can belong to an event, surest first."""


def figure_rank(
    layers: Layers,
    candidate: Candidate,
    arguments: Collection[Argument],
    triggers: Collection[int],
    figure: Figure,
) -> str | None:
    """Tell how a figure belongs to an event of its sentence, None where it does not."""
    parse = layers.parse
    top = parse.top(figure.span)
    if top is None or parse.tokens[top].sentence != parse.tokens[candidate.token].sentence:
        return None
    noun = figure.noun if figure.noun >= 0 else top
    if noun in candidate.tokens or top in candidate.tokens:
        return "trigger"
    heads = {a.head for a in arguments if a.role in {"agent", "target", "weapon"}}
    if noun in heads or top in heads:
        return "argument"
    fillers = {
        i
        for name, pairs in candidate.functions.items()
        for f, _ in pairs
        for g in with_conjuncts(parse, f)
        for i in (g, layers.measured(g))
        if name not in {"in", "near", "at"}
    }
    if noun in fillers or top in fillers:
        return "filler"
    if noun == parse.tokens[candidate.token].head and parse.tokens[candidate.token].deprel in {
        "acl",
        "acl:relcl",
        "compound",
    }:
        return "owner"
    if not _blocked(parse, top, candidate.token, triggers, ()):
        return "clause"
    return _above(parse, candidate.token, top, triggers)


def _above(parse: Parse, token: int, top: int, triggers: Collection[int]) -> str | None:
    """See a figure of the clause that holds the trigger: the toll rose to eight."""
    for step, above in enumerate(parse.ancestors(token)):
        if above in triggers or step > 2:
            return None
        if not _blocked(parse, top, above, triggers, ()):
            return "above"
    return None
