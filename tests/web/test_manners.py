"""Manners: every control has a name, every page one heading, every mark enough contrast."""

import json
import re

import pytest

from whosays.web.pages.series import origin_words

CHECK = """() => {
  const wrong = [];
  const named = (e) => (e.getAttribute("aria-label") || e.textContent || e.value || e.title || "").trim();
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const label = e.labels?.length || e.getAttribute("aria-label");
    if (!label) wrong.push(`no label: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const e of document.querySelectorAll("button, a[href], summary")) {
    if (!named(e)) wrong.push(`no name: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const e of document.querySelectorAll("svg[role]")) {
    if (!e.getAttribute("aria-label") && !e.querySelector("title")) wrong.push(`no title: ${e.outerHTML.slice(0, 80)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of ids.filter((id, n) => ids.indexOf(id) !== n)) wrong.push(`id twice: ${id}`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
  if (!document.documentElement.lang) wrong.push("no lang");
  let last = 1;
  for (const h of document.querySelectorAll("main h1, main h2, main h3")) {
    const level = Number(h.tagName[1]);
    if (level > last + 1) wrong.push(`${h.tagName} after h${last}: ${h.textContent.slice(0, 40)}`);
    last = level;
  }
  for (const e of document.querySelectorAll("[tabindex]")) if (e.tabIndex > 0) wrong.push("tabindex above 0");
  return wrong;
}"""


@pytest.fixture
def filled(app, add_reading):
    from datetime import date

    with app.ledger() as ledger:
        text = "Troops shelled Siversk on Monday"
        number, claim = add_reading(ledger, text, "shelled", publisher="Wire", day=date(2023, 5, 1))
        incident = ledger.incidents.of_claim(claim).id
    app.pages = (
        "/read", f"/report/{number}", f"/claim/{claim}", f"/claim/{claim}/correct", "/claims",
        "/claims?text=shelled", "/map", "/timeline?lane=type&from=2023-05-01", "/incidents",
        f"/incident/{incident}", "/series", "/sources", "/source?name=Wire", "/review", "/log",
        "/nowhere",
    )  # fmt: skip
    return app


def test_controls_are_named_and_headings_in_order(tab, filled):
    tab.goto(f"{filled.url}/claims")
    tab.click("#reviewer summary")
    tab.fill("#reviewer-name", "Anna")
    tab.click("#reviewer button[type=submit]")
    found = {}
    for path in filled.pages:
        tab.goto(filled.url + path)
        wrong = tab.evaluate(CHECK)
        if wrong:
            found[path] = wrong
    tab.wrong.clear()  # the page that is not there is told to the console, too

    assert found == {}


def test_nothing_runs_out_of_a_narrow_window(chromium, filled):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    wide = {}
    for path in filled.pages:
        page.goto(filled.url + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[path] = width

    assert wide == {}


def test_every_page_names_its_data(filled):
    for path in filled.pages:
        if path.endswith(("/correct", "/nowhere")):
            continue
        named = re.search(r'href="([^"]+\.json(?:\?[^"]*)?)"', filled.get(path).text)
        assert named, path
        json.loads(filled.get(named[1].replace("&amp;", "&")).body)


def test_keys_reach_what_is_first_on_a_page(tab, filled):
    tab.goto(f"{filled.url}/claims")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("Boolean(document.activeElement.closest('main'))")


def test_origins_are_said_in_words():
    assert origin_words("outlet:daily example") == "Daily Example"
    assert origin_words("UKR/GOV:yurii pavlenchuk") == "Yurii Pavlenchuk (Ukraine, government)"
    assert origin_words("RUS/MIL") == "Russia, armed forces"
