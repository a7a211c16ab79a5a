"""What people decide stands beside what the machine said, and outlasts a new reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whosays.errors import UsageError
from whosays.ledger.query import Query
from whosays.schema.claim import EventType, Stance
from whosays.schema.judgement import Verdict
from whosays.schema.run import Run
from whosays.store.judge import judgements


def renewed(reading, version="0.2.0", **changes):
    """The same document as another version reads it: all claim ids are new."""
    claims = tuple(
        replace(c, id=c.id[:-1] + "x", **changes.get(c.type.value, {})) for c in reading.claims
    )
    return replace(reading, run=Run(version=version), claims=claims)


def test_a_correction_holds_and_the_machines_value_stays_visible(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]

    ledger.review.correct(claim.id, "type", "missile_strike", by="Ann", reason="S-300")

    assert ledger.claim(claim.id).claim.type is EventType.MISSILE_STRIKE
    assert ledger.claim(claim.id).verdict == "corrected"
    assert ledger.review.machine(claim.id) == claim
    assert ledger.count(Query(type=EventType.SHELLING)) == 0
    assert ledger.count(Query(type=EventType.MISSILE_STRIKE)) == 1
    assert ledger.count() == 3


def test_a_part_of_a_field_can_be_corrected(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]

    ledger.review.correct(claim.id, "agents[0].country", "BLR", by="Ann")
    ledger.review.correct(claim.id, "stance", "alleged", by="Ann")

    now = ledger.claim(claim.id).claim
    assert (now.agents[0].country, now.stance) == ("BLR", Stance.ALLEGED)
    assert ledger.count(Query(actor="BLR")) == 1
    assert ledger.count(Query(actor="RUS")) == 0


def test_a_whole_part_can_be_corrected(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0]
    part = {"span": list(claim.agents[0].span), "country": "BLR", "role": "MIL"}

    ledger.review.correct(claim.id, "agents[0]", part, by="Ann")

    now = ledger.claim(claim.id).claim
    assert (now.agents[0].country, now.agents[0].span) == ("BLR", claim.agents[0].span)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "bombing"),
        ("colour", "red"),
        ("agents[7].country", "BLR"),
        ("trigger", [9, 3]),
        ("trigger", [0, 100_000]),
        ("id", "c1"),
        ("figures", "many"),
        ("agents[0].shoe_size", 44),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_leaves_no_trace(
    ledger, shelling, field, value
):
    ledger.add(shelling)
    before = ledger.counts()

    with pytest.raises(UsageError, match="A721"):
        ledger.review.correct(shelling.claims[0].id, field, value, by="Ann")

    assert ledger.counts() == before


def test_a_rejected_claim_no_longer_counts_and_can_still_be_seen(ledger, shelling):
    ledger.add(shelling)

    ledger.review.reject(shelling.claims[1].id, by="Ann", reason="a repeat")

    assert ledger.count() == 2
    assert ledger.count(Query(rejected=True)) == 3
    assert ledger.claim(shelling.claims[1].id).verdict == "rejected"


def test_undo_takes_a_decision_back_and_both_stay_in_the_history(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0].id
    seq = ledger.review.correct(claim, "type", "strike", by="Ann")

    ledger.review.undo(seq, by="Ben", reason="she was right at first")

    assert ledger.claim(claim).claim == shelling.claims[0]
    assert ledger.claim(claim).verdict is None
    assert [(d.by, d.words, d.is_undone) for d in ledger.review.history(claim)] == [
        ("Ann", 'type = "strike"', True),
        ("Ben", f"undid entry {seq}", False),
    ]


def test_an_undoing_can_be_undone_by_deciding_again(ledger, shelling):
    ledger.add(shelling)
    claim = shelling.claims[0].id
    seq = ledger.review.reject(claim, by="Ann")
    ledger.review.undo(seq, by="Ann")

    ledger.review.reject(claim, by="Ann")

    assert ledger.claim(claim).verdict == "rejected"


def test_only_entries_of_people_can_be_undone(ledger, shelling):
    ledger.add(shelling)

    with pytest.raises(UsageError, match="A736"):
        ledger.review.undo(1, by="Ann")
    with pytest.raises(UsageError, match="A736"):
        ledger.review.undo(999, by="Ann")


def test_a_decision_needs_a_name(ledger, shelling):
    ledger.add(shelling)

    with pytest.raises(UsageError, match="A722"):
        ledger.review.accept(shelling.claims[0].id, by=" ")


def test_a_newer_reading_does_not_override_a_person_and_differences_show(ledger, shelling):
    ledger.add(shelling)
    first, second, third = (c.id for c in shelling.claims)
    ledger.review.correct(first, "type", "missile_strike", by="Ann")
    ledger.review.reject(second, by="Ann")
    ledger.review.accept(third, by="Ann")

    ledger.add(renewed(shelling))

    claims = {c.claim.trigger.of(c.text): c for c in ledger.claims(Query(rejected=True))}
    assert claims["shelled"].claim.type is EventType.MISSILE_STRIKE
    assert claims["shelled"].id.endswith("x")
    assert claims["killing"].verdict == "rejected"
    assert claims["evacuated"].verdict == "accepted"
    [difference] = ledger.review.differences()
    assert (difference.person, difference.machine) == ("missile_strike", "shelling")
    assert [d.words for d in ledger.review.history(claims["shelled"].id)] == [
        'type = "missile_strike"'
    ]


def test_what_a_person_accepted_stays_when_the_machine_no_longer_finds_it(ledger, shelling):
    ledger.add(shelling)
    ledger.review.accept(shelling.claims[2].id, by="Ann")
    newer = renewed(shelling)

    ledger.add(replace(newer, claims=newer.claims[:1]))

    assert ledger.count() == 2
    assert ledger.claim(shelling.claims[2].id).verdict == "accepted"


def test_a_machine_that_comes_to_agree_makes_no_difference(ledger, shelling):
    ledger.add(shelling)
    ledger.review.correct(shelling.claims[0].id, "type", "strike", by="Ann")

    ledger.add(renewed(shelling, shelling={"type": EventType.STRIKE}))

    assert list(ledger.review.differences()) == []
    assert ledger.count(Query(type=EventType.STRIKE)) == 1


def test_the_queue_holds_what_nobody_has_decided(ledger, shelling):
    ledger.add(shelling)
    ledger.review.accept(shelling.claims[0].id, by="Ann")
    ledger.review.comment(shelling.claims[1].id, "hm", by="Ann")

    assert [c.id for c in ledger.review.queue()] == [c.id for c in shelling.claims[1:]]


def test_same_joins_and_different_parts_and_the_latest_word_holds(ledger, build):
    texts = ["A bridge burned.", "Fire took a crossing."]
    for n, text in enumerate(texts):
        word = "burned" if n == 0 else "Fire"
        ledger.add(build(text, [{"type": "damage", "trigger": word}], name=f"{n}.txt"))
    left, right = (c.id for c in ledger.claims())
    assert len(list(ledger.incidents.find())) == 2

    ledger.review.merge([left, right], by="Ann")
    assert len(ledger.incidents.of_claim(left).claims) == 2

    ledger.review.split([right], by="Ben", reason="two fires")
    assert len(ledger.incidents.of_claim(left).claims) == 1

    ledger.review.judge(left, right, Verdict.SAME, by="Ann")
    assert len(ledger.incidents.of_claim(left).claims) == 2


def test_undoing_a_merge_parts_the_incidents_again(ledger, build):
    for n in range(2):
        ledger.add(build(f"Fire {n}.", [{"type": "damage", "trigger": "Fire"}], name=f"{n}.txt"))
    left, right = (c.id for c in ledger.claims())
    [seq] = ledger.review.merge([left, right], by="Ann")
    assert ledger.incidents.count() == 1

    ledger.review.undo(seq, by="Ann")

    assert ledger.incidents.count() == 2


def test_a_judgement_outlasts_a_newer_reading(ledger, build):
    readings = [
        build(f"Fire {n}.", [{"type": "damage", "trigger": "Fire"}], name=f"{n}.txt")
        for n in range(2)
    ]
    for reading in readings:
        ledger.add(reading)
    ledger.review.merge([c.id for c in ledger.claims()], by="Ann")
    assert ledger.incidents.count() == 1

    for reading in readings:
        ledger.add(renewed(reading))

    assert ledger.incidents.count() == 1
    assert all(c.id.endswith("x") for c in ledger.claims())


def test_a_judgement_keeps_what_the_scorer_said_of_the_pair(ledger, build):
    for n, word in enumerate(("burned", "Fire")):
        text = "A bridge burned." if n == 0 else "Fire took a crossing."
        ledger.add(build(text, [{"type": "damage", "trigger": word}], name=f"{n}.txt"))
    left, right = (c.id for c in ledger.claims())

    ledger.review.judge(left, right, Verdict.SAME, by="Ann")

    with ledger.store.file.read() as connection:
        [kept] = judgements(connection)
    assert kept.score < 0.5
    assert kept.reasons == ledger.incidents.compare(left, right).reasons
    assert ledger.verify().is_sound
