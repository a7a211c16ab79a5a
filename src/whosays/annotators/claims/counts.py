"""Counts: what the figures of a claim count."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from whosays.annotators.claims.harm import Harm
from whosays.annotators.claims.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.annotations import Annotations
    from whosays.schema.event import Argument, Event
    from whosays.schema.figure import Figure
    from whosays.schema.parse import Parse
    from whosays.schema.weapon import WeaponMention

_PEOPLE = {
    "detention": "detained",
    "desertion": "deserted",
    "surrender": "surrendered",
    "displacement": "displaced",
    "release": "released",
    "recruitment": "recruited",
    "deployment": "deployed",
}
_ATTACKS = listed("claims.counts", "attacks")
_PAID = listed("claims.counts", "paid")
_NOT_PEOPLE = listed("claims.counts", "not_people")
_AND_HURT = re.compile(r"\s*(?:and|or) (?:injured|wounded|hurt|maimed)\b")
_BOTH = re.compile(
    r"[\w\s-]*?\b(?:killed|dead|slain)\b(?: and| or|,|/) ?(?:injured|wounded|hurt|maimed)\b"
)
_OF_THEM = re.compile(r"\s*(?:\w+ )?of (?:them|whom|which|these|those)\b")
_ARMOURED = re.compile(r"\s*of (?:them|which|whom) (?:were |was |being )?armou?red\b")
_AMONG = re.compile(r"(?:including|among them|among whom|of them|of whom)[^,;]*$|, (?:of them )?$")
_EVACUATION = re.compile(r"\bevacuat\w+")
_TRIED = frozenset(["abuse", "assault"])
_PERSON_ENDS = ("boy", "folk", "girl", "man", "woman")
_TIMES = frozenset(["time", "once", "twice", "thrice", "occasion"])
_ATTACK_NOUNS = listed("claims.counts", "attack_nouns")
_EVACUATE = listed("claims.counts", "evacuate")
_CAPTURE = listed("claims.counts", "capture")
_PRISONER = frozenset({"prisoner", "prisoners", "captive", "captives", "pow", "pows", "captivity"})
_MUNITION = listed("claims.counts", "munition")
_HOLLOW = listed("claims.counts", "hollow")
_CRAFT = listed("claims.counts", "craft")
_CLAD = listed("claims.counts", "clad")
_PERSONS = listed("claims.counts", "persons")
_SCALES = listed("claims.counts", "scales")
_CUSTOMERS = listed("claims.counts", "customers")
_FAMILIES = listed("claims.counts", "families")
_AIRBORNE = frozenset({"missile", "uav", "aircraft", "helicopter", "rocket_artillery"})
_OF_FIRE = {"drone_strike": frozenset({"uav"}), "missile_strike": frozenset({"missile"})}
# A system of air defence that is fired or shot down is its missile (codebook, section 2).
_OF_MISSILES = frozenset(["missile_strike", "drone_strike", "interception"])
_THINGS = ("equipment", "building", "munition", "aid", "ground", "vehicle_civil", "document")
# Sentences that a reader looks back for what "five more were downed" counts.
_BACK = 2
_FOR_CAPTIVES = 24
# Words behind a bare number of things shot down among which its kind may stand.
_NEAR_KIND = 7


class Measures:
    """What words say that a number of people suffered, from data."""

    def __init__(self, table: Mapping[str, str], classes: Mapping[str, str]) -> None:
        self.harm = {
            w: what for what, words in table.items() if what != "houses" for w in words.split()
        }
        persons = ("soldier", "civilian", "captive", "official", "child")
        self.people = frozenset(w for name in persons for w in classes[name].split())
        self.buildings = frozenset(table["houses"].split())
        self.vehicles = frozenset(classes["vehicle_civil"].split())
        self.units = frozenset(classes["unit"].split())
        self.civilians = frozenset(classes["civilian"].split())
        self.things = frozenset(w for name in _THINGS for w in classes[name].split()) - self.people


class Counter:
    """Finds the measures of one document's figures."""

    def __init__(self, annotations: Annotations, measures: Measures) -> None:
        self.parse: Parse = annotations.parse
        self.measures = measures
        self.harm = Harm(self.parse, measures.harm)
        self.figure_at: dict[tuple[int, int], Figure] = {f.span: f for f in annotations.figures}
        self.people_at = {
            i for a in annotations.actors for i in (a.head,) if a.role is not None or a.country
        }
        self.weapons = annotations.weapons
        self.weapon_starts = [w.span.start for w in self.weapons]
        self.weapon_at: dict[int, WeaponMention] = {}
        for weapon in annotations.weapons:
            for index in self.parse.within(weapon.span):
                self.weapon_at[index] = weapon

    def figures(self, event: Event) -> list[tuple[Argument, Figure]]:
        """Give the event's figures in order of the text, each with what it counts here."""
        found: list[tuple[Argument, Figure]] = []
        arguments = [a for a in event.arguments if a.role == "figure"]
        for argument in sorted(arguments, key=lambda a: a.span):
            figure = self.figure_at.get(argument.span)
            if figure is None or figure.unit == "percent":
                continue
            if figure.high == 0 and event.type != "casualties":
                continue
            before = found[-1][1] if found else None
            what = self._measure(event, argument, figure, before)
            if figure.high == 0 and what not in {"killed", "casualties"}:
                continue
            if what is not None:
                found.append((argument, dataclasses.replace(figure, what=what)))
        return self._together(event, found)

    def _together(
        self, event: Event, found: list[tuple[Argument, Figure]]
    ) -> list[tuple[Argument, Figure]]:
        """Sixty were killed and injured: one count of both."""
        if event.type != "casualties" or len(found) != 1 or found[0][1].what != "killed":
            return found
        after = self.parse.text[event.trigger.end : event.trigger.end + 25].lower()
        argument, figure = found[0]
        # "lost 310 personnel killed and wounded"
        behind = self.parse.text[argument.span.end : argument.span.end + 60].lower()
        if not _AND_HURT.match(after) and not _BOTH.match(behind):
            return found
        return [(argument, dataclasses.replace(figure, what="casualties"))]

    def _measure(
        self, event: Event, argument: Argument, figure: Figure, before: Figure | None
    ) -> str | None:
        noun = self._counted(figure.noun if figure.noun >= 0 else argument.head)
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if figure.unit:
            return "money" if event.type in _PAID else None
        if lemma in _TIMES or (lemma in _ATTACK_NOUNS and event.type == "abuse"):
            return "attacks" if event.type in _ATTACKS or event.type in _TRIED else None
        if event.type in {"casualties", "abuse"}:
            return self._harm(event, noun, argument, before)
        clad = self._clad(argument, noun)
        if before is not None and self._is_subset(argument, noun):
            return clad or before.what
        weapon = self.weapon_at.get(noun)
        people = self._is_person(lemma) or (
            noun in self.people_at and self.parse.tokens[noun].upos == "PROPN" and weapon is None
        )
        if event.type in {"materiel_loss", "damage"}:
            return clad or self._thing(event, argument, noun, people=people)
        if lemma in _MUNITION and event.type == "shelling":
            return "other"
        if weapon is not None and lemma not in _ATTACK_NOUNS:
            if weapon.code == "air_defence" and event.type in _OF_MISSILES:
                return "missile"
            return weapon.code if event.type not in _PEOPLE or event.type == "deployment" else None
        if event.type in {"assault", "deployment"} and lemma == "vehicle":
            return clad or "vehicle"
        return self._count(event, argument, noun, figure, people=people)

    def _is_person(self, lemma: str) -> bool:
        if lemma in self.measures.people or lemma in _PERSONS:
            return True
        return lemma.endswith(_PERSON_ENDS) and lemma not in self.measures.things

    def _counted(self, noun: int) -> int:
        """Look through a hollow noun: 14 units of armoured equipment."""
        if noun < 0 or self.parse.lemma(noun) not in _HOLLOW:
            return noun
        for child in self.parse.children(noun, "nmod", "nmod:of"):
            if any(self.parse.lemma(c) == "of" for c in self.parse.children(child, "case")):
                return child
        return noun

    def _clad(self, argument: Argument, noun: int) -> str | None:
        """See vehicles that a word beside them arms: tracked vehicles, one of them armoured."""
        if noun < 0 or noun in self.weapon_at:
            return None
        if _ARMOURED.match(self.parse.text[argument.span.end :][:_FOR_CAPTIVES].lower()):
            return "armoured_vehicle"
        if self.parse.lemma(noun) in _CLAD:
            return "armoured_vehicle"
        if self.parse.lemma(noun) not in {"vehicle", "carrier", "equipment", "machine"}:
            return None
        beside = self.parse.children(noun, "amod", "compound")
        words = {self.parse.tokens[c].text.lower() for c in beside if c < noun}
        return "armoured_vehicle" if words & _CLAD else None

    def _thing(self, event: Event, argument: Argument, noun: int, *, people: bool) -> str | None:
        weapon = self.weapon_at.get(noun)
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if people or (lemma in _ATTACK_NOUNS and weapon is None):
            return None
        if weapon is not None and not (event.type == "damage" and lemma in _ATTACK_NOUNS):
            return weapon.code
        if lemma in self.measures.vehicles:
            return "vehicle"
        if lemma in self.measures.buildings:
            return "buildings"
        if lemma in _CUSTOMERS:
            return "people"
        if event.type == "materiel_loss" and self._is_number(noun):
            return self._weapon_before(argument) or "other"
        if self._is_number(noun) and self._hits_buildings(event):
            return "buildings"
        return "other"

    def _hits_buildings(self, event: Event) -> bool:
        """See a count behind its label: *Houses damaged: 8*."""
        heads = [a.head for a in event.arguments if a.role == "target" and a.head >= 0]
        return any(self.parse.lemma(head) in self.measures.buildings for head in heads)

    def _weapon_before(self, argument: Argument, codes: frozenset[str] | None = None) -> str | None:
        """Give the last weapon told before a bare number, in its sentence or the ones before."""
        index = self.parse.at(argument.span.start)
        if index is None:
            return None
        here = self.parse.tokens[index].sentence
        for place in range(bisect_left(self.weapon_starts, argument.span.start) - 1, -1, -1):
            weapon = self.weapons[place]
            at = self.parse.at(weapon.span.start)
            if at is None or here - self.parse.tokens[at].sentence > _BACK:
                return None
            if codes is None and self._is_means(weapon):
                continue
            if codes is None or weapon.code in codes:
                return weapon.code
        return None

    def _is_means(self, weapon: WeaponMention) -> bool:
        """See a weapon that struck, not one that was struck: attacked by jets."""
        top = weapon.head if weapon.head >= 0 else self.parse.top(weapon.span)
        cases = () if top is None else self.parse.children(top, "case")
        return any(self.parse.lemma(c) in {"by", "with", "from"} for c in cases)

    def _count(
        self, event: Event, argument: Argument, noun: int, figure: Figure, *, people: bool
    ) -> str | None:
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        number = self._is_number(noun)
        if event.type == "interception" and (number or lemma in _CRAFT):
            return self._downed(argument, noun)
        if event.type in _PEOPLE and self._is_of_people(event, noun, lemma, people=people):
            return self._people(event, noun)
        if event.type in _ATTACKS and (lemma in _ATTACK_NOUNS or noun == event.token or number):
            codes = _OF_FIRE.get(event.type)
            if codes is not None and number and noun != event.token and argument.rule == "argument":
                return self._weapon_before(argument, codes) or "attacks"
            return "attacks"
        if event.type in {"repulse", "assault"} and (lemma in _ATTACK_NOUNS or number):
            return "attacks"
        if event.type in _ATTACKS and (people or lemma in self.measures.units):
            return None
        if people:
            return "people"
        if lemma in self.measures.vehicles:
            return "vehicle"
        if lemma in self.measures.buildings and (event.type in _ATTACKS or event.type == "control"):
            return "buildings"
        if number and event.type in {"relief", "training", "protest", "legal", "sanction"}:
            return "people"
        return figure.what if figure.what == "other" else "other"

    def _downed(self, argument: Argument, noun: int) -> str:
        """Give what a bare number of things shot down counts; several kinds are ``other``."""
        last = self.parse.sentence_of(noun).last if noun >= 0 else 0
        codes = [self.weapon_at[i].code for i in range(noun + 1, last) if i in self.weapon_at]
        if not self._is_number(noun) and len(_AIRBORNE.intersection(codes)) > 1:
            return "other"
        near = range(noun + 1, min(noun + _NEAR_KIND, len(self.parse.tokens)))
        told = next((self.weapon_at[i].code for i in near if i in self.weapon_at), None)
        return told or self._weapon_before(argument, _AIRBORNE) or "other"

    def _is_of_people(self, event: Event, noun: int, lemma: str, *, people: bool) -> bool:
        if people or lemma in _FAMILIES or self._is_number(noun):
            return True
        if lemma in self.measures.units:
            return True
        if event.type in {"deployment", "displacement"}:
            return noun == event.token or noun < 0
        return lemma not in self.measures.things and lemma not in _NOT_PEOPLE

    def _is_subset(self, argument: Argument, noun: int) -> bool:
        after = self.parse.text[argument.span.end : argument.span.end + 12].lower()
        return bool(_OF_THEM.match(after)) or (self._is_number(noun) and "on" in after.split()[:1])

    def _is_number(self, noun: int) -> bool:
        if noun < 0:
            return False
        token = self.parse.tokens[noun]
        return token.upos in {"NUM", "PRON", "DET", "ADJ"} or self.parse.lemma(noun) in _SCALES

    def _people(self, event: Event, noun: int) -> str:
        trigger = event.trigger.of(self.parse.text).lower().split()
        words = {self.parse.lemma(event.token), *trigger}
        taken = words & _EVACUATE and "in" not in trigger
        if event.type == "displacement" and (taken or self._is_evacuation(event)):
            return "evacuated"
        if event.type == "detention" and self._is_capture(event, words, noun):
            return "captured"
        return _PEOPLE[event.type]

    def _is_evacuation(self, event: Event) -> bool:
        """Tell whether the sentence, or the one before, speaks of an evacuation."""
        number = self.parse.tokens[event.token].sentence
        spans = (s.span for s in self.parse.sentences[max(0, number - 1) : number + 1])
        return any(_EVACUATION.search(span.of(self.parse.text).lower()) for span in spans)

    def _is_capture(self, event: Event, words: set[str], noun: int) -> bool:
        """Tell prisoners of war from people arrested: taken, and no civilians."""
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        after = self.parse.text[event.trigger.end : event.trigger.end + _FOR_CAPTIVES].lower()
        if (words | set(re.findall(r"\w+", after))) & _PRISONER or lemma in _PRISONER:
            return True
        if not (words & _CAPTURE or "captured" in words or "taken" in words):
            return False
        return lemma not in self.measures.civilians

    def _harm(
        self, event: Event, noun: int, argument: Argument, before: Figure | None
    ) -> str | None:
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if lemma in _ATTACK_NOUNS or lemma in _NOT_PEOPLE or noun in self.weapon_at:
            return None
        left = self.harm.before(argument)
        if left and before is not None:
            return left
        if before is not None and (
            self._is_subset(argument, noun) or self._in_brackets(argument, before)
        ):
            return self.harm.beside(argument) or before.what
        return self.harm.of(event, noun, argument, self.figure_at[argument.span])

    def _in_brackets(self, argument: Argument, before: Figure) -> bool:
        between = self.parse.text[before.span.end : argument.span.start]
        opened = between.count("(") + self.parse.text[: before.span.start].count("(")
        closed = between.count(")") + self.parse.text[: before.span.start].count(")")
        return opened > closed or bool(_AMONG.search(between.lower()))
