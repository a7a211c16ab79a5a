"""Hand-made parses: enough of a tree for rules that look at words and order."""

from __future__ import annotations

import re

import pytest

from whosays.schema.parse import Parse
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token

_WORD = re.compile(r"[A-Z]\.(?:[A-Z]\.)+|\w+(?:['’]\w+)*|[^\w\s]")


def make_parse(text: str) -> Parse:
    """One sentence; capitalised words are PROPN, all hang on the first."""
    tokens = []
    for index, found in enumerate(_WORD.finditer(text)):
        word = found.group()
        capital = word[0].isupper() and index > 0 or word.isupper()
        upos = "PROPN" if capital or (index == 0 and word.istitle()) else "X"
        tokens.append(
            Token(Span(*found.span()), word, word, upos, "", "", -1 if index == 0 else 0,
                  "root" if index == 0 else "dep", 0)
        )  # fmt: skip
    return Parse(text, tuple(tokens), (Sentence(Span(0, len(text)), 0, len(tokens), 0),))


@pytest.fixture
def parse():
    return make_parse
