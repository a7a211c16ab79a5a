"""Spots: the places of a document where events may have happened, by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed
from whosays.schema.parse import is_relation
from whosays.schema.place import PlaceMention, PlaceUse, Precision
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from whosays.annotators.events.classes import Layers
    from whosays.schema.analysis import LabelledSpan

NOMINAL = {
    "city": Precision.SETTLEMENT,
    "town": Precision.SETTLEMENT,
    "village": Precision.SETTLEMENT,
    "settlement": Precision.SETTLEMENT,
    "hamlet": Precision.SETTLEMENT,
    "capital": Precision.SETTLEMENT,
    "centre": Precision.SETTLEMENT,
    "neighbourhood": Precision.SETTLEMENT,
    "region": Precision.REGION,
    "oblast": Precision.REGION,
    "province": Precision.REGION,
    "district": Precision.DISTRICT,
    "area": Precision.AREA,
    "enclave": Precision.AREA,
}
"""Nouns that stand for a place named before."""
_GROUND = frozenset({"building", "ground"})
_PEOPLE = frozenset({"person", "force", "official", "unit", "civilian", "soldier"})
_FINE = frozenset({Precision.POINT, Precision.SETTLEMENT, Precision.DISTRICT})
_HAZY = listed("events.spots", "hazy")
"""Nouns that name no place of their own, however sure the analyser is."""

_HEADS = listed("events.spots", "heads")
"""Nouns between a name that heads a line and its colon: Krasne territorial community."""
_HEADED = re.compile(r"(?P<words>(?: [a-zA-Z]+){0,3})(?P<mark>:|\.| [–—-])\s+(?=\S)")
_NUMBER = re.compile(r"\W*(?:\d{1,2}[.)]\s+)?")


_DATELINE = 48
_DASH = re.compile(r"^[^.!?\n]*?(?:\s[-–—]+\s|[-–—]{2}|:\s)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where an event may have happened; ``head`` is its token.

    ``quiet`` ones stand in a source's words, ``bare`` ones are phrases that name nothing (*the
    livestock market*): both count only for a trigger whose clause holds them. ``nominal`` ones
    stand for a place named before; a ``dateline`` opens a report with where it was written; a
    ``heading`` opens a line that tells what happened there (*Krasne community: two shellings*).
    """

    head: int
    place: PlaceMention
    quiet: bool = False
    bare: bool = False
    nominal: bool = False
    dateline: bool = False
    heading: bool = False


def _is_heading(text: str, name: Span) -> bool:
    """Tell a name that opens a line, with a word for its kind, before a colon, dash or stop."""
    first = text.rfind("\n", 0, name.start) + 1
    match = _HEADED.match(text, name.end)
    if match is None or not _NUMBER.fullmatch(text, first, name.start):
        return False
    if match["mark"] != "." and name.of(text).isupper():
        return False
    if "\n" in match[0]:
        return False
    words = match["words"].lower().split()
    # A dash after a bare name ends a dateline.
    return all(w in _HEADS for w in words) and (bool(words) or match["mark"] in {":", "."})


