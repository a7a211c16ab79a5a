"""The ledger keeps what it is given, once, and gives it back."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

import whosays.ledger.ledger as module
from whosays.errors import UsageError
from whosays.ledger.ledger import Ledger
from whosays.ledger.query import Query, Sort
from whosays.schema.claim import EventType, Stance
from whosays.schema.document import Given
from whosays.schema.run import Run
from whosays.store.base import Addition


def test_a_reading_comes_back_as_it_was_added(ledger, shelling):
    ledger.add(shelling)

    assert ledger.reading("report.txt") == shelling


def test_the_same_bytes_and_given_metadata_twice_add_nothing(ledger, shelling):
    given = Given(published=date(2023, 5, 4), name="report.txt")
    first = ledger.add(shelling, raw=b"x", given=given)
    before = ledger.counts()

    again = ledger.add(shelling, raw=b"x", given=replace(given, name="copy.txt"))

    assert (first.is_new_document, first.is_new_reading, first.n_claims) == (True, True, 3)
    assert (again.is_new_document, again.is_new_reading, again.n_claims) == (False, False, 0)
    assert (again.document_id, again.reading_id) == (first.document_id, first.reading_id)
    assert ledger.counts() == before


def test_other_given_metadata_make_another_document(ledger, shelling):
    ledger.add(shelling, given=Given(published=date(2023, 5, 4)))

    result = ledger.add(shelling, given=Given(published=date(2023, 5, 5)))

    assert result.is_new_document
    assert ledger.counts()["documents"] == 2


def test_a_newer_version_stands_beside_the_older_and_is_current(ledger, shelling):
    ledger.add(shelling)
    newer = replace(shelling, run=Run(version="0.2.0"), claims=shelling.claims[:1])

    result = ledger.add(newer)

    assert (result.is_new_document, result.is_new_reading) == (False, True)
    assert ledger.document("report.txt").version == "0.2.0"
    assert ledger.count() == 1
    assert ledger.count(Query(all_readings=True)) == 4
    assert ledger.document("report.txt").n_readings == 2


@pytest.mark.parametrize(
    ("query", "triggers"),
    [
        (Query(), ["killing", "shelled", "evacuated"]),
        (Query(sort=Sort.ADDED), ["shelled", "killing", "evacuated"]),
        (Query(type=EventType.SHELLING), ["shelled"]),
        (Query(type=(EventType.SHELLING, EventType.DISPLACEMENT)), ["shelled", "evacuated"]),
        (Query(place="Lyptsi"), ["evacuated"]),
        (Query(place="Липці"), ["evacuated"]),
        (Query(place="Volchansk"), []),
        (Query(lat=50.3, lon=36.9, radius_km=10), ["killing", "shelled"]),
        (Query(lat=50.3, lon=36.9, radius_km=200), ["killing", "shelled", "evacuated"]),
        (Query(lat=48.0, lon=36.9, radius_km=100), []),
        (Query(actor="RUS"), ["shelled"]),
        (Query(actor="RUS/MIL"), ["shelled"]),
        (Query(actor="CVL"), ["killing", "evacuated"]),
        (Query(actor="troops"), ["shelled"]),
        (Query(target="RUS"), []),
        (Query(agent="RUS"), ["shelled"]),
        (Query(source="COP"), ["killing", "shelled"]),
        (Query(source="Oleh Veres"), ["evacuated"]),
        (Query(source="Veres Wire"), ["killing", "shelled", "evacuated"]),
        (Query(since=date(2023, 5, 4)), ["killing", "shelled"]),
        (Query(since=date(2023, 5, 5)), []),
        (Query(until=date(2023, 5, 2)), []),
        (Query(stance=Stance.ESTIMATED), ["evacuated"]),
        (Query(weapon="mortar"), ["shelled"]),
        (Query(measure="killed"), ["killing"]),
        (Query(measure="killed", at_least=13), []),
        (Query(at_least=100), ["evacuated"]),
        (Query(at_most=12), ["killing"]),
        (Query(text="residents"), ["evacuated"]),
        (Query(text="resident"), ["evacuated"]),
        (Query(text='"Russian troops"'), ["killing", "shelled"]),
        (Query(text='"troops Russian"'), []),
        (Query(text="vovch*"), ["killing", "shelled"]),
        (Query(text="*chans*"), ["killing", "shelled"]),
        (Query(text="-residents"), ["killing", "shelled"]),
        (Query(text="governor", in_documents=True), ["killing", "shelled", "evacuated"]),
        (Query(text="nowhere"), []),
        (Query(text='" OR *'), []),
        (Query(document="1", type=EventType.CASUALTIES), ["killing"]),
        (Query(document="report.txt", limit=1, offset=1), ["shelled"]),
        (Query(document="other.txt"), []),
    ],
    ids=repr,
)
def test_a_query_finds_the_claims_that_it_asks_for(ledger, shelling, query, triggers):
    ledger.add(shelling)

    page = ledger.claims(query)

    found = [c.claim.trigger.of(c.text) for c in page]
    assert found == triggers
    assert page.total == ledger.count(query)


def test_words_in_cyrillic_are_found_in_any_case(ledger, build):
    text = "Поліція: російські війська обстріляли Вовчанськ, поранено двох жителів Слов’янська."
    ledger.add(build(text, [{"type": "shelling", "trigger": "обстріляли"}]))

    counts = {
        words: ledger.count(Query(text=words))
        for words in ("російськими", "житель", "Слов'янськ", "словянськ*", "*вчан*", "танк")
    }

    assert counts == {
        "російськими": 1, "житель": 1, "Слов'янськ": 1, "словянськ*": 1, "*вчан*": 1, "танк": 0,
    }  # fmt: skip


def test_a_claim_has_its_document_and_its_sentence(ledger, shelling):
    ledger.add(shelling)

    found = ledger.claim(shelling.claims[2].id)

    assert found.claim == shelling.claims[2]
    assert found.document.publisher == "Veres Wire"
    assert found.document.published_start == date(2023, 5, 4)
    assert found.sentence == "The governor said about 300 residents were evacuated from Lyptsi."


def test_the_start_of_an_id_is_enough_if_it_is_one_claims(ledger, shelling):
    ledger.add(shelling)

    assert ledger.claim(shelling.claims[0].id[:12]).claim == shelling.claims[0]
    with pytest.raises(UsageError, match="A703"):
        ledger.claim("c")
    with pytest.raises(UsageError, match="A702"):
        ledger.claim("c00000000000")


def test_a_document_is_found_by_number_hash_and_name(ledger, shelling):
    ledger.add(shelling, raw=shelling.text.encode())

    for name in (1, "1", shelling.document.sha256[:8], "report.txt"):
        assert ledger.document(name).name == "report.txt"
    assert ledger.text(1) == shelling.text
    assert ledger.raw(1) == shelling.text.encode()
    with pytest.raises(UsageError, match="A702"):
        ledger.document("nothing.txt")


def test_bytes_that_are_not_the_text_are_kept_beside_it(ledger, shelling):
    ledger.add(shelling, raw=b"<p>" + shelling.text.encode())

    assert ledger.raw(1) == b"<p>" + shelling.text.encode()


def test_lone_surrogates_and_marks_survive(ledger, build):
    text = "A \ud83d\x00 👩‍👩‍👧 e\u0301 shelled \u202eسلام\r\nit."
    reading = build(text, [{"type": "shelling", "trigger": "shelled"}])

    ledger.add(reading)

    assert ledger.text(1) == text


def test_many_readings_are_kept_in_batches(ledger, build):
    readings = [build(f"Report {n}: a tank burned.", name=f"r{n}") for n in range(7)]

    results = list(ledger.add_many((Addition(r) for r in readings), batch=3))

    assert [r.document_id for r in results] == [1, 2, 3, 4, 5, 6, 7]
    assert [d.name for d in ledger.documents()] == [f"r{n}" for n in range(7)]


def test_a_page_tells_whether_there_is_more(ledger, shelling):
    ledger.add(shelling)

    page = ledger.claims(Query(limit=2))

    assert (len(page), page.total, page.has_more) == (2, 3, True)
    assert not ledger.claims(Query(limit=2, offset=2)).has_more


@pytest.mark.parametrize(
    "wrong",
    [
        partial(Query, lat=1.0),
        partial(Query, radius_km=-1, lat=1, lon=1),
        partial(Query, limit=-1),
        partial(Query, since=date(2024, 1, 2), until=date(2024, 1, 1)),
        partial(Query, at_least=2, at_most=1),
    ],
)
def test_a_query_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        wrong()


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(module).failed == 0


def test_a_ledger_that_must_be_there_is_not_made(tmp_path):
    with pytest.raises(Exception, match="A606"):
        Ledger(tmp_path / "none.sqlite", create=False)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("time", "since", "until", "is_found"),
    [
        (("2022-02-24", "2023-05-01"), "2023-04-28", "2023-05-02", True),
        (("2023-03-30", "2023-04-30"), "2023-04-30", None, True),
        (("2023-03-29", "2023-04-30"), "2023-04-30", None, True),
        (("2023-03-29", "2023-04-29"), "2023-04-30", None, False),
        (("2023-04-30", "2023-04-30"), "2023-04-30", "2023-04-30", True),
        (("2022-02-24", "2023-05-01"), "2021-01-01", "2022-02-23", False),
    ],
)
def test_claims_of_many_days_are_found_from_any_of_them(
    ledger, build, time, since, until, is_found
):
    text = "Mortars shelled Orikhiv.\nDrones attacked Orikhiv."
    near = {"type": "drone_strike", "trigger": "attacked", "time": ("2023-05-20", "2023-05-20")}
    ledger.add(build(text, [{"type": "shelling", "trigger": "shelled", "time": time}, near]))

    asked = Query(
        since=date.fromisoformat(since),
        until=None if until is None else date.fromisoformat(until),
        type=EventType.SHELLING,
    )

    assert len(ledger.claims(asked).claims) == ledger.count(asked) == is_found


@pytest.mark.parametrize("most", [0, 400])
def test_a_circle_holds_the_same_claims_however_it_is_measured(ledger, build, monkeypatch, most):
    monkeypatch.setattr("whosays.store.circle._MAX_PLACES", most)
    places = [("Orikhiv", 47.5676, 35.7858), ("Tokmak", 47.2517, 35.7058)]
    text = "Mortars shelled Orikhiv.\nMortars struck Tokmak."
    rows = [
        {"type": "shelling", "trigger": verb, "places": [place]}
        for verb, place in zip(("shelled", "struck"), places, strict=True)
    ]
    ledger.add(build(text, rows))

    found = [
        [
            c.claim.places[0].name
            for c in ledger.claims(Query(lat=47.5, lon=35.8, radius_km=r)).claims
        ]
        for r in (5, 15, 50)
    ]

    assert [sorted(names) for names in found] == [[], ["Orikhiv"], ["Orikhiv", "Tokmak"]]
