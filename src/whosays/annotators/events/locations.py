"""Locations: where each event happened, from its clause, its sentence, or what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.spots import Spots
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument
from whosays.schema.parse import is_relation
from whosays.schema.place import PlaceMention, Precision, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.annotators.events.spots import Spot
    from whosays.schema.analysis import LabelledSpan

CARRYING = listed("events.locations", "carrying")
"""Types whose place is carried over from an earlier sentence."""
_NO_FILL = listed("events.locations", "no_fill")
"""Types that take no place but from their own clause."""
_SAY = listed("events.locations", "say")
_RANK = {
    Precision.POINT: 0,
    Precision.SETTLEMENT: 0,
    Precision.DIRECTION: 1,
    Precision.DISTRICT: 1,
    Precision.AREA: 2,
    Precision.REGION: 2,
    Precision.COUNTRY: 3,
}


class Locator:
    """Finds the places of the events of one document, in order of the text."""

    def __init__(
        self,
        layers: Layers,
        chosen: Sequence[Candidate],
        sources: Collection[int],
        phrases: Iterable[LabelledSpan] = (),
    ) -> None:
        self.layers = layers
        self.parse = layers.parse
        self.trigger_tokens = {i for c in chosen for i in c.tokens}
        self.last: dict[int, list[Argument]] = {}
        self.spots = Spots(layers, sources, phrases)

    def places_of(self, candidate: Candidate, segment: int) -> list[Argument]:
        """Give the places of one event; call in order of the text."""
        sentence = self.parse.tokens[candidate.token].sentence
        here = self.spots.of(sentence)
        found, rule = self._own(candidate, here), "clause"
        plain = [s for s in here if not s.quiet and not s.bare]
        if not found and candidate.type not in _NO_FILL:
            found, rule = self._above(candidate, plain), "above"
        if not found and candidate.type not in _NO_FILL:
            found, rule = self._near(candidate, plain), "sentence"
        arguments = [Argument("place", s.place.span, s.head, rule) for s in self._finest(found)]
        if not arguments and candidate.type in CARRYING:
            arguments = [
                Argument("place", a.span, a.head, "carried") for a in self.last.get(segment, ())
            ]
        if arguments and any(s.place.precision is not Precision.COUNTRY for s in found):
            self.last[segment] = arguments
        return arguments

    def _own(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """Places below the trigger in the tree without another trigger in between."""
        below = [
            s for s in here if s.head not in candidate.tokens and self._reaches(s.head, candidate)
        ]
        found = [s for s in below if not s.bare and (not s.quiet or self._is_told(s.head))]
        return found or [s for s in below if s.bare]

    def _is_told(self, head: int) -> bool:
        """Tell whether a place in a source's words is where its deed was done: met in Geneva."""
        return is_relation(self.parse.tokens[head].deprel, ("obl",))

    def _reaches(self, head: int, candidate: Candidate) -> bool:
        if head == candidate.token:
            return True
        for above in self.parse.ancestors(head):
            if above in candidate.tokens:
                return True
            if above in self.trigger_tokens:
                return False
        return False

    def _above(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """Places of the clauses that hold the trigger, nearest clause first."""
        for above in self.parse.ancestors(candidate.token):
            found = [s for s in here if self._hangs_on(s.head, above)]
            if found and self.parse.lemma(above) in _SAY and above not in self.trigger_tokens:
                # Where it was said, unless fronted: in Kharkiv, he said, two died.
                found = [s for s in found if not self._is_told(s.head) or s.head < candidate.token]
                if not found:
                    continue
            if found:
                return found
        return []

    def _hangs_on(self, head: int, above: int) -> bool:
        """Tell whether a word hangs on another without a trigger in between."""
        if head == above:
            return True
        for step in self.parse.ancestors(head):
            if step == above:
                return True
            if step in self.trigger_tokens:
                return False
        return False

    def _near(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """See the places named nearest before the trigger in its sentence, with their series."""
        # Where somebody came from or fled to; an axis of advance (toward) stays.
        here = [s for s in here if not _is_way(s.place)]
        before = [s for s in here if s.head < candidate.token]
        pool = before or here
        if not pool:
            return []
        anchor = pool[-1] if before else pool[0]
        series = set(self.parse.conjuncts(anchor.head))
        return [s for s in pool if s.head in series]

    def _finest(self, found: Sequence[Spot]) -> list[Spot]:
        """Leave out containers and directions where something finer is named (ruling 28)."""
        best = min((_RANK[s.place.precision] for s in found), default=0)
        kept = [s for s in found if _RANK[s.place.precision] <= best]
        kept = [s for s in kept if not self._locates(s, kept)]
        seen: set[str] = set()
        result = []
        for spot in kept:
            key = f"{spot.place.span}"
            if key not in seen:
                seen.add(key)
                result.append(spot)
        return result

    def _locates(self, spot: Spot, found: Sequence[Spot]) -> bool:
        """Tell whether a place only says where another lies: a hamlet ten km east of the town."""
        conjunct = self.parse.tokens[spot.head].deprel == "conj"
        if spot.place.relation is not Relation.NEAR or conjunct:
            return False
        above = self.parse.ancestors(spot.head)
        others = {s.head for s in found if s is not spot and s.place.relation is Relation.AT}
        return any(step in others for step in above)


def _is_way(place: PlaceMention) -> bool:
    toward = place.relation is Relation.TOWARD and place.precision is not Precision.DIRECTION
    return toward or place.relation is Relation.FROM
