from __future__ import annotations

import pytest

from whosays.annotators.weapons.annotate import find_weapons
from whosays.resources.resources import Resources
from whosays.resources.weapons import load_weapons
from whosays.schema.weapon import WEAPON_CODES

WEAPONS = load_weapons(Resources())


def codes(text: str) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.code) for m in find_weapons(text, WEAPONS)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Border villages came under fire from barrels and jet artillery",
            [("barrels", "artillery"), ("jet artillery", "rocket_artillery")],
        ),
        (
            "three Shahed-136 drones and a T72B3",
            [("Shahed-136 drones", "uav"), ("T72B3", "tank")],
        ),
        (
            "guided aerial bombs dropped by Su-34s",
            [("guided aerial bombs", "bomb"), ("Su-34s", "aircraft")],
        ),
        ("rashists’ Grads hit Orikhiv", [("Grads", "rocket_artillery")]),
        ("a car bomb and an IED", [("car bomb", "mine_ied"), ("IED", "mine_ied")]),
        ('one howitzer "Msta-B"', [('howitzer "Msta-B', "artillery")]),
        (
            "FPV drones, KABs and Iskander-M missiles",
            [("FPV drones", "uav"), ("KABs", "bomb"), ("Iskander-M missiles", "missile")],
        ),
        ("наші знищили Шахед і два БМП-2", [("Шахед", "uav"), ("БМП-2", "armoured_vehicle")]),
        (
            "20 anti-aircraft artillery systems",
            [("anti-aircraft artillery systems", "air_defence")],
        ),
        ("The neighbours talked about the weather", []),
    ],
    ids=lambda value: str(value)[:30],
)
def test_weapons_are_found_with_their_code(text, wanted):
    assert codes(text) == wanted


def test_a_model_is_named():
    [mention] = find_weapons("a Lancet-3 drone struck", WEAPONS)

    assert (mention.model, mention.code, mention.head) == ("Lancet", "uav", -1)


def rules() -> list[tuple[str, str, bool]]:
    found = {rule.id: rule for group in WEAPONS.rules.values() for rule in group}
    return [
        (rule.id, text, holds)
        for rule in found.values()
        for holds, texts in ((True, rule.yes), (False, rule.no))
        for text in texts
    ]


@pytest.mark.parametrize(("rule", "text", "holds"), rules())
def test_every_rule_reads_its_own_examples(rule, text, holds):
    dropped = _dropped_or_changed(rule, text)

    assert dropped is holds


def _dropped_or_changed(rule: str, text: str) -> bool:
    """Tell whether the rule held somewhere in the text."""
    if any(m.because == rule for m in find_weapons(text, WEAPONS)):
        return True
    found = next(r for group in WEAPONS.rules.values() for r in group if r.id == rule)
    if found.code is not None:
        return False
    spans = {(p.start, p.end) for p in WEAPONS.index.find(text) if p.value.word in found.words}
    kept = {(m.span.start, m.span.end) for m in find_weapons(text, WEAPONS)}
    return any(not any(a <= s and e <= b for a, b in kept) for s, e in spans)


def test_every_class_is_mapped():
    assert tuple(WEAPONS.classes) == WEAPON_CODES
