from __future__ import annotations

import pytest

from whosays.text.phrases import PhraseIndex, case_rule, split_pieces


def found(names: list[str], text: str, **options: bool) -> list[tuple[str, str]]:
    index = PhraseIndex([(name, name) for name in names], **options)
    return [(text[p.start : p.end], p.value) for p in index.find(text)]


def test_the_longest_name_wins():
    names = ["Ukraine", "Armed Forces of Ukraine"]

    assert found(names, "the Armed Forces of Ukraine said Ukraine") == [
        ("Armed Forces of Ukraine", "Armed Forces of Ukraine"),
        ("Ukraine", "Ukraine"),
    ]


@pytest.mark.parametrize("text", ["al-Shabaab", "Al Shabaab", "AL-SHABAAB"])
def test_hyphens_and_case_do_not_matter_to_a_name(text):
    assert found(["Al-Shabaab"], text) == [(text, "Al-Shabaab")]


def test_a_name_needs_a_capital_and_an_abbreviation_its_own_case():
    assert (
        found(["Ministry of Defence", "SAF", "IS"], "the saf is at the ministry of defence") == []
    )
    assert found(["SAF"], "the SAF’s men") == [("SAF", "SAF")]


def test_models_take_any_spelling_and_the_plural():
    assert found(["T-72", "Shahed-136"], "two T72s, three Shahed 136 and a T-72B", plural=True) == [
        ("T72s", "T-72"),
        ("Shahed 136", "Shahed-136"),
        ("T-72B", "T-72"),
    ]


def test_inner_apostrophes_are_folded_but_the_possessive_is_not_part():
    assert found(["Sana'a", "Kyiv"], "Sana’a and Kyiv's") == [
        ("Sana’a", "Sana'a"),
        ("Kyiv", "Kyiv"),
    ]


def test_cyrillic_names_are_found():
    assert found(["ЗСУ", "Генштаб"], "Генштаб ЗСУ повідомив") == [
        ("Генштаб", "Генштаб"),
        ("ЗСУ", "ЗСУ"),
    ]


def test_offsets_are_those_of_the_text():
    text = "🔥 Die Türkei: Türkiye"

    for piece in split_pieces(text):
        assert text[piece.start : piece.end].strip()
    assert found(["Turkiye"], text) == [("Türkiye", "Turkiye")]


@pytest.mark.parametrize(
    ("name", "rule"), [("SAF", "exact"), ("Kyiv", "capital"), ("general staff", "any")]
)
def test_case_is_judged_by_the_name(name, rule):
    assert case_rule(name) == rule
