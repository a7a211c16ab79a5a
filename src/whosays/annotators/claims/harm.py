"""Harm: what a number of people suffered, killed, wounded, missing or not told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.claims.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.event import Argument, Event
    from whosays.schema.figure import Figure
    from whosays.schema.parse import Parse

# A loss of fewer is of lives; of more, all losses together.
_MANY = 20
_FAR_NOUN = 6
_FOR_WORD = 40
_FOR_ASIDE = 90
_GENERIC = listed("claims.counts", "men")
_BEARING = listed("claims.counts", "bearing")
_OUT = listed("claims.counts", "out")
_DEAR = listed("claims.counts", "dear")
_SLAYING = listed("claims.counts", "slaying")
_PERSONS = (
    r"(?:(?:more|other|others|civilians?|people|soldiers?|servicemen|men|women|children|persons?|"
    r"of (?:them|whom|these|those)|who|were|was|are|is|have been|had been|badly|seriously|"
    r"slightly|lightly|severely|critically|sustained|suffered|received|also|in|need|treated|being|had|have|some|still)\s+)"
)
_HARM_AFTER = re.compile(
    rf"\s*{_PERSONS}{{0,4}}"
    r"(killed|dead|died|injured|wounded|hurt|maimed|missing|deaths|casualties|injuries|fatalities|"
    r"unaccounted|perished|hospital|hospitali[sz]ed|of treatment|wounds|"
    r"irretrievably|irrecoverably)"
    r"(?:\s(?:and|or)\s(\w+))?"
)
_ASIDE = re.compile(r"[^,.;:()]{0,24},\s(?:including|among|many|most|some|all|mostly)\b[^,.;:]*,")
_HARM_LEMMA = {
    "killed": "kill", "dead": "dead", "died": "die", "injured": "injure", "wounded": "wound",
    "hurt": "hurt", "maimed": "maim", "missing": "missing", "deaths": "death",
    "casualties": "casualty", "injuries": "injury", "fatalities": "fatality",
    "unaccounted": "unaccounted", "perished": "perish", "hospital": "hospital",
    "hospitalised": "hospital", "hospitalized": "hospital", "of treatment": "treatment",
    "wounds": "wound", "irretrievably": "die", "irrecoverably": "die",
}  # fmt: skip
_KILLED = frozenset({"killed", "dead", "died", "deaths", "fatalities"})
_LOSING = frozenset({"lose", "loss"})
_HURT = frozenset({"injured", "wounded", "hurt", "maimed", "injuries"})
_HARM_BEFORE = re.compile(
    r"\b(kill(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|hurt(?:ing)?) "
    r"(?:at least |about |some |another |up to |more than |as many as )?$"
)


class Harm:
    """Tells what the people of a figure suffered; ``measures`` are words of harm, from data."""

    def __init__(self, parse: Parse, measures: Mapping[str, str]) -> None:
        self.parse = parse
        self.measures = measures

    def of(self, event: Event, noun: int, argument: Argument, figure: Figure) -> str:
        """Give the measure of a figure of a ``casualties`` or ``abuse`` event."""
        told = self.beside(argument) or self._above(argument, noun, event)
        if told is not None:
            return told
        return self._verbs(event, noun, argument, figure) or self._trigger(event, noun, figure)

    def before(self, argument: Argument) -> str | None:
        """Give the harm whose verb stands right before a number: injuring at least nine."""
        left = _HARM_BEFORE.search(self.parse.text[: argument.span.start][-_FOR_WORD:].lower())
        if left is None:
            return None
        return "killed" if left[1].startswith("kill") else "wounded"

    def beside(self, argument: Argument) -> str | None:
        """Give the harm told right behind a number: 11 people wounded, eight more in hospital."""
        after = self.parse.text[argument.span.end : argument.span.end + _FOR_ASIDE].lower()
        aside = _ASIDE.match(after)
        if aside is not None:
            after = after[aside.end() :]
        match = _HARM_AFTER.match(after[:_FOR_WORD])
        if match is None:
            return None
        if match[1] in _KILLED and match[2] in _HURT:
            return "casualties"
        return self.measures.get(_HARM_LEMMA[match[1]])

    def _above(self, argument: Argument, noun: int, event: Event) -> str | None:
        """Give the harm that the counted noun or its adjectives are: three wounded soldiers."""
        for index in dict.fromkeys(i for i in (argument.head, noun) if i >= 0):
            if index == event.token:
                continue
            lemma = self.parse.lemma(index)
            if lemma in self.measures and lemma not in _GENERIC:
                return self.measures[lemma]
            for child in self.parse.children(index, "amod", "acl", "appos"):
                word = self.parse.tokens[child]
                if word.upos in {"ADJ", "VERB"} and self.parse.lemma(child) in self.measures:
                    return self.measures[self.parse.lemma(child)]
        return None

    def _verbs(self, event: Event, noun: int, argument: Argument, figure: Figure) -> str | None:
        """Give the harm of the words that the number hangs on, up to the trigger."""
        top = self.parse.top(argument.span)
        start = noun if noun >= 0 else event.token
        if top is not None and not top <= noun <= top + _FAR_NOUN:
            # An elliptical count (wounded eleven) shares its noun, not its verb.
            start = top
        for above in self.parse.ancestors(start):
            lemma = self.parse.lemma(above)
            borne = self._borne(above, lemma)
            if borne is not None:
                return borne
            if lemma in _LOSING:
                return self._lost(event, noun, figure)
            if lemma in self.measures and lemma not in _GENERIC:
                return self.measures[lemma]
            if above == event.token:
                break
        return None

    def _borne(self, verb: int, lemma: str) -> str | None:
        """Give the harm that a verb has for its object: sustained injuries, received wounds."""
        if lemma not in _BEARING:
            return None
        for thing in self.parse.children(verb, "obj"):
            told = self.measures.get(self.parse.lemma(thing))
            if told is not None:
                return told
        return None

    def _trigger(self, event: Event, noun: int, figure: Figure) -> str:
        words = event.trigger.of(self.parse.text).lower().split()
        lemmas = (self.parse.lemma(i) for i in self.parse.within(event.trigger))
        own = [self.parse.lemma(event.token), *words, *lemmas]
        if event.type == "abuse":
            slain = any(w in _SLAYING or self.measures.get(w) == "killed" for w in own)
            return "killed" if slain else "people"
        if _OUT.intersection(words):
            return "casualties"
        for word in own:
            if word in _LOSING:
                return self._lost(event, noun, figure)
            if word in self.measures:
                return self.measures[word]
        return "killed"

    def _lost(self, event: Event, noun: int, figure: Figure) -> str:
        """Tell lives lost from losses: a few persons lost are dead, lost lives always."""
        words = event.trigger.of(self.parse.text).lower().split()
        lemma = self.parse.lemma(noun) if noun >= 0 else ""
        if lemma in _DEAR or {"life", "lives"}.intersection(words):
            return "killed"
        small = figure.low is not None and figure.low < _MANY
        few = noun < 0 or lemma in _GENERIC or self.parse.tokens[noun].upos == "NUM"
        return "killed" if small and few else "casualties"
