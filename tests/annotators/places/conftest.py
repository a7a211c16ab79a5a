"""Hand-made parses: enough for rules that look at words and order; the shipped words and places."""

from __future__ import annotations

import re

import pytest

from whosays.annotators.places.words import load_words
from whosays.resources.gazetteer import load_gazetteer
from whosays.resources.resources import Resources
from whosays.schema.parse import Parse
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token
from whosays.settings import load_settings

_WORD = re.compile(r"[A-Z]\.(?:[A-Z]\.)+|\w+(?:['’]\w+)*|[^\w\s]")


def flat_parse(text):
    """One sentence; capitalised words are PROPN, all hang on the first."""
    tokens = []
    for index, found in enumerate(_WORD.finditer(text)):
        word, span = found.group(), Span(*found.span())
        upos = "PROPN" if word[0].isupper() else "X"
        head, deprel = (-1, "root") if index == 0 else (0, "dep")
        tokens.append(Token(span, word, word.lower(), upos, "", "", head, deprel, 0))
    return Parse(text, tuple(tokens), (Sentence(Span(0, len(text)), 0, len(tokens), 0),))


@pytest.fixture(scope="session")
def flat():
    """Give the maker of flat parses."""
    return flat_parse


@pytest.fixture(scope="session")
def resources():
    return Resources()


@pytest.fixture(scope="session")
def words(resources):
    return load_words(resources)


@pytest.fixture(scope="session")
def weights(resources):
    return resources.table("en/place_weights.toml")


@pytest.fixture(scope="session")
def gazetteer(resources, tmp_path_factory):
    home = {"WHOSAYS_HOME": str(tmp_path_factory.mktemp("home"))}
    return load_gazetteer(resources, load_settings(environ=home))


@pytest.fixture(scope="session")
def read_places(tmp_path_factory):
    """Give a reader of places with the shipped analyser and the built-in gazetteer."""
    from whosays.pipeline.build import build_annotators
    from whosays.pipeline.run import annotate
    from whosays.readers.read import read_text

    home = {"WHOSAYS_HOME": str(tmp_path_factory.mktemp("home"))}
    layers = ("language", "syntax", "entities", "places")
    annotators = build_annotators(Resources(), load_settings(environ=home), layers)

    def read(text):
        return annotate(read_text(text), annotators)

    return read
