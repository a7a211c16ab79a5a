import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.models.edits import apply_script, make_script


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("cats", "cat", "l1+"),
        ("added", "add", "l2+"),
        ("Forced", "force", "l1+"),
        ("was", "be", "=be"),
        ("Kyiv", "Kyiv", "K"),
        ("the", "the", "l0+"),
        ("ISIL", "ISIL", "K"),
    ],
)
def test_a_script_says_how_the_form_becomes_the_lemma(form, lemma, script):
    assert make_script(form, lemma) == script
    assert apply_script(form, script) == lemma


@given(st.text("abcABC'’é", min_size=1), st.text("abcABC'’é", min_size=1))
def test_applying_undoes_making(form, lemma):
    assert apply_script(form, make_script(form, lemma)) == lemma
