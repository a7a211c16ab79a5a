"""Antecedents: for whom a bare number or an unresolved pronoun stands among the claims before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whosays.annotators.claims.words import listed

if TYPE_CHECKING:
    from whosays.schema.parse import Parse

_QUANTITIES = listed("claims.antecedents", "quantities")
_PERSONS = frozenset({"CVL", "COP", "CRM", "GOV", "MED", "MIL", "NGO", "REB", "REF", "UAF"})
_ONE = frozenset({"he", "him", "she", "her"})
_REACH = 2
"""How many sentences back a number or pronoun may point."""


class Held(NamedTuple):
    """An argument of a claim before: where it stood, in which role, who it was."""

    head: int
    sentence: int
    as_: str
    plural: bool
    country: str | None
    role: str | None
    group: str | None


class Antecedents:
    """The persons that the claims of one document named so far, in order of the text."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._held: list[Held] = []

    def is_bare(self, head: int) -> bool:
        """Tell whether a token is a number or a word like *several*, without a noun."""
        token = self._parse.tokens[head]
        return token.upos == "NUM" or self._parse.lemma(head) in _QUANTITIES

    def keep(
        self, head: int, as_: str, country: str | None, role: str | None, group: str | None
    ) -> None:
        """Remember who an argument's noun stood for; numbers and pronouns are not kept."""
        token = self._parse.tokens[head]
        known = country is not None or group is not None
        if not known or role not in _PERSONS or token.upos in {"PRON", "ADJ", "DET"}:
            return
        plural = "Number=Plur" in token.feats
        self._held.append(Held(head, token.sentence, as_, plural, country, role, group))

    def of(self, head: int, as_: str) -> Held | None:
        """Give for whom a bare number or a pronoun at ``head`` stands, None where none fits."""
        token = self._parse.tokens[head]
        word = token.text.lower()
        near = [h for h in self._held if h.head < head and token.sentence - h.sentence <= _REACH]
        if word in _ONE:
            near = [h for h in near if not h.plural]
        same = [h for h in near if h.as_ == as_]
        if self.is_bare(head):
            fits = same or near
            return fits[-1] if fits else None
        if token.upos != "PRON":
            return None
        return near[-1] if near else None
