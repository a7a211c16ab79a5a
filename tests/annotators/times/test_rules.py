"""Every rule of data/en/times.toml runs its own examples."""

from __future__ import annotations

import pytest

from whosays.annotators.times import build
from whosays.resources.resources import Resources
from whosays.settings import load_settings
from whosays.text.plain import plain

ANNOTATOR = build(Resources(), load_settings(environ={}))
RULES = ANNOTATOR.grammar.rules


def read(text):
    return ANNOTATOR.read(text, plain(text), (0, len(text)))


@pytest.mark.parametrize(
    "example", [pytest.param(y, id=f"{r.id}-{n}") for r in RULES for n, y in enumerate(r.yes)]
)
def test_a_rule_finds_the_words_and_value_of_its_example(example):
    text, words, value = (part.strip() for part in example.split("=>"))

    found = [(m.span.of(text), m.value) for m in read(text)]

    assert (words, value) in found


@pytest.mark.parametrize(
    ("rule", "text"),
    [pytest.param(r.id, t, id=f"{r.id}-{n}") for r in RULES for n, t in enumerate(r.no)],
)
def test_a_rule_finds_nothing_in_its_counter_example(rule, text):
    assert [m for m in read(text) if m.rule == rule] == []


def test_ids_of_rules_are_unique():
    ids = [rule.id for rule in RULES]

    assert len(ids) == len(set(ids))
