"""Incidents: retellings come together, other happenings stay apart."""

from __future__ import annotations

from whosays.annotators.incidents_in_document import build
from whosays.resources.resources import Resources
from whosays.schema.claim import Claim, ClaimActor, EventType, Stance, Status
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


def incidents(*claims):
    settings = load_settings(environ={"WHOSAYS_HOME": "/nowhere"})
    return build(Resources(), settings).cluster(claims, TEXT)


def test_a_headline_and_the_body_tell_one_happening():
    head = claim("drone_strike", "Drone strike", "Toropets", "depot")
    body = claim("drone_strike", "struck", "Toropets", "depot", at=40)

    assert incidents(head, body) == ("i1", "i1")


def test_another_type_at_another_place_is_another_happening():
    strike = claim("drone_strike", "struck", "Toropets", "depot", at=40)
    release = claim("release", "freed", "Kidal", "hostages")

    assert incidents(strike, release) == ("i1", "i2")
