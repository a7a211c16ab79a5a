"""Kinds of sources: a person, a body, or a thing that nobody owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.annotators.chains.source_words import SourceWords
    from whosays.schema.mention import ActorMention
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

# Roles in which the catalogue knows bodies alone.
_BODY_ROLES = frozenset({"NGO", "IGO"})
# Capitals alone are a body's short name from so many letters on.
_ACRONYM = 3


class Kinds:
    """Tells persons from bodies in one document; ``persons`` are the names found in it."""

    def __init__(self, parse: Parse, words: SourceWords, persons: list[Span]) -> None:
        self.parse = parse
        self.words = words
        self.persons = persons

    def is_person(
        self, span: Span, indices: list[int], head: int, actor: ActorMention | None
    ) -> bool:
        """Tell a person from a body: what he says is speech, what it says a report."""
        if self.is_organisation(indices, head, actor):
            return False
        return self._is_human(head) or self._has_officer(span, indices)

    def is_organisation(self, indices: list[int], head: int, actor: ActorMention | None) -> bool:
        """Tell bodies, whatever the names say that were found in them.

        "The General Staff", "local authorities", "OCHA", "the RSF", "Magen David Adom".
        """
        token = self.parse.tokens[head]
        if self.parse.lemma(head) in self.words.bodies or token.text.lower() in self.words.bodies:
            return True
        if actor is not None and actor.because.startswith("catalogue"):
            whole = actor.span.contains(token.span) and actor.head == head
            if whole and (actor.group is not None or actor.role in _BODY_ROLES):
                return True
        if self._is_named_body(indices):
            return True
        letters = token.text.rstrip(".")
        alone = all(self.parse.tokens[i].upos in {"DET", "PUNCT"} for i in indices if i != head)
        is_acronym = len(letters) >= _ACRONYM and letters.isalpha() and letters.isupper()
        return alone and is_acronym and token.text.lower() not in self.words.persons

    def _is_named_body(self, indices: list[int]) -> bool:
        """Read "the agency UKMTO", "Radio Sava": a noun of bodies right before a name."""
        lemmas = {self.parse.lemma(i) for i in indices}
        if lemmas & self.words.persons:
            return False
        kinds = self.words.bodies | self.words.media
        return any(
            self.parse.lemma(i) in kinds and self.parse.tokens[i + 1].upos == "PROPN"
            for i in indices[:-1]
        )

    def _is_human(self, head: int) -> bool:
        token = self.parse.tokens[head]
        lemma = self.parse.lemma(head)
        if any(p.overlaps(token.span) for p in self.persons):
            return True
        if token.text.lower() in {"he", "she", "who", "they", "i"}:
            return True
        return lemma in self.words.persons

    def _has_officer(self, span: Span, indices: list[int]) -> bool:
        """Tell a title and a person's name, whatever the tree makes their head."""
        titled = any(self.parse.lemma(i) in self.words.persons for i in indices)
        named = any(span.contains(p) and p.end >= span.end - 1 for p in self.persons)
        return titled and named

    def is_thing(self, indices: list[int], head: int) -> bool:
        """Tell pictures and first reports, which nobody owns, from who speaks."""
        lemma = self.parse.lemma(head)
        owned = any(
            self.parse.tokens[i].upos == "PROPN" or self.parse.tokens[i].deprel == "nmod:poss"
            for i in indices
        )
        return lemma in self.words.things and not owned
