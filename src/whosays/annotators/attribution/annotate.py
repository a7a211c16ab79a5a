"""Attribution: who says, by which words, what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.blocks import find_blocks
from whosays.annotators.attribution.citings import read_citings
from whosays.annotators.attribution.counts import find_by_counts
from whosays.annotators.attribution.lexicon import CueLexicon
from whosays.annotators.attribution.names import complete_names
from whosays.annotators.attribution.nesting import confine, inherit, nest, part, settle
from whosays.annotators.attribution.nominals import (
    find_by_adjectives,
    find_by_nouns,
    find_relays,
)
from whosays.annotators.attribution.order import find_by_order
from whosays.annotators.attribution.phrases import PhraseFinder, find_by_labels
from whosays.annotators.attribution.quotes import find_quotations
from whosays.annotators.attribution.speech import attach_quotations
from whosays.annotators.attribution.transcripts import find_turns
from whosays.annotators.attribution.verbs import find_by_verbs, find_quoted_sayings
from whosays.schema.segment import CLAIM_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document


class AttributionAnnotator:
    """Finds attributions by rules over the tree and the surface; lexicon in data/en/cues.toml."""

    name = "attribution"
    requires = ("parse", "entities")
    provides = ("attributions",)

    def __init__(self, resources: Resources) -> None:
        self.lexicon = CueLexicon(resources.table("en/cues.toml"))
        self.phrases = PhraseFinder(self.lexicon)

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give the layer ``attributions``, flat, in text order of their cues."""
        parse = annotations.parse
        stretches = [
            (s.span.start, s.span.end, i)
            for i, s in enumerate(document.segments)
            if s.kind in CLAIM_KINDS
        ]
        quotations = find_quotations(document.text, stretches)
        candidates = [
            *find_by_order(parse, self.lexicon, quotations),
            *find_by_verbs(parse, self.lexicon),
            *find_quoted_sayings(parse, self.lexicon),
            *find_by_nouns(parse, self.lexicon),
            *find_by_counts(parse, self.lexicon),
            *find_relays(parse, self.lexicon),
            *find_by_adjectives(parse, self.lexicon),
            *self.phrases.find(parse),
            *self.phrases.find_tellings(parse),
            *find_turns(document, annotations.entities, self.lexicon),
            *find_by_labels(parse, document, annotations.entities, self.lexicon),
        ]
        complete_names(candidates, annotations.entities)
        candidates = settle(candidates)
        candidates = attach_quotations(parse, candidates, quotations, self.lexicon)
        candidates = find_blocks(parse, document, candidates, self.lexicon)
        candidates = settle(candidates)
        confine(candidates)
        part(candidates, parse)
        inherit(candidates)
        read_citings(candidates, parse, self.lexicon)
        return {"attributions": nest(candidates, document.text)}
