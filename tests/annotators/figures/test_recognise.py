from __future__ import annotations

import pytest

from whosays.annotators.figures.recognise import find_quantities
from whosays.annotators.figures.rules import compile_rules
from whosays.resources.resources import Resources

TABLE = Resources().table("en/figures.toml")
RULES = compile_rules(TABLE)


def read(text: str) -> list[tuple[str, object, object, bool]]:
    return [(text[q.start : q.end], q.low, q.high, q.approx) for q in find_quantities(text, RULES)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("more than 38,550 soldiers", ("more than 38,550", 38550, None, False)),
        ("about 38 550 persons", ("about 38 550", 38550, 38550, True)),
        ("38\u202f550 persons", ("38\u202f550", 38550, 38550, False)),
        ("38.550 persons", ("38.550", 38550, 38550, False)),
        ("1.5 thousand shells", ("1.5 thousand", 1500, 1500, False)),
        ("2,5 million litres", ("2,5 million", 2500000, 2500000, False)),
        ("two dozen shells", ("two dozen", 24, 24, False)),
        ("a hundred and fifty men", ("a hundred and fifty", 150, 150, False)),
        ("twenty-two were hurt", ("twenty-two", 22, 22, False)),
        ("two to three hundred people", ("two to three hundred", 200, 300, False)),
        ("from 90 to over 140 dead", ("from 90 to over 140", 90, None, False)),
        ("half a company of orcs", ("half a company", 50, 50, True)),
        ("Dozens of houses", ("Dozens", 24, None, False)),
        ("tens of thousands fled", ("tens of thousands", 20000, None, False)),
        ("up to 30 occupiers", ("up to 30", None, 30, False)),
        ("no fewer than nine Grads", ("no fewer than nine", 9, None, False)),
        ("some 20 miners", ("some 20", 20, 20, True)),
        ("nearly 4,000 families", ("nearly 4,000", 4000, 4000, True)),
        ("How many died is not known", ("How many", None, None, False)),
        ("seven houses", ("seven", 7, 7, False)),
        ("40k reservists", ("40k", 40000, 40000, False)),
        ("US$60 a barrel", ("US$60", 60, 60, False)),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_quantity_keeps_its_words_and_bounds(text, wanted):
    assert read(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "the 79th brigade",
        "on 24.02.22 at 06:00",
        "a T-72 and an S-300",
        "Several houses and a number of cars burned",
        "a 57-year-old farmer",
        "15 km from Orikhiv",
        "12 percent",
    ],
)
def test_what_counts_nothing_is_no_figure(text):
    assert read(text) == []


def test_an_increment_in_brackets_is_a_figure_of_its_own():
    found = find_quantities("personnel about 38550 (+100) persons", RULES)

    assert [(q.low, q.rule) for q in found] == [
        (38550, "en.figure.approx"),
        (100, "en.figure.increment"),
    ]


def test_money_has_its_currency():
    found = find_quantities("€3.6 billion and 40,000 hryvnias and 6.5 million dollars", RULES)

    assert [(q.low, q.unit) for q in found] == [
        (3600000000, "EUR"),
        (40000, "UAH"),
        (6500000, "USD"),
    ]


def test_barred_spans_hold_no_figure():
    assert find_quantities("10 July and ten men", RULES, [(0, 7)])[0].core == (12, 15)


def examples(kind: str) -> list[tuple[str, dict, str, bool]]:
    return [
        (row.get("id") or row.get("pattern") or row["between"], row, text, holds)
        for row in TABLE[kind]
        for holds, texts in ((True, row["yes"]), (False, row["no"]))
        for text in texts
    ]


def ids(value: object) -> str:
    return str(value)[:40] if isinstance(value, str) else ""


@pytest.mark.parametrize(("rule", "_row", "text", "holds"), examples("skip"), ids=ids)
def test_every_skip_rule_reads_its_examples(rule, _row, text, holds):
    assert bool(read(text)) is not holds, rule


@pytest.mark.parametrize(("_id", "row", "text", "holds"), examples("bound"), ids=ids)
def test_every_bound_reads_its_examples(_id, row, text, holds):
    wanted = {"low": (True, False), "high": (False, True), "exact": (True, True)}
    found = find_quantities(text, RULES)
    bound = row["bound"]
    if bound == "approx":
        got = any(q.approx for q in found)
    else:
        got = any((q.low is not None, q.high is not None) == wanted[bound] for q in found)

    assert got is holds


@pytest.mark.parametrize("kind", ["vague", "fixed"])
def test_vague_and_fixed_words_read_their_examples(kind):
    for _, row, text, holds in examples(kind):
        bounds = [(q.low, q.high) for q in find_quantities(text, RULES)]
        assert ((row["low"], row.get("high")) in bounds) is holds, (text, bounds)


def test_unknown_counts_read_their_examples():
    for _, _, text, holds in examples("unknown"):
        got = any((q.low, q.high) == (None, None) for q in find_quantities(text, RULES))
        assert got is holds, text


def test_ranges_read_their_examples():
    for _, row, text, holds in examples("range"):
        got = any(q.rule == "en.figure.range" for q in find_quantities(text, RULES))
        if row.get("joined", True):
            assert got is holds, text
        else:
            assert got is not holds, text
