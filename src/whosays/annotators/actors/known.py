"""All that the phrases of one document are judged with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import Party, read_setting
from whosays.schema.place import PlaceUse
from whosays.schema.span import Span
from whosays.text.near import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.actors.lexicon import Found, RoleLexicon
    from whosays.resources.actors import ActorCatalogue, ActorRow
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse
    from whosays.text.phrases import Phrase

# A party named so many parties ago is forgotten.
_MEMORY = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A catalogue name in the text: its tokens ``[first, last]`` and its head."""

    first: int
    last: int
    head: int
    row: ActorRow
    span: Span


class Known:
    """Lexicon, setting, names and places by token, and the parties read so far.

    ``earlier`` holds the parties named, the latest last; ``party_at`` those by their heads;
    ``surnames`` those of persons named in full, ``told`` those of nouns whose own words told them.
    """

    def __init__(
        self,
        document: Document,
        annotations: Annotations,
        catalogue: ActorCatalogue,
        lexicon: RoleLexicon,
    ) -> None:
        self.document = document
        self.parse = annotations.parse
        self.lexicon = lexicon
        found = catalogue.index.find(document.text)
        self.setting = read_setting(document, catalogue, found, annotations.places, lexicon)
        self.name_at: dict[int, Name] = _names(self.parse, found)
        self.rows = {index: name.row for index, name in self.name_at.items()}
        self.place_country: dict[int, str] = {}
        self.metonymies: set[int] = set()
        self.place_tokens: set[int] = set()
        for place in annotations.places:
            for index in self.parse.within(place.span):
                is_metonymy = place.use is PlaceUse.METONYMY
                (self.metonymies if is_metonymy else self.place_tokens).add(index)
                if place.country:
                    self.place_country[index] = place.country
        self.persons = [e.span for e in annotations.entities if e.type == "Person"]
        self.organisations = [e.span for e in annotations.entities if e.type == "Organisation"]
        self.person_index = SpanIndex(self.persons)
        self.organisation_index = SpanIndex(self.organisations)
        self.weapon_heads = {w.head: w for w in annotations.weapons if w.head >= 0}
        learnt = annotations.get("mention_spans")
        learnt_tops = (self.parse.top(m.span) for m in learnt if m.label in {"ACTOR", "SOURCE"})
        self.learnt = frozenset(t for t in learnt_tops if t is not None)
        self.earlier: list[Party] = []
        self.party_at: dict[int, Party] = {}
        self.surnames: dict[str, Party] = {}
        self.told: dict[str, Party] = {}
        self._nouns: dict[int, Found | None] = {}

    def noun_at(self, index: int) -> Found | None:
        """Give the lexicon's noun whose head is a token; looked up once a token."""
        if index not in self._nouns:
            self._nouns[index] = self.lexicon.noun_at(self.parse, index)
        return self._nouns[index]

    def remember(self, head: int, party: Party) -> None:
        """Keep a party for what is read after it."""
        self.party_at[head] = party
        self.earlier.append(party)
        if " of " in party.because:
            self.told[self.parse.lemma(head)] = party
        del self.earlier[:-_MEMORY]


def _names(parse: Parse, found: Sequence[Phrase[ActorRow]]) -> dict[int, Name]:
    by_token: dict[int, Name] = {}
    for phrase in found:
        span = Span(phrase.start, phrase.end)
        inside = parse.within(span)
        head = parse.top(span)
        if inside and head is not None:
            name = Name(inside[0], inside[-1], head, phrase.value, span)
            by_token.update(dict.fromkeys(range(name.first, name.last + 1), name))
    return by_token
