"""The incidents annotator: score pairs, then join claims to the incident they fit best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from whosays.annotators.incidents_in_document.facts import Facts, Gatherer, Words
from whosays.annotators.incidents_in_document.pairs import Setting, pair_features, relation
from whosays.schema.because import Because

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.schema.annotations import Annotations
    from whosays.schema.claim import Claim
    from whosays.schema.document import Document
    from whosays.schema.segment import Segment

Pair: TypeAlias = tuple[int, int]


class IncidentAnnotator:
    """Gives each claim the id of its incident ("i1", …), numbered in order of the text.

    Only pairs whose types can tell one happening are looked at; each has a score, above 0 where
    they more likely do. The two incidents that fit best on average, over all their pairs, are
    joined until none is better than ``threshold``: so the result is transitive.
    """

    name = "incidents_in_document"
    requires = ("claims",)
    provides = ("incidents", "incident_reasons")

    def __init__(
        self,
        *,
        weights: Mapping[str, float],
        families: Mapping[str, str],
        words: Words,
        threshold: float,
    ) -> None:
        self.weights = weights
        self.families = families
        self.words = words
        self.threshold = threshold

    def annotate(self, document: Document, annotations: Annotations) -> dict[str, Any]:
        """Give the layers ``incidents`` and ``incident_reasons``, one an event each.

        A reason tells why a claim is in an incident with others; None where it is in its own.
        """
        claims, text, segments = annotations.claims, document.text, document.segments
        order = _in_order(claims)
        pairs = dict(self.pairs([claims[i] for i in order], text, segments))
        groups = join(len(order), self.scores(pairs), self.threshold)
        reasons: list[Because | None] = [None] * len(claims)
        for group in groups:
            for member in group:
                reasons[order[member]] = self._reason(member, group, pairs, claims, order)
        return {"incidents": _named(order, groups), "incident_reasons": tuple(reasons)}

    def _reason(
        self,
        member: int,
        group: Sequence[int],
        pairs: Mapping[Pair, Mapping[str, float]],
        claims: Sequence[Claim],
        order: Sequence[int],
    ) -> Because | None:
        """Name the claim of the incident that is most like this one, and what they share."""
        links = {other: pairs.get((min(member, other), max(member, other))) for other in group}
        scored = [(self._score(f), -other) for other, f in links.items() if f is not None]
        if not scored:
            return None
        other = -max(scored)[1]
        features = links[other] or {}
        weight = self.weights.get
        parts = sorted((-weight(name, 0.0) * value, name) for name, value in features.items())
        shared = [name for part, name in parts if part < 0 and not name.startswith("amount")]
        told = "; ".join(shared[:_REASONS])
        margin = max(scored)[0] - self.threshold
        rule = f"same happening as another claim: {told}; {margin:+.1f} to the bar"
        return Because("incident", rule, claims[order[other]].trigger)

    def pairs(
        self, claims: Sequence[Claim], text: str, segments: Sequence[Segment] = ()
    ) -> Iterator[tuple[Pair, dict[str, float]]]:
        """Give the pairs that can be one incident, as numbers of ``claims``, with their features.

        ``claims`` must be in order of the text.
        """
        gatherer = Gatherer(text, segments, self.words)
        facts = gatherer.gather(claims)
        kinds = self._kinds(facts)
        rivals: dict[int, set[int]] = {}
        for a, b in kinds:
            rivals.setdefault(a, {a}).add(b)
            rivals.setdefault(b, {b}).add(a)
        for (a, b), kind in kinds.items():
            places = {facts[i].places for i in rivals[a] | rivals[b] if facts[i].places}
            setting = Setting(len(facts), len(places), gatherer.known_in)
            yield (a, b), pair_features(facts[a], facts[b], kind, setting)

    def _kinds(self, facts: Sequence[Facts]) -> dict[Pair, str]:
        kinds = {}
        for b, right in enumerate(facts):
            for a in range(b):
                kind = relation(facts[a].type, right.type, self.families)
                if kind is not None:
                    kinds[a, b] = kind
        return kinds

    def _score(self, features: Mapping[str, float]) -> float:
        weight = self.weights.get
        return sum(weight(name, 0.0) * value for name, value in features.items())

    def scores(self, pairs: Mapping[Pair, Mapping[str, float]]) -> dict[Pair, float]:
        """Give each pair its score: above 0 where the two more likely tell one happening."""
        return {pair: self._score(features) for pair, features in pairs.items()}

    def cluster(
        self, claims: Sequence[Claim], text: str, segments: Sequence[Segment] = ()
    ) -> tuple[str, ...]:
        """Give the incidents of claims in any order; ids are numbered by first mention."""
        order = _in_order(claims)
        pairs = dict(self.pairs([claims[i] for i in order], text, segments))
        return _named(order, join(len(order), self.scores(pairs), self.threshold))


def with_rulings(weights: Mapping[str, float], rulings: Mapping[str, float]) -> dict[str, float]:
    """Add what is ruled by hand to what was fitted: coded pairs are too few to show it."""
    return {
        name: weights.get(name, 0.0) + rulings.get(name, 0.0)
        for name in dict.fromkeys((*weights, *rulings))
    }


def _in_order(claims: Sequence[Claim]) -> list[int]:
    return sorted(range(len(claims)), key=lambda i: (claims[i].trigger, claims[i].type))


def _named(order: Sequence[int], groups: Sequence[Sequence[int]]) -> tuple[str, ...]:
    ids = [""] * len(order)
    for number, members in enumerate(groups):
        for member in members:
            ids[order[member]] = f"i{number + 1}"
    return tuple(ids)


_REASONS = 3
"""How many of the strongest features a reason names."""

NEVER = -4.0
"""What a pair counts whose types cannot tell one happening, where it comes into one incident."""


def join(count: int, scores: Mapping[Pair, float], threshold: float) -> list[list[int]]:
    """Join ``count`` claims by average linkage; earlier claims win where two joins are as good."""
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    links = {pair: score for pair, score in scores.items()}  # noqa: C416 - a copy of a Mapping
    while links:
        (a, b), best = max(links.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best <= threshold:
            break
        one, two = groups[a], groups.pop(b)
        for other in groups:
            if other == a:
                continue
            left = links.pop((min(a, other), max(a, other)), None)
            right = links.pop((min(b, other), max(b, other)), None)
            if left is None and right is None:
                continue
            mean = (
                len(one) * (NEVER if left is None else left)
                + len(two) * (NEVER if right is None else right)
            ) / (len(one) + len(two))
            links[min(a, other), max(a, other)] = mean
        del links[a, b]
        groups[a] = sorted(one + two)
    return sorted(groups.values())
