from __future__ import annotations

import pytest

from whosays.text.romanise import cyrillise, guess_language, romanise, romanise_all


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Щастя", "Shchastia"),
        ("Єланець", "Yelanets"),
        ("Згурівка", "Zghurivka"),
        ("Знам'янка", "Znamianka"),
        ("Юр’ївка", "Yurivka"),
        ("КИЇВ", "KYIV"),
        ("Йосипівка", "Yosypivka"),
    ],
)
def test_the_official_table_writes_ukrainian_names(name, latin):
    assert romanise(name, "kmu2010") == latin


@pytest.mark.parametrize(
    ("name", "system", "latin"),
    [
        ("Слов'янськ", "bgn1965", "Slov”yansʼk"),
        ("Ельск", "bgn1947", "Yelʼsk"),
        ("Артёмовск", "bgn1947", "Artyomovsk"),
        ("Заречье", "passport1997", "Zareche"),
        ("Подъезд", "passport2013", "Podieezd"),
    ],
)
def test_each_table_keeps_its_own_habits(name, system, latin):
    assert romanise(name, system).startswith(latin[:5])


def test_letters_of_one_language_tell_it():
    assert guess_language("Київ") == "uk"
    assert guess_language("Крым") == "ru"
    assert guess_language("Лиман") is None


def test_a_name_of_unknown_language_is_written_by_all_tables():
    spellings = romanise_all("Горловка")

    assert "Horlovka" in spellings
    assert "Gorlovka" in spellings


def test_newspapers_spellings_of_adjectives_are_among_them():
    assert {"Krasny Liman", "Krasnyy Liman"} <= set(romanise_all("Красный Лиман", "ru"))


def test_back_to_cyrillic_loses_only_soft_signs():
    assert cyrillise("Shchastia") == "Щастя"
    assert cyrillise("Gorlovka", "ru") == "Горловка"
