"""Sides, measures and figures without a claim are told in words that a reader knows."""

from dataclasses import dataclass

import pytest

from whosays.schema.figure import Figure
from whosays.schema.span import Span
from whosays.web.asked import asked
from whosays.web.incident_words import field_words
from whosays.web.marks import Mark, loose_figures, marked
from whosays.web.sides import in_words, side_code, side_words


@pytest.mark.parametrize(
    ("code", "words"),
    [("RUS", "Russia"), ("RUS/MIL", "Russia, armed forces"), ("UKR/GOV", "Ukraine, government"),
     ("Wagner", "Wagner"), ("RUS/REB/Wagner", "Russia, rebels, Wagner"),
     ("third", "third side"), ("", "")],
)  # fmt: skip
def test_a_side_is_told_in_words(code, words):
    assert side_words(code) == words


@pytest.mark.parametrize(
    ("written", "code"),
    [("Russia", "RUS"), ("  russia ", "RUS"), ("Russia, armed forces", "RUS/MIL"), ("RUS", "RUS"),
     ("Wagner", "Wagner"), ("Russia, gardeners", "Russia, gardeners")],
)  # fmt: skip
def test_words_written_into_a_filter_are_the_side_they_name(written, code):
    assert side_code(written) == code
    assert asked({"agent": written}).query.agent == code.strip()


def test_codes_in_a_sentence_are_put_into_words_and_other_capitals_are_not():
    said = in_words("UKR/MIL says RUS did it, NATO and the IDF say nothing of XYZ")

    assert said == "Ukraine, armed forces says Russia did it, NATO and the IDF say nothing of XYZ"


def test_a_contradicted_number_says_what_it_counts():
    assert field_words("figures.armoured_vehicle of RUS/MIL") == (
        "armoured vehicles of Russia, armed forces"
    )
    assert field_words("figures.killed") == "killed"


@dataclass
class Row:
    text: str = "Tanks 10 272 lost, 5 hit"

    def figure(self, words, what):
        start = self.text.index(words)
        number = int(words.replace(" ", ""))
        return Figure(Span(start, start + len(words)), what, number, number)


def test_a_figure_that_no_claim_holds_is_marked_as_such():
    row = Row()
    held, loose = row.figure("5", "tank"), row.figure("10 272", "tank")
    mark = Mark(*held.span, "figure", 1, "stated")

    found = loose_figures((held, loose), [mark])
    shown = marked(row.text, 0, len(row.text), [*found, mark], None)

    assert [(m.start, m.end, m.number) for m in found] == [(*loose.span, 0)]
    assert (
        'class="m f-figure loose" data-s="6" title="figure that no claim holds: tanks: 10,272"'
        in shown
    )
    assert 'class="m f-figure" data-c="1"' in shown
