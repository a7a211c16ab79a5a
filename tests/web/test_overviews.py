"""Map, timeline, incidents, series, sources: what they count, where they lead, what they escape."""

import hashlib
import json
import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from whosays.schema.claim import Claim, ClaimActor, EventType, Link, Mode, Stance, Status
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention, Precision, Relation
from whosays.schema.reading import Published, Reading
from whosays.schema.run import Run
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.store.overview import SpanCount
from whosays.web.density import density_of

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
TURNED = "Siversk\u202e"
PAGES = ("/map", "/timeline", "/incidents", "/series", "/sources")


def add(
    ledger, *, source="Ministry", country="RUS", publisher="Daily Example", day=date(2023, 5, 4),
    place="Siversk", lat=48.86, lon=38.1, low=3, total=False, status=Status.HAPPENED,
    stance=Stance.STATED, precision=Precision.SETTLEMENT, relation=Relation.AT, agent="RUS",
    note="",
):  # fmt: skip
    """Keep one hand-made claim: so many killed at a place, as a source says."""
    text = f"{source} said that troops killed {low} people in {place or 'town'} on {day}. {note}"
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(words):
        start = text.index(words)
        return Span(start, start + len(words))

    places = ()
    if place:
        places = (
            PlaceMention(
                span(place), place, None if lat is None else 1, lat, lon, precision=precision,
                relation=relation, radius_km=2.0, score=0.9,
            ),
        )  # fmt: skip
    claim = Claim(
        id="c" + sha[:15], type=EventType.CASUALTIES, trigger=span("killed"),
        agents=(ClaimActor(span("troops"), agent, "MIL"),) if agent else (),
        targets=(ClaimActor(span("people"), "UKR", "CVL"),), places=places,
        time=ClaimTime(start=day, end=day) if day else ClaimTime(), weapons=(),
        figures=(Figure(span(str(low)), "killed", low, low, total=total, as_of=day),),
        status=status, stance=stance,
        chain=(Link(span(source), mode=Mode.SPEECH, country=country, role="GOV", name=source),),
    )  # fmt: skip
    document = Document(
        id=f"{sha[:6]}.txt", sha256=sha, text=text, language="en",
        segments=(Segment(Span(0, len(text)), SegmentKind.PARAGRAPH, "en"),),
        meta=DocumentMeta(source="x", title=source, publisher=publisher),
    )  # fmt: skip
    raw = text.encode("utf-8", "surrogatepass")
    ledger.add(Reading(document, Published(), claims=(claim,), run=Run("0")), raw=raw)
    return claim.id


def get_json(app, path):
    answer = app.get(path)
    assert answer.status == 200, answer.text[:300]
    return json.loads(answer.body)


@pytest.mark.parametrize("path", [*PAGES, *(f"{p}.json" for p in PAGES)])
def test_every_page_stands_over_an_empty_ledger(app, path):
    assert app.get(path).status == 200


@pytest.mark.parametrize("path", PAGES)
def test_hostile_names_are_only_text(app, path):
    with app.ledger() as ledger:
        claim = add(ledger, source=HOSTILE, publisher=HOSTILE, place=HOSTILE, total=True)
        add(ledger, source="Other", place=TURNED, day=date(2023, 5, 6))
        name = ledger.incidents.of_claim(claim).id

    asked = f"?text={quote('killed')}&source={quote(HOSTILE)}"
    for address in (path, path + asked, f"/incident/{name}", f"/source?name={quote(HOSTILE)}",
                    f"/timeline?from=2023-05-04&lane=side&agent={quote('RUS')}",
                    f"/map/at?at_name={quote(HOSTILE)}&at_lat=48.86&at_lon=38.1"):  # fmt: skip
        answer = app.get(address)
        assert answer.status == 200, address
        assert "<img" not in answer.text, address
        assert "<script>" not in answer.text, address
        assert "\u202e" not in answer.text, address


def test_nothing_is_inline_and_only_the_app_is_asked(app):
    with app.ledger() as ledger:
        add(ledger)
    for path in PAGES:
        page = app.get(path).text
        assert " style=" not in page
        assert not re.search(r"""\s(src|href)="(https?:)?//""", page)


