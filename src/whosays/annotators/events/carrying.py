"""Carrying: where an event happened whose sentence does not say, by what was told before.

A log-linear model ranks a few places of the text before, and that none of them is meant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import exp
from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed
from whosays.schema.place import Precision, Relation
from whosays.schema.segment import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate
    from whosays.annotators.events.spots import Spot, Spots

_FINE = frozenset({Precision.POINT, Precision.SETTLEMENT, Precision.DIRECTION, Precision.DISTRICT})
_KINDS = ("ground", "fire", "harm", "loss", "wrong", "moves", "people", "deals")
_KIND = {t: kind for kind in _KINDS for t in listed("events.carrying", kind)}
_ORIGINS = listed("events.carrying", "origins")
NEAR = "last gap=0"
"""The feature of the places told last in an event's own paragraph."""
_MOST = 8  # options weighed for one event


@dataclass(frozen=True, slots=True)
class Told:
    """An event told before with its places; ``type`` is its type."""

    segment: int
    sentence: int
    type: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Places that an event may have, with the features that speak for them; none: no place."""

    spots: tuple[Spot, ...]
    features: tuple[str, ...]


class CarryModel:
    """Picks among options.

    ``least`` is the chance that a place must have; ``near`` that of the place told last in the
    event's own paragraph, which stands unless another is twice as likely and likely enough.
    """

    def __init__(self, weights: Mapping[str, float], least: float, near: float) -> None:
        self.weights = weights
        self.least = least
        self.near = near

    def best(self, options: Sequence[Option], candidate: Candidate) -> tuple[Spot, ...]:  # noqa: ARG002 - training asks it
        """Give the places of the likeliest option, none where it is not likely enough."""
        scores = [sum(self.weights.get(f, 0.0) for f in o.features) for o in options]
        top = max(scores)
        odds = [exp(s - top) for s in scores]
        whole = sum(odds)
        best = max(range(len(options) - 1), key=lambda i: (odds[i], -i))
        last, chance = odds[0] / whole, odds[best] / whole
        is_near = NEAR in options[0].features and last >= self.near
        if is_near and chance < max(self.least, 2 * last):
            return options[0].spots
        return options[best].spots if chance >= self.least else ()


class Carrier:
    """Carries places over within one document."""

    def __init__(
        self,
        layers: Layers,
        spots: Spots,
        kinds: Sequence[SegmentKind],
        model: CarryModel,
    ) -> None:
        self.layers = layers
        self.parse = layers.parse
        self.spots = spots
        self.kinds = kinds
        self.model = model
        self.told: list[Told] = []

    def tell(self, candidate: Candidate, spots: Iterable[Spot]) -> None:
        """Remember the places of an event; call in order of the text."""
        found = tuple(self._named(s) for s in spots)
        if not found or all(s.place.precision is Precision.COUNTRY for s in found):
            return
        sentence = self.parse.tokens[candidate.token].sentence
        segment = self.parse.sentences[sentence].segment
        self.told.append(Told(segment, sentence, candidate.type, found))

    def choose(self, candidate: Candidate, here: Sequence[Spot]) -> tuple[Spot, ...]:
        """Give the places that an event most likely has; none where none is likely enough."""
        options = self.options(candidate, here)
        return self.model.best(options, candidate) if len(options) > 1 else ()

    def options(self, candidate: Candidate, here: Sequence[Spot]) -> list[Option]:
        """Give the places that may be meant, most recent first, and none last."""
        view = _View(self, candidate, tuple(here))
        found: dict[tuple[str, ...], tuple[Spot, ...]] = {}
        for spots in view.candidates():
            if spots and len(found) < _MOST:
                found.setdefault(_key(spots), spots)
        options = [Option(spots, view.features(spots)) for spots in found.values()]
        return [*options, Option((), view.event_features())]

    def _named(self, spot: Spot) -> Spot:
        """Give the name that *the town* stands for: the name is what is carried over."""
        if not spot.nominal:
            return spot
        for other in reversed(self.spots.named):
            if other.head < spot.head and other.place.precision in _FINE:
                return other
        return spot

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each place is named."""
        return Counter(s.place.name for s in self.spots.named)

    @cached_property
    def top(self) -> str:
        """The name of the place that is named most, "" without any."""
        fine = Counter(s.place.name for s in self.spots.named if s.place.precision in _FINE)
        return fine.most_common(1)[0][0] if fine else ""

    @cached_property
    def towns(self) -> int:
        """How many places are named."""
        return len({s.place.name for s in self.spots.named if s.place.precision in _FINE})

    @cached_property
    def headed(self) -> frozenset[str]:
        """Names in headlines."""
        return frozenset(self._names_of({SegmentKind.HEADLINE}))

    @cached_property
    def lead(self) -> int:
        """The first paragraph, -1 without any."""
        return next((i for i, k in enumerate(self.kinds) if k is SegmentKind.PARAGRAPH), -1)

    def _names_of(self, kinds: set[SegmentKind]) -> Iterator[str]:
        for spot in self.spots.named:
            if self.kinds[self.segment_of(spot)] in kinds:
                yield spot.place.name

    def segment_of(self, spot: Spot) -> int:
        """Give the segment in which a spot stands."""
        return self.parse.sentence_of(spot.head).segment


