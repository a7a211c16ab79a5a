"""Pages and their data: each page names its JSON, and each JSON is what other programs read."""

import json
import re

import pytest


@pytest.fixture
def filled(app, add_reading):
    with app.ledger() as ledger:
        number, claim = add_reading(
            ledger, "Troops shelled Siversk on Monday", "shelled", publisher="Example Wire"
        )
    return app, number, claim


def test_every_page_names_its_json_and_it_is_there(filled):
    app, number, claim = filled

    for path in ("/read", "/claims", "/review", "/log", f"/report/{number}", f"/claim/{claim}"):
        named = re.search(r'href="([^"]+\.json(?:\?[^"]*)?)"', app.get(path).text)
        assert named, path
        answer = app.get(named[1].replace("&amp;", "&"))
        assert answer.headers["content-type"].startswith("application/json")
        json.loads(answer.body)


def test_a_reports_json_is_the_contract_with_verdicts(filled):
    app, number, claim = filled
    app.post(f"/claim/{claim}/accept", {}, Cookie="whosays_reviewer=Ann")

    found = json.loads(app.get(f"/report/{number}.json").body)

    assert found["version"] == 1
    assert [(c["id"], c["verdict"]) for c in found["claims"]] == [(claim, "accepted")]
    start, end = found["claims"][0]["trigger"]
    assert found["text"][start:end] == "shelled"


def test_facets_count_and_filters_narrow(filled):
    app, _, claim = filled

    found = json.loads(app.get("/claims.json?type=shelling&verdict=undecided").body)

    assert found["facets"]["type"] == [["shelling", 1]]
    assert found["facets"]["place"] == [["Siversk", 1]]
    assert [c["id"] for c in found["claims"]] == [claim]
    assert json.loads(app.get("/claims.json?type=talks").body)["total"] == 0


def test_exports_hold_the_same_claims_as_the_view(filled):
    app, _, claim = filled

    lines = app.get("/claims.jsonl?place=Siversk").text.splitlines()
    table = app.get("/claims.csv?place=Siversk").text.splitlines()

    assert [json.loads(line)["id"] for line in lines] == [claim]
    assert table[1].startswith(f"{claim},shelling,happened,alleged")


def test_a_decision_without_a_name_asks_for_one(filled):
    app, _, claim = filled

    answer = app.post(f"/claim/{claim}/accept")

    assert answer.status == 400
    assert "A722" in answer.text


def test_a_correction_shows_in_the_claim_its_history_and_the_log(filled):
    app, number, claim = filled
    form = {"type": "shelling", "status": "happened", "stance": "stated", "start": "2023-05-01",
            "end": "2023-05-02", "place-0": "c:1", "reason": "the other one"}  # fmt: skip

    done = app.post(f"/claim/{claim}/correct", form, Cookie="whosays_reviewer=Ann")

    assert done.headers["location"] == f"/report/{number}#{claim}"
    found = json.loads(app.get(f"/claim/{claim}.json").body)
    assert found["stance"] == "stated"
    assert found["time"]["start"] == "2023-05-01"
    assert found["places"][0]["geonameid"] == 111
    assert found["places"][0]["because"] == ["chosen by Ann"]
    assert found["machine"]["stance"] == "alleged"
    assert {d["by"] for d in found["history"]} == {"Ann"}
    assert "the other one" in app.get("/log").text


@pytest.mark.parametrize("value", ["c:9", "g:x", "g:999999999999", "nonsense"])
def test_a_place_that_was_not_offered_is_refused(filled, value):
    app, _, claim = filled

    answer = app.post(f"/claim/{claim}/correct", {"place-0": value}, Cookie="whosays_reviewer=Ann")

    assert answer.status == 400
    assert json.loads(app.get(f"/claim/{claim}.json").body)["verdict"] is None


def test_words_of_a_search_are_marked(filled):
    app, *_ = filled

    assert "<mark>shelled</mark>" in app.get("/claims?text=shell*").text


@pytest.mark.parametrize(
    "query",
    ["type=x", "since=yesterday", "sort=x", "verdict=x", "since=2024-01-02&until=2024-01-01"],
)
def test_a_broken_filter_is_told_by_number(app, query):
    answer = app.get(f"/claims?{query}")

    assert answer.status == 400
    assert re.search(r"A(108|909)", answer.text)