def test_a_mark_tells_precision_side_stance_and_what_has_no_place_is_counted(app):
    with app.ledger() as ledger:
        add(ledger, low=3)
        add(ledger, low=4, stance=Stance.QUESTIONED)
        add(ledger, low=5, precision=Precision.DIRECTION, relation=Relation.TOWARD)
        add(ledger, low=6, place="Nowhere", lat=None, lon=None)
        add(ledger, low=7, place=None)

    found = get_json(app, "/map.json")

    assert (found["total"], found["without_place"], found["left_open"]) == (5, 1, 1)
    at, toward = sorted(found["marks"], key=lambda m: m["relation"])
    assert at["claims"] == 2
    assert at["sides"] == {"RUS": 2}
    assert at["stances"] == {"stated": 1, "questioned": 1}
    assert at["weight"] == pytest.approx(0.65)
    assert (toward["precision"], toward["claims"]) == ("direction", 1)
    page = app.get("/map").text
    assert "1 claim without a place; 1 claim whose place is left open" in page
    assert get_json(app, "/map.json?stance=questioned")["marks"][0]["claims"] == 1


def test_a_mark_leads_to_its_claims_and_not_to_those_of_a_namesake(app):
    with app.ledger() as ledger:
        mine = add(ledger, low=3)
        other = add(ledger, low=4, lat=51.0, lon=33.0)

    part = app.get("/map/at?at_name=Siversk&at_lat=48.86&at_lon=38.1").text

    assert f"/claim/{mine}" in part
    assert f"/claim/{other}" not in part


def test_the_outlines_have_ukraine_whole_and_name_the_disputed_line(app):
    world = get_json(app, "/map/outlines.geojson")

    countries = {f["properties"]["name"]: f["geometry"]["coordinates"] for f in world["features"]
                 if f["properties"]["kind"] == "country"}  # fmt: skip
    assert holds(countries["Ukraine"], 34.10, 44.95)  # Simferopol
    assert holds(countries["Ukraine"], 36.40, 45.33)  # Kerch
    assert not holds(countries["Russia"], 34.10, 44.95)
    assert holds(countries["Russia"], 37.6, 55.75)
    assert [f["properties"]["name"] for f in world["features"]
            if f["properties"]["kind"] == "disputed"] == ["Crimea"]  # fmt: skip


def holds(polygons, x, y):
    inside = False
    for polygon in polygons:
        ring = polygon[0]
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def test_online_tiles_are_asked_for_only_where_the_settings_name_them(app):
    page = app.get("/map")

    assert "data-tiles" not in page.text
    assert "https" not in page.headers["content-security-policy"]


def test_the_three_clocks_count_each_its_own_days(app):
    with app.ledger() as ledger:
        add(ledger, day=date(2023, 5, 4))
        add(ledger, day=date(2023, 5, 6), low=9)
        add(ledger, day=None, low=8)

    happened = get_json(app, "/timeline.json")
    said = get_json(app, "/timeline.json?clock=said")
    as_of = get_json(app, "/timeline.json?clock=as_of&lane=side")

    assert (happened["claims"], happened["undated"]) == (3, 1)
    assert happened["lanes"][0]["few_days"] == [1, 0, 1]
    assert said["undated"] == 3
    assert as_of["lanes"][0]["lane"] == "RUS"


def test_days_chosen_on_the_timeline_show_their_claims(app):
    with app.ledger() as ledger:
        first = add(ledger, day=date(2023, 5, 4))
        second = add(ledger, day=date(2023, 5, 6), low=9)

    page = app.get("/timeline?from=2023-05-04&to=2023-05-05").text

    assert f"/claim/{first}" in page
    assert f"/claim/{second}" not in page
    assert "/claims?since=2023-05-04&amp;until=2023-05-05" in page


@pytest.mark.parametrize("path", ["/timeline?clock=never", "/timeline?from=soon", "/map?type=x",
                                  "/map/at?at_lat=north", "/source"])  # fmt: skip
def test_a_wrong_value_is_told(app, path):
    assert app.get(path).status == 400


def test_one_old_claim_does_not_press_the_others_into_one_bar():
    spans = [SpanCount("1991-08-24", "1991-08-24", "", 1)]
    spans += [SpanCount(f"2023-05-{d:02}", f"2023-05-{d:02}", "", 30) for d in range(1, 29)]
    spans.append(SpanCount("2022-01-01", "2024-01-01", "", 2))

    found = density_of(spans)

    assert found.unit == "day"
    assert len(found.buckets) == 28
    assert found.before == 1
    assert found.lanes[0].near[0] == 30
    assert set(found.lanes[0].wide) == {2}


