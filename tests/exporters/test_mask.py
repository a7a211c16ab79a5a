"""Private persons get stable pseudonyms; offices and public figures stay."""

from __future__ import annotations

import pytest

from whosays.exporters.mask import Masker, mask_text, person_words
from whosays.resources.resources import Resources

TABLE = Resources().table("en/persons.toml")
WORDS = person_words(TABLE)


@pytest.fixture
def masker():
    return Masker(WORDS, b"secret")


def spans(text, *names):
    return [(text.index(n), text.index(n) + len(n)) for n in names]


REPORT = (
    "President Volodymyr Zelensky and Governor Oleh Veres spoke in Kyiv on Monday. "
    "The soldier Ivan Petrenko, 24, was captured near Siversk, his mother Olena Petrenko said. "
    "Maria Koval, a resident of Chepil, saw Russian troops lead Petro Hnatiuk away. "
    "Defence Minister Sergei Shoigu denied it. Koval told Reuters that Hnatiuk was a teacher. "
    "Colonel-General Anton Melnyk, commander of the brigade, promised an inquiry. "
    "The witness Serhii, who gave only his first name, hid in a cellar in Lyman."
)
PERSONS = spans(
    REPORT, "Volodymyr Zelensky", "Oleh Veres", "Ivan Petrenko", "Olena Petrenko", "Maria Koval",
    "Petro Hnatiuk", "Sergei Shoigu", "Koval told"[:5], "Anton Melnyk",
)  # fmt: skip


def test_private_persons_are_masked_everywhere_and_offices_stay(masker):
    masked = mask_text(REPORT, masker.private_names(REPORT, PERSONS))

    for name in ("Ivan", "Petrenko", "Olena", "Maria", "Koval", "Hnatiuk", "Serhii"):
        assert name not in masked
    for name in ("Volodymyr Zelensky", "Oleh Veres", "Sergei Shoigu", "Anton Melnyk"):
        assert name in masked
    for place in ("Kyiv", "Siversk", "Chepil", "Lyman", "Reuters"):
        assert place in masked


def test_a_surname_has_the_pseudonym_of_its_full_name(masker):
    names = masker.private_names(REPORT, PERSONS)

    assert names["Koval"] == names["Maria Koval"]
    assert names["Hnatiuk"] == names["Petro Hnatiuk"]


def test_a_name_has_one_pseudonym_under_one_secret(masker):
    other = Masker(WORDS, b"other")

    assert masker.pseudonym("Ivan Petrenko") == masker.pseudonym("PETRENKO Ivan")
    assert masker.pseudonym("Ivan Petrenko") != other.pseudonym("Ivan Petrenko")
    assert masker.pseudonym("Ivan Petrenko").startswith("Person ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sergeant Taras Bondar died at once.", "Taras Bondar"),
        ("Nadia Lys, 71, refused to leave.", "Nadia Lys"),
        ("Vasyl Hrim, a 40-year-old farmer, lost his leg.", "Vasyl Hrim"),
        ("They buried prisoner of war Dmitri Orlov.", "Dmitri Orlov"),
        ("Her husband Ahmed al-Khatib was taken at a checkpoint.", "Ahmed al-Khatib"),
        ("A boy named Artem cried.", "Artem"),
    ],
)
def test_names_beside_a_cue_are_found_without_the_model(masker, text, name):
    masked = mask_text(text, masker.private_names(text, []))

    assert name.split()[-1] not in masked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Ihor Terekh said so.", "Ihor Terekh"),
        ("Oleksiy Danko, head of the council, said so.", "Oleksiy Danko"),
        ("Putin said so.", "Putin"),
        ("UN Secretary-General António Guterres said so.", "António Guterres"),
    ],
)
def test_offices_and_public_figures_stay(masker, text, name):
    masked = mask_text(text, masker.private_names(text, spans(text, name)))

    assert masked == text


def test_when_in_doubt_a_person_is_private(masker):
    text = "Yurii Savchuk spoke by telephone."

    assert "Savchuk" not in mask_text(
        text, masker.private_names(text, spans(text, "Yurii Savchuk"))
    )


def test_a_name_inside_a_longer_word_is_left_alone(masker):
    text = "The boy Lys was found. Lysychansk was shelled."

    assert mask_text(text, masker.private_names(text, [])).endswith("Lysychansk was shelled.")


@pytest.mark.parametrize(
    "words",
    [
        "the Defence Ministry in Moscow", "The Defence Ministry", "military intelligence", "Wagner",
        "the prosecutor", "Kyiv's General Staff", "Moscow", "a Delta Wire reporter",
    ],
)  # fmt: skip
def test_what_is_no_persons_name_stays_whatever_the_reading_takes_it_for(words):
    text = f"On Monday {words} said that the town was shelled."
    masker = Masker(person_words(TABLE, ["Moscow", "Wagner"]), b"secret")

    assert mask_text(text, masker.private_names(text, spans(text, words))) == text


@pytest.mark.parametrize(
    "words", ["Governor Oleh Veres", "Mayor Halyna Lukash", "Colonel Ihor Syrko"]
)
def test_an_office_within_the_persons_words_counts(masker, words):
    text = f"{words} said so. Later {words.split()[-1]} said more."

    masked = mask_text(text, masker.private_names(text, spans(text, words)))

    assert masked == text


def test_a_private_person_with_a_body_near_is_masked(masker):
    text = "Maria Koval, who lives by the Kharkiv police headquarters, saw it."

    masked = mask_text(text, masker.private_names(text, spans(text, "Maria Koval")))

    assert "Koval" not in masked
    assert "Kharkiv police headquarters" in masked
