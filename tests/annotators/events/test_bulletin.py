"""Losses bulletins: rows become one claim of losses with totals and increments."""

import pytest

from whosays.annotators.events.bulletin import Bulletins
from whosays.resources.resources import Resources
from whosays.schema.document import Given

TABLE = Resources().table("en/bulletins.toml")
BULLETIN = """The total combat losses of the enemy from 24.02 to 03.09 were approximately:

personnel ‒ about 48 350 (+250) persons were liquidated,

tanks ‒ 1991 (+5),

APV – 4,365 (+20),

special equipment – 104 (+0).

Data are being updated.
"""


@pytest.mark.parametrize("words", TABLE["yes"])
def test_a_row_is_recognised(words):
    assert Bulletins(TABLE).row.search(words)


@pytest.mark.parametrize("words", TABLE["no"])
def test_ordinary_words_are_no_row(words):
    assert not Bulletins(TABLE).row.search(words)


def test_a_bulletin_gives_totals_and_increments_on_its_losses(reader):
    reading = reader.read_text(BULLETIN, given=Given())

    losses = [c for c in reading.claims if c.trigger.of(reading.text) == "losses" and c.figures]
    people = next(c for c in losses if c.type == "casualties")
    things = next(c for c in losses if c.type == "materiel_loss")
    counted = [(f.what, f.low, f.total) for f in things.figures]
    assert [(f.what, f.low, f.total, f.approx) for f in people.figures] == [
        ("killed", 48350, True, True),
        ("killed", 250, False, False),
    ]
    assert ("tank", 1991, True) in counted
    assert ("armoured_vehicle", 20, False) in counted
    assert ("other", 0, False) in counted


def test_rows_in_flowing_text_are_a_bulletin_too(reader):
    text = (
        "Enemy losses as of 3 September stand at: tanks – 1991 (+5), "
        "APV – 4365 (+20), artillery systems – 1126 (+11).\n"
    )
    reading = reader.read_text(text, given=Given())

    things = next(c for c in reading.claims if c.type == "materiel_loss")
    assert [f.low for f in things.figures] == [1991, 5, 4365, 20, 1126, 11]


def test_two_rows_make_no_bulletin(make_document):
    document = make_document("Their losses: tanks – 3 (+1), trucks – 4 (+2).")

    assert Bulletins(TABLE).runs(document) == []
