"""Map and timeline in a browser: marks, keys, brush; no error, and nothing asked of others."""

import re
from datetime import date

import pytest


@pytest.fixture
def claims(app, add_reading):
    with app.ledger() as ledger:
        text = "Troops shelled Siversk on {}"
        days = [date(2023, 5, d) for d in (1, 9)]
        return [add_reading(ledger, text.format(d), "shelled", name=f"{d}.txt", day=d)[1]
                for d in days]  # fmt: skip


def test_a_mark_is_opened_by_keys_and_its_claims_stand_beside(tab, claims):
    tab.goto(f"{tab.start}/map")
    tab.wait_for_selector("#map[data-ready] .mark")

    mark = tab.locator(".mark").first
    assert mark.get_attribute("aria-label").startswith("Siversk: 2")
    mark.focus()
    tab.keyboard.press("Enter")

    tab.wait_for_selector("#at .claim-lines")
    tab.locator(f'#at a[href="/claim/{claims[0]}"]').click()
    tab.wait_for_url(re.compile(f"/claim/{claims[0]}"))


@pytest.mark.usefixtures("claims")
def test_the_place_seen_is_kept_in_the_address(tab):
    tab.goto(f"{tab.start}/map#7/46.2/34.5")
    tab.wait_for_selector("#map[data-ready]")
    tab.click(".leaflet-control-zoom-in")
    tab.wait_for_url(re.compile(r"#8/"))
    tab.wait_for_selector(".map .land:not([data-disputed='0'])[data-disputed]")
    assert int(tab.locator(".map .land").get_attribute("data-parts")) >= 1


@pytest.mark.usefixtures("claims")
def test_the_list_moves_the_map_to_its_place(tab):
    tab.goto(f"{tab.start}/map")
    tab.wait_for_selector("#map[data-ready] .mark")

    tab.click(".place-list a")

    tab.wait_for_selector("#at .claim-lines")
    tab.wait_for_url(re.compile(r"/map#[\d.]+/48\.86"))


@pytest.mark.usefixtures("claims")
def test_pages_change_in_place_and_the_browsers_way_back_works(tab):
    tab.goto(f"{tab.start}/claims")
    tab.evaluate("globalThis.same = true")

    tab.click('.facet a:has-text("shelling")')
    tab.wait_for_url(re.compile("type=shelling"))
    tab.fill("#q-text", "shelled")
    tab.press("#q-text", "Enter")
    tab.locator("mark").first.wait_for()
    tab.locator("table.claims .what").first.click()
    tab.wait_for_url(re.compile(r"/report/\d+#c"))
    tab.locator(".card.on").wait_for()
    tab.keyboard.press("o")
    tab.click('header nav a:has-text("Timeline")')
    tab.locator("svg.bars").first.wait_for()
    assert tab.locator("header nav a[aria-current]").inner_text() == "Timeline"
    for path in ("/report/", "text=shelled", "type=shelling", "/claims"):
        tab.go_back()
        tab.wait_for_url(re.compile(re.escape(path)))

    tab.locator("table.claims tbody tr").nth(1).wait_for()
    assert tab.locator(".chosen").count() == 0
    assert tab.evaluate("globalThis.same")


@pytest.mark.usefixtures("claims")
def test_days_are_brushed_and_their_claims_shown(tab):
    tab.goto(f"{tab.start}/timeline")
    box = tab.locator("svg.bars").first.bounding_box()
    tab.mouse.move(box["x"] + 3, box["y"] + 50)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] - 3, box["y"] + 60, steps=4)
    tab.mouse.up()

    tab.wait_for_url(re.compile("from=.*to="))
    tab.locator("#chosen .claim-lines").wait_for()
    assert tab.locator("#chosen .claim-lines > li").count() >= 1


@pytest.mark.usefixtures("claims")
def test_the_map_stays_where_it_looks_while_claims_are_narrowed(tab):
    tab.goto(f"{tab.start}/map#8/48.86/38.1")
    tab.wait_for_selector("#map[data-ready] .mark")
    tab.evaluate("globalThis.same = true")

    tab.select_option("#q-type", "talks")
    tab.click(".filter-form button")
    tab.wait_for_url(re.compile("type=talks"))
    tab.wait_for_selector(".mark", state="detached")
    tab.click(".chip.filter")
    tab.wait_for_selector(".mark")

    assert tab.evaluate("globalThis.same")
    assert tab.locator("#map .leaflet-map-pane").count() == 1


def test_a_mark_is_a_button_that_says_what_it_is(tab, app, add_reading):
    with app.ledger() as ledger:
        add_reading(ledger, "Troops shelled Siversk", "shelled", day=date(2023, 5, 1))
    tab.goto(f"{tab.start}/map#9/48.86/38.1")
    tab.wait_for_selector("#map[data-ready] .mark")

    mark = tab.locator(".mark").first
    assert mark.get_attribute("tabindex") == "0"
    assert mark.get_attribute("role") == "button"
    mark.hover()
    assert mark.locator("title").text_content().startswith("Siversk: 1 (settlement")
