"""Actors and places of a claim are added, taken away and changed by a person, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whosays.errors import UsageError
from whosays.ledger.query import Query
from whosays.schema.run import Run

MARINES = {"words": "Police of the region", "country": "UKR", "role": "COP", "group": "KhPD"}


def test_an_agent_is_added_by_its_words_and_undone(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]

    seq = ledger.review.correct(claim.id, "agents[+]", MARINES, by="Ann")

    found = ledger.claim(claim.id)
    first, second = found.claim.agents
    assert second.span.of(found.text) == "Police of the region"
    assert (first, second.country, second.group) == (claim.agents[0], "UKR", "KhPD")
    assert ledger.count(Query(agent="UKR/COP")) == 1
    assert ledger.review.machine(claim.id) == claim
    by = {v.field: v.corrected_by for v in ledger.trace(claim.id).values}
    assert (by["agents[0]"], by["agents[1]"]) == (None, "Ann")

    ledger.review.undo(seq, by="Ann")
    assert ledger.claim(claim.id).claim == claim
    assert ledger.count(Query(agent="UKR/COP")) == 0


@pytest.mark.parametrize("field", ["agents[0]", "places[0]", "weapons[0]", "chain[0]"])
def test_a_part_is_taken_away_and_comes_back(ledger, shelling, field):
    ledger.add(shelling)
    claim = shelling.claims[0]
    name = field.partition("[")[0]

    seq = ledger.review.correct(claim.id, field, None, by="Ann", reason="not there")

    assert getattr(ledger.claim(claim.id).claim, name) == ()
    assert getattr(ledger.review.machine(claim.id), name) != ()
    ledger.review.undo(seq, by="Bea")
    assert ledger.claim(claim.id).claim == claim
    assert ledger.verify().is_sound


def test_a_target_is_replaced_and_its_role_changed(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[2]

    ledger.review.correct(
        claim.id, "targets", [{"words": "residents", "country": "RUS", "role": "CVL"}], by="Ann"
    )
    ledger.review.correct(claim.id, "targets[0].role", "REF", by="Ann")

    [target] = ledger.claim(claim.id).claim.targets
    assert (target.country, target.role) == ("RUS", "REF")
    assert ledger.count(Query(target="RUS/REF")) == 1
    assert ledger.count(Query(target="UKR/CVL")) == 1


def test_a_place_is_pinned_elsewhere_and_searched_there(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]
    here, there = {"lat": 50.29, "lon": 36.94}, {"lat": 49.84, "lon": 36.68}
    place = {
        "words": "Vovchansk", "name": "Chuhuiv", "geonameid": 710098, **there,
        "precision": "point", "relation": "near", "radius_km": 2.0, "country": "UKR",
    }  # fmt: skip

    seq = ledger.review.correct(claim.id, "places[0]", place, by="Ann")

    def near(at):
        return ledger.count(Query(type=claim.type, radius_km=5, **at))

    assert (near(here), near(there)) == (0, 1)
    assert ledger.count(Query(place="Чугуїв")) == 1
    found = ledger.claim(claim.id).claim.places[0]
    assert (found.geonameid, found.precision.value, found.relation.value) == (
        710098, "point", "near",
    )  # fmt: skip
    ledger.review.undo(seq, by="Ann")
    assert (near(here), near(there)) == (1, 0)


def test_a_new_place_is_called_by_its_words(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]

    ledger.review.correct(claim.id, "places[+]", {"words": "Kharkiv"}, by="Ann")

    assert [p.name for p in ledger.claim(claim.id).claim.places] == ["Vovchansk", "Kharkiv"]
    assert ledger.count(Query(place="Kharkiv")) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("agents[0].country", "Russia", "three letters"),
        ("agents[0].role", "ARMY", "no role"),
        ("agents[+]", {"country": "UKR"}, "span"),
        ("agents[+]", {"words": "Belgian troops"}, "does not stand"),
        ("agents[4]", None, "has no"),
        ("places[0].lat", None, "both coordinates"),
        ("places[0].lat", 96.0, "off the map"),
        ("places[0].precision", "village", "Invalid enum"),
        ("places[0].relation", "behind", "Invalid enum"),
        ("places[0].radius_km", -3, "no radius"),
        ("places[0].name", " ", "needs a name"),
        ("places[+]", {"words": "Kharkiv", "geonameid": 5}, "no coordinates"),
        ("weapons[0].code", "catapult", "weapon code"),
        ("chain[0].mode", "gossip", "Invalid enum"),
    ],
)
def test_values_that_cannot_be_are_refused_with_the_reason(ledger, shelling, field, value, words):
    ledger.add(shelling)

    with pytest.raises(UsageError, match=f"A721.*{words}"):
        ledger.review.correct(shelling.claims[0].id, field, value, by="Ann")

    assert ledger.claim(shelling.claims[0].id).verdict is None


def test_a_figure_taken_away_leaves_no_part_of_it_behind(ledger, build):
    row = {
        "type": "casualties", "trigger": "killed",
        "figures": [("12", "killed", 12, 12), ("six", "killed", 6, 6)],
    }  # fmt: skip
    reading = build("They said 12 were killed, six of them by mines.", [row])
    whole, part = reading.claims[0].figures
    claim = replace(reading.claims[0], figures=(whole, replace(part, of=0)))
    ledger.add(replace(reading, claims=(claim,)))

    with pytest.raises(UsageError, match="part of"):
        ledger.review.correct(claim.id, "figures[1].of", 1, by="Ann")
    ledger.review.correct(claim.id, "figures[0]", None, by="Ann")

    [left] = ledger.claim(claim.id).claim.figures
    assert (left.low, left.of) == (6, None)


def test_a_later_reading_is_corrected_where_it_quotes_the_same_words(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]
    ledger.review.correct(claim.id, "agents[0].country", "BLR", by="Ann")
    other = replace(claim.agents[0], span=claim.chain[0].span, country="UKR")
    newer = replace(
        shelling,
        run=Run(version="0.2.0"),
        claims=(replace(claim, id="c-new", agents=(other, claim.agents[0])),),
    )

    ledger.add(newer)

    assert [a.country for a in ledger.claim("c-new").claim.agents] == ["UKR", "BLR"]
