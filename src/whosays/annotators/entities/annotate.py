"""The annotator of ``annotators/entities``: one layer from several heads of the model.

The head of defence reports (re3d) leads. Where it is silent, a name that another head is sure of
is added: re3d is small, and a person or town that it does not know is often known to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.mention import EntityMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.schema.analysis import LabelledSpan
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document

LEADING_HEAD = "entity_re3d"
# Types of the other heads, as the contract names them.
OTHER_HEADS: Mapping[tuple[str, str], str] = {
    ("entity_gum", "Person"): "Person",
    ("entity_gum", "Organisation"): "Organisation",
    ("entity_gum", "Location"): "Location",
    ("entity_gum", "Temporal"): "Temporal",
    ("entity_uner", "PER"): "Person",
    ("entity_uner", "ORG"): "Organisation",
    ("entity_uner", "LOC"): "Location",
    ("mention", "WEAPON"): "Weapon",
}
# Values of 0.5-0.9 give 59.9-60.3 F1 on re3d's documents kept out (2026-11-26): for names that
# re3d does not know, a name added wrongly costs less than one missed.
SURE = 0.6


class EntityAnnotator:
    """Provides ``entities``: spans that do not overlap, in text order."""

    name = "entities"
    requires = ("parse", "entity_spans", "mention_spans")
    provides = ("entities",)

    def annotate(
        self,
        document: Document,  # noqa: ARG002
        annotations: Annotations,
    ) -> Mapping[str, object]:
        """Merge the heads' spans."""
        spans = [*annotations.get("entity_spans"), *annotations.get("mention_spans")]
        return {"entities": merge_heads(spans)}


def merge_heads(spans: Iterable[LabelledSpan]) -> tuple[EntityMention, ...]:
    """Take all of the leading head's spans, then of the others the surest first."""
    leading, others = [], []
    for span in spans:
        if span.head == LEADING_HEAD:
            leading.append((span, span.label))
        elif (span.head, span.label) in OTHER_HEADS and span.score >= SURE:
            others.append((span, OTHER_HEADS[span.head, span.label]))
    others.sort(key=lambda pair: (-pair[0].score, pair[0].first, pair[0].last, pair[0].head))
    kept: list[tuple[LabelledSpan, str]] = []
    taken: set[int] = set()
    for span, label in (*leading, *others):
        words = range(span.first, span.last)
        if taken.isdisjoint(words):
            kept.append((span, label))
            taken.update(words)
    kept.sort(key=lambda pair: pair[0].first)
    return tuple(EntityMention(span.span, label) for span, label in kept)
