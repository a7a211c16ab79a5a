"""Weapons of events, over whole sentences of our own."""

from __future__ import annotations

import pytest

from whosays.schema.document import Given

pytestmark = pytest.mark.quality


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        ("The village was mortared all night.", "shelling", ["mortar"]),
        ("Sappers laid anti-tank mines in front of Verbove.", "deployment", ["mine_ied"]),
        ("Six civilians died under cluster shells in Izium.", "casualties", ["cluster"]),
        ("Jets hit a gun position near Lyman.", "air_strike", ["aircraft"]),
        (
            "An armoured car was destroyed with a Javelin near Lyman.",
            "materiel_loss",
            ["anti_tank"],
        ),
    ],
)
def test_an_event_has_the_weapon_it_was_done_with(reader, text, type_, wanted):
    reading = reader.read_text(f"KHARKIV, 3 May 2023\n\n{text}\n", given=Given())

    assert [[w.code for w in c.weapons] for c in reading.claims if c.type == type_] == [wanted]