class _View:
    """One event and what was told before it."""

    def __init__(self, carrier: Carrier, candidate: Candidate, here: tuple[Spot, ...]) -> None:
        self.carrier = carrier
        self.candidate = candidate
        self.here = here
        self.sentence = carrier.parse.tokens[candidate.token].sentence
        self.segment = carrier.parse.sentences[self.sentence].segment
        self.told = [t for t in carrier.told if t.sentence <= self.sentence]
        first = carrier.parse.sentences[self.sentence].first
        self.before = [
            s for s in carrier.spots.named if s.head < (candidate.token if s.dateline else first)
        ]
        self.last = {s.place.name: s for s in self.before}
        self.taken = Counter(s.place.name for t in self.told for s in t.spots)

    def candidates(self) -> Iterator[tuple[Spot, ...]]:
        """Give the places worth weighing: told last and first, in the headline, named most."""
        if self.told:
            yield self.told[-1].spots
            yield self._latest(self.told[0].spots)
        fine = [
            s
            for s in self.before
            if s.place.precision in _FINE and not s.quiet and not self._is_origin(s)
        ]
        if fine:
            yield self._series(fine[-1])
        for spot in reversed(self.before):
            if spot.dateline:
                yield (spot,)
                break
        for name in sorted(self.carrier.headed & self.last.keys()):
            yield (self.last[name],)
        if self.carrier.top in self.last:
            yield (self.last[self.carrier.top],)

    def _latest(self, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
        return tuple(self.last.get(s.place.name, s) for s in spots)

    def _series(self, spot: Spot) -> tuple[Spot, ...]:
        series = set(self.carrier.parse.conjuncts(spot.head))
        return tuple(s for s in self.before if s.head in series and not s.quiet) or (spot,)

    def _is_origin(self, spot: Spot) -> bool:
        """Tell whether somebody was born or lives there."""
        parse = self.carrier.parse
        above = parse.head(spot.head)
        away = spot.place.relation is Relation.FROM
        return away or (above is not None and parse.lemma(above) in _ORIGINS)

    def features(self, spots: tuple[Spot, ...]) -> tuple[str, ...]:
        """Say of some places how they were told: last, first, in the headline, how far back."""
        carrier, told = self.carrier, self.told
        spot = spots[-1]
        name, there = spot.place.name, carrier.segment_of(spot)
        away = min(self.segment - there, 4)
        found = [f"away={away}", f"named={min(carrier.counts[name], 3)}"]
        if not away:
            gap = self.sentence - carrier.parse.tokens[spot.head].sentence
            found.append(f"sentences={min(gap, 3)}")
        found.append("fine" if spot.place.precision in _FINE else f"wide={spot.place.precision}")
        if told:
            found += self._told_features(_key(spots), name)
        else:
            found.append("nothing told")
        marks = {
            "head": name in carrier.headed,
            "lead": there == carrier.lead,
            "top": name == carrier.top,
            "dateline": spot.dateline,
            "series": len(spots) > 1,
            "bare": spot.bare,
            "near": spot.place.relation is Relation.NEAR,
            "from": self._is_origin(spot),
        }
        found += [mark for mark, holds in marks.items() if holds]
        found += [f"dateline told={bool(told)}"] if spot.dateline else []
        between = {
            s.place.name
            for s in self.before
            if s.head > spot.head and s.place.precision in _FINE and s.place.name != name
        }
        found.append(f"between={min(len(between), 3)}")
        return tuple(found)

    def _told_features(self, key: tuple[str, ...], name: str) -> list[str]:
        told = self.told
        share = self.taken[name] / len(told)
        step = "0" if share == 0 else "low" if share < 0.4 else "high" if share < 0.9 else "all"
        found = [f"share={step}"]
        if step == "all" and len(told) > 2:
            found.append("sole")
        if key == _key(told[-1].spots):
            gap = min(self.segment - told[-1].segment, 3)
            found += ["last", f"last gap={gap}", f"last kind={self._kind()}"]
            found += [f"last head={name in self.carrier.headed}", f"last types={self._types()}"]
            if not gap:
                found.append(f"last sentences={min(self.sentence - told[-1].sentence, 3)}")
        if name in {s.place.name for s in told[0].spots}:
            found.append("first")
        return found

    def _kind(self) -> str:
        return _KIND.get(self.candidate.type, "other")

    def _types(self) -> str:
        return f"{_KIND.get(self.told[-1].type, 'other')}>{self._kind()}"

    def event_features(self) -> tuple[str, ...]:
        """Say of an event what speaks for no place: its type, its sentence, its report."""
        carrier, parse = self.carrier, self.carrier.parse
        token = parse.tokens[self.candidate.token]
        sentence = parse.sentences[self.sentence]
        towns = carrier.towns
        found = [
            "none",
            f"none type={self.candidate.type}",
            f"none kind={self._kind()}",
            f"none here={min(len(self.here), 2)}",
            f"none segment={carrier.kinds[self.segment]}",
            f"none towns={'few' if towns < 3 else 'some' if towns < 8 else 'many'}",
            f"none word={token.upos}",
            f"none verb={token.xpos if token.upos in {'VERB', 'AUX'} else '-'}",
            f"none told={'0' if not self.told else 'some'}",
        ]
        words = range(sentence.first, sentence.last)
        if any(i in carrier.layers.time_tokens for i in words):
            found.append("none dated")
        if any(t.segment == self.segment for t in self.told):
            found.append("none told here")
        return tuple(found)


def _key(spots: Iterable[Spot]) -> tuple[str, ...]:
    return tuple(s.place.name for s in spots)
