"""Whose bulletin a text is, by its own first lines."""

from __future__ import annotations

import pytest

from whosays.annotators.actors.issuer import issuer
from whosays.resources.actors import load_actors
from whosays.resources.resources import Resources

TITLES = ("report", "statement", "briefing")


@pytest.fixture(scope="module")
def catalogue():
    return load_actors(Resources())


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Russian Defence Ministry report on the operation (3 May 2031)", "RUS"),
        ("Statement of the General Staff of the Armed Forces of Ukraine", "UKR"),
        ("3 May 2031\n\nGeneral Staff of the Armed Forces of Ukraine\n\nThe enemy", "UKR"),
        ("Russian Defence Ministry daily briefing: main points", "RUS"),
    ],
)
def test_a_title_tells_whose_text_it_is(catalogue, line, country):
    assert issuer(line, catalogue, TITLES).country == country


@pytest.mark.parametrize(
    "line",
    [
        "Russian Defence Ministry denies report on Izium",
        "Russian Defence Ministry says three villages were taken",
        "Kyiv rejects the Russian Defence Ministry's claim on Vuhledar",
        "A quiet day in Lviv\n\nThe statement of a baker about his bread.",
    ],
)
def test_news_about_a_body_is_not_the_bodys(catalogue, line):
    assert issuer(line, catalogue, TITLES) is None
