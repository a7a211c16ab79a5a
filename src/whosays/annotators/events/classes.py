"""Classes of words: what a frame asks of the arguments of a trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.repair import repaired
from whosays.annotators.events.words import listed
from whosays.schema.mention import MentionForm, Role
from whosays.schema.place import PlaceUse, Precision

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.schema.mention import ActorMention
    from whosays.schema.parse import Parse
    from whosays.schema.place import PlaceMention
    from whosays.schema.weapon import WeaponMention

_FORCE_ROLES = frozenset({Role.MIL, Role.REB, Role.UAF, Role.SPY})
_EQUIPMENT = listed("events.classes", "equipment")
_MUNITION = listed("events.classes", "munition")
_AIRBORNE = frozenset({"missile", "uav", "aircraft", "helicopter", "bomb", "rocket_artillery"})
_NOBODY = listed("events.classes", "nobody")
_PERSON_ENDS = (
    "woman",
    "man",
    "person",
    "ist",
    "keeper",
    "worker",
    "smith",
    "monger",
    "seller",
    "goer",
)
_MEASURES = listed("events.classes", "measures")
_HOLLOW = listed("events.classes", "hollow")
_FIRE_THINGS = frozenset(["fire", "blaze", "flame", "wildfire", "candle", "lamp"])
_LABOUR = listed("events.classes", "labour")
_ARMED = listed("events.classes", "armed")
_STANDING_IN = listed("events.classes", "standing_in")
"""Pronouns that take up a thing told before: it, they, she of a ship."""
_COUNTING = listed("events.classes", "counting")
"""Words that count what was told before without naming it: two, both, the others, the rest."""
_TAKEN_UP = frozenset(
    ["place", "ground", "truce", "equipment", "building", "document", "captive", "airborne"]
)
_COUNTABLE = _TAKEN_UP | {"soldier", "civilian", "person", "munition", "vehicle_civil", "aid"}
_CORE = ("nsubj", "nsubj:pass", "obj", "root", "conj", "appos", "list", "parataxis")
_MEASURED = frozenset(
    [
        "equipment",
        "person",
        "weapon",
        "building",
        "ground",
        "place",
        "attack_noun",
        "munition",
        "body",
    ]
)
_VESSELS = frozenset(
    ["tank", "post", "depot", "position", "battery", "ship", "vessel", "boat", "carrier"]
)
_PEACEFUL = listed("events.classes", "peaceful")
_HOLDING = frozenset(["launcher", "pad", "factory", "store", "depot", "shed", "crew", "operator"])
_BARE = ("nsubj", "nsubj:pass", "obj", "appos", "conj", "root")
_SUMS = frozenset(["million", "billion", "trillion", "%"])
_THINGS = frozenset(["equipment", "building", "place", "munition", "vehicle_civil"])
_BACK = 30
"""So many words back a pronoun or a bare number may find what it stands for."""


class NounClasses:
    """Lemma → classes, from data."""

    def __init__(self, table: dict[str, str]) -> None:
        self._by_lemma: dict[str, frozenset[str]] = {}
        gathered: dict[str, set[str]] = {}
        for name, words in table.items():
            for word in words.split():
                gathered.setdefault(word, set()).add(name)
        self._by_lemma = {w: frozenset(c) for w, c in gathered.items()}

    def of(self, lemma: str) -> frozenset[str]:
        """Give the classes of a noun, none where it is unknown."""
        return self._by_lemma.get(lemma, frozenset())

    def of_form(self, lemma: str, form: str) -> frozenset[str]:
        """Give the classes of a noun by its lemma, its form, its singular, or its last part."""
        for word in (lemma, form, lemma.removesuffix("s")):
            found = self.of(word) or (self.of(word.rpartition("-")[2]) if "-" in word else None)
            if found:
                return found
        return frozenset()


def load_classes(resources: Resources) -> NounClasses:
    """Read the classes of nouns."""
    return NounClasses(resources.table("en/event_classes.toml")["class"])


class Layers:
    """The mention layers of one document, found by token; classes are worked out once a token."""

    def __init__(self, annotations: Annotations, nouns: NounClasses) -> None:
        self.parse: Parse = repaired(annotations.parse)
        self.nouns = nouns
        self.actor_at: dict[int, ActorMention] = {}
        self.place_at: dict[int, PlaceMention] = {}
        self.weapon_at: dict[int, WeaponMention] = {}
        self.places = annotations.places if annotations.has("places") else ()
        self.weapons = annotations.weapons if annotations.has("weapons") else ()
        self.figures = annotations.figures if annotations.has("figures") else ()
        self.actors = annotations.actors if annotations.has("actors") else ()
        self.times = annotations.times if annotations.has("times") else ()
        self.weapon_head: dict[int, WeaponMention] = {}
        for actor in self.actors:
            for index in self.parse.within(actor.span):
                held = self.actor_at.get(index)
                # The smallest mention that holds a word tells most about it.
                if held is None or len(actor.span.of(self.parse.text)) < held.span.length():
                    self.actor_at[index] = actor
            if actor.head >= 0:
                self.actor_at[actor.head] = actor
        for place in self.places:
            for index in self.parse.within(place.span):
                self.place_at[index] = place
        for weapon in self.weapons:
            for index in self.parse.within(weapon.span):
                self.weapon_at[index] = weapon
            head = weapon.head if weapon.head >= 0 else self.parse.top(weapon.span)
            if head is not None:
                self.weapon_head[head] = weapon
        self.time_tokens = frozenset(i for t in self.times for i in self.parse.within(t.span))
        self.counted = frozenset(f.noun for f in self.figures if f.noun >= 0)
        self.figure_tokens = frozenset(i for f in self.figures for i in self.parse.within(f.span))
        self._cache: dict[int, frozenset[str]] = {}

    def classes(self, index: int) -> frozenset[str]:
        """Give the classes of the phrase that a token heads."""
        found = self._cache.get(index)
        if found is None:
            found = frozenset(self._classes(index))
            self._cache[index] = found
        return found

    def _classes(self, index: int) -> set[str]:
        token = self.parse.tokens[index]
        lemma = token.lemma.lower()
        found: set[str] = set(self.nouns.of_form(lemma, token.text.lower()))
        if not found and token.upos == "NOUN" and lemma.endswith(_PERSON_ENDS):
            found.add("civilian")
        if lemma in _VESSELS and self._is_peaceful(index):
            return {"building", "thing"}
        if "unit" in found and self._is_armed(index):
            return found | {"force", "force_only"}
        if lemma == "man" and self.parse.children(index, "nmod:poss"):
            found = {"soldier"}
        if lemma in _MEASURES or token.upos == "NUM":
            inner = self._measured(index)
            if inner:
                return inner
        if lemma in _HOLLOW:
            for child in self.parse.children(index, "compound", "amod"):
                named = self.nouns.of(self.parse.lemma(child)) if child < index else frozenset()
                if "equipment" in named or child in self.weapon_at:
                    found.add("equipment")
        self._add_weapon(index, found)
        if lemma in _HOLDING:
            found -= {"airborne", "munition"}
        self._add_place(index, found)
        self._add_actor(index, found)
        if token.upos == "PRON" or lemma in _NOBODY:
            found.add("pron")
        if token.upos == "NUM" or index in self.counted:
            found.add("number")
        if token.upos == "NUM" or lemma in _COUNTING or token.text.lower() in _COUNTING:
            found |= self._counted_before(index)
        if (
            token.upos == "NUM"
            and token.deprel != "nummod"
            and not self.parse.children(index, "nmod")
        ):
            found.add("bare_number")
        if token.upos == "NUM" and not found & _THINGS and lemma not in _SUMS:
            found.add("person")
        if token.upos == "PRON" and lemma in _STANDING_IN:
            found |= self._taken_up(index)
        if lemma in _FIRE_THINGS:
            found.add("fire_thing")
        if lemma in _LABOUR:
            found.add("labour")
        if found & {"soldier", "civilian", "captive", "official", "child"}:
            found.add("person")
        if found & {"soldier", "unit"}:
            found.add("force")
        if "person" in found and not found & {"place", "building", "equipment", "ground"}:
            found.add("person_only")
        if "force" in found and "civilian" not in found:
            found.add("force_only")
        if "equipment" in found and not found & {"ground", "building"}:
            found.add("equipment_only")
        if found & {"building", "equipment", "vehicle_civil", "aid", "arms"}:
            found.add("thing")
        if not found:
            found.add("abstract" if token.upos == "NOUN" else "other")
            if token.upos == "PROPN" and token.text[:1].isupper():
                found.add("name")
        return found

    def _taken_up(self, index: int) -> set[str]:
        """Classes of the thing that a pronoun takes up: broke it, of a truce told just before."""
        plural = self.parse.lemma(index) == "they"
        noun = self._noun_before(index, _TAKEN_UP, plural=plural)
        return self._named(noun) & _TAKEN_UP if noun is not None else set()

    def _counted_before(self, index: int) -> set[str]:
        """Classes of what a number without a noun of its own counts: nine ships, both of them."""
        token = self.parse.tokens[index]
        if token.deprel not in _BARE or self._measured(index):
            return set()
        if any(self.parse.lemma(c) != "which" for c in self.parse.children(index, "nmod")):
            return set()
        noun = self._noun_before(index, _COUNTABLE, plural=True)
        if noun is None or self.parse.tokens[noun].head == index:
            return set()
        return self._named(noun) & _COUNTABLE

    def _noun_before(self, index: int, wanted: frozenset[str], *, plural: bool) -> int | None:
        """Give the nearest noun before of one of the classes, in the sentence or the last of its
        segment; subjects and objects first.
        """
        parse = self.parse
        segment = parse.sentence_of(index).segment
        here = parse.tokens[index].sentence
        for core in (True, False):
            for at in range(index - 1, max(-1, index - _BACK), -1):
                token = parse.tokens[at]
                if token.sentence < here - 1 or (not core and token.sentence < here):
                    break
                if parse.sentence_of(at).segment != segment:
                    break
                if token.upos not in {"NOUN", "PROPN"} or (core and token.deprel not in _CORE):
                    continue
                many = "Number=Plur" in token.feats or bool(parse.children(at, "conj", "nummod"))
                if many == plural and self._named(at) & wanted:
                    return at
        return None

    def _named(self, index: int) -> set[str]:
        """Classes of a noun by itself, whatever hangs on it."""
        token = self.parse.tokens[index]
        found = set(self.nouns.of_form(token.lemma.lower(), token.text.lower()))
        self._add_weapon(index, found)
        self._add_place(index, found)
        return found

    def _is_armed(self, index: int) -> bool:
        """Tell whether a group is one of fighters by its label: an assault group of ten men."""
        return any(
            self.parse.lemma(c) in _ARMED for c in self.parse.children(index, "compound", "amod")
        )

    def _is_peaceful(self, index: int) -> bool:
        """Tell whether a tank holds fuel, a post is one of nurses, by the label."""
        return any(
            self.parse.lemma(c) in _PEACEFUL for c in self.parse.children(index, "compound", "amod")
        )

    def measured(self, index: int) -> int:
        """Give what a measure word counts (one of our men → men), the word itself for others."""
        for _ in range(3):
            inner = self._inside(index)
            if inner is None:
                return index
            index = inner
        return index

    def _inside(self, index: int) -> int | None:
        token = self.parse.tokens[index]
        if token.lemma.lower() not in _MEASURES and token.upos != "NUM":
            return None
        for child in self.parse.children(index, "nmod", "obl"):
            cases = {self.parse.lemma(c) for c in self.parse.children(child, "case")}
            if cases & {"of", "out"} and child > index and self.parse.tokens[child].upos != "PRON":
                return child
        return None

    def _measured(self, index: int) -> set[str]:
        """Classes of what a measure word counts: units of equipment, hundreds of people."""
        for child in self.parse.children(index, "nmod"):
            if any(self.parse.lemma(c) == "of" for c in self.parse.children(child, "case")):
                inner = set(self.classes(child))
                if inner & _MEASURED:
                    return inner
        return set()

    def _add_weapon(self, index: int, found: set[str]) -> None:
        weapon = self.weapon_at.get(index)
        if weapon is None:
            return
        found.update(("weapon", f"weapon:{weapon.code}"))
        if weapon.code in _EQUIPMENT:
            found.add("equipment")
        if weapon.code in _MUNITION:
            found.add("munition")
        if weapon.code in _AIRBORNE:
            found.add("airborne")
        found.discard("abstract")

    def _add_place(self, index: int, found: set[str]) -> None:
        place = self.place_at.get(index)
        if place is None or place.use is PlaceUse.METONYMY:
            return
        found.add("place")
        if place.precision is Precision.DIRECTION:
            found.add("direction")
        if self.parse.lemma(index) in {"direction", "axis", "sector"}:
            found.add("direction")

    def _add_actor(self, index: int, found: set[str]) -> None:
        actor = self.actor_at.get(index)
        if actor is None:
            return
        found.add("actor")
        if index in self.weapon_at:
            return
        if actor.role in _FORCE_ROLES:
            found.add("force")
        elif actor.role in {Role.CVL, Role.REF, Role.MED, Role.NGO, Role.COP, Role.JUD}:
            found.update(("person", "civilian"))
        elif actor.role is Role.GOV:
            found.update(("state", "official"))
            found.add("force" if actor.country and "civilian" not in found else "actor")
        elif actor.role is None and actor.country and "civilian" not in found:
            found.add("force")
        if actor.group:
            found.add("force")
            if actor.form is MentionForm.NAMED or actor.name is not None:
                found.add("party")
