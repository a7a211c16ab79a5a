"""The words of ``data/<language>/roles.toml``: which noun is what role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.parse import Parse


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the lexicon: its ``words``, role, and whether it names a thing, not a person.

    ``role`` is None where only what stands beside the noun can tell.
    """

    words: str
    role: Role | None
    is_thing: bool


# An unknown noun for a person: *saleswoman*, *oarsmen*.
_PERSON = re.compile(r"(?:wom[ae]n|sm[ae]n|boys?|girls?)$")
_PERSON_NOUN = Noun("person", Role.CVL, is_thing=False)
# A noun of several words whose first is its head.
_LINK = re.compile(r" (?:of|in|for) ")


@dataclass(frozen=True, slots=True)
class Found:
    """A noun found in a text: its tokens ``[first, last]``."""

    first: int
    last: int
    noun: Noun


class RoleLexicon:
    """Nouns, modifiers, titles and words for one's own side and the other, by one language."""

    def __init__(self, table: Mapping[str, Any], user_of: Mapping[str, str]) -> None:
        self.user_of = user_of
        self.prefixes = {w: c for c, words in table["prefixes"].items() for w in words}
        self._nouns: dict[str, Noun] = {}
        for key, is_thing in (("people", False), ("things", True)):
            for role, words in table[key].items():
                for word in words:
                    self._nouns.setdefault(word, Noun(word, Role(role), is_thing))
        defaults = table["carriers"]["defaults"]
        self.carrier_default = {w: Role(r) if r else None for w, r in defaults.items()}
        for word, default in self.carrier_default.items():
            self._nouns.setdefault(word, Noun(word, default, is_thing=False))
        self._by_last, self._by_first = _word_counts(self._nouns)
        self.modifiers = {w: Role(r) for r, words in table["modifiers"].items() for w in words}
        self.carriers = frozenset(table["carriers"]["words"])
        self.titles = {w: Role(r) for r, words in table["titles"].items() for w in words}
        self.enemy = frozenset(table["side"]["enemy"])
        self.invader = frozenset(table["side"]["invader"])
        self.own = frozenset(table["side"]["own"])
        self.side_of = {w: c for c, words in table["side"]["of"].items() for w in words}
        self.official = tuple(table["voice"]["official"])
        self.bulletins = tuple(table["voice"]["bulletins"])
        self.events = frozenset(table["deeds"]["events"])
        self.deeds_of_state = frozenset(table["deeds"]["GOV"])
        self.counts = frozenset(table["counts"]["words"])
        self.kin: Mapping[str, Mapping[str, str]] = table["kin"]
        self.regions = frozenset(table["regions"]["words"])
        self.harm = frozenset(table["harm"]["verbs"])
        self.civil_verbs = frozenset(table["harm"]["civil_verbs"])
        self.national = frozenset(table["national"]["words"])
        self.armyless = frozenset(table["national"]["armyless"])
        self.locative = frozenset(table["locative"]["prepositions"])
        self.words = {name: frozenset(words) for name, words in table["words"].items()}
        self.pronouns = frozenset(table["pronouns"]["words"])

    def noun_at(self, parse: Parse, index: int) -> Found | None:
        """Give the longest noun of the lexicon whose head is a token.

        *apartment building* ends with its head, *prisoner of war* begins with it.
        """
        ahead = self._ahead(parse, index)
        if ahead is not None:
            return ahead
        tokens = parse.tokens
        last = tokens[index]
        forms = dict.fromkeys((last.text.lower().lstrip("#"), last.lemma.lower().lstrip("#")))
        words = max(self._by_last.get(form, 0) for form in forms)
        if not words:
            person = _PERSON.search(last.text.lower())
            is_person = person is not None and last.upos == "NOUN"
            return Found(index, index, _PERSON_NOUN) if is_person else None
        sentence = parse.sentence_of(index)
        for n_words in range(min(words, index - sentence.first + 1), 0, -1):
            first = index - n_words + 1
            before = parse.text[tokens[first].span.start : last.span.start].lower()
            for form in forms:
                noun = self._nouns.get(before + form)
                if noun is not None:
                    return Found(first, index, noun)
        return None

    def _ahead(self, parse: Parse, index: int) -> Found | None:
        tokens = parse.tokens
        words = self._by_first.get(tokens[index].text.lower(), 0)
        sentence = parse.sentence_of(index)
        for n_words in range(min(words, sentence.last - index), 1, -1):
            span = parse.text[tokens[index].span.start : tokens[index + n_words - 1].span.end]
            noun = self._nouns.get(span.lower())
            if noun is not None and _LINK.search(noun.words):
                return Found(index, index + n_words - 1, noun)
        return None

    def noun(self, words: str) -> Noun | None:
        """Give the lexicon's noun of these small letters."""
        return self._nouns.get(words)


def _word_counts(nouns: Mapping[str, Noun]) -> tuple[dict[str, int], dict[str, int]]:
    """Give the most tokens of nouns by last and by first word: most words need one look only."""
    by_last: dict[str, int] = {}
    by_first: dict[str, int] = {}
    for words in nouns:
        parts = re.findall(r"[^\W_]+|['’]\w+|\S", words)
        by_last[parts[-1]] = max(by_last.get(parts[-1], 0), len(parts))
        if _LINK.search(words):
            by_first[parts[0]] = max(by_first.get(parts[0], 0), len(parts))
    return by_last, by_first
