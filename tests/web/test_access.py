"""Access: contrast as drawn, focus that is seen, names for what is read aloud, pages without scripts."""

from datetime import date

import pytest

CONTRAST = """() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const parse = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const wrong = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest("script, style, noscript, title, option, svg")) continue;
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || !e.getClientRects().length) continue;
    const style = getComputedStyle(e);
    const ground = groundOf(e);
    const [a, b] = [light(over(parse(style.color), ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) wrong.add(`${e.className || e.tagName}: ${ratio.toFixed(2)} "${walk.currentNode.data.trim().slice(0, 30)}"`);
  }
  return [...wrong];
}"""
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const hit = e.querySelector(".hit");
  const isSeen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || (hit && getComputedStyle(hit).fill !== "rgba(0, 0, 0, 0)" && getComputedStyle(hit).fill !== "transparent");
  const labels = [...(e.labels || [])].map((l) => l.textContent).join(" ");
  const name = e.getAttribute("aria-label") || labels || e.textContent || e.title || e.placeholder || "";
  const role = e.getAttribute("role") || e.tagName.toLowerCase();
  return { isSeen: Boolean(isSeen), name: name.trim(), what: `${role}.${e.getAttribute("class") || e.id}` };
}"""
LANDMARKS = """() => {
  const wrong = [];
  const one = (selector) => { if (document.querySelectorAll(selector).length !== 1) wrong.push(`not one ${selector}`); };
  ["main", "body > header", "body > footer", "body > header nav[aria-label]"].forEach(one);
  for (const e of document.querySelectorAll("nav, aside, [role=application], [role=group], [role=img], form[role=search] input:not([type=hidden])")) {
    if (!e.getAttribute("aria-label") && !e.getAttribute("aria-labelledby") && !e.labels?.length && !e.querySelector(":scope > title")) wrong.push(`no name: ${e.outerHTML.slice(0, 90)}`);
  }
  for (const e of document.querySelectorAll("th")) if (!e.scope) wrong.push(`no scope: ${e.textContent}`);
  for (const e of document.querySelectorAll("[aria-hidden=true]")) {
    if (e.querySelector("a[href], button, input") || (e.matches("a, button, input") && e.tabIndex >= 0)) wrong.push(`hidden but reached: ${e.outerHTML.slice(0, 80)}`);
  }
  return wrong;
}"""


@pytest.fixture
def filled(app, add_reading):
    with app.ledger() as ledger:
        text = "Troops shelled Siversk on Monday, the police said"
        number, claim = add_reading(ledger, text, "shelled", publisher="Wire", day=date(2023, 5, 1))
        _, other = add_reading(ledger, f"{text}.", "shelled", name="b.txt", publisher="Post",
                               title="Other", day=date(2023, 5, 2))  # fmt: skip
        ledger.review.accept(other, by="Ann")
        incident = ledger.incidents.of_claim(claim).id
    app.claim = claim
    app.number = number
    app.pages = (
        "/read", f"/report/{number}", f"/claim/{claim}", f"/claim/{claim}/correct", "/claims",
        "/claims?text=shelled&type=shelling", "/map", "/timeline?lane=type&from=2023-05-01",
        "/incidents", f"/incident/{incident}", "/series", "/sources", "/source?name=Wire",
        "/review", "/log", "/nowhere", "/claims?type=talks",
    )  # fmt: skip
    return app


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(chromium, filled, theme):
    page = chromium.new_page(color_scheme=theme, viewport={"width": 1280, "height": 860})
    faint = {}
    for path in filled.pages:
        page.goto(filled.url + path)
        page.wait_for_timeout(50)
        wrong = page.evaluate(CONTRAST)
        if wrong:
            faint[path] = wrong

    assert faint == {}


def test_whatever_tab_reaches_has_a_name_and_shows_that_it_is_reached(tab, filled):
    wrong = {}
    for path in filled.pages:
        tab.goto(filled.url + path)
        if path == "/map":
            tab.wait_for_selector("#map[data-ready]")
        for _ in range(45):
            tab.keyboard.press("Tab")
            found = tab.evaluate(FOCUS)
            if found is None:
                break
            if not found["name"] or not found["isSeen"]:
                wrong.setdefault(path, set()).add(f"{found['what']} “{found['name'][:30]}”")
    tab.wrong.clear()  # the page that is not there is told to the console, too

    assert wrong == {}


def test_landmarks_groups_and_heads_are_told_to_a_screen_reader(tab, filled):
    wrong = {}
    for path in filled.pages:
        tab.goto(filled.url + path)
        if path == "/map":
            tab.wait_for_selector("#map[data-ready] .mark")
        found = tab.evaluate(LANDMARKS)
        if found:
            wrong[path] = found
    tab.wrong.clear()

    assert wrong == {}


def test_what_changes_by_itself_is_said(tab, filled):
    tab.goto(f"{filled.url}/map")
    tab.wait_for_selector("#map[data-ready]")
    assert tab.get_attribute("#at", "aria-live") == "polite"
    tab.goto(f"{filled.url}/read")
    tab.fill("#text", "x")
    tab.click("form.read button.primary")
    tab.wait_for_url("**/jobs/**")
    assert tab.get_attribute("ol.jobs", "aria-live") == "polite"
    tab.goto(f"{filled.url}/nowhere")
    assert tab.locator(".notice[role=status]").count() == 1
    tab.wrong.clear()


def test_arrows_walk_the_bars_and_the_marks(tab, filled):
    tab.goto(f"{filled.url}/timeline")
    bars = tab.locator("svg.bars a[href]")
    bars.first.focus()
    tab.keyboard.press("ArrowRight")

    assert tab.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "2023-05-02"
    )
    assert [bars.nth(n).get_attribute("tabindex") for n in range(2)] == ["-1", "0"]

    tab.keyboard.press("Enter")
    tab.locator("#chosen .claim-lines").wait_for()


def test_a_decision_is_made_without_scripts(chromium, filled):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{filled.url}/claims")
    page.locator("#reviewer summary").click()
    page.fill("#reviewer-name", "Ines")
    page.click("#reviewer button[type=submit]")
    page.click(".facet a")
    page.locator("table.claims .what").first.click()
    assert page.locator(".text .m").count() >= 1
    page.goto(f"{filled.url}/claim/{filled.claim}")
    page.locator(".decide button").first.click()
    assert "accepted" in page.locator(".card").inner_text()
    page.locator("a.correct").first.click()
    assert page.locator("form.correct-form").count() == 1
    page.goto(f"{filled.url}/map")
    page.locator(".place-list a").first.click()
    assert page.locator("table.claims .what").count() == 2
    page.goto(f"{filled.url}/timeline")
    page.locator("svg.bars a").first.click()
    assert page.locator("#chosen .claim-lines li").count() >= 1
