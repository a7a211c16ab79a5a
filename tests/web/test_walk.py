"""A walk through the app in a browser, as a fact-checker takes it."""

import re


def set_reviewer(tab, name):
    tab.click("#reviewer summary")
    tab.fill("#reviewer-name", name)
    with tab.expect_navigation():
        tab.click("#reviewer button[type=submit]")


def test_from_the_first_start_to_a_corrected_place_and_back(tab):
    # given: a first start, and a bundled report with villages
    tab.goto(tab.start)
    tab.click("text=A village seen from Kyiv")
    tab.wait_for_url(re.compile(r"/report/u"))
    assert tab.locator(".card").count() >= 5
    assert tab.locator(".text .m[data-c]").count() >= 10
    tab.click("text=Keep it in the ledger")
    tab.wait_for_url(re.compile(r"/report/\d+$"))

    # when: a claim is pointed at, its evidence opened
    set_reviewer(tab, "Anna Example")
    card = tab.locator(".card", has=tab.locator(".fact.f-place")).first
    number = card.get_attribute("data-n")
    tab.locator(f'.text .n[data-n="{number}"]').click()
    card = tab.locator(f'.card[data-n="{number}"]')
    assert card.locator("details.evidence[open] q").count() >= 1
    assert tab.locator(".text .m.on").count() >= 1
    claim = card.get_attribute("data-claim")
    assert tab.url.endswith(f"#{claim}")

    # then: keys decide, and take back
    tab.keyboard.press("a")
    card.locator(".chip.v-accepted").wait_for()
    tab.keyboard.press("u")
    card.locator(".chip.v-accepted").wait_for(state="detached")

    # and: another place is found by name, seen on the map, and set
    tab.goto(f"{tab.start}/report/1#{first_placed(tab)}")
    tab.reload()
    tab.keyboard.press("e")
    form = tab.locator("form.correct-form")
    form.locator(".minimap .pin").first.wait_for()
    form.locator("input[name=place-0-name]").fill("Kupiansk")
    form.locator("button.look-up").first.click()
    form.locator('label:has-text("Kupiansk"), label:has-text("Kupyansk")').first.wait_for()
    other = form.locator("input[name=place-0]:not(:checked):not([value=open])").first
    other.check()
    form.locator("input[name=reason]").fill("the map says so")
    with tab.expect_navigation():
        form.locator("button.primary").click()
    corrected = tab.locator(".card .chip.v-corrected")
    corrected.wait_for()
    seen = tab.locator(".card.on .facts").inner_text()

    # and: the link shows the same again
    tab.reload()
    assert tab.locator(".card.on .facts").inner_text() == seen
    tab.goto(f"{tab.start}/log")
    assert tab.locator("text=the map says so").count() == 1


def first_placed(tab):
    answer = tab.request.get(f"{tab.start}/report/1.json")
    claims = answer.json()["claims"]
    return next(c["id"] for c in claims if c["places"] and c["places"][0]["lat"] is not None)


def test_pasted_text_is_read_kept_found_and_shown_again_by_its_link(tab):
    tab.goto(f"{tab.start}/read")
    tab.fill(
        "#text",
        "Shelling near Siversk\n\nRussian troops shelled Siversk and Zvanivka with mortars on "
        'Tuesday, the governor said.\n\n"Three civilians were killed," he said.\n',
    )
    tab.fill("#published", "2023-05-03")
    tab.fill("#publisher", "Example Post")
    tab.click("form.read button[type=submit]")
    tab.wait_for_url(re.compile(r"/report/\d+$"))
    assert "Example Post" in tab.locator(".report-head").inner_text()

    tab.goto(f"{tab.start}/claims")
    tab.click('.facet a:has-text("shelling")')
    tab.wait_for_url(re.compile("type=shelling"))
    tab.wait_for_load_state("networkidle")
    tab.fill("#q-text", "mortars")
    tab.click("form[role=search] button")
    tab.locator("mark").first.wait_for()
    rows = tab.locator("table.claims tbody tr").all_inner_texts()
    assert rows
    address = tab.url
    assert "type=shelling" in address
    assert "text=mortars" in address

    tab.goto(f"{tab.start}/read")
    tab.goto(address)
    assert tab.locator("table.claims tbody tr").all_inner_texts() == rows


def test_a_saved_report_opens_without_the_app(tab, app, add_reading, tmp_path):
    with app.ledger() as ledger:
        number, _ = add_reading(ledger, "Troops shelled Siversk on Monday", "shelled")
    tab.goto(f"{tab.start}/report/{number}")
    with tab.expect_download() as download:
        tab.click("text=Save as one file")
    file = tmp_path / "saved.html"
    download.value.save_as(file)

    alone = tab.context.new_page()
    wrong = []
    alone.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    alone.goto(file.as_uri())
    alone.click(".text .n")

    assert alone.locator(".card.on").count() == 1
    assert alone.locator("details.evidence[open]").count() == 1
    assert wrong == []


def test_the_theme_is_kept(tab):
    tab.goto(f"{tab.start}/claims")
    for theme in ("light", "dark"):
        with tab.expect_navigation():
            tab.click("header form[action='/theme'] button")
        assert tab.locator(f"html[data-theme={theme}]").count() == 1


def test_a_claim_is_reviewed_by_keys_alone(tab, app, add_reading):
    with app.ledger() as ledger:
        add_reading(ledger, "Troops shelled Siversk on Monday", "shelled", name="a.txt")
        add_reading(ledger, "Rebels shelled Siversk on Tuesday", "shelled", name="b.txt")
    tab.goto(f"{tab.start}/review")
    set_reviewer(tab, "Bohdan")

    tab.keyboard.press("j")
    tab.keyboard.press("r")
    tab.locator(".card.v-rejected").wait_for()
    tab.keyboard.press("j")
    tab.keyboard.press("a")
    tab.locator(".card.v-accepted").wait_for()

    tab.reload()
    assert tab.locator(".card").count() == 0


def test_words_selected_in_the_text_become_the_span(tab, app, add_reading):
    text = "\U0001f6a8 \u202eRussian\u202c troops\r\nheavily shelled Siversk on Monday"
    with app.ledger() as ledger:
        number, claim = add_reading(ledger, text, "shelled")
    tab.goto(f"{tab.start}/report/{number}")
    set_reviewer(tab, "Anna Example")
    tab.goto(f"{tab.start}/report/{number}#{claim}")
    tab.reload()
    tab.keyboard.press("e")
    tab.locator("form.correct-form").wait_for()

    tab.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll(".text [data-s]")].map((p) => p.firstChild);
          const before = pieces.find((p) => p.data.includes("heavily"));
          const trigger = pieces.find((p) => p.data.includes("shelled"));
          const range = document.createRange();
          range.setStart(before, before.data.indexOf("heavily"));
          range.setEnd(trigger, trigger.data.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    words = tab.locator("form.correct-form input[name=trigger-words]")
    assert words.input_value() == "heavily shelled"
    with tab.expect_navigation():
        tab.click("form.correct-form button.primary")

    with app.ledger() as ledger:
        span = ledger.claim(claim).claim.trigger
    assert text[span.start : span.end] == "heavily shelled"
