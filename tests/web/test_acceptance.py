"""One walk from the first start to a link that shows the same again, over reports of our own."""

import csv
import re
from pathlib import Path

from whosays.resources.resources import DATA

SAMPLES = DATA / "samples"
VIEWS = (
    ("05-village-seen-from-kyiv.txt", "Slobidska Example"),
    ("06-village-seen-from-moscow.txt", "Vestovoi"),
)


def paste(tab, name, publisher):
    tab.goto(f"{tab.start}/")
    tab.fill("#text", (SAMPLES / name).read_text("utf-8"))
    tab.fill("#published", "2024-01-12")
    tab.fill("#publisher", publisher)
    tab.click("form.read button[type=submit]")
    tab.wait_for_url(re.compile(r"/report/\d+$"))
    assert publisher in tab.locator(".report-head").inner_text()


def rows(tab):
    tab.locator("table.claims tbody tr").first.wait_for()
    return tab.locator("table.claims tbody tr").all_inner_texts()


def test_the_whole_way(tab):
    # A first start, and a bundled report pasted.
    tab.goto(tab.start)
    tab.wait_for_url(f"{tab.start}/read")
    assert "Nothing is in the ledger yet" in tab.content()
    paste(tab, *VIEWS[0])
    assert tab.locator(".legend .m").count() >= 8
    assert tab.locator(".glance button[data-said]").count() >= 3

    # A claim's evidence.
    card = tab.locator(".card:has(a.fact.f-place)").first
    number, claim = card.get_attribute("data-n"), card.get_attribute("data-claim")
    tab.locator(f'.text .n[data-n="{number}"]').click()
    card = tab.locator(f'.card[data-n="{number}"]')
    assert card.locator("details.evidence[open] q").count() >= 2
    assert card.locator("details.evidence .why").count() >= 1

    # Its place corrected: nobody decides without a name, so one is given first.
    tab.click("#reviewer summary")
    tab.fill("#reviewer-name", "Anna Example")
    tab.click("#reviewer button[type=submit]")
    tab.wait_for_load_state()
    tab.locator(f'.card.on[data-claim="{claim}"]').wait_for()
    tab.keyboard.press("e")
    form = tab.locator("form.correct-form")
    form.locator("input[name=place-0-name]").fill("Lozova")
    form.locator("button.look-up").first.click()
    form.locator('label:has-text("Lozova, UKR") input').first.check()
    assert form.locator(".minimap .land").count() >= 1
    assert form.locator(".minimap .pin.chosen").count() >= 1
    form.locator("input[name=reason]").fill("the next village is meant")
    form.locator("button.primary").click()
    card = tab.locator(f'.card[data-claim="{claim}"]')
    card.locator(".chip.v-corrected").wait_for()

    # The map shows it there.
    with tab.expect_navigation():
        card.locator("a.fact.f-place", has_text="Lozova").click()
    tab.wait_for_selector("#map[data-ready]")
    tab.wait_for_selector('.mark[aria-label^="Lozova"]')
    assert "Lozova" in tab.locator(".place-list").inner_text()
    tab.locator('.mark[aria-label^="Lozova"]').click()
    tab.locator(f'#at a[href="/claim/{claim}"]').wait_for()

    # The other side's report, and the incident in which they contradict each other.
    paste(tab, *VIEWS[1])
    tab.click('header nav a:has-text("Incidents")')
    tab.locator(".waiting, table.incidents").first.wait_for()
    tab.locator("table.incidents").wait_for()
    tab.click('a:has-text("contradicted")')
    tab.wait_for_url(re.compile("shows=contradicted"))
    tab.locator("table.incidents .what").first.click()
    tab.wait_for_url(re.compile(r"/incident/i"))
    assert tab.locator(".accord-line.contradict").count() >= 1
    assert tab.locator(".matrix td.left").count() >= 1
    assert tab.locator(".chains-graph .node").count() >= 2
    with tab.expect_download() as download:
        tab.click("text=Save as one file")
    assert "default-src 'none'" in Path(download.value.path()).read_text("utf-8").replace(
        "&#x27;", "'"
    )

    # Counts as series, each point with its words.
    tab.click('header nav a:has-text("Series")')
    tab.wait_for_url(re.compile("/series"))
    point = tab.locator('.few a[href^="/claim/"], .plot a[href^="/claim/"]').first
    point.wait_for()
    point.click()
    tab.wait_for_url(re.compile("/claim/c"))
    assert tab.locator(".context .m").count() >= 1

    # A view of the claims, saved as a table; its link, opened anew, shows the same.
    tab.click('header nav a:has-text("Claims")')
    tab.wait_for_url(f"{tab.start}/claims")
    tab.fill("#q-text", "Synkivka")
    tab.press("#q-text", "Enter")
    tab.locator("mark").first.wait_for()
    tab.select_option("#q-sort", "oldest")
    tab.click("form[role=search] button")
    tab.wait_for_url(re.compile("sort=oldest"))
    seen, address = rows(tab), tab.url
    with tab.expect_download() as download:
        tab.click(".downloads a:has-text('claims.csv')")
    with Path(download.value.path()).open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(seen)
    tab.reload()
    assert rows(tab) == seen
    other = tab.context.new_page()
    other.goto(address)
    assert rows(other) == seen
