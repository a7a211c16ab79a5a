"""Incidents: retellings come together, other happenings stay apart."""

from __future__ import annotations

from dataclasses import replace

from whosays.annotators.incidents_in_document import build
from whosays.annotators.incidents_in_document.annotate import join, with_rulings
from whosays.annotators.incidents_in_document.pairs import relation
from whosays.readers.read import read_text
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.because import Because
from whosays.schema.claim import Claim, ClaimActor, EventType, Stance, Status
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.settings import load_settings

TEXT = (
    "Drone strike on depot in Toropets\n\nA drone struck the depot in Toropets.\n\n"
    "Elsewhere, gunmen freed nine hostages in Kidal."
)


def claim(type_, trigger, place, target, at=0):
    start = TEXT.index(trigger, at)
    held = TEXT.index(place, at)
    named = TEXT.index(target, at)
    return Claim(
        id=f"c{start}",
        type=EventType(type_),
        trigger=Span(start, start + len(trigger)),
        agents=(),
        targets=(ClaimActor(Span(named, named + len(target)), "RUS", "MIL"),),
        places=(PlaceMention(Span(held, held + len(place)), place),),
        time=ClaimTime(),
        weapons=(),
        figures=(),
        status=Status.HAPPENED,
        stance=Stance.STATED,
        chain=(),
    )


def annotator():
    return build(Resources(), load_settings(environ={"WHOSAYS_HOME": "/nowhere"}))


def incidents(*claims):
    return annotator().cluster(claims, TEXT)


def test_a_headline_and_the_body_tell_one_happening():
    head = claim("drone_strike", "Drone strike", "Toropets", "depot")
    body = claim("drone_strike", "struck", "Toropets", "depot", at=40)

    assert incidents(head, body) == ("i1", "i1")


def test_another_type_at_another_place_is_another_happening():
    strike = claim("drone_strike", "struck", "Toropets", "depot", at=40)
    release = claim("release", "freed", "Kidal", "hostages")

    assert incidents(strike, release) == ("i1", "i2")


def test_the_order_in_which_claims_come_changes_nothing():
    head = claim("drone_strike", "Drone strike", "Toropets", "depot")
    body = claim("drone_strike", "struck", "Toropets", "depot", at=40)
    release = claim("release", "freed", "Kidal", "hostages")

    assert incidents(release, body, head) == ("i2", "i1", "i1")


def test_claims_that_are_each_joined_to_a_third_are_one_incident():
    scores = {(0, 1): 2.0, (1, 2): 1.0, (0, 2): 0.5, (0, 3): -3.0}

    assert join(4, scores, 0.0) == [[0, 1, 2], [3]]


def test_a_pair_of_types_that_cannot_tell_one_happening_weighs_against_a_join():
    scores = {(0, 1): 2.0, (1, 2): 1.0}

    assert join(3, scores, 0.0) == [[0, 1], [2]]


def test_types_that_are_names_of_one_thing_are_looked_at_and_others_are_not():
    families = {"shelling": "fire", "explosion": "fire", "abuse casualties": "pair"}

    assert relation("shelling", "shelling", families) == "same type"
    assert relation("shelling", "explosion", families) == "same family"
    assert relation("casualties", "abuse", families) == "abuse casualties"
    assert relation("shelling", "casualties", families) is None


def test_no_claims_give_no_incidents():
    assert incidents() == ()


def test_a_claim_tells_why_it_is_in_an_incident_with_another():
    head = claim("drone_strike", "Drone strike", "Toropets", "depot")
    body = claim("drone_strike", "struck", "Toropets", "depot", at=40)
    release = claim("release", "freed", "Kidal", "hostages")
    document = read_text(TEXT)
    layers = annotator().annotate(
        document, Annotations(document).with_layers({"claims": (head, body, release)})
    )

    first, second, third = layers["incident_reasons"]
    assert layers["incidents"] == ("i1", "i1", "i2")
    assert (first.field, first.span) == ("incident", body.trigger)
    assert second.span == head.trigger
    assert second.rule.startswith("same happening as another claim: ")
    assert third is None


def test_a_bare_denial_answers_the_last_claim_of_its_type():
    strike = claim("drone_strike", "struck", "Toropets", "depot", at=40)
    denial = replace(
        claim("drone_strike", "freed", "Kidal", "hostages"),
        because=(Because("type", "denial of drone_strike"),),
    )

    [(_, features)] = annotator().pairs((strike, denial), TEXT)
    assert "answers it" in features


def test_tolls_are_compared_where_both_count_the_same():
    strike = claim("casualties", "struck", "Toropets", "depot", at=40)
    one = replace(strike, figures=(Figure(strike.trigger, "killed", 4, 4),))
    later = claim("casualties", "freed", "Kidal", "hostages")
    two = replace(later, figures=(Figure(later.trigger, "killed", 5, 5),))
    three = replace(later, figures=(Figure(later.trigger, "wounded", 5, 5),))

    [(_, near)] = annotator().pairs((one, two), TEXT)
    [(_, beside)] = annotator().pairs((one, three), TEXT)
    assert "toll near" in near
    assert "killed beside wounded" in beside


def test_what_is_ruled_by_hand_is_added_to_what_was_fitted():
    added = with_rulings({"same word": 0.5, "toll far": -0.2}, {"toll far": -1.0, "answered": 2.0})

    assert added == {"same word": 0.5, "toll far": -1.2, "answered": 2.0}


def test_the_sides_that_two_tolls_count_keep_them_apart():
    one = claim("casualties", "struck", "Toropets", "depot", at=40)
    other = claim("casualties", "freed", "Kidal", "hostages", at=40)
    other = replace(other, targets=(ClaimActor(other.targets[0].span, "MLI", "CVL"),))

    [(_, features)] = annotator().pairs([one, other], TEXT)

    assert features["harmed differ"] == 1.0
    assert incidents(one, other) == ("i1", "i2")
