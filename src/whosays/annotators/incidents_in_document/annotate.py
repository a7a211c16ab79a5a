"""The incidents annotator: score pairs, then join claims to the incident they fit best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from whosays.annotators.incidents_in_document.facts import Facts, Gatherer, Words
from whosays.annotators.incidents_in_document.pairs import Setting, pair_features, relation

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
    provides = ("incidents",)

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
        """Give the layer ``incidents``."""
        claims = annotations.claims
        return {"incidents": self.cluster(claims, document.text, document.segments)}

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

    def cluster(
        self, claims: Sequence[Claim], text: str, segments: Sequence[Segment] = ()
    ) -> tuple[str, ...]:
        """Give the incidents of claims in any order; ids are numbered by first mention."""
        order = sorted(range(len(claims)), key=lambda i: (claims[i].trigger, claims[i].type))
        weight = self.weights.get
        scores = {
            pair: sum(weight(name, 0.0) * value for name, value in features.items())
            for pair, features in self.pairs([claims[i] for i in order], text, segments)
        }
        ids = [""] * len(claims)
        for number, members in enumerate(join(len(order), scores, self.threshold)):
            for member in members:
                ids[order[member]] = f"i{number + 1}"
        return tuple(ids)


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
