"""The form that corrects: parts are added, changed and taken away, each with its words."""

import json

import pytest

from whosays.errors import WebError
from whosays.web.land import land_path
from whosays.web.minimap import frame_of
from whosays.web.quoting import span_of

TEXT = "Troops of the 5th Brigade shelled Siversk and Zvanivka with mortars, two residents said."
NAME = "whosays_reviewer=Ann"


@pytest.fixture
def corrected(app, add_reading):
    """Give what corrects a claim of TEXT and returns its JSON, and the form as it then stands."""
    with app.ledger() as ledger:
        _, claim = add_reading(ledger, TEXT, "shelled")

    def correct(**form):
        sent = {k.replace("_", "-"): v for k, v in form.items()}
        answer = app.post(f"/claim/{claim}/correct", sent, Cookie=NAME)
        return answer, json.loads(app.get(f"/claim/{claim}.json").body)

    correct.form = lambda query="": app.get(f"/claim/{claim}/correct{query}", Cookie=NAME).text
    return correct


def words(part):
    return TEXT[part["span"][0] : part["span"][1]]


def test_an_actor_is_added_with_its_words_and_codes_then_changed_then_taken_away(corrected):
    first = {"agents_0_words": "Troops of the 5th Brigade", "agents_0_country": "ukr",
             "agents_0_role": "MIL", "reason": "they fired"}  # fmt: skip
    _, found = corrected(**first)
    [agent] = found["agents"]
    assert (words(agent), agent["country"], agent["role"]) == (
        "Troops of the 5th Brigade", "UKR", "MIL",
    )  # fmt: skip

    _, found = corrected(
        agents_0_words="5th Brigade", agents_0_country="RUS", agents_0_group="Wagner"
    )
    [agent] = found["agents"]
    assert (words(agent), agent["country"], agent["role"], agent["group"]) == (
        "5th Brigade", "RUS", "MIL", "Wagner",
    )  # fmt: skip
    assert 'value="Wagner"' in corrected.form()

    _, found = corrected(agents_0_gone="1")
    assert found["agents"] == []
    assert found["machine"]["agents"] == []


def test_every_list_takes_parts(corrected):
    _, found = corrected(
        targets_0_words="two residents", targets_0_role="CVL",
        weapons_0_words="mortars", weapons_0_code="mortar",
        figures_0_words="two", figures_0_what="people", figures_0_low="2", figures_0_high="2",
        figures_0_approx="yes", chain_0_words="two residents", chain_0_mode="witness",
        trigger_words="shelled Siversk",
    )  # fmt: skip

    assert words(found["targets"][0]) == "two residents"
    assert found["weapons"][0]["code"] == "mortar"
    figure = found["figures"][0]
    assert (figure["low"], figure["high"], figure["approx"]) == (2, 2, True)
    assert found["chain"][0]["mode"] == "witness"
    assert TEXT[slice(*found["trigger"])] == "shelled Siversk"


def test_a_place_is_added_by_its_words_and_a_wrong_one_taken_away(corrected):
    page = corrected.form("?place-new-words=Zvanivka")
    assert 'name="place-new" value="g:' in page
    assert 'class="minimap"' in page

    choice = page.partition('name="place-new" value="')[2].partition('"')[0]
    _, found = corrected(place_new_words="Zvanivka", place_new=choice, place_new_relation="near",
                         place_0="gone")  # fmt: skip

    [place] = found["places"]
    assert (words(place), place["name"], place["relation"]) == ("Zvanivka", "Zvanivka", "near")
    assert place["lat"] is not None
    assert place["because"] == ["chosen by Ann"]


def test_a_form_that_changes_nothing_leaves_no_entry(corrected):
    from html.parser import HTMLParser

    class Fields(HTMLParser):
        found, name = {}, ""

        def handle_starttag(self, tag, attrs):
            at = dict(attrs)
            if tag == "select":
                self.name = at["name"]
            elif tag == "option" and "selected" in at and self.name:
                self.found[self.name] = at.get("value") or ""
            elif (
                tag == "input"
                and "name" in at
                and (at.get("type") not in {"radio", "checkbox"} or "checked" in at)
            ):
                self.found[at["name"]] = at.get("value") or ""

    reader = Fields()
    reader.feed(corrected.form())
    assert reader.found["place-0"] == "c:0"

    _, found = corrected(**{k.replace("-", "_"): v for k, v in reader.found.items()})

    assert found["history"] == []


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"agents_0_words": "no such words"}, "A914"),
        ({"agents_0_words": "Troops", "agents_0_country": "ATLANTIS"}, "A915"),
        ({"agents_0_words": "Troops", "agents_0_role": "KING"}, "A915"),
        ({"weapons_0_words": "mortars", "weapons_0_code": "trebuchet"}, "A915"),
        ({"figures_0_words": "two", "figures_0_what": "people", "figures_0_low": "many"}, "A915"),
        ({"place_0_precision": "exact"}, "A915"),
        ({"place_new_words": "Zvanivka", "place_new": "g:99999999999"}, "A915"),
    ],
)
def test_what_the_codebook_does_not_know_is_refused_and_nothing_is_kept(corrected, form, code):
    answer, found = corrected(stance="stated", **form)

    assert answer.status == 400
    assert code in answer.text
    assert found["history"] == []


def test_a_draft_is_kept_while_a_place_is_looked_up(corrected):
    page = corrected.form(
        "?place-0-name=Kupiansk&type=assault&reason=so&agents-0-words=Troops&place-0=gone"
    )

    assert '<option value="assault" selected>' in page
    assert 'value="so"' in page
    assert 'value="Troops"' in page
    assert 'value="gone" checked' in page


def test_words_are_found_where_they_stand_nearest():
    text = "one two\n one  two \u202ethree"

    assert tuple(span_of(text, "one two", 9)) == (9, 17)
    assert tuple(span_of(text, "one two", 0)) == (0, 7)
    assert tuple(span_of(text, "one two", 9, ("0", "8"))) == (0, 7)
    assert tuple(span_of(text, "two \u27e8U+202E\u27e9three", 0)) == (14, 24)
    with pytest.raises(WebError, match="A914"):
        span_of(text, "four", 0)


def test_the_small_map_draws_land_where_there_is_land_and_the_disputed_line():
    coast, line = land_path(frame_of(((45.0, 34.1), (46.6, 33.0))).box, lambda a, b: (b, a))
    ocean, _ = land_path((-45, -130, -44, -128), lambda a, b: (b, a))
    inland, _ = land_path((49, 31, 50, 33), lambda a, b: (10 * b, 10 * a))

    assert coast.startswith("M")
    assert line
    assert ocean == ""
    assert inland.count("L") >= 3
