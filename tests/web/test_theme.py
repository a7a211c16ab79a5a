"""Dark and light keep the contrast that people with weak eyes need (WCAG AA: 4.5 to 1)."""

import re
from pathlib import Path

import pytest

import whosays.web

STATIC = Path(whosays.web.__file__).parent / "static"
CSS = (STATIC / "app.css").read_text("utf-8") + (STATIC / "overview.css").read_text("utf-8")
COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS
    )
}
PAIRS = [
    *((name, ground) for name in ("text", "dim", "accent") for ground in ("bg", "surface", "sunk")),
    ("on-accent", "accent"), ("accent", "accent-soft"), ("good", "good-soft"), ("bad", "bad-soft"),
    ("warn", "warn-soft"), ("text", "warn-soft"), ("surface", "event"), ("good", "surface"),
    ("bad", "surface"), ("place", "surface"), ("event", "surface"), ("text", "accent-soft"),
    ("text", "bad-soft"), ("dim", "accent-soft"), ("warn", "bg"), ("bad", "bg"),
]  # fmt: skip


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS, ids=["-".join(p) for p in PAIRS])
def test_words_stand_out_from_their_ground(front, ground, theme):
    first, second = (luminance(COLOURS[name][theme]) for name in (front, ground))

    assert (max(first, second) + 0.05) / (min(first, second) + 0.05) >= 4.5


FIELDS = ("event", "agent", "target", "place", "time", "weapon", "figure")


def mixed(front, ground, share):
    """Give what ``color-mix`` makes of two colours."""
    pairs = zip(*((int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (front, ground)), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(one, other):
    first, second = luminance(one), luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("share", [0.13, 0.34, 0.42], ids=["marked", "pointed at", "chosen"])
def test_marked_words_are_read_as_well(field, share, theme):
    ground = mixed(COLOURS[field][theme], COLOURS["surface"][theme], share)

    assert contrast(COLOURS["text"][theme], ground) >= 4.5
    # The line under it tells the field: a sign, not a word.
    assert contrast(COLOURS[field][theme], COLOURS["surface"][theme]) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("side", [f"side{n}" for n in (*range(6), "-none")])
def test_sides_stand_out_from_land_and_sea_and_carry_their_numbers(side, theme):
    colour = COLOURS[side][theme]
    for ground in (("#f7f6f1", "#20262d"), ("#dfe7ec", "#0d1218")):
        assert contrast(colour, ground[theme]) >= 3
    assert contrast(COLOURS["surface"][theme], colour) >= 4.5


def test_styles_and_scripts_ask_for_nothing_outside():
    for file in (Path(whosays.web.__file__).parent / "static").iterdir():
        words = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in words
        assert "https:" not in words
        assert "eval(" not in words
