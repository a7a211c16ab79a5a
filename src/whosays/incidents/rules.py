"""Rules: families of event types, how near types are, weights; from data/incidents.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.resources.resources import Resources


@dataclass(frozen=True, slots=True, eq=False)
class IncidentRules:
    """What blocking, scoring and agreement go by; ``near``, ``opposed`` and ``within`` (types
    that are compared within one report) hold both orders.
    """

    family_of: Mapping[str, str]
    near: Mapping[tuple[str, str], float]
    opposed: Mapping[tuple[str, str], str]
    weights: Mapping[str, float]
    bias: float
    threshold: float
    floor: float
    unseen: float
    largest_block: int
    block_days: int
    block_cells: int
    own_loss: frozenset[str]
    own_deed: frozenset[str]
    common: frozenset[str]
    within: frozenset[tuple[str, str]]
    results: frozenset[str]
    states: frozenset[str]
    units: re.Pattern[str]


def load_rules(resources: Resources) -> IncidentRules:
    """Read the rules."""
    table = resources.table("incidents.toml")
    states = resources.table("actors/states.toml")["state"]
    near: dict[tuple[str, str], float] = {}
    for row in table["near"]:
        for left, right in combinations(row["types"], 2):
            for pair in ((left, right), (right, left)):
                near[pair] = max(row["value"], near.get(pair, 0.0))
    opposed = {}
    for row in table["opposed"]:
        left, right = row["types"]
        opposed[left, right] = opposed[right, left] = row["words"]
    within = set(opposed)
    for attack in table["within"]["attack"]:
        for result in table["within"]["result"]:
            within.update(((attack, result), (result, attack)))
    return IncidentRules(
        family_of={t: name for name, types in table["families"].items() for t in types},
        near=near,
        opposed=opposed,
        weights=table["weights"],
        bias=table["score"]["bias"],
        threshold=table["score"]["threshold"],
        floor=table["score"]["floor"],
        unseen=table["score"]["unseen"],
        largest_block=table["blocks"]["largest"],
        block_days=table["blocks"]["days"],
        block_cells=table["blocks"]["cells"],
        own_loss=frozenset(table["interest"]["own_loss"]),
        own_deed=frozenset(table["interest"]["own_deed"]),
        common=frozenset(table["words"]["common"].split()),
        within=frozenset(within),
        results=frozenset(table["within"]["result"]),
        states=frozenset(name_key(row["name"]) for row in states.values()),
        units=_units(table["units"]),
    )


def _units(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Make the pattern of a numbered unit: its number and its kind are the groups."""
    kinds, between = ("|".join(table[part].split()) for part in ("kinds", "not_between"))
    word = rf"(?!(?:{between})\b)[\w'’.-]+"
    return re.compile(
        rf"\b(\d{{1,3}})(?:st|nd|rd|th)\s+(?:{word}\s+){{0,3}}?({kinds})\b", re.IGNORECASE
    )
