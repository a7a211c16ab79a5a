"""The annotator of ``annotators/syntax``: each segment is read apart, in one call a document."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from whosays.models.analyser import Passage
from whosays.schema.analysis import LabelledSpan, TokenScores
from whosays.schema.parse import Parse
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.syntax.tokeniser import Tokeniser
    from whosays.models.analyser import Analyser, Analysis
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.segment import Segment

# Nothing is claimed there; an embed's placeholder or a menu only looks like text.
UNREAD_KINDS = frozenset({SegmentKind.EMBED, SegmentKind.BOILERPLATE, SegmentKind.CREDIT})
READ_LANGUAGES = frozenset({"en", "und"})
SCORED_HEADS = ("trigger", "status", "stance")
# Log-probability of labels in words that the model did not read.
_NEVER = -30.0


class SyntaxAnnotator:
    """Provides the parse and what the model's other heads say.

    Segments of unread kinds have no tokens; segments in another language have tokens without
    analysis (upos "X", all attached to the first), zero vectors and no spans.
    """

    name = "syntax"
    requires: tuple[str, ...] = ()
    provides = (
        "parse",
        "vectors",
        "trigger_scores",
        "status_scores",
        "stance_scores",
        "mention_spans",
        "entity_spans",
    )

    def __init__(self, tokeniser: Tokeniser, analyser: Analyser) -> None:
        self._tokeniser = tokeniser
        self._analyser = analyser

    def annotate(
        self,
        document: Document,
        annotations: Annotations,  # noqa: ARG002
    ) -> Mapping[str, object]:
        """Read all segments; a pure function of the document's text and segments."""
        parts = []
        for index, segment in enumerate(document.segments):
            if segment.kind in UNREAD_KINDS:
                continue
            offsets = self._offsets(document.text, segment)
            if offsets:
                parts.append((index, offsets, is_read(document, segment)))
        passages = [_passage(document.text, offsets) for _, offsets, read in parts if read]
        analyses = iter(self._analyser.analyse(passages))
        builder = _Builder(document.text, self._analyser)
        for index, offsets, read in parts:
            builder.add(index, offsets, next(analyses) if read else None)
        return builder.layers()

    def _offsets(self, text: str, segment: Segment) -> list[Span]:
        start = segment.span.start
        words = self._tokeniser.cut(text[start : segment.span.end])
        return [Span(start + s, start + e) for s, e in words]


def is_read(document: Document, segment: Segment) -> bool:
    """Tell whether the English model reads a segment; "und" takes the document's language."""
    language = segment.language if segment.language != "und" else document.language
    return language in READ_LANGUAGES


def _passage(text: str, offsets: list[Span]) -> Passage:
    spaces = [b.start > a.end for a, b in pairwise(offsets)]
    return Passage([text[s:e] for s, e in offsets], [*spaces, True])


class _Builder:
    """Gathers the analyses of segments into the document's layers."""

    def __init__(self, text: str, analyser: Analyser) -> None:
        self._text = text
        self._analyser = analyser
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._vectors: list[Any] = []
        self._scores: dict[str, list[Any]] = {name: [] for name in SCORED_HEADS}
        self._spans: list[LabelledSpan] = []

    def add(self, segment: int, offsets: list[Span], analysis: Analysis | None) -> None:
        """Add one segment's words; ``analysis`` is None where the model did not read them."""
        if analysis is None:
            self._add_unread(segment, offsets)
        else:
            self._add_read(segment, offsets, analysis)

    def _add_read(self, segment: int, offsets: list[Span], analysis: Analysis) -> None:
        base = len(self._tokens)
        for first, last in analysis.sentences:
            number = len(self._sentences)
            for i in range(first, last):
                head = analysis.heads[i]
                feats = analysis.feats[i]
                self._tokens.append(
                    Token(
                        offsets[i],
                        self._text[offsets[i][0] : offsets[i][1]],
                        analysis.lemmas[i],
                        analysis.upos[i],
                        analysis.xpos[i],
                        "" if feats == "_" else feats,
                        head + base if head >= 0 else -1,
                        analysis.deprels[i],
                        number,
                    )
                )
            span = Span(offsets[first][0], offsets[last - 1][1])
            self._sentences.append(Sentence(span, base + first, base + last, segment))
        self._vectors.append(analysis.vectors)
        for name, parts in self._scores.items():
            parts.append(analysis.scores[name])
        for head_name, spans in analysis.spans.items():
            kind = "mention" if head_name.startswith("mention_") else head_name
            for s in spans:
                text_span = Span(offsets[s.first][0], offsets[s.last - 1][1])
                self._spans.append(
                    LabelledSpan(text_span, base + s.first, base + s.last, s.label, kind, s.score)
                )

    def _add_unread(self, segment: int, offsets: list[Span]) -> None:
        base, number, n = len(self._tokens), len(self._sentences), len(offsets)
        for i, span in enumerate(offsets):
            word = span.of(self._text)
            head, deprel = (base, "dep") if i else (-1, "root")
            self._tokens.append(Token(span, word, word, "X", "FW", "", head, deprel, number))
        span = Span(offsets[0][0], offsets[-1][1])
        self._sentences.append(Sentence(span, base, base + n, segment))
        self._vectors.append(np.zeros((n, self._analyser.labels_width), dtype=np.float32))
        for name, parts in self._scores.items():
            rows = np.full((n, len(self._analyser.labels[name])), _NEVER, dtype=np.float32)
            rows[:, 0] = 0.0
            parts.append(rows)

    def layers(self) -> dict[str, object]:
        """Give the layers."""
        spans = sorted(self._spans, key=lambda s: (s.first, s.last, s.head, s.label))
        width = self._analyser.labels_width
        layers: dict[str, object] = {
            "parse": Parse(self._text, tuple(self._tokens), tuple(self._sentences)),
            "vectors": _stack(self._vectors, width),
            "mention_spans": tuple(s for s in spans if s.head == "mention"),
            "entity_spans": tuple(s for s in spans if s.head != "mention"),
        }
        for name, parts in self._scores.items():
            labels = self._analyser.labels[name]
            layers[f"{name}_scores"] = TokenScores(labels, _stack(parts, len(labels)))
        return layers


def _stack(parts: list[Any], width: int) -> Any:
    return np.concatenate(parts) if parts else np.zeros((0, width), dtype=np.float32)
