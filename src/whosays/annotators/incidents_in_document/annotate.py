"""The incidents annotator: score pairs, then join claims to the incident they fit best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whosays.annotators.incidents_in_document.pairs import pair_features

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.annotations import Annotations
    from whosays.schema.claim import Claim
    from whosays.schema.document import Document


class IncidentAnnotator:
    """Gives each claim the id of its incident ("i1", …), numbered in order of the text."""

    name = "incidents_in_document"
    requires = ("claims",)
    provides = ("incidents",)

    def __init__(
        self, *, weights: Mapping[str, float], families: Mapping[str, str], threshold: float
    ) -> None:
        self.weights = weights
        self.families = families
        self.threshold = threshold

    def annotate(self, document: Document, annotations: Annotations) -> dict[str, Any]:
        """Give the layer ``incidents``."""
        return {"incidents": self.cluster(annotations.claims, document.text)}

    def score(self, left: Claim, right: Claim, text: str) -> float:
        """Score a pair: above 0 they more likely tell one happening than not."""
        features = pair_features(left, right, text, self.families)
        return sum(self.weights.get(f, 0.0) for f in features)

    def cluster(self, claims: tuple[Claim, ...], text: str) -> tuple[str, ...]:
        """Join each claim to the earlier incident whose claims it fits best on average."""
        order = sorted(range(len(claims)), key=lambda i: (claims[i].trigger, claims[i].type))
        incidents: list[list[int]] = []
        scores: dict[tuple[int, int], float] = {}
        for at in order:
            best, best_score = None, self.threshold
            for number, members in enumerate(incidents):
                total = 0.0
                for member in members:
                    key = (member, at)
                    if key not in scores:
                        scores[key] = self.score(claims[member], claims[at], text)
                    total += scores[key]
                mean = total / len(members)
                if mean > best_score:
                    best, best_score = number, mean
            if best is None:
                incidents.append([at])
            else:
                incidents[best].append(at)
        ids = [""] * len(claims)
        for number, members in enumerate(incidents):
            for member in members:
                ids[member] = f"i{number + 1}"
        return tuple(ids)
