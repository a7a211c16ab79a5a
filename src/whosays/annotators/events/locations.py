"""Locations: where each event happened, from its clause, its sentence, or what was told before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.events.carrying import Carrier
from whosays.annotators.events.listed_places import with_listed
from whosays.annotators.events.spots import Spots
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument
from whosays.schema.parse import is_relation
from whosays.schema.place import PlaceMention, Precision, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from whosays.annotators.events.carrying import CarryModel
    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.annotators.events.spots import Spot
    from whosays.schema.analysis import LabelledSpan
    from whosays.schema.segment import SegmentKind

CARRYING = listed("events.locations", "carrying")
"""Types whose place is carried over from an earlier sentence."""
_NO_FILL = listed("events.locations", "no_fill")
"""Types that take no place but from their own clause."""
_SAY = listed("events.locations", "say")
_AIMED = listed("events.locations", "aimed")
"""Types told with where they came from, which is not where they struck."""
_HELD = re.compile(r" ?(?:direction|axis|district|raion|sector|front)?,? (?:in|of) (?:the )?")
_OF_WAR = re.compile(r"\b(?:war|invasion|conflict|aggression) (?:in|on|against|of) (?:the )?$")
_INSIDE = listed("events.locations", "inside")
_LIGHT = listed("events.functions", "light")
_GAP = 2
_BREAKS = frozenset({"and", "or", "in", "at", "near", "on", "from"})
_RANK = {
    Precision.POINT: 0,
    Precision.SETTLEMENT: 0,
    Precision.DIRECTION: 1,
    Precision.DISTRICT: 2,
    Precision.AREA: 3,
    Precision.REGION: 3,
    Precision.COUNTRY: 4,
}


class Locator:
    """Finds the places of the events of one document, in order of the text."""

    def __init__(
        self,
        layers: Layers,
        chosen: Sequence[Candidate],
        sources: Collection[int],
        phrases: Iterable[LabelledSpan] = (),
        kinds: Sequence[SegmentKind] = (),
        model: CarryModel | None = None,
    ) -> None:
        self.layers = layers
        self.parse = layers.parse
        self.trigger_tokens = {i for c in chosen for i in c.tokens}
        self.spots = Spots(layers, sources, phrases)
        self.carrier = Carrier(layers, self.spots, kinds, model) if model is not None else None

    def places_of(self, candidate: Candidate) -> list[Argument]:
        """Give the places of one event; call in order of the text."""
        sentence = self.parse.tokens[candidate.token].sentence
        # "Shelling was reported": a capital does not make the deed a place.
        here = [
            s
            for s in self.spots.of(sentence)
            if not s.dateline and not self._is_party(s) and s.head not in self.trigger_tokens
        ]
        here = [s for s in here if not self._is_of_other(s, candidate)]
        plain = [s for s in here if not s.quiet and not s.bare]
        found, rule = self._own(candidate, here), "clause"
        if not found:
            found = self._beside(candidate, here)
        if not found:
            found, rule = self._where(candidate, plain), "where"
        if found:
            found = with_listed(self.parse, found, plain)
        if not found and candidate.type not in _NO_FILL:
            found, rule = self._above(candidate, plain), "above"
        if not found and candidate.type not in _NO_FILL:
            found, rule = self._near(candidate, plain), "sentence"
        kept = self._finest(found)
        if not kept and candidate.type not in _NO_FILL:
            heading = self.spots.heading_of(self.parse.tokens[candidate.token].span[0])
            kept, rule = ([heading], "heading") if heading is not None else (kept, rule)
        if not kept and candidate.type in CARRYING and self.carrier is not None:
            kept, rule = [*self.carrier.choose(candidate, plain)], "carried"
        if self.carrier is not None:
            self.carrier.tell(candidate, kept)
        return [Argument("place", s.place.span, s.head, rule) for s in kept]

    def _own(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """Places below the trigger in the tree without another trigger in between."""
        below = [
            s for s in here if s.head not in candidate.tokens and self._reaches(s.head, candidate)
        ]
        found = [s for s in below if not s.bare and (not s.quiet or self._is_told(s.head))]
        if candidate.type in _AIMED:
            found = [s for s in found if s.place.relation is not Relation.FROM]
        bare = [s for s in below if s.bare]
        if not found or not bare:
            return found or bare
        if any(all(self._holds(b, s) for s in found) for b in bare):
            return bare
        series = {i for s in found for i in self.parse.conjuncts(s.head)}
        return sorted([*found, *(b for b in bare if b.head in series)], key=lambda s: s.head)

    def _is_of_other(self, spot: Spot, candidate: Candidate) -> bool:
        """Tell whether a land is where something else would be: refused to serve in Ukraine."""
        if spot.place.precision is not Precision.COUNTRY:
            return False
        parse = self.parse
        for above in parse.ancestors(spot.head):
            if above in candidate.tokens:
                return False
            token = parse.tokens[above]
            if token.upos == "VERB" and is_relation(token.deprel, ("xcomp", "advcl", "ccomp")):
                return True
        return False

    def _holds(self, phrase: Spot, spot: Spot) -> bool:
        """Tell whether a place only says where a building lies: a school in Kharkiv."""
        if phrase.place.precision is not Precision.POINT:
            return False
        for step in (spot.head, *self.parse.ancestors(spot.head)):
            if step == phrase.head:
                return True
            if self.parse.tokens[step].deprel == "conj":
                return False
        return False

    def _is_party(self, spot: Spot) -> bool:
        """Tell whether a land takes part rather than being where it happened: aid from France."""
        if spot.place.precision is not Precision.COUNTRY:
            return False
        first = self.parse.conjuncts(spot.head)[0]
        if _OF_WAR.search(
            self.parse.text, max(spot.place.span.start - 30, 0), spot.place.span.start
        ):
            return True  # the war in Ukraine: what it is called, not where a man deserted
        cases = {self.parse.lemma(c) for c in self.parse.children(first, "case")}
        deprel = self.parse.tokens[first].deprel
        if not cases:
            return is_relation(deprel, ("nsubj", "appos"))
        return is_relation(deprel, ("obl", "nmod")) and not cases & _INSIDE

    def _is_told(self, head: int) -> bool:
        """Tell whether a place in a source's words is where its deed was done: met in Geneva."""
        return is_relation(self.parse.tokens[head].deprel, ("obl",))

    def _beside(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """Places of the verb that says of a noun that it was: in Minsk a truce took force."""
        parse, token = self.parse, self.parse.tokens[candidate.token]
        verb = parse.head(candidate.token)
        if token.upos != "NOUN" or verb is None or verb in self.trigger_tokens:
            return []
        lemma = parse.lemma(verb)
        is_subject = is_relation(token.deprel, ("nsubj",)) and lemma not in _SAY
        if not is_subject and not (token.deprel == "obj" and lemma in _LIGHT):
            return []
        return [
            s
            for s in here
            if s.place.precision in {Precision.POINT, Precision.SETTLEMENT}
            and s.place.relation is Relation.AT
            and not s.bare
            and parse.head(s.head) == verb
            and self._is_told(s.head)
        ]

    def _reaches(self, head: int, candidate: Candidate) -> bool:
        if head == candidate.token:
            return True
        for above in self.parse.ancestors(head):
            if above in candidate.tokens:
                return True
            if above in self.trigger_tokens:
                return False
        return False

    def _where(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """Places that a relative clause goes on from: in A and B, where a bomb struck a hostel."""
        parse = self.parse
        for step in (candidate.token, *parse.ancestors(candidate.token)):
            for child in parse.children(step, "advmod"):
                if parse.lemma(child) != "where" or child > candidate.token:
                    continue
                before = [s for s in here if s.head < child]
                if before and _is_close(
                    parse.text[before[-1].place.span.end : parse.tokens[child].span[0]]
                ):
                    return self._with_holders(before[-1], before)
            if step != candidate.token and step in self.trigger_tokens:
                break
        return []

    def _above(self, candidate: Candidate, here: Sequence[Spot]) -> list[Spot]:
        """Places of the clauses that hold the trigger, nearest clause first."""
        for above in self.parse.ancestors(candidate.token):
            found = [s for s in here if self._hangs_on(s.head, above) and not _is_way(s.place)]
            told = candidate.token in self.parse.children(above, "nsubj:pass")
            if (
                found
                and not told
                and self.parse.lemma(above) in _SAY
                and above not in self.trigger_tokens
            ):
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
        anchor = self._held(pool) if before else pool[0]
        return self._with_holders(anchor, pool)

    def _held(self, pool: Sequence[Spot]) -> Spot:
        """Give the last place, or the finer one that it only holds: X in the Y district of Z."""
        anchor = pool[-1]
        for spot in reversed(pool[:-1]):
            between = self.parse.text[spot.place.span.end : anchor.place.span.start]
            is_finer = _RANK[spot.place.precision] < _RANK[anchor.place.precision]
            if not is_finer or not _HELD.fullmatch(between):
                break
            anchor = spot
        return anchor

    def _with_holders(self, anchor: Spot, pool: Sequence[Spot]) -> list[Spot]:
        """Give a spot with those that it holds or is told with: the town of the district."""
        heads = {s.head for s in pool}
        top = anchor.head
        for step in self.parse.ancestors(anchor.head):
            if step in self.trigger_tokens:
                break
            if step in heads:
                top = step
        series = set(self.parse.conjuncts(top))
        return [
            s
            for s in pool
            if s.head in series or any(a in series for a in self.parse.ancestors(s.head))
        ]

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
        if self.parse.tokens[spot.head].deprel == "conj":
            return False
        at = {s.head: s.place for s in found if s is not spot and s.place.relation is Relation.AT}
        above = [at[step] for step in self.parse.ancestors(spot.head) if step in at]
        if spot.place.relation is Relation.NEAR:
            return bool(above) or self._bears(spot, found)
        # A building lies in its town, but is the finer of the two.
        is_town = spot.place.precision is Precision.SETTLEMENT
        return is_town and any(p.precision is Precision.POINT for p in above)

    def _bears(self, spot: Spot, found: Sequence[Spot]) -> bool:
        """Tell whether a comma and a bearing put a place after another: X, west of Y."""
        before = [s for s in found if s.head < spot.head]
        if not before or before[-1].place.relation is not Relation.AT:
            return False
        between = self.parse.text[before[-1].place.span.end : spot.place.span.start]
        words = between.removeprefix(",").split()
        return between.startswith(",") and words[-1:] == ["of"] and not _BREAKS & {*words}


def _is_way(place: PlaceMention) -> bool:
    toward = place.relation is Relation.TOWARD and place.precision is not Precision.DIRECTION
    return toward or place.relation is Relation.FROM


def _is_close(between: str) -> bool:
    """Tell whether at most a noun and a comma stand between a place and its relative clause."""
    return len(between.split()) <= _GAP and not any(c in between for c in ".;:")
