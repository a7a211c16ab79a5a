"""A number that another verb has is not given to the deed beside it. Fiction."""

from __future__ import annotations

import pytest

CASES = [
    ("Three people died and more than 2,000 were evacuated.", "died", [3]),
    ("Two soldiers were killed and nearly 300 fled the village.", "killed", [2]),
    ("Shelling killed five people and hundreds were evacuated from Lyman.", "killed", [5]),
    ("A strike destroyed two tanks, killing four men.", "killing", [4]),
    ("At least 12 people died and more than 40 were wounded in Lyman.", "died", [12, 40]),
    ("Four people were killed and nine wounded in Lyman.", "killed", [4, 9]),
]


@pytest.mark.parametrize(("text", "trigger", "lows"), CASES)
def test_a_clause_keeps_its_own_numbers(reader, text, trigger, lows):
    reading = reader.read_text(text)

    claim = next(c for c in reading.claims if c.trigger.of(reading.text) == trigger)

    assert [f.low for f in claim.figures] == lows
