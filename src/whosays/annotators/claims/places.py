"""Places of claims: what the words that an event names as its place stand for."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from typing import TYPE_CHECKING

from whosays.annotators.claims.words import listed
from whosays.schema.place import PlaceMention, PlaceUse, Precision, Relation

if TYPE_CHECKING:
    from whosays.schema.annotations import Annotations
    from whosays.schema.event import Argument, Event
    from whosays.schema.span import Span

_TOWNS = frozenset({Precision.SETTLEMENT, Precision.DIRECTION, Precision.POINT})
_MEANT = {
    "region": frozenset({Precision.REGION}),
    "oblast": frozenset({Precision.REGION}),
    "province": frozenset({Precision.REGION}),
    "district": frozenset({Precision.DISTRICT}),
    "country": frozenset({Precision.COUNTRY}),
    "area": _TOWNS | {Precision.AREA, Precision.DISTRICT, Precision.REGION},
    "enclave": _TOWNS | {Precision.AREA},
    **dict.fromkeys(sorted(listed("claims.places", "towns")), _TOWNS),
}
_POINTS = listed("claims.places", "points")
_LINKS = listed("claims.places", "links")


class PlaceFinder:
    """Gives the places of the events of one document."""

    def __init__(self, text: str, annotations: Annotations) -> None:
        self.text = text
        self.sentences = annotations.parse.sentences
        self.starts = [s.span.start for s in self.sentences]
        self.named = [p for p in annotations.places if p.use is PlaceUse.PLACE]
        self.nominal: tuple[PlaceMention, ...] = annotations.get("nominal_places")
        self.at: dict[tuple[int, int], PlaceMention] = {p.span: p for p in self.named}

    def of(self, event: Event) -> list[tuple[Argument, PlaceMention]]:
        """Give an event's places with the arguments they come from, each place once."""
        found: list[tuple[Argument, PlaceMention]] = []
        for argument in event.arguments:
            if argument.role != "place":
                continue
            place = self._place(argument)
            if not any(_is_same(place, other) for _, other in found):
                found.append((argument, place))
        return found

    def _place(self, argument: Argument) -> PlaceMention:
        """Give the place of an argument; a nominal one (the town) is the one last named."""
        named = self.at.get(argument.span)
        if named is not None:
            return named
        for nominal in self.nominal:
            if nominal.span.overlaps(argument.span):
                if argument.rule == "carried":
                    return self._last_named(nominal)
                return dataclasses.replace(nominal, span=argument.span)
        words = argument.span.of(self.text)
        noun = words.split()[-1].lower()
        wanted = _MEANT.get(noun, frozenset())
        for place in reversed(self.named):
            if place.span.end <= argument.span.start and place.precision in wanted:
                if argument.rule == "carried":
                    return place
                reason = (f"{words}: {place.span.of(self.text)}",)
                return dataclasses.replace(
                    place, span=argument.span, relation=Relation.AT, because=reason,
                    precision=Precision.SETTLEMENT if wanted is _TOWNS else place.precision,
                    candidates=(),
                )  # fmt: skip
        return self._unnamed(argument.span)

    def _unnamed(self, span: Span) -> PlaceMention:
        """Put a place without a name (*the livestock market*) where the report then plays."""
        words = span.of(self.text)
        head = _head_noun(words)
        precision = Precision.POINT if head in _POINTS else Precision.AREA
        town = self._town_of(span) if precision is Precision.POINT else None
        if town is None:
            return PlaceMention(span=span, name=words, precision=precision)
        return dataclasses.replace(
            town, span=span, precision=precision, relation=Relation.AT, candidates=(),
            because=(f"{words}: in {town.span.of(self.text)}, named beside it",),
        )  # fmt: skip

    def _town_of(self, span: Span) -> PlaceMention | None:
        """Give the town last named before some words, in their sentence or the one before."""
        here = max(0, bisect_left(self.starts, span.start + 1) - 1)
        segment = self.sentences[here].segment
        for place in reversed(self.named):
            if place.span.start > span.start or place.precision is not Precision.SETTLEMENT:
                continue
            there = max(0, bisect_left(self.starts, place.span.start + 1) - 1)
            near = here - there <= 1 or self.sentences[there].segment == segment
            return place if near and place.lat is not None else None
        return None

    def _last_named(self, nominal: PlaceMention) -> PlaceMention:
        """Give the last mention of what a nominal stands for: the name is what is carried over."""
        for place in reversed(self.named):
            if place.span.end <= nominal.span.start and place.name == nominal.name:
                return place
        return nominal


def _head_noun(words: str) -> str:
    """Give the noun that heads a phrase: the last before a preposition, in the singular."""
    taken: list[str] = []
    for word in words.lower().split():
        if word in _LINKS and taken:
            break
        taken.append(word.strip(".,;'’\"“”"))
    noun = taken[-1] if taken else ""
    return noun if noun in _POINTS else noun.removesuffix("s")


def _is_same(place: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether two mentions of a claim are one place told twice."""
    if place.span == other.span:
        return True
    known = place.geonameid is not None and place.geonameid == other.geonameid
    return known and place.precision is other.precision and place.relation is other.relation
