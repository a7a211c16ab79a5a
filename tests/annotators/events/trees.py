"""Hand-made trees for the tests of events: word/UPOS/XPOS/head/relation/lemma, heads from 1."""

from __future__ import annotations

from whosays.annotators.events import build
from whosays.resources.resources import Resources
from whosays.schema.analysis import TokenScores
from whosays.schema.annotations import Annotations
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.parse import Parse
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token
from whosays.settings import load_settings

LAYERS = ("actors", "places", "weapons", "figures", "times", "attributions", "coreference")


def parse_of(*rows):
    """Build a parse; one string a sentence, words joined by a space."""
    tokens, sentences, text = [], [], ""
    for number, row in enumerate(rows):
        first = len(tokens)
        for cell in row.split():
            word, upos, xpos, head, deprel, lemma = cell.split("/")
            text += " " if text else ""
            span = Span(len(text), len(text) + len(word))
            text += word
            above = int(head) - 1 + first if int(head) else -1
            tokens.append(Token(span, word, lemma, upos, xpos, "", above, deprel, number))
        span = Span(tokens[first].span.start, len(text))
        sentences.append(Sentence(span, first, len(tokens), 0))
    return Parse(text, tuple(tokens), tuple(sentences))


def document_of(parse):
    """Give the document of one paragraph that a parse is of."""
    segment = Segment(Span(0, len(parse.text)), SegmentKind.PARAGRAPH, "en")
    meta = DocumentMeta(source="test.txt")
    return Document("test.txt", "0" * 64, parse.text, (segment,), meta, "en")


def events_of(*rows, **layers):
    """Run the annotator by the lexicon alone and give the events; a layer may be a function of
    the parse.
    """
    parse = parse_of(*rows)
    values = {
        name: layers[name](parse) if callable(layers.get(name)) else layers.get(name, ())
        for name in LAYERS
    }
    scores: TokenScores | None = None
    annotator = build(Resources(), load_settings(environ={"WHOSAYS_HOME": "/nowhere"}))
    annotator.combiner = None
    annotations = Annotations(
        document_of(parse), {"parse": parse, "vectors": None, "trigger_scores": scores, **values}
    )
    found = annotator.annotate(annotations.document, annotations)["events"]
    return parse.text, found


def told(text, events, role):
    """Give the words of all arguments of a role, by trigger."""
    return {
        e.trigger.of(text): [a.span.of(text) for a in e.arguments if a.role == role] for e in events
    }
