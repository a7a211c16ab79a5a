"""Encodings met in the field."""

from __future__ import annotations

import codecs

import pytest

from whosays.readers.decode import decode
from whosays.readers.read import read_bytes

UKRAINIAN = (
    "Протягом минулої доби ворог завдав двох ракетних ударів по цивільній інфраструктурі. "
    "Наші захисники відбили атаки поблизу населених пунктів Спірне та Їжаківка."
)
RUSSIAN = (
    "За прошедшие сутки подразделения улучшили положение по переднему краю. "
    "Средствами ПВО сбиты 12 беспилотников, объявили в министерстве."
)
ENGLISH = "The “report” said the enemy – in São Tomé – had fled; cafés stayed open."
GERMAN = "Die Behörde erklärte, dass für die Größe der Brücke keine Mittel übrig seien."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (UKRAINIAN, "iso8859-5"),
        (UKRAINIAN, "utf-8"),
        (UKRAINIAN, "utf-16-le"),
        (UKRAINIAN, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac-cyrillic"),
        (RUSSIAN, "iso8859-5"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac-roman"),
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32-le"),
        (ENGLISH, "utf-32-be"),
        (GERMAN, "cp1252"),
        (GERMAN, "iso8859-1"),
    ],
)
def test_text_without_a_mark_is_decoded(text, encoding):
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.replaced == 0


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [UKRAINIAN, ENGLISH, "😀 Shells fell on 安全."])
def test_a_byte_order_mark_is_obeyed_and_removed(mark, encoding, text):
    decoded = decode(mark + text.encode(encoding))

    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
def test_one_cyrillic_word_in_english_text_is_decoded(encoding):
    text = "The village is written Дібрівне on older maps, the ministry said on Tuesday."

    assert decode(text.encode(encoding)).text == text


def test_damaged_utf8_is_read_and_the_damage_counted():
    raw = UKRAINIAN.encode() + b" \xff\xfe. " + UKRAINIAN.encode()

    document = read_bytes(raw, source="x.txt")

    assert document.text.count("\ufffd") == 2
    assert [p.code for p in document.problems] == ["A110"]


def test_a_cut_last_letter_is_replaced():
    decoded = decode(UKRAINIAN.encode()[:-2] + b"\xd0")

    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("\ufffd")


def test_a_replacement_sign_of_the_file_itself_is_no_problem():
    assert read_bytes("A sign � in a text.".encode(), source="x").problems == ()
