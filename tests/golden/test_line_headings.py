"""Bulletins in lines: the place that opens a line is where its deeds were done. Fiction."""

from __future__ import annotations

import pytest

LINES = [
    ("Bilopillia community: 24 mines were fired; two houses were damaged.", "Bilopillia"),
    ("▪ Kramatorsk district – two shellings. A house was burned down.", "Kramatorsk"),
    ("Kharkiv: two people were killed.", "Kharkiv"),
]


@pytest.mark.parametrize(("line", "place"), LINES)
def test_what_a_line_tells_happened_where_it_begins(reader, line, place):
    reading = reader.read_text(line)

    assert reading.claims
    for claim in reading.claims:
        assert [p.span.of(reading.text) for p in claim.places] == [place]


@pytest.mark.parametrize(
    "line",
    ["Kharkiv mayor: two people were killed.", "KHARKIV – Two people were killed near Izium."],
)
def test_a_speaker_and_a_dateline_are_no_heading(reader, line):
    reading = reader.read_text(line)

    for claim in reading.claims:
        assert "kharkiv" not in [p.span.of(reading.text).lower() for p in claim.places]
