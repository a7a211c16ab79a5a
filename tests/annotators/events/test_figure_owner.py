"""Which events a figure belongs to, over whole sentences of our own."""

from __future__ import annotations

import pytest

from whosays.schema.document import Given

pytestmark = pytest.mark.quality


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A missile killed four people in Izium; Kyiv had spoken of nine wounded.",
            {("casualties", 4), ("casualties", 9)},
        ),
        (
            "Drones struck the port of Izmail, and 31 families fled their homes.",
            {("displacement", 31)},
        ),
        (
            "The brigade destroyed two tanks, a howitzer, three lorries and five mortars near Lyman.",
            {("materiel_loss", 2), ("materiel_loss", 3), ("materiel_loss", 5)},
        ),
        (
            "The office counted 12 civilians killed (seven men, three women and two boys) in Sumy.",
            {("casualties", 12), ("casualties", 7), ("casualties", 3), ("casualties", 2)},
        ),
        ("One of the officers said that a shell had hit the school in Orikhiv.", set()),
    ],
)
def test_a_figure_goes_to_the_event_that_it_counts(reader, text, wanted):
    reading = reader.read_text(f"KHARKIV, 3 May 2023\n\n{text}\n", given=Given())

    assert {(str(c.type), f.low) for c in reading.claims for f in c.figures} == wanted
