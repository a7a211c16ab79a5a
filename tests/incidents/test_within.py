"""An attack and its harm in one report are one happening; a report does not dispute itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from whosays.incidents.origins import origin_of, origins_of, same_origin
from whosays.incidents.rules import load_rules
from whosays.resources.resources import Resources
from whosays.schema.claim import Link, Mode
from whosays.schema.span import Span

_spec = importlib.util.spec_from_file_location(
    "agreement_samples", Path(__file__).resolve().parent / "test_agreement.py"
)
samples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(samples)

RULES = load_rules(Resources())
DAY = ("2023-05-03", "2023-05-03")
TOWN = ("Izium", 49.21, 37.26)


def report(build, text, harm_place, **more):
    """A report that tells a shelling and its victims apart."""
    rows = [
        {"type": "shelling", "trigger": "shelled", "places": [TOWN], "time": DAY, "incident": "i1"},
        {"type": "casualties", "trigger": "died", "places": [harm_place], "time": DAY,
         "targets": [("people", "UKR", "CVL")], "incident": "i2"},
    ]  # fmt: skip
    return build(text, rows, **more)


STREET = ("Market Street", None, None)
TEXT = "Russian troops shelled Izium on Wednesday.\nOn Market Street two people died."


def test_harm_at_a_street_joins_the_attack_of_its_report(ledger):
    ledger.add(report(samples_build(), TEXT, STREET))

    [incident] = ledger.incidents.find()
    assert incident.types == ("casualties", "shelling")


def test_harm_elsewhere_is_a_happening_of_its_own(ledger):
    elsewhere = ("Kupiansk", 49.71, 37.61)
    text = "Russian troops shelled Izium on Wednesday.\nIn Kupiansk two people died."

    ledger.add(report(samples_build(), text, elsewhere))

    assert ledger.incidents.count() == 2


def test_two_attacks_that_a_report_tells_apart_stay_apart(ledger):
    rows = [
        {"type": "shelling", "trigger": word, "places": [TOWN], "time": DAY, "incident": name}
        for word, name in (("shelled", "i1"), ("fired", "i2"))
    ]
    ledger.add(samples_build()("Troops shelled Izium.\nThey fired at Izium again.", rows))

    assert ledger.incidents.count() == 2


def test_building_anew_joins_harm_as_adding_did(ledger):
    ledger.add(report(samples_build(), TEXT, STREET))
    before = [i.claims for i in ledger.incidents.find()]

    ledger.incidents.rebuild()

    assert [i.claims for i in ledger.incidents.find()] == before


def test_an_outlets_next_sentence_counts_for_the_source_it_names():
    named = samples.BASE
    own = named._replace(row=2, id="c2", origin=origin_of((), "Delta Wire", 1))

    [origin] = origins_of([named, own], RULES)

    assert origin.claims == ("c1", "c2")


def test_a_state_that_speaks_is_no_other_source_than_its_ministry():
    def key(name, role):
        link = Link(Span(0, 6), None, Mode.SPEECH, "RUS", role, None, name)
        return origin_of((link,), "Delta Wire", 1, states=RULES.states)

    assert same_origin(key("Russia", "GOV"), key("Ministry of Defence", "MIL"))
    assert not same_origin(key("Kremlin", "GOV"), key("Ministry of Defence", "MIL"))


def test_copies_of_one_text_that_are_read_otherwise_do_not_contradict():
    read_otherwise = samples.BASE._replace(
        row=2, id="c2", document=2, agents=frozenset({samples.UKR})
    )

    assert "agents" not in {
        f for f, a in samples.accords(samples.BASE, read_otherwise).items() if a == "contradict"
    }


def samples_build():
    """The function that makes readings."""
    path = Path(__file__).resolve().parents[1] / "ledger" / "conftest.py"
    spec = importlib.util.spec_from_file_location("ledger_samples", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build_reading


def test_a_place_that_one_report_leaves_open_is_met_by_its_name(ledger, build):
    spot, open_ = ("Orikhiv", 47.5676, 35.7858), ("Orikhiv", None, None)
    day = ("2023-05-10", "2023-05-10")
    chain = ("police", "speech", "UKR", "COP", None, None)
    row = {
        "type": "shelling",
        "trigger": "shelled",
        "time": day,
        "agents": [("Troops", "RUS", "MIL")],
    }
    for n, place in enumerate((spot, open_, spot, open_)):
        told = {**row, "places": [place], "chain": [chain]}
        ledger.add(
            build(f"Troops shelled Orikhiv, police said in report {n}.", [told], name=f"d{n}")
        )
        ledger.incidents.refresh()

    grown = [i.claims for i in ledger.incidents.find()]
    ledger.incidents.rebuild()

    assert [len(claims) for claims in grown] == [4]
    assert [i.claims for i in ledger.incidents.find()] == grown