def test_lanes_beyond_the_fullest_are_one():
    spans = [SpanCount("2023-05-01", "2023-05-01", f"side {n}", 20 - n) for n in range(12)]

    found = density_of(spans, most_lanes=4)

    assert [lane.name for lane in found.lanes] == ["side 0", "side 1", "side 2", "*"]
    assert sum(lane.claims for lane in found.lanes) == sum(20 - n for n in range(12))


def test_an_incident_shows_who_contradicts_whom_with_the_reason(app):
    with app.ledger() as ledger:
        one = add(ledger, source="Ministry", country="RUS", low=2)
        add(ledger, source="Governor", country="UKR", low=40, publisher="Other Paper")
        name = ledger.incidents.of_claim(one).id
        whole = ledger.incidents.get(name)
    assert len(whole.claims) == 2

    page = app.get(f"/incident/{name}").text
    found = get_json(app, f"/incident/{name}.json")

    assert "cannot both be so" in page
    assert 'class="left"' in page
    assert 'class="right"' in page
    assert whole.grade.airwars in page
    assert sorted(found["chains"]) == [["Governor", "Other Paper"], ["Ministry", "Daily Example"]]
    assert f"/incident/{name}" in app.get("/incidents?shows=contradicted").text
    assert app.get(f"/incident/of/{one}").headers["location"] == f"/incident/{name}"


def test_incidents_are_split_and_merged_under_a_name_only(app):
    with app.ledger() as ledger:
        one = add(ledger, source="Ministry", low=2)
        two = add(ledger, source="Governor", country="UKR", low=2, publisher="Other Paper")
        name = ledger.incidents.of_claim(one).id
    cookie = "whosays_reviewer=Anna"

    assert app.post(f"/incident/{name}/split", {"claim": two}).status == 400
    done = app.post(f"/incident/{name}/split", {"claim": two}, Cookie=cookie)

    assert done.status == 303
    with app.ledger() as ledger:
        left, right = (ledger.incidents.of_claim(c).id for c in (one, two))
        assert left != right
    app.post(f"/incident/{left}/merge", {"other": right}, Cookie=cookie)
    with app.ledger() as ledger:
        assert ledger.incidents.of_claim(one).id == ledger.incidents.of_claim(two).id


def test_a_decision_on_an_incident_of_another_site_is_refused(app):
    with app.ledger() as ledger:
        name = ledger.incidents.of_claim(add(ledger)).id

    answer = app.post(f"/incident/{name}/merge", {"other": name}, Origin="https://evil.example",
                      Cookie="whosays_reviewer=Eve")  # fmt: skip

    assert answer.status == 403


def test_a_series_flags_a_total_that_falls_and_every_point_leads_to_its_claim(app):
    totals = (100, 120, 90, 150)
    with app.ledger() as ledger:
        ids = [add(ledger, low=n, total=True, day=date(2023, 5, 1) + timedelta(days=k))
               for k, n in enumerate(totals)]  # fmt: skip

    page = app.get("/series?measure=killed").text
    found = get_json(app, "/series.json?measure=killed")

    assert all(f"/claim/{c}" in page for c in ids)
    assert "total falls" in page
    assert 'class="flag"' in page
    assert [f["kind"] for f in found["findings"]] == ["fall"]
    assert found["series"][0]["key"]["of_whom"] == "UKR/CVL"


def test_a_source_is_counted_with_who_relays_it_and_who_denies_it(app):
    with app.ledger() as ledger:
        add(ledger, source="Ministry", country="RUS", low=2)
        add(ledger, source="Ministry", country="RUS", low=2, publisher="Other Paper", note="Again")
        add(ledger, source="Governor", country="UKR", low=2, status=Status.DID_NOT_HAPPEN,
            publisher="Third Paper")  # fmt: skip

    sources = {s["name"]: s for s in get_json(app, "/sources.json")["sources"]}
    one = get_json(app, "/source.json?name=Ministry")

    assert sources["Ministry"]["claims"] == 2
    assert sources["Ministry"]["publishers"] == 2
    assert sources["Ministry"]["denied"] == 2
    assert sources["Governor"]["denied"] == 0
    assert {p["publisher"] for p in one["publishers"]} == {"Daily Example", "Other Paper"}
    assert one["contradictions"][0]["field"] == "status"


