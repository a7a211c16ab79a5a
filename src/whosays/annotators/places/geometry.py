"""Geometry: how precise a place is meant, how far it reaches, and what others call that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.places.candidates import level_of
from whosays.schema.place import Precision, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.places.context import Setting
    from whosays.resources.gazetteer_file import Place

_WIDE = frozenset(
    [
        "area",
        "areas",
        "terrain",
        "villages",
        "settlements",
        "countryside",
        "fields",
        "positions",
        "land",
    ]
)
_BESIDE = frozenset({"around", "surrounding", "outside"})
_SIDES = ("north", "south", "east", "west")
_AROUND = frozenset(
    [
        "countryside",
        "suburbs",
        "outskirts",
        "hinterland",
        "surroundings",
        "desert",
        "plain",
        "plains",
        "mountains",
    ]
)


def precision_of(setting: Setting, place: Place | None) -> Precision:
    """Tell how precisely a name is meant; without a place, by its head noun alone."""
    level = level_of(place) if place is not None else ""
    head = setting.head
    if head == "direction" and (level != "region" or not setting.after[0].startswith("front")):
        return Precision.DIRECTION
    if head == "bank":
        return Precision.AREA
    if level in {"country", "region", "district"}:
        if setting.part or setting.name.sided:
            return Precision.AREA
        return Precision(level)
    if level in {"area", "river"}:
        return Precision.AREA
    if level == "point" or head == "facility":
        return Precision.POINT
    if head in {"district", "region"}:
        return Precision.DISTRICT if level else Precision(head)
    if setting.relation is Relation.TOWARD:
        return Precision.DIRECTION
    if setting.relation is Relation.NEAR and _is_land_about(setting.before[-8:]):
        return Precision.AREA
    if head == "area" and setting.after[:1] and setting.after[0] in _AROUND:
        return Precision.AREA
    return Precision.SETTLEMENT


def _is_land_about(before: tuple[str, ...]) -> bool:
    """Tell whether the words before speak of land beside a place (*villages west of*)."""
    for index in range(len(before) - 1, -1, -1):
        if before[index] in _WIDE:
            rest = frozenset(before[index + 1 :])
            return bool(rest & _BESIDE) or any(w.endswith(_SIDES) for w in rest)
    return False


def radius_of(
    setting: Setting, place: Place, precision: Precision, table: Mapping[str, float]
) -> float:
    """Give the radius in km of where the event may lie."""
    radius = place.radius
    if setting.part or setting.name.sided:
        side = table["side"] if precision is Precision.AREA else 1.0
        return round(max(radius * side, 1.0), 1)
    if precision is Precision.POINT and level_of(place) == "settlement":
        radius = max(radius, 3.0)
    least = table.get(precision.value, 0.0) if level_of(place) == "settlement" else 0.0
    if setting.away_km is not None:
        return round(radius + setting.away_km, 1)
    return round(max(radius, least, table[setting.relation.value] if radius < 50 else 0.0), 1)


def acled_precision(
    precision: Precision, relation: Relation, table: Mapping[str, Mapping[str, int]]
) -> int:
    """Give ACLED's geo_precision, 1 to 3; ``table`` is [precision] of gazetteer/precision.toml."""
    row = table[precision.value]
    return row["acled" if relation is Relation.AT else "near_acled"]


def ucdp_precision(
    precision: Precision, relation: Relation, table: Mapping[str, Mapping[str, int]]
) -> int:
    """Give UCDP GED's where_prec, 1 to 7; ``table`` is [precision] of gazetteer/precision.toml."""
    row = table[precision.value]
    return row["ucdp" if relation is Relation.AT else "near_ucdp"]
