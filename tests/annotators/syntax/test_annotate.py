import numpy as np
import pytest

from whosays.annotators.syntax.annotate import SyntaxAnnotator
from whosays.annotators.syntax.tokeniser import Tokeniser
from whosays.models.analyser import Analysis
from whosays.models.spans import ScoredSpan
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span

WIDTH = 3


class FakeAnalyser:
    """One sentence a passage, all words under the first, one mention of the first word."""

    labels_width = WIDTH

    def __init__(self):
        self.labels = {
            "trigger": ("O", "assault"), "status": ("happened",), "stance": ("stated",)
        }  # fmt: skip

    def analyse(self, passages):
        return [self._one(p) for p in passages]

    def _one(self, passage):
        n = len(passage.words)
        return Analysis(
            [(0, n)], [-1] + [0] * (n - 1), ["root"] + ["dep"] * (n - 1), ["X"] * n, ["FW"] * n,
            ["_"] * n, list(passage.words), np.ones((n, WIDTH), np.float32),
            {k: np.zeros((n, len(v)), np.float32) for k, v in self.labels.items()},
            {"mention_ACTOR": [ScoredSpan(0, 1, "ACTOR", 0.9)],
             "entity_re3d": [ScoredSpan(0, 1, "Person", 0.8)]},
        )  # fmt: skip


def _document(*parts):
    """Build a document of (text, kind, language) segments, a line each."""
    text, segments = "", []
    for words, kind, language in parts:
        segments.append(Segment(Span(len(text), len(text) + len(words)), kind, language))
        text += words + "\n"
    return Document("d.txt", "0" * 64, text, tuple(segments), DocumentMeta("d.txt"))


@pytest.fixture
def read():
    annotator = SyntaxAnnotator(
        Tokeniser(Resources().table("en/tokens.toml")), FakeAnalyser()
    )  # fmt: skip

    def read(*parts):
        document = _document(*parts)
        return document, annotator.annotate(document, Annotations(document))

    return read


def test_tokens_are_slices_of_the_text_and_heads_count_through_the_document(read):
    document, layers = read(
        ("Troops left.", SegmentKind.HEADLINE, "en"), ("They fled.", SegmentKind.PARAGRAPH, "en")
    )

    parse = layers["parse"]
    assert [t.span.of(document.text) for t in parse.tokens] == [t.text for t in parse.tokens]
    assert [t.head for t in parse.tokens] == [-1, 0, 0, -1, 3, 3]
    assert [(s.first, s.last, s.segment) for s in parse.sentences] == [(0, 3, 0), (3, 6, 1)]
    assert [s.span.of(document.text) for s in layers["mention_spans"]] == ["Troops", "They"]
    assert [(s.first, s.head) for s in layers["entity_spans"]] == [
        (0, "entity_re3d"), (3, "entity_re3d")
    ]  # fmt: skip


def test_unread_kinds_have_no_tokens(read):
    _, layers = read(
        ("Photo: A. B.", SegmentKind.CREDIT, "en"), ("They fled.", SegmentKind.PARAGRAPH, "en")
    )

    assert [t.text for t in layers["parse"].tokens] == ["They", "fled", "."]
    assert layers["parse"].sentences[0].segment == 1


def test_another_language_is_cut_but_not_analysed(read):
    _, layers = read(
        ("Ворог відступив.", SegmentKind.PARAGRAPH, "uk"),
        ("They fled.", SegmentKind.PARAGRAPH, "en"),
    )

    tokens = layers["parse"].tokens
    assert [t.text for t in tokens[:3]] == ["Ворог", "відступив", "."]
    assert {t.upos for t in tokens[:3]} == {"X"}
    assert not layers["vectors"][:3].any()
    assert layers["vectors"].shape == (6, WIDTH)
    assert layers["trigger_scores"].values[:3].argmax(1).tolist() == [0, 0, 0]
    assert [s.first for s in layers["mention_spans"]] == [3]


def test_an_empty_document_gives_empty_layers(read):
    _, layers = read()

    assert layers["parse"].tokens == ()
    assert layers["vectors"].shape == (0, WIDTH)
    assert layers["trigger_scores"].values.shape == (0, 2)
    assert set(layers) == set(SyntaxAnnotator.provides)
