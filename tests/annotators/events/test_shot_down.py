"""What air defences destroy was in the air. Fiction."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Air defence destroyed 12 drones over Izmail.", "interception"),
        ("Our air defenders destroyed four Shaheds over the region.", "interception"),
        ("Soldiers destroyed two tanks near Lyman.", "materiel_loss"),
        ("Saboteurs destroyed an air defence system near Dzhankoi.", "materiel_loss"),
    ],
)
def test_air_defences_shoot_down_what_they_destroy(reader, text, type_):
    assert [c.type.value for c in reader.read_text(text).claims] == [type_]
