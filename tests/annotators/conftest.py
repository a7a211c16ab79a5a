"""Trees of sentences of our own, and what the annotators of saying make of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from whosays.annotators import attribution, chains, coreference, stance
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.event import Event
from whosays.schema.parse import Parse
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token
from whosays.settings import load_settings

TREES = Path(__file__).with_name("trees.toml")


@pytest.fixture(scope="session")
def saying():
    """Give the annotators of attribution, coreference, chains and stance, built once."""
    resources, settings = Resources(), load_settings(environ={"WHOSAYS_HOME": "/nowhere"})
    return [m.build(resources, settings) for m in (attribution, coreference, chains, stance)]


@pytest.fixture(scope="session")
def trees():
    """Give the rows of trees.toml by name."""
    return tomllib.loads(TREES.read_text("utf-8"))


@pytest.fixture
def read_tree(saying, trees):
    """Give a maker: a tree's name and a trigger's words to all layers of saying."""

    def read(name, trigger=None, type_="shelling", *, kind=SegmentKind.PARAGRAPH, publisher=None):
        text, rows = trees[name]["text"], trees[name]["rows"]
        document = document_of(text, kind, publisher)
        layers = {
            "parse": parse_of(text, rows, document),
            "entities": (),
            "actors": (),
            "events": (),
        }
        annotations = Annotations(document, layers)
        if trigger is not None:
            start = text.index(trigger)
            span = Span(start, start + len(trigger))
            event = Event(type_, span, annotations.parse.top(span))
            annotations = annotations.with_layers({"events": (event,)})
        for annotator in saying:
            annotations = annotations.with_layers(annotator.annotate(document, annotations))
        return annotations

    return read


def document_of(text, kind, publisher):
    """Make a document of one segment a line."""
    segments, at = [], 0
    for line in text.split("\n"):
        segments.append(Segment(Span(at, at + len(line)), kind, "en"))
        at += len(line) + 1
    meta = DocumentMeta(source="test.txt", publisher=publisher)
    return Document("test.txt", "0" * 64, text, tuple(segments), meta, "en")


def parse_of(text, rows, document):
    """Build a parse from "word/upos/xpos/head/relation/lemma" rows, one string a sentence."""
    tokens, sentences, at = [], [], 0
    for number, row in enumerate(rows):
        first = len(tokens)
        for cell in row.split(" "):
            word, upos, xpos, head, deprel, lemma = cell.split("/")
            start = text.index(word, at)
            at = start + len(word)
            index = int(head) - 1 + first if int(head) else -1
            tokens.append(
                Token(Span(start, at), word, lemma, upos, xpos, "", index, deprel, number)
            )
        span = Span(tokens[first].span.start, tokens[-1].span.end)
        segment = next(i for i, s in enumerate(document.segments) if s.span.contains(span))
        sentences.append(Sentence(span, first, len(tokens), segment))
    return Parse(text, tuple(tokens), tuple(sentences))
