"""Locations: where each event happened, from its clause, its sentence, or what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed
from whosays.schema.event import Argument
from whosays.schema.parse import is_relation
from whosays.schema.place import PlaceMention, PlaceUse, Precision, Relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate

CARRYING = listed("events.locations", "carrying")
"""Types whose place is carried over from an earlier sentence."""
_NO_FILL = listed("events.locations", "no_fill")
"""Types that take no place but from their own clause."""
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
_SAY = listed("events.locations", "say")


class Locator:
    """Finds the places of the events of one document, in order of the text."""

    def __init__(
        self, layers: Layers, chosen: Sequence[Candidate], sources: Collection[int]
    ) -> None:
        self.layers = layers
        self.parse = layers.parse
        self.triggers = {c.token for c in chosen}
        self.trigger_tokens = {i for c in chosen for i in c.tokens}
        self.heads: dict[int, list[tuple[int, PlaceMention]]] = {}
        self.last: dict[int, list[Argument]] = {}
        self.kept: set[int] = set()
        home: Span | None = None
        for place in layers.places:
            head = self.parse.top(place.span)
            if head is None or place.use is PlaceUse.METONYMY or head in sources:
                continue
            if self._is_label(place, head) or self._follows(home, place):
                home = place.span
                continue
            self._add(head, place)
        for index, token in enumerate(self.parse.tokens):
            if token.upos == "NOUN" and token.lemma.lower() in NOMINAL and index not in sources:
                self._add_nominal(index)
        for found in self.heads.values():
            found.sort(key=lambda pair: pair[0])

    def _add(self, head: int, place: PlaceMention) -> None:
        self.kept.add(head)
        self.heads.setdefault(self.parse.tokens[head].sentence, []).append((head, place))

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
        self._add(index, PlaceMention(span=span, name=span.of(parse.text), precision=precision))

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
        if before and parse.lemma(token.head) in NOMINAL and token.deprel == "compound":
            return False
        if before:
            above = self.layers.classes(token.head)
            if place.precision is Precision.COUNTRY or token.deprel == "nmod:poss":
                return "place" not in above or token.deprel == "nmod:poss"
            if above & {"person", "force", "official", "unit"} and "ground" not in above:
                return True
        if actor is not None and actor.span.length() > place.span.length() + 3:
            return actor.name is not None or actor.group is not None or before
        if token.deprel == "nmod" and token.head >= 0:
            cases = {parse.lemma(c) for c in parse.children(head, "case")}
            above = self.layers.classes(token.head)
            if cases & {"of", "from"} and above & {"force", "official"}:
                return True
            if cases & {"of", "from"} and parse.tokens[token.head].upos == "PROPN":
                return "place" not in above
        return False

    def places_of(self, candidate: Candidate, segment: int) -> list[Argument]:
        """Give the places of one event; call in order of the text."""
        sentence = self.parse.tokens[candidate.token].sentence
        here = self.heads.get(sentence, [])
        found, rule = self._own(candidate, here)
        if not found and candidate.type not in _NO_FILL:
            found, rule = self._above(candidate, here)
        if not found and candidate.type not in _NO_FILL:
            found, rule = self._near(candidate, here)
        arguments = [
            Argument("place", place.span, head, rule) for head, place in self._finest(found)
        ]
        if not arguments and candidate.type in CARRYING:
            arguments = [
                Argument("place", a.span, a.head, "carried") for a in self.last.get(segment, ())
            ]
        if arguments and any(p.precision is not Precision.COUNTRY for _, p in found):
            self.last[segment] = arguments
        return arguments

    def _own(
        self, candidate: Candidate, here: Sequence[tuple[int, PlaceMention]]
    ) -> tuple[list[tuple[int, PlaceMention]], str]:
        """Places below the trigger in the tree without another trigger in between."""
        found = []
        for head, place in here:
            if head in candidate.tokens:
                continue
            if self._reaches(head, candidate):
                found.append((head, place))
        return found, "clause"

    def _reaches(self, head: int, candidate: Candidate) -> bool:
        if head == candidate.token:
            return True
        for above in self.parse.ancestors(head):
            if above in candidate.tokens:
                return True
            if above in self.trigger_tokens:
                return False
        return False

    def _above(
        self, candidate: Candidate, here: Sequence[tuple[int, PlaceMention]]
    ) -> tuple[list[tuple[int, PlaceMention]], str]:
        """Places of the clauses that hold the trigger, nearest clause first."""
        for above in self.parse.ancestors(candidate.token):
            found = []
            for head, place in here:
                for step in self.parse.ancestors(head):
                    if step == above:
                        found.append((head, place))
                        break
                    if step in self.trigger_tokens:
                        break
                else:
                    if head == above:
                        found.append((head, place))
            if found:
                if self.parse.lemma(above) in _SAY and above not in self.trigger_tokens:
                    found = [
                        (h, p)
                        for h, p in found
                        if not is_relation(self.parse.tokens[h].deprel, ("obl",))
                        or h < candidate.token
                    ]
                if found:
                    return found, "above"
        return [], ""

    def _near(
        self, candidate: Candidate, here: Sequence[tuple[int, PlaceMention]]
    ) -> tuple[list[tuple[int, PlaceMention]], str]:
        """See the places named nearest before the trigger in its sentence, with their series."""
        # Where somebody came from or fled to; an axis of advance (toward) stays.
        here = [(h, p) for h, p in here if not _is_way(p)]
        before = [(h, p) for h, p in here if h < candidate.token]
        pool = before or here
        if not pool:
            return [], ""
        anchor = pool[-1] if before else pool[0]
        series = set(self.parse.conjuncts(anchor[0]))
        return [(h, p) for h, p in pool if h in series], "sentence"

    def _finest(self, found: Sequence[tuple[int, PlaceMention]]) -> list[tuple[int, PlaceMention]]:
        """Leave out containers and directions where something finer is named (ruling 28)."""
        rank = {
            Precision.POINT: 0,
            Precision.SETTLEMENT: 0,
            Precision.DIRECTION: 1,
            Precision.DISTRICT: 1,
            Precision.AREA: 2,
            Precision.REGION: 2,
            Precision.COUNTRY: 3,
        }
        best = min((rank[p.precision] for _, p in found), default=0)
        kept = [(h, p) for h, p in found if rank[p.precision] <= best]
        kept = [(h, p) for h, p in kept if not self._locates(h, p, kept)]
        seen: set[str] = set()
        result = []
        for head, place in kept:
            key = f"{place.span}"
            if key not in seen:
                seen.add(key)
                result.append((head, place))
        return result

    def _locates(
        self, head: int, place: PlaceMention, found: Sequence[tuple[int, PlaceMention]]
    ) -> bool:
        """Tell whether a place only says where another lies: a hamlet ten km east of the town."""
        if place.relation is not Relation.NEAR or self.parse.tokens[head].deprel == "conj":
            return False
        above = self.parse.ancestors(head)
        others = {h for h, p in found if p is not place and p.relation is Relation.AT}
        return any(step in others for step in above)


def _is_way(place: PlaceMention) -> bool:
    toward = place.relation is Relation.TOWARD and place.precision is not Precision.DIRECTION
    return toward or place.relation is Relation.FROM