class Spots:
    """Gathers the spots of one document."""

    def __init__(
        self, layers: Layers, sources: Collection[int], phrases: Iterable[LabelledSpan] = ()
    ) -> None:
        self.layers = layers
        self.parse = layers.parse
        self.sources = sources
        self.taken: set[int] = set()
        self.named: list[Spot] = []
        self._by_sentence: dict[int, list[Spot]] = {}
        self._add_named()
        for index, token in enumerate(self.parse.tokens):
            if token.upos == "NOUN" and token.lemma.lower() in NOMINAL and index not in sources:
                self._add_nominal(index)
        for phrase in phrases:
            if phrase.label == "PLACE":
                self._add_phrase(phrase)
        for found in self._by_sentence.values():
            found.sort(key=lambda spot: spot.head)

    def of(self, sentence: int) -> list[Spot]:
        """Give the spots of a sentence in order of the text."""
        return self._by_sentence.get(sentence, [])

    def _add(self, spot: Spot) -> None:
        self._by_sentence.setdefault(self.parse.tokens[spot.head].sentence, []).append(spot)

    def _add_named(self) -> None:
        home: Span | None = None
        for place in self.layers.places:
            head = self.parse.top(place.span)
            if head is None or place.use is PlaceUse.METONYMY:
                continue
            self.taken.update(self.parse.within(place.span))
            heading = _is_heading(self.parse.text, place.span)
            if not heading and (self._is_label(place, head) or self._follows(home, place)):
                home = place.span
                continue
            spot = Spot(
                head,
                place,
                quiet=head in self.sources and not heading,
                dateline=self._is_dateline(place),
                heading=heading,
            )
            self.named.append(spot)
            self._add(spot)

    def _is_dateline(self, place: PlaceMention) -> bool:
        """Tell whether a name opens a line as a dateline does: *KYIV, 3 May -*."""
        text = self.parse.text
        start, end = place.span
        if text[max(0, start - 1) : start].strip() or not place.span.of(text).isupper():
            return False
        rest = text[end : end + _DATELINE]
        return end - start > 3 and rest[:1] in {",", " ", "/", ":"} and bool(_DASH.search(rest))

    def heading_of(self, at: int) -> Spot | None:
        """Give the place that opens the line of a character, None where none does or where
        another place was told in the line since.
        """
        first = self.parse.text.rfind("\n", 0, at) + 1
        told = [s for s in self.named if first <= s.place.span.start < at]
        return told[0] if len(told) == 1 and told[0].heading else None

    def _add_nominal(self, index: int) -> None:
        """Take the town, this village: a place by the name last told, where it bears none."""
        parse = self.parse
        determiner = {parse.lemma(c) for c in parse.children(index, "det")}
        if not determiner & {"the", "this", "that"} or parse.tokens[index].deprel == "compound":
            return
        if "Number=Plur" in parse.tokens[index].feats:
            return
        for child in parse.children(index, "nmod", "appos", "compound", "flat", "nmod:poss"):
            if child in self.layers.place_at:
                return
        first = min([*parse.children(index, "det", "amod"), index])
        span = Span(parse.tokens[first].span[0], parse.tokens[index].span[1])
        precision = NOMINAL[parse.lemma(index)]
        place = PlaceMention(span=span, name=span.of(parse.text), precision=precision)
        self.taken.update(parse.within(span))
        self._add(Spot(index, place, nominal=True))

    def _add_phrase(self, phrase: LabelledSpan) -> None:
        """Take a phrase that the analyser calls a place, unless it holds a spot already."""
        parse = self.parse
        head = parse.top(phrase.span)
        if head is None or not self.taken.isdisjoint(range(phrase.first, phrase.last)):
            return
        token = parse.tokens[head]
        if head in self.sources or parse.lemma(head) in _HAZY:
            return
        if token.upos == "PROPN" and not is_relation(token.deprel, ("obl", "nmod")):
            return  # a name that is no known place is as often somebody's
        building = "building" in self.layers.nouns.of(parse.lemma(head))
        precision = Precision.POINT if building else Precision.AREA
        place = PlaceMention(span=phrase.span, name=phrase.span.of(parse.text), precision=precision)
        self._add(Spot(head, place, bare=True))

    def _follows(self, home: Span | None, place: PlaceMention) -> bool:
        """Tell whether a land only completes a label: of Cardiff, Wales."""
        if home is None or place.precision not in {Precision.REGION, Precision.COUNTRY}:
            return False
        return self.parse.text[home.end : place.span.start].strip() == ","

    def _is_label(self, place: PlaceMention, head: int) -> bool:
        """Tell whether a place name only labels somebody: the Kharkiv governor, men of Ukraine."""
        parse = self.parse
        token = parse.tokens[head]
        actor = self.layers.actor_at.get(head)
        before = (
            token.deprel in {"compound", "amod", "nmod:poss", "nmod:desc"} and token.head > head
        )
        if token.upos == "ADJ" and token.deprel == "amod":
            return True
        if before and token.deprel == "compound" and self.is_ground(token.head):
            return False
        if before:
            above = self.layers.classes(token.head)
            if place.precision is Precision.COUNTRY:
                return "place" not in above or token.deprel == "nmod:poss"
            if token.deprel == "nmod:poss":
                # "El Fasher's districts", "the city's hospital": there; "Moscow's men": theirs.
                fine = place.precision in _FINE
                return not (fine and above & {"place", "building", "ground"})
            if above & {"person", "force", "official", "unit"} and "ground" not in above:
                return True
        if token.deprel == "nmod" and token.head >= 0 and self.is_ground(token.head):
            return False
        if actor is not None and actor.span.length() > place.span.length() + 3:
            return actor.name is not None or actor.group is not None or before
        if token.deprel == "nmod" and token.head >= 0:
            return self._belongs(head)
        return False

    def _belongs(self, head: int) -> bool:
        """Tell whether a name after *of* or *from* says whose somebody is."""
        parse = self.parse
        cases = {parse.lemma(c) for c in parse.children(head, "case")}
        if not cases & {"of", "from"}:
            return False
        above = parse.tokens[head].head
        classes = self.layers.classes(above)
        if classes & {"force", "official"}:
            return True
        return parse.tokens[above].upos == "PROPN" and "place" not in classes

    def is_ground(self, index: int) -> bool:
        """Tell whether a noun names a piece of land or a building: the Kharkiv suburb, hospital."""
        lemma = self.parse.lemma(index)
        classes = self.layers.nouns.of(lemma)
        return lemma in NOMINAL or bool(classes & _GROUND and not classes & _PEOPLE)
