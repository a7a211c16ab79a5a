"""Waiting for incidents: a page says how far they are; programs wait; nothing is silent."""

import json
import threading
import time

import pytest

from whosays.ledger.progress import Progress
from whosays.web import keeper as keeping
from whosays.web.waiting import STAGES, progress_object


@pytest.fixture
def slow(app, add_reading, monkeypatch):
    """Give an app whose incidents are held up, and what lets them go on."""
    with app.ledger() as ledger:
        add_reading(ledger, "Troops shelled Siversk on Monday", "shelled")
    incidents = app.guard._app.state.whosays.ledger.incidents
    gate, refresh = threading.Event(), incidents.refresh

    def held(progress=None):
        if progress is not None:
            progress(Progress("compare", 30, 60))
            gate.wait(20)
            progress(Progress("join", 1, 1))
        return refresh(progress)

    monkeypatch.setattr(incidents, "refresh", held)
    monkeypatch.setattr(keeping, "PATIENCE_S", 0.05)
    app.go = gate.set
    yield app
    gate.set()


@pytest.mark.parametrize("path", ["/incidents", "/sources", "/series", "/source?name=x"])
def test_a_page_that_needs_incidents_says_how_far_they_are(slow, path):
    answer = slow.get(path)

    assert answer.status == 202
    assert "comparing claims: 30 of 60" in answer.text
    assert '<noscript><meta http-equiv="refresh" content="2">' in answer.text
    found = json.loads(slow.get("/incidents/progress.json").body)
    assert (found["is_ready"], found["stage"]) == (False, "compare")
    assert found["share"] == pytest.approx((STAGES.index("compare") + 0.5) / len(STAGES))


def test_other_pages_do_not_wait_and_in_the_end_the_page_is_there(slow):
    slow.get("/incidents")
    begin = time.monotonic()
    for path in ("/claims", "/map", "/timeline", "/review", "/log"):
        assert slow.get(path).status == 200
    assert time.monotonic() - begin < 10

    slow.go()
    for _ in range(100):
        if json.loads(slow.get("/incidents/progress.json").body)["is_ready"]:
            break
        time.sleep(0.05)

    assert slow.get("/incidents").status == 200


def test_a_program_waits_for_the_answer(slow):
    found = []
    asking = threading.Thread(target=lambda: found.append(slow.get("/incidents.json")))
    asking.start()
    time.sleep(0.2)
    assert found == []

    slow.go()
    asking.join(20)

    assert json.loads(found[0].body)["total"] == 1


def test_the_bar_never_goes_beyond_its_end():
    assert progress_object(None)["share"] == 0
    assert progress_object(Progress("write", 9, 3))["share"] == 1
    assert progress_object(Progress("something new", 1, 2))["share"] <= 1


def test_a_job_page_renews_itself_without_scripts(app):
    answer = app.upload({"text": "Russian troops shelled Siversk on Monday, the police said."})

    page = app.get(answer.headers["location"]).text
    app.wait(answer.headers["location"])

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert app.get(answer.headers["location"]).status == 303  # read: the report opens


def test_without_scripts_a_report_is_read_kept_and_decided_on(app, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{app.url}/read")
    page.fill("#text", "Russian troops shelled Siversk on 3 May 2023, the police said.")
    page.click("form.read button[type=submit]")
    page.wait_for_url("**/report/*", timeout=60_000)
    assert page.locator(".card").count() >= 1

    page.click("#reviewer summary")
    page.fill("#reviewer-name", "Anna Example")
    page.click("#reviewer button[type=submit]")
    page.locator(".card button[data-key=a]").first.click()
    page.locator(".card .chip.v-accepted").first.wait_for()
    page.locator(".card a.correct").first.click()
    page.wait_for_url("**/claim/*/correct")
    page.select_option("#c-stance", "alleged")
    page.press("#reason", "Enter")
    page.wait_for_url("**/report/*")
    assert page.locator(".card .chip.v-corrected").count() == 1
