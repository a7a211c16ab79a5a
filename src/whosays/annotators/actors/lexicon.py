"""The words of ``data/<language>/roles.toml``: which noun is what role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.parse import Parse

MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the lexicon: its ``words``, role, and whether it names a thing, not a person.

    ``role`` is None where only what stands beside the noun can tell.
    """

    words: str
    role: Role | None
    is_thing: bool


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
        self.modifiers = {w: Role(r) for r, words in table["modifiers"].items() for w in words}
        self.carriers = frozenset(table["carriers"]["words"])
        defaults = table["carriers"]["defaults"]
        self.carrier_default = {w: Role(r) if r else None for w, r in defaults.items()}
        self.titles = {w: Role(r) for r, words in table["titles"].items() for w in words}
        self.enemy = frozenset(table["side"]["enemy"])
        self.invader = frozenset(table["side"]["invader"])
        self.own = frozenset(table["side"]["own"])
        self.side_of = {w: c for c, words in table["side"]["of"].items() for w in words}
        self.official = tuple(table["voice"]["official"])
        self.deeds_of_state = frozenset(table["deeds"]["GOV"])
        self.regions = frozenset(table["regions"]["words"])
        self.harm = frozenset(table["harm"]["verbs"])
        self.loss = frozenset(table["harm"]["losses"])
        self.civil_verbs = frozenset(table["harm"]["civil_verbs"])
        self.national = frozenset(table["national"]["words"])
        self.locative = frozenset(table["locative"]["prepositions"])
        self.pronouns = frozenset(table["pronouns"]["words"])

    def noun_at(self, parse: Parse, index: int) -> tuple[int, Noun] | None:
        """Give the longest noun of the lexicon that ends at a token, and its first token."""
        tokens = parse.tokens
        sentence = parse.sentence_of(index)
        last = tokens[index]
        for n_words in range(min(MAX_WORDS, index - sentence.first + 1), 0, -1):
            first = index - n_words + 1
            before = parse.text[tokens[first].span.start : last.span.start].lower()
            for form in (last.text.lower(), last.lemma.lower()):
                noun = self._nouns.get(before + form)
                if noun is not None:
                    return first, noun
        return None

    def noun(self, words: str) -> Noun | None:
        """Give the lexicon's noun of these small letters."""
        return self._nouns.get(words)
