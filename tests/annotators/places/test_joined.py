from __future__ import annotations

from whosays.annotators.places.joined import join_names
from whosays.annotators.places.names import find_names
from whosays.schema.analysis import LabelledSpan


def label_of(parse, words, score=0.9):
    """Label the stretch of text as a place."""
    start = parse.text.index(words)
    tokens = parse.within((start, start + len(words)))
    span = parse.span_of(tokens)
    return LabelledSpan(span, tokens[0], tokens[-1] + 1, "PLACE", "mention", score)


def joined(parse, gazetteer, words, *labels):
    names = find_names(parse, gazetteer, words)
    return [n.text for n in join_names(parse, names, labels, gazetteer)]


def test_pieces_that_the_analyser_sees_as_one_place_are_one_name(flat, gazetteer, words):
    parse = flat("They met in Nova Soleil today.")
    label = label_of(parse, "Nova Soleil")

    assert joined(parse, gazetteer, words)[-2:] == ["Nova", "Soleil"]
    assert joined(parse, gazetteer, words, label)[-1:] == ["Nova Soleil"]


def test_known_towns_side_by_side_stay_apart(flat, gazetteer, words):
    parse = flat("It went by Kharkiv Odesa again.")
    label = label_of(parse, "Kharkiv Odesa")

    assert joined(parse, gazetteer, words, label)[-2:] == ["Kharkiv", "Odesa"]


def test_a_doubtful_label_joins_nothing(flat, gazetteer, words):
    parse = flat("They met in Cité Soleil today.")
    doubtful = label_of(parse, "Cité Soleil", score=0.4)

    assert joined(parse, gazetteer, words, doubtful) == joined(parse, gazetteer, words)
