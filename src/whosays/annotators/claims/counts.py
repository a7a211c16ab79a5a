"""Counts: what the figures of a claim count."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

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
_ATTACKS = frozenset(
    "shelling missile_strike air_strike drone_strike explosion strike assault clash repulse breach interception".split()
)
_TIMES = frozenset("time once twice thrice occasion".split())
_ATTACK_NOUNS = frozenset(
    "attack strike shelling assault raid airstrike sortie bombardment clash engagement battle "
    "attempt counterattack offensive violation incident case mission salvo volley barrage hit "
    "explosion blast launch breach action bombing onslaught skirmish exchange time round".split()
)
_EVACUATE = frozenset("evacuate evacuation rescue take bring transport bus carry evacuee".split())
_CAPTURE = frozenset("capture prisoner pow captive captivity surrender take".split())


class Measures:
    """What words say that a number of people suffered, from data."""

    def __init__(self, table: Mapping[str, str], classes: Mapping[str, str]) -> None:
        self.harm = {w: what for what, words in table.items() for w in words.split()}
        self.people = frozenset(
            f"{classes['soldier']} {classes['civilian']} {classes['captive']} {classes['official']} {classes['child']}".split()
        )
        self.buildings = frozenset(classes["building"].split())
        self.soldiers = frozenset(classes["soldier"].split())


class Counter:
    """Finds the measures of one document's figures."""

    def __init__(self, annotations: Annotations, measures: Measures) -> None:
        self.parse: Parse = annotations.parse
        self.measures = measures
        self.figure_at: dict[tuple[int, int], Figure] = {f.span: f for f in annotations.figures}
        self.weapon_at: dict[int, WeaponMention] = {}
        for weapon in annotations.weapons:
            for index in self.parse.within(weapon.span):
                self.weapon_at[index] = weapon

    def figure(self, event: Event, argument: Argument) -> Figure | None:
        """Give the figure of an argument with what it counts, None where it counts nothing here."""
        figure = self.figure_at.get(argument.span)
        if figure is None or figure.unit == "percent":
            return None
        what = figure.what or self._measure(event, argument, figure)
        if what is None:
            return None
        return dataclasses.replace(figure, what=what)

    def _measure(self, event: Event, argument: Argument, figure: Figure) -> str | None:
        noun = figure.noun if figure.noun >= 0 else argument.head
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if figure.unit:
            return "money"
        if lemma in _TIMES:
            return "attacks" if event.type in _ATTACKS else None
        weapon = self.weapon_at.get(noun)
        if event.type in {"casualties", "abuse"}:
            if weapon is not None and event.type == "casualties":
                return None
            return self._harm(event, noun, argument)
        if weapon is not None and lemma not in _ATTACK_NOUNS:
            return weapon.code
        people = lemma in self.measures.people or not lemma
        if event.type in _PEOPLE and (people or self._is_number(noun)):
            return self._people(event, noun)
        if event.type in _ATTACKS and (lemma in _ATTACK_NOUNS or noun == event.token):
            return "attacks"
        if event.type == "repulse" and lemma in _ATTACK_NOUNS:
            return "attacks"
        if people and event.type in {"relief", "training", "protest", "legal", "sanction", "talks"}:
            return "people"
        if lemma in self.measures.buildings and event.type in {"damage", "shelling", "strike"}:
            return "buildings"
        if lemma in self.measures.people:
            return "people"
        return "other"

    def _is_number(self, noun: int) -> bool:
        return noun >= 0 and self.parse.tokens[noun].upos in {"NUM", "PRON", "DET"}

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

    def _harm(self, event: Event, noun: int, argument: Argument) -> str | None:
        harm = self.measures.harm
        path = [argument.head, noun]
        for index in dict.fromkeys(i for i in path if i >= 0):
            if self.parse.lemma(index) in harm and index != event.token:
                return harm[self.parse.lemma(index)]
            for child in self.parse.children(index, "amod", "acl", "appos", "nmod"):
                word = self.parse.tokens[child]
                if word.upos in {"ADJ", "VERB"} and self.parse.lemma(child) in harm:
                    return harm[self.parse.lemma(child)]
        for above in self.parse.ancestors(noun if noun >= 0 else event.token):
            lemma = self.parse.lemma(above)
            if lemma in harm:
                return harm[lemma]
            if above == event.token:
                break
        words = event.trigger.of(self.parse.text).lower().split()
        for word in [self.parse.lemma(event.token), *words]:
            if word in harm:
                return harm[word]
        return "people" if event.type == "abuse" else "killed"
