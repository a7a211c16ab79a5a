"""Our own tables of places: areas, what divisions are called, former names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.resources.gazetteer_file import Place
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from whosays.resources.resources import Resources


@dataclass(frozen=True, slots=True)
class Former:
    """A place that had, or has with another side, a name; ``admin1`` "" for any division."""

    place: str
    country: str
    admin1: str

    def admits(self, place: Place) -> bool:
        """Tell whether ``place`` may be the one meant."""
        return (
            place.feature[0] == "P"
            and place.country == self.country
            and self.admin1 in ("", place.admin1)
        )


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The tables by folded name."""

    areas: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    division_names: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    division_shown: dict[tuple[str, str], str] = field(default_factory=dict)
    former: dict[str, tuple[Former, ...]] = field(default_factory=dict)


def load_tables(resources: Resources) -> OwnTables:
    """Read areas.toml, localities.toml, divisions.toml and renamed.toml of data/gazetteer."""
    areas: dict[str, list[Place]] = defaultdict(list)
    rows = resources.table("gazetteer/areas.toml")["areas"]
    for number, (name, row) in enumerate(rows.items(), start=1):
        place = Place(
            -number, name, row["lat"], row["lon"], row["feature"], row.get("country", ""),
            radius_km=row["radius_km"],
        )  # fmt: skip
        for spelling in dict.fromkeys((name, *row.get("names", ()))):
            key = name_key(spelling)
            if all(other.id != place.id for other in areas[key]):
                areas[key].append(place)
    _add_localities(resources, areas)
    names: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    shown: dict[tuple[str, str], str] = {}
    for code, spellings in resources.table("gazetteer/divisions.toml")["divisions"].items():
        country, _, admin1 = code.partition(".")
        shown[country, admin1] = spellings[0]
        for spelling in spellings:
            names[name_key(spelling)][country, admin1] = None
    former: dict[str, dict[Former, None]] = defaultdict(dict)
    for row in resources.table("gazetteer/renamed.toml")["renamed"]:
        country, _, admin1 = row["division"].partition(".")
        for spelling in row["names"]:
            former[name_key(spelling)][Former(row["place"], country, admin1)] = None
    return OwnTables(
        areas={key: tuple(found) for key, found in areas.items()},
        division_names={key: tuple(found) for key, found in names.items()},
        division_shown=shown,
        former={key: tuple(found) for key, found in former.items()},
    )


def _add_localities(resources: Resources, areas: dict[str, list[Place]]) -> None:
    rows = resources.table("gazetteer/localities.toml")["localities"]
    for number, (name, row) in enumerate(rows.items(), start=1):
        place = Place(
            -100_000 - number, name, row["lat"], row["lon"], row.get("feature", "P.PPL"),
            row["country"], row.get("admin1", ""), radius_km=row.get("radius_km", 2.0),
        )  # fmt: skip
        for spelling in dict.fromkeys((name, *row.get("names", ()))):
            key = name_key(spelling)
            if all(other.id != place.id for other in areas[key]):
                areas[key].append(place)
