"""Counts: what the figures of a claim count."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

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
_MANY = 20
_FAR_NOUN = 6
_NOT_PEOPLE = listed("claims.counts", "not_people")
_AND_HURT = re.compile(r"\s*(?:and|or) (?:injured|wounded|hurt|maimed)\b")
_OF_THEM = re.compile(r"\s*(?:\w+ )?of (?:them|whom|which|these|those)\b")
_AMONG = re.compile(r"(?:including|among them|among whom|of them|of whom)[^,;]*$|, (?:of them )?$")
_HARM_LEMMA = {
    "killed": "kill", "dead": "dead", "died": "die", "injured": "injure", "wounded": "wound",
    "hurt": "hurt", "missing": "missing", "deaths": "death", "casualties": "casualty",
    "injuries": "injury", "fatalities": "fatality", "unaccounted": "unaccounted",
}  # fmt: skip
_HARM_BEFORE = re.compile(
    r"\b(kill(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|hurt(?:ing)?) "
    r"(?:at least |about |some |another |up to |more than |as many as )?$"
)
_HARM_AFTER = re.compile(
    r"\s*(?:(?:more|other|others|civilians?|people|soldiers?|servicemen|men|women|children|persons?|"
    r"were|was|are|have been|had been|badly|seriously|slightly|lightly)\s+){0,3}"
    r"(killed|dead|died|injured|wounded|hurt|missing|deaths|casualties|injuries|fatalities|unaccounted)\b"
)
_TIMES = frozenset(["time", "once", "twice", "thrice", "occasion"])
_ATTACK_NOUNS = listed("claims.counts", "attack_nouns")
_EVACUATE = listed("claims.counts", "evacuate")
_CAPTURE = listed("claims.counts", "capture")


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
        self.soldiers = frozenset(classes["soldier"].split())


class Counter:
    """Finds the measures of one document's figures."""

    def __init__(self, annotations: Annotations, measures: Measures) -> None:
        self.parse: Parse = annotations.parse
        self.measures = measures
        self.figure_at: dict[tuple[int, int], Figure] = {f.span: f for f in annotations.figures}
        self.people_at = {
            i for a in annotations.actors for i in (a.head,) if a.role is not None or a.country
        }
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
            if figure is None or figure.unit == "percent" or figure.high == 0:
                continue
            before = found[-1][1] if found else None
            what = self._measure(event, argument, figure, before)
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
        if not _AND_HURT.match(after):
            return found
        argument, figure = found[0]
        return [(argument, dataclasses.replace(figure, what="casualties"))]

    def _measure(
        self, event: Event, argument: Argument, figure: Figure, before: Figure | None
    ) -> str | None:
        noun = figure.noun if figure.noun >= 0 else argument.head
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if figure.unit:
            return "money" if event.type in _PAID else None
        if lemma in _TIMES:
            return "attacks" if event.type in _ATTACKS else None
        if event.type in {"casualties", "abuse"}:
            return self._harm(event, noun, argument, before)
        if before is not None and self._is_subset(argument, noun):
            return before.what
        weapon = self.weapon_at.get(noun)
        people = lemma in self.measures.people or (
            noun in self.people_at and self.parse.tokens[noun].upos == "PROPN" and weapon is None
        )
        if event.type in {"materiel_loss", "damage"}:
            return self._thing(event, lemma, weapon, people=people)
        if weapon is not None and lemma not in _ATTACK_NOUNS:
            return weapon.code if event.type not in _PEOPLE or event.type == "deployment" else None
        return self._count(event, noun, lemma, figure, people=people)

    def _thing(
        self, event: Event, lemma: str, weapon: WeaponMention | None, *, people: bool
    ) -> str | None:
        if people or (lemma in _ATTACK_NOUNS and weapon is None):
            return None
        if weapon is not None and not (event.type == "damage" and lemma in _ATTACK_NOUNS):
            return weapon.code
        if lemma in self.measures.vehicles:
            return "vehicle"
        return "buildings" if lemma in self.measures.buildings else "other"

    def _count(
        self, event: Event, noun: int, lemma: str, figure: Figure, *, people: bool
    ) -> str | None:
        number = self._is_number(noun)
        if event.type == "interception" and number:
            near = range(noun + 1, min(noun + 7, len(self.parse.tokens)))
            return next((self.weapon_at[i].code for i in near if i in self.weapon_at), "other")
        if event.type in _PEOPLE and (people or number or lemma in self.measures.units):
            return self._people(event, noun)
        if event.type in _ATTACKS and (lemma in _ATTACK_NOUNS or noun == event.token or number):
            return "attacks"
        if event.type == "repulse" and (lemma in _ATTACK_NOUNS or number):
            return "attacks"
        if event.type in _ATTACKS and (people or lemma in self.measures.units):
            return None
        if people:
            return "people"
        if lemma in self.measures.vehicles and event.type in {"relief", "looting", "supply"}:
            return "vehicle"
        if lemma in self.measures.buildings and event.type in _ATTACKS:
            return "buildings"
        if number and event.type in {"relief", "training", "protest", "legal", "sanction"}:
            return "people"
        return figure.what if figure.what == "other" else "other"

    def _is_subset(self, argument: Argument, noun: int) -> bool:
        after = self.parse.text[argument.span.end : argument.span.end + 12].lower()
        return bool(_OF_THEM.match(after)) or (self._is_number(noun) and "on" in after.split()[:1])

    def _is_number(self, noun: int) -> bool:
        return noun >= 0 and self.parse.tokens[noun].upos in {"NUM", "PRON", "DET", "ADJ"}

    def _people(self, event: Event, noun: int) -> str:
        words = {self.parse.lemma(event.token)} | {
            t.lower() for t in event.trigger.of(self.parse.text).split()
        }
        if event.type == "displacement" and words & _EVACUATE:
            return "evacuated"
        if (
            event.type == "detention"
            and (words & _CAPTURE or "captured" in words)
            and self.parse.lemma(noun) in self.measures.soldiers
        ):
            return "captured"
        return _PEOPLE[event.type]

    def _harm(
        self, event: Event, noun: int, argument: Argument, before: Figure | None
    ) -> str | None:
        harm = self.measures.harm
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if lemma in _ATTACK_NOUNS or lemma in _NOT_PEOPLE or noun in self.weapon_at:
            return None
        right = self._next_word(argument)
        if right in harm:
            return harm[right]
        left = _HARM_BEFORE.search(self.parse.text[: argument.span.start][-40:].lower())
        if left and before is not None:
            return "killed" if left[1].startswith("kill") else "wounded"
        if before is not None and (
            self._is_subset(argument, noun) or self._in_brackets(argument, before)
        ):
            return before.what
        for index in dict.fromkeys(i for i in (argument.head, noun) if i >= 0):
            if self.parse.lemma(index) in harm and index != event.token:
                return harm[self.parse.lemma(index)]
            for child in self.parse.children(index, "amod", "acl", "appos"):
                word = self.parse.tokens[child]
                if word.upos in {"ADJ", "VERB"} and self.parse.lemma(child) in harm:
                    return harm[self.parse.lemma(child)]
        top = self.parse.top(argument.span)
        if top is not None and not top <= noun <= top + _FAR_NOUN:
            # An elliptical count (wounded eleven) shares its noun, not its verb.
            noun = top
        for above in self.parse.ancestors(noun if noun >= 0 else event.token):
            higher = self.parse.lemma(above)
            if higher == "lose":
                return self._lost(noun, argument)
            if higher in harm:
                return harm[higher]
            if above == event.token:
                break
        words = event.trigger.of(self.parse.text).lower().split()
        for own in [self.parse.lemma(event.token), *words]:
            if own in harm:
                return self._lost(noun, argument) if own == "lose" else harm[own]
        return "people" if event.type == "abuse" else "killed"

    def _lost(self, noun: int, argument: Argument) -> str:
        figure = self.figure_at[argument.span]
        small = figure.low is not None and figure.low < _MANY
        return "killed" if small and self.parse.lemma(noun) in {"man", "soldier"} else "casualties"

    def _next_word(self, argument: Argument) -> str:
        """Give the harm word that follows a number and its noun at most: 11 people wounded."""
        after = self.parse.text[argument.span.end : argument.span.end + 40].lower()
        match = _HARM_AFTER.match(after)
        return _HARM_LEMMA.get(match[1], "") if match else ""

    def _in_brackets(self, argument: Argument, before: Figure) -> bool:
        between = self.parse.text[before.span.end : argument.span.start]
        opened = between.count("(") + self.parse.text[: before.span.start].count("(")
        closed = between.count(")") + self.parse.text[: before.span.start].count(")")
        return opened > closed or bool(_AMONG.search(between.lower()))
