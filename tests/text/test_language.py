"""Language by script, telling letters and common words."""

from __future__ import annotations

import pytest

from whosays.readers.rules import reader_rules
from whosays.text.language import guess_language, main_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The enemy shelled two villages near the river.", "en"),
        ("Ворог обстріляв два села поблизу річки.", "uk"),
        ("Противник обстрелял два села у реки, объявили в штабе.", "ru"),
        ("敌军炮击了两个村庄。", "zh"),
        ("敵軍は二つの村を砲撃した。", "ja"),
        ("قصف العدو قريتين", "ar"),
        ("نیروهای دشمن دو روستا را گلوله‌باران کردند", "fa"),
        ("האויב הפגיז שני כפרים", "he"),
        ("Der Feind hat in der Nacht zwei Dörfer beschossen.", "de"),
        ("L'ennemi a bombardé deux villages dans la nuit.", "fr"),
        ("El enemigo bombardeó dos aldeas en la noche.", "es"),
        ("Wróg ostrzelał w nocy dwie wsie nad rzeką i się wycofał.", "pl"),
        ("12:30 – 14", "und"),
        ("Kherson", "und"),
    ],
)
def test_a_line_is_told(text, language):
    assert guess_language(text, reader_rules().common_words, "und") == language


@pytest.mark.parametrize("text", ["Kherson", "Losses", "AFP / JANA EXAMPLE", "3 – 4"])
def test_a_line_that_tells_nothing_takes_the_documents_language(text):
    assert guess_language(text, reader_rules().common_words, "en") == "en"


def test_the_main_script_counts_letters_only():
    assert main_script("123 … abc Дім дома") == "CYRILLIC"
    assert main_script("123 …") == ""
