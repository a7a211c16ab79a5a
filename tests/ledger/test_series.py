"""Totals of several reports join in one series, whoever printed them."""

from __future__ import annotations

from whosays.ledger.series import ledger_findings

STAFF = ("General Staff", "report", "UKR", "MIL", None, "General Staff of Ukraine")


def losses(figure, low, high, *rest):
    return {
        "type": "casualties",
        "trigger": "losses",
        "targets": [("Russian soldiers", "RUS", "MIL")],
        "figures": [(figure, "killed", low, high, "total", *rest)],
        "chain": [STAFF],
        "time": ("2022-07-19", "2022-07-19"),
    }


def test_more_than_joins_about_of_the_same_day_and_the_qualifier_is_noted(ledger, build):
    rows = [
        ("General Staff, losses of Russian soldiers: about 38550.", "about 38550", 38550, 38550),
        ("General Staff puts losses at more than 38,550 Russian soldiers.", "38,550", 38550, None),
    ]
    for n, (text, figure, low, high) in enumerate(rows):
        claim = losses(figure, low, high, "2022-07-19")
        ledger.add(build(text, [claim], name=f"{n}.txt", published="2022-07-19"))

    [series] = ledger.series(measure="killed")

    assert [p.qualifier for p in series.totals] == ["about", "more than"]
    assert [f.kind for f in ledger_findings((series,))] == ["qualifier"]
    assert series.key.origin == "UKR/MIL:general staff of ukraine"


def test_a_text_read_twice_tells_a_point_once(ledger, build):
    text = "General Staff, losses of Russian soldiers: 38550."
    for name in ("a.txt", "b.txt"):
        ledger.add(build(text + f" {name}", [losses("38550", 38550, 38550)], name=name))

    [series] = ledger.series()

    assert len(series.totals) == 1
