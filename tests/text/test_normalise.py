"""Folding keeps offsets; keys make prints of one sentence equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.text.normalise import collapse, comparison_key, fold_signs


@given(st.text())
def test_folding_signs_keeps_the_length(text):
    assert len(fold_signs(text)) == len(text)


def test_quotes_dashes_and_spaces_become_plain():
    assert fold_signs("“Слов’янськ”\u00a0– 38\u202f550") == '"Слов\'янськ" - 38 550'


def test_two_prints_of_one_sentence_have_one_key():
    assert comparison_key("The “Enemy”  fled\u200b.") == comparison_key('the "enemy" fled.')


@given(st.text())
def test_collapsing_twice_changes_nothing(text):
    assert collapse(collapse(text)) == collapse(text)
