"""Pruning: of triggers that tell one happening twice, one is kept (codebook, rulings 2, 4, 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.events.background import is_background
from whosays.annotators.events.context import takes_up
from whosays.annotators.events.echoes import brought_home, deal_told, is_cue, thing_hit
from whosays.annotators.events.functions import with_conjuncts
from whosays.annotators.events.words import listed
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from whosays.annotators.events.choose import Chosen
    from whosays.annotators.events.classes import Layers
    from whosays.schema.parse import Parse

FIRE = frozenset(
    ["shelling", "missile_strike", "air_strike", "drone_strike", "explosion", "strike"]
)
_ATTACK = FIRE | {"assault", "clash"}
_COORDINATE = ("conj", "appos", "parataxis", "list", "acl", "nmod", "amod", "dep", "nummod")
_USE = listed("events.prune", "use")
_ATTRIBUTES = listed("events.prune", "attributes")
_HITS = listed("events.prune", "hits")
_AUTHORSHIP = ("responsibility", "fire.did")
"""Rows that say who was behind what was told (codebook, ruling 1)."""
_NOUNS_OF_HITS = listed("events.prune", "nouns_of_hits")
_FLYING = frozenset(["aviation", "aircraft", "alliance", "warplane", "jet", "nato", "isaf"])
_FRUITLESS = frozenset(["nothing", "success", "vain", "unsuccessful", "succeed"])
"""Words by which an attack is said to have failed without a word of who stopped it."""
_SMALL = frozenset(["force", "person", "vehicle_civil", "equipment"])
_NEAR_SENTENCES = 2


def prune(layers: Layers, chosen: Sequence[Chosen], sources: Collection[int] = ()) -> list[Chosen]:
    """Drop the triggers that only repeat another; their figures go to it."""
    parse = layers.parse
    chosen = _retyped(layers, chosen)
    by_token = {c.candidate.token: c for c in chosen}
    kept: list[Chosen] = []
    absorbed: dict[int, list[Chosen]] = {}
    for item in sorted(chosen, key=lambda c: c.candidate.token):
        if _repelled(parse, item, by_token) or _carrier(parse, item, by_token):
            continue
        if _label(layers, item) or is_background(layers, item, by_token):
            continue
        if is_cue(parse, item, sources) or thing_hit(parse, item, by_token):
            continue
        if brought_home(parse, item, by_token) or deal_told(parse, item, by_token):
            continue
        keeper = _told_by_noun(parse, item, by_token)
        if keeper is None:
            keeper = _keeper(parse, item, kept)
        if keeper is not None:
            absorbed.setdefault(keeper, []).append(item)
            continue
        kept.append(item)
    kept = [part for c in kept for part in _split(layers, c)]
    return [
        replace(c, absorbed=tuple(a.candidate for a in absorbed.get(c.candidate.token, ())))
        for c in kept
    ]


def _retyped(layers: Layers, chosen: Sequence[Chosen]) -> list[Chosen]:
    """Strikes of a coalition, or in a report of air strikes, are from the air; a hit told
    without its means is of the kind told just before it in the paragraph.
    """
    parse = layers.parse
    from_air = any(a.group == "Coalition" for a in layers.actors) or any(
        c.candidate.type == "air_strike" and c.rule.startswith("air.noun") for c in chosen
    )
    result: list[Chosen] = []
    last: tuple[int, int, str] | None = None
    deed: str | None = None
    for item in sorted(chosen, key=lambda c: c.candidate.token):
        candidate = item.candidate
        sentence = parse.tokens[candidate.token].sentence
        segment = parse.sentences[sentence].segment
        near = last is not None and last[1] == segment and sentence - last[0] <= _NEAR_SENTENCES
        kind = _kind_of(layers, item, last[2] if near and last else None, from_air=from_air)
        if deed is not None and kind == "strike" and item.rule.startswith(_AUTHORSHIP):
            kind = deed
        elif candidate.type in FIRE and candidate.type not in {"explosion", "strike"}:
            last = (sentence, segment, candidate.type)
        if candidate.type in _ATTACK:
            deed = kind
        changed = item if kind == candidate.type else _as(item, kind)
        result.append(changed)
    return result


def _as(item: Chosen, kind: str) -> Chosen:
    return replace(item, candidate=replace(item.candidate, type=kind))


def _kind_of(layers: Layers, item: Chosen, before: str | None, *, from_air: bool) -> str:
    """Give the type of a trigger; ``before`` is the kind of fire told just before it."""
    candidate, parse = item.candidate, layers.parse
    word = parse.tokens[candidate.token]
    if candidate.type == "strike":
        noun = word.upos in {"NOUN", "PROPN"}
        named = noun and word.text.lower() in {"strike", "strikes"}
        if named and (from_air or _by_air(layers, item)):
            return "air_strike"
        if before and parse.lemma(candidate.token) in (_NOUNS_OF_HITS if noun else _HITS):
            return before
    elif item.rule.startswith("clash.shoot") and _at_place(layers, item):
        return before or ("shelling" if _at_ground(layers, item) else candidate.type)
    return candidate.type


def _at_place(layers: Layers, item: Chosen) -> bool:
    """Tell whether somebody fires on a place, not at people."""
    held = {
        c
        for name in ("on", "at", "into", "obj", "upon")
        for filler, _ in item.candidate.functions.get(name, ())
        for c in layers.classes(filler)
    }
    return bool(held & {"place", "building", "ground"}) and "person_only" not in held


def _at_ground(layers: Layers, item: Chosen) -> bool:
    """Tell whether a town or stretch of land is fired on: guns do that, not rifles."""
    held = [
        layers.classes(filler)
        for name in ("on", "at", "into", "upon")
        for filler, _ in item.candidate.functions.get(name, ())
    ]
    return any(c & {"place", "ground", "building"} and not c & _SMALL for c in held)


def _by_air(layers: Layers, item: Chosen) -> bool:
    """Tell whether an air force or aviation made the strike."""
    parse = layers.parse
    for name in ("lsubj", "by", "poss", "mod"):
        for filler, _ in item.candidate.functions.get(name, ()):
            text = {parse.lemma(filler), *(parse.lemma(c) for c in parse.children(filler))}
            if text & _FLYING or {"air", "force"} <= text:
                return True
            # Africa Command, Central Command: what they strike with is nearly always aircraft.
            if parse.tokens[filler].text == "Command":
                return True
    return False


def _split(layers: Layers, item: Chosen) -> list[Chosen]:
    """See a verb over persons and equipment is two claims on one trigger (ruling 22)."""
    candidate = item.candidate
    if candidate.type not in {"casualties", "materiel_loss", "damage"}:
        return [item]
    people, things = False, False
    for name in ("obj", "of", "to", "in", "lsubj") if candidate.type != "damage" else ("obj",):
        for filler, _ in candidate.functions.get(name, ()):
            for index in with_conjuncts(layers.parse, filler):
                noun = layers.measured(index)
                gear = "equipment" in layers.classes(noun)
                named = layers.nouns.of(layers.parse.lemma(noun))
                person = bool(named & {"soldier", "civilian"}) and "equipment" not in named
                people = people or person
                things = things or (gear and not person)
    word = layers.parse.tokens[candidate.token]
    if word.upos == "NOUN" and layers.parse.lemma(candidate.token) == "loss":
        kinds = _counted(layers, candidate.token)
        people, things = people or "people" in kinds, things or "things" in kinds
        if things and not people and candidate.type == "casualties":
            return [replace(item, candidate=replace(candidate, type="materiel_loss", frame="toll"))]
    if not (people and things):
        return [item]
    return [
        replace(item, candidate=replace(candidate, type=kind))
        for kind in ("casualties", "materiel_loss")
    ]


def _counted(layers: Layers, token: int) -> set[str]:
    """See what the figures of a sentence about losses count: people, things, or both."""
    sentence = layers.parse.sentence_of(token)
    found = set()
    for figure in layers.figures:
        if not (sentence.first <= figure.noun < sentence.last) or figure.noun < token:
            continue
        classes = layers.classes(figure.noun)
        if classes & {"equipment", "weapon"} and "person" not in classes - {"number"}:
            found.add("things")
        elif classes & {"soldier", "civilian"}:
            found.add("people")
    return found


def _repelled(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """See an attack that a repulse is told of is told by the repulse: repelled two attacks."""
    candidate = item.candidate
    if candidate.type not in _ATTACK | {"capture"}:
        return False
    at = candidate.token
    for _ in range(3):
        word = parse.tokens[at]
        head = word.head
        if head < 0:
            return False
        other = by_token.get(head)
        if other is not None and other.candidate.type == "repulse":
            # An attack that failed is the claim; the failing says how it went.
            if other.rule.startswith("repulse.fail"):
                return False
            return is_relation(word.deprel, ("obj", "nsubj", "obl", "nmod", "xcomp", "conj", "acl"))
        if not is_relation(word.deprel, ("conj", "nmod", "acl", "xcomp", "compound")):
            return False
        at = head
    return False


def _carrier(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """See a verb whose object or aim is the attack itself: launched strikes, used drones to hit."""
    candidate = item.candidate
    if parse.tokens[candidate.token].upos != "VERB":
        return False
    if item.rule.startswith("casualties.admitted"):
        # Conceded nine killed: the killed are the claim.
        return any(
            i != candidate.token and i in by_token and by_token[i].candidate.type == "casualties"
            for i in parse.subtree(candidate.token)
        )
    if item.rule.startswith("repulse.fail"):
        if not _FRUITLESS & {parse.lemma(i) for i in candidate.tokens}:
            return False
        return any(
            (other := by_token.get(s)) is not None and other.candidate.type in _ATTACK
            for s in parse.children(candidate.token, "nsubj")
            for s in (s, *parse.children(s, "acl", "compound"))
        )
    if candidate.type == "casualties":
        return any(
            (other := by_token.get(child)) is not None
            and other.candidate.type in {"casualties", "materiel_loss"}
            and parse.tokens[child].upos == "NOUN"
            and parse.lemma(child) in {"loss", "casualty", "wound", "injury", "death"}
            for child in parse.children(candidate.token, "obj", "nsubj:pass")
        )
    if candidate.type not in _ATTACK:
        return False
    if parse.lemma(candidate.token) in _USE:
        sentence = parse.sentence_of(candidate.token)
        for child in range(candidate.token + 1, sentence.last):
            other = by_token.get(child)
            if other is None or other.candidate.type not in _ATTACK:
                continue
            if any(parse.lemma(m) == "to" for m in parse.children(child, "mark")):
                return True
    for child in parse.children(candidate.token, "obj", "nsubj:pass"):
        other = by_token.get(child)
        if other is not None and other.candidate.type in _ATTACK and child not in candidate.tokens:
            return True
    return False


def _label(layers: Layers, item: Chosen) -> bool:
    """Held, controlled, occupied before a thing that is no named place are no claims (ruling 5)."""
    candidate = item.candidate
    word = layers.parse.tokens[candidate.token]
    before = word.head > candidate.token
    attribute = before and word.deprel == "amod" and word.upos in {"VERB", "ADJ"}
    if attribute and candidate.type not in _ATTRIBUTES:
        return True
    if candidate.type == "supply" and word.xpos == "VBN" and is_relation(word.deprel, ("acl",)):
        return True
    if candidate.type not in {"control", "capture"}:
        return False
    if word.deprel not in {"amod", "compound"} or word.head < 0:
        return False
    heads = [word.head, *layers.parse.children(word.head, "nmod", "compound", "appos", "flat")]
    return not any("place" in layers.classes(h) for h in heads)


def _keeper(parse: Parse, item: Chosen, kept: Sequence[Chosen]) -> int | None:
    """See the earlier trigger that tells the same: killed two and wounded five; died of wounds."""
    candidate = item.candidate
    token = candidate.token
    sentence = parse.tokens[token].sentence
    for other in reversed(kept):
        earlier = other.candidate
        if parse.tokens[earlier.token].sentence != sentence:
            if {earlier.type, candidate.type} <= FIRE and "on" in candidate.functions:
                return earlier.token if takes_up(parse, token, earlier.token) else None
            if parse.tokens[earlier.token].sentence < sentence - 1:
                return None
            continue
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
        if candidate.type == "abuse" and _is_means(parse, earlier.token, token):
            return earlier.token
    return None


def _told_by_noun(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> int | None:
    """See a verb of fire whose subject is the attack itself: the strike hit X."""
    candidate = item.candidate
    if candidate.type not in FIRE | {"clash"} or parse.tokens[candidate.token].upos != "VERB":
        return None
    subjects = candidate.functions.get("subj", ()) if len(candidate.tokens) == 1 else ()
    for subject, _ in subjects:
        other = by_token.get(subject)
        if other is not None and other.candidate.type in FIRE and subject != candidate.token:
            return subject
    word = parse.tokens[candidate.token]
    if word.deprel == "advcl" and word.xpos == "VBG" and word.head >= 0:
        # Made 30 attacks, using 70 shells.
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
        if parse.tokens[at].upos == "VERB" and relation == "obl":
            return False
    return False


def _is_means(parse: Parse, verb: int, noun: int) -> bool:
    """See the means of ill-treatment just told: tortured with electric current."""
    word = parse.tokens[noun]
    return word.upos == "NOUN" and word.head == verb and is_relation(word.deprel, ("obl",))


def _light_repeat(parse: Parse, first: int, second: int) -> bool:
    """See a strike that is the means of the other: hit by an air strike."""
    word = parse.tokens[second]
    return word.head == first and word.deprel == "obl:agent"
