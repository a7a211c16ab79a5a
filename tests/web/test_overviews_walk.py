"""Map and timeline in a browser: marks, keys, brush; no error, and nothing asked of others."""

import re
from datetime import date

import pytest


@pytest.fixture
def claims(app, add_reading):
    with app.ledger() as ledger:
        text = "Troops shelled Siversk on {}"
        return [add_reading(ledger, text.format(date(2023, 5, d)), "shelled", name=f"{d}.txt")[1]
                for d in (1, 9)]  # fmt: skip


def test_a_mark_is_opened_by_keys_and_its_claims_stand_beside(tab, claims):
    tab.goto(f"{tab.start}/map")
    tab.wait_for_selector("#map[data-ready] .mark")

    mark = tab.locator(".mark").first
    assert mark.get_attribute("title").startswith("Siversk: 2")
    mark.focus()
    tab.keyboard.press("Enter")

    tab.wait_for_selector("#at .claim-lines")
    tab.locator(f'#at a[href="/claim/{claims[0]}"]').click()
    tab.wait_for_url(re.compile(f"/claim/{claims[0]}"))


@pytest.mark.usefixtures("claims")
def test_the_place_seen_is_kept_in_the_address(tab):
    tab.goto(f"{tab.start}/map#7/48.5/38.5")
    tab.wait_for_selector("#map[data-ready] .mark")
    tab.click(".leaflet-control-zoom-in")
    tab.wait_for_url(re.compile(r"#8/"))
    assert tab.locator(".map .disputed").count() == 1


@pytest.mark.usefixtures("claims")
def test_the_list_moves_the_map_to_its_place(tab):
    tab.goto(f"{tab.start}/map")
    tab.wait_for_selector("#map[data-ready] .mark")

    tab.click(".place-list a")

    tab.wait_for_selector("#at .claim-lines")
    tab.wait_for_url(re.compile(r"/map#[\d.]+/48\.86"))
