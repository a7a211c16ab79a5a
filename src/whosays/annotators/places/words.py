"""The words around place names, from data/en/places.toml and demonyms.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.resources.resources import Resources

HEAD_KINDS = ("settlement", "region", "district", "direction", "area", "facility", "street")
RELATIONS = ("near", "toward", "from", "between", "at")


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases as tuples of lower-case words, by what they tell."""

    heads: Mapping[tuple[str, ...], str]
    relations: Mapping[tuple[str, ...], str]
    relation_ends: frozenset[str]
    place_cues: frozenset[tuple[str, ...]]
    parts: frozenset[str]
    no_place: frozenset[str]
    actors: frozenset[str]
    titles: frozenset[str]
    things: frozenset[str]
    stative: frozenset[str]
    bodies: frozenset[str]
    dealings: frozenset[str]
    addressed: frozenset[str]
    exact: frozenset[str]
    rarely: frozenset[str]
    landforms: frozenset[str]
    openers: frozenset[str]
    civic: frozenset[str]
    buildings: frozenset[str]
    small: frozenset[str]
    compass: frozenset[str]
    dotted: frozenset[str]
    banks: frozenset[str]
    anaphoric_settlements: frozenset[str]
    anaphoric_facilities: frozenset[str]
    namesakes: frozenset[str]
    phrases: tuple[str, ...]
    hyphen_actors: frozenset[str]
    people: Mapping[str, str]
    groups: frozenset[str]

    def head_at(self, words: Iterable[str]) -> tuple[str, int]:
        """Give the kind of head that ``words`` start with and how many it takes ("" and 0)."""
        first = tuple(words)
        for size in (3, 2, 1):
            kind = self.heads.get(first[:size], "")
            if kind and len(first) >= size:
                return kind, size
        return "", 0


def load_words(resources: Resources) -> Words:
    """Read the tables of English."""
    table = resources.table("en/places.toml")
    heads: dict[tuple[str, ...], str] = {}
    for kind in HEAD_KINDS:
        for phrase in table["heads"][kind]:
            heads.setdefault(words_of(phrase), kind)
    relations: dict[tuple[str, ...], str] = {}
    for relation in RELATIONS:
        for phrase in table["around"][relation]:
            relations.setdefault(words_of(phrase), relation)
    people = resources.table("en/demonyms.toml")["people"]
    return Words(
        heads=heads,
        relations=relations,
        relation_ends=frozenset(words[-1] for words in relations),
        place_cues=frozenset(words_of(p) for p in table["around"]["place_cues"]),
        parts=frozenset(table["sides"]["parts"]),
        no_place=frozenset(table["after"]["no_place"]),
        actors=frozenset(table["after"]["actors"]),
        titles=frozenset(table["before"]["titles"]),
        things=frozenset(table["before"]["things"]),
        stative=frozenset(table["speech"]["stative"]),
        bodies=frozenset(table["speech"]["bodies"]),
        dealings=frozenset(table["speech"]["dealings"]),
        addressed=frozenset(table["speech"]["addressed"]),
        exact=frozenset(table["short"]["exact"]),
        rarely=frozenset(table["short"]["rarely"]),
        landforms=frozenset(table["heads"]["landforms"]),
        openers=frozenset(table["heads"]["openers"]),
        buildings=frozenset(table["after"]["buildings"]),
        civic=frozenset(table["after"]["civic"]),
        small=frozenset(table["before"]["small"]),
        anaphoric_settlements=frozenset(table["heads"]["anaphoric_settlements"]),
        anaphoric_facilities=frozenset(table["heads"]["anaphoric_facilities"]),
        banks=frozenset(table["around"]["banks"]),
        phrases=tuple(table["inside"]["phrases"]),
        hyphen_actors=frozenset(table["inside"]["hyphen_actors"]),
        namesakes=frozenset(table["theatre"]["namesakes"]),
        dotted=frozenset(
            name
            for names in resources.table("gazetteer/divisions.toml")["divisions"].values()
            for name in names
            if name.endswith(".")
        ),
        compass=frozenset(table["before"]["compass"]),
        people={word: country for country, words in people.items() for word in words},
        groups=frozenset(
            name for row in resources.table("actors/groups.toml")["group"] for name in row["en"]
        ),
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase as the tokeniser cuts it: at blanks and hyphens ("south - east of")."""
    return tuple(phrase.lower().replace("-", " - ").split())
