from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotators.syntax.tokeniser import Tokeniser
from whosays.resources.resources import Resources

TABLE = Resources().table("en/tokens.toml")
TOKENISER = Tokeniser(TABLE)


def _words(text):
    return [text[s:e] for s, e in TOKENISER.cut(text)]


@pytest.mark.parametrize("example", TABLE["example"], ids=lambda e: e["text"][:20])
def test_the_table_holds_its_own_examples(example):
    assert _words(example["text"]) == example["words"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the General's order", ["the", "General", "'s", "order"]),
        ("It's its", ["It", "'s", "its"]),
        ("won’t", ["wo", "n’t"]),
        ("Al-Bab", ["Al", "-", "Bab"]),
        ("$1.5 million", ["$", "1.5", "million"]),
        ("No. 5. No.", ["No.", "5", ".", "No", "."]),
        ("Z.A.R.A. Ltd.", ["Z.A.R.A.", "Ltd."]),
        ("O'Brien", ["O'Brien"]),
        ("“We will hold,” he said", ["“", "We", "will", "hold", ",", "”", "he", "said"]),
        ("+++ ALERT +++", ["+++", "ALERT", "+++"]),
        ("a–b — c", ["a", "–", "b", "—", "c"]),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text, words):
    assert _words(text) == words


@given(st.text(max_size=60))
def test_words_are_in_order_and_hold_all_but_white_space(text):
    spans = TOKENISER.cut(text)

    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for s, e in spans for i in range(s, e)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(s < e for s, e in spans)