def test_a_saved_incident_opens_without_the_app_and_asks_for_nothing(app):
    with app.ledger() as ledger:
        claim = add(ledger, source=HOSTILE, low=2)
        add(ledger, source="Governor", country="UKR", low=40, publisher="Other Paper")
        name = ledger.incidents.of_claim(claim).id

    answer = app.get(f"/incident/{name}/export")

    assert answer.headers["content-disposition"] == f'attachment; filename="incident-{name}.html"'
    assert "default-src 'none'" in answer.text.replace("&#x27;", "'")
    assert not re.search(r"""\s(src|href)=\"""", answer.text)
    assert "<img" not in answer.text
    assert "troops killed 2 people" in answer.text


def test_a_source_is_graded_with_a_reason_shown_logged_and_taken_back(app):
    with app.ledger() as ledger:
        add(ledger, source=HOSTILE)
    name, cookie = {"name": HOSTILE}, "whosays_reviewer=Anna"
    page = f"/source?name={quote(HOSTILE)}"

    assert app.post("/source/rate", {**name, "grade": "B"}).status == 400  # nobody's grade
    assert app.post("/source/rate", {**name, "grade": "Z"}, Cookie=cookie).status == 400
    given = {**name, "grade": "D", "reason": f"took back two counts {HOSTILE}"}
    done = app.post("/source/rate", given, Cookie=cookie)

    assert done.headers["location"].startswith("/source?name=%22%3E%3Cimg")
    shown = app.get(page, Cookie=cookie).text
    assert "not usually reliable" in shown
    assert "took back two counts" in shown
    assert "<img" not in shown
    found = get_json(app, f"/source.json?name={quote(HOSTILE)}")
    assert found["reliability"] == "D"
    assert get_json(app, "/sources.json")["sources"][0]["reliability"] == "D"
    assert "graded D" in app.get("/log?people=1").text

    seq = found["ratings"][0]["seq"]
    app.post(f"/source/unrate/{seq}", name, Cookie=cookie)
    after = get_json(app, f"/source.json?name={quote(HOSTILE)}")
    assert after["reliability"] is None
    assert after["ratings"][0]["is_undone"]


@pytest.mark.parametrize("name", ["claims", "incidents", "figures", "evidence"])
def test_every_view_is_saved_as_a_table_and_as_lines(app, name):
    with app.ledger() as ledger:
        add(ledger, source="=SUM(1)", low=3)
        add(ledger, source="Governor", low=4, place="Lyman", lat=49.0, lon=37.8)

    table = app.get(f"/export/{name}.csv?place=Siversk")
    lines = app.get(f"/export/{name}.jsonl?place=Siversk&mask=1")

    assert table.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    assert "Lyman" not in table.text
    assert "\n=" not in table.text
    assert ",=" not in table.text
    assert len(lines.text.splitlines()) >= 1
    assert all(json.loads(line) for line in lines.text.splitlines())
    for path in PAGES:
        assert f"/export/{name}.csv" in app.get(path).text or name == "claims", path


def test_sources_are_saved_and_an_unknown_export_is_no_page(app):
    with app.ledger() as ledger:
        add(ledger, source="=cmd()")

    assert ",=cmd" not in app.get("/sources.csv").text
    assert "'=cmd()" in app.get("/sources.csv").text
    assert app.get("/export/secrets.csv").status == 404
    assert app.get("/export/claims.exe").status == 404


def test_online_tiles_widen_the_policy_by_their_host_alone(serve):
    app = serve(map_tiles="https://{s}.tiles.example.org/{z}/{x}/{y}.png")

    page = app.get("/map")

    policy = page.headers["content-security-policy"]
    assert "img-src 'self' https://*.tiles.example.org data:" in policy
    assert 'data-tiles="https://{s}.tiles.example.org/{z}/{x}/{y}.png"' in page.text
    assert "tiles.example.org" not in app.get("/claims").headers["content-security-policy"]


@pytest.mark.parametrize("template", ["file:///etc/{z}{x}{y}", "https://tiles.example.org/",
                                      "https://x; script-src *//{z}/{x}/{y}"])  # fmt: skip
def test_tiles_that_are_no_address_are_refused(serve, template):
    app = serve(map_tiles=template)

    assert app.get("/map").status == 400
