"""The gazetteer's file: one SQLite layout for the built-in world and for every added dump."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import ResourceError
from whosays.text.placename import FOLD_VERSION, is_cyrillic, name_key, skeleton_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

FILE_VERSION = 1
"""Number of the table layout below."""

_LAYOUT = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    feature TEXT, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, radius REAL
);
CREATE TABLE names (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT PRIMARY KEY, keys TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE divisions (
    country TEXT, admin1 TEXT, admin2 TEXT, place INTEGER NOT NULL,
    PRIMARY KEY (country, admin1, admin2)
) WITHOUT ROWID;
CREATE TABLE countries (
    iso3 TEXT PRIMARY KEY, iso2 TEXT NOT NULL, place INTEGER NOT NULL, capital TEXT, continent TEXT
) WITHOUT ROWID;
"""
# feature is NULL for a plain settlement (P.PPL): nearly all rows; lat and lon count 1e-5 degrees.
SCALE = 100_000
_Row = tuple[int | str | float | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; ``id`` is GeoNames' number, or a negative one of our own.

    ``feature`` is GeoNames' class and code ("P.PPL"); ``country`` ISO 3166-1 alpha-3 or "";
    ``admin1`` and ``admin2`` the division codes or ""; ``radius_km`` None for the usual one.
    """

    id: int
    name: str
    lat: float
    lon: float
    feature: str = "P.PPL"
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: float | None = None

    @property
    def geonameid(self) -> int | None:
        """GeoNames' number; None for a place of our own tables."""
        return self.id if self.id > 0 else None

    @property
    def radius(self) -> float:
        """The radius in km: the place's own, else by its population."""
        if self.radius_km is not None:
            return self.radius_km
        return round(max(1.0, min(25.0, math.sqrt(self.population) / 90)), 1)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place with all its other names, as a builder gives it."""

    place: Place
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country as a file keeps it; ``capital`` is the name of its capital."""

    iso3: str
    iso2: str
    place: int
    capital: str = ""
    continent: str = ""


def pack_places(ids: Iterable[tuple[int, bool]]) -> bytes:
    """Pack place ids, each with whether the key is its main name, as variable-length numbers."""
    out = bytearray()
    for place_id, is_main in ids:
        number = ((place_id << 1) if place_id >= 0 else ((-place_id << 1) - 1)) << 1 | is_main
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def unpack_places(blob: bytes) -> Iterator[tuple[int, bool]]:
    """Give back what ``pack_places`` packed."""
    number = shift = 0
    for byte in blob:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            zigzag = number >> 1
            place_id = -((zigzag + 1) >> 1) if zigzag & 1 else zigzag >> 1
            yield place_id, bool(number & 1)
            number = shift = 0


def write_gazetteer(
    path: Path,
    places: Iterable[NamedPlace],
    *,
    meta: dict[str, str],
    countries: Iterable[CountryRow] = (),
    is_spelled: Callable[[Place], bool] | None = None,
) -> int:
    """Write a gazetteer file anew and give the number of places.

    ``is_spelled`` tells which places enter the spelling index; None indexes all.
    Same input, same bytes.
    """
    path.unlink(missing_ok=True)
    keys: dict[str, dict[int, bool]] = defaultdict(dict)
    skeletons: dict[str, set[str]] = defaultdict(set)
    rows: dict[int, _Row] = {}
    divisions = []
    for named in places:
        place = named.place
        rows.setdefault(place.id, _row(place))  # a source may tell a place twice
        if place.feature in {"A.ADM1", "A.ADM2"}:
            second = place.admin2 if place.feature == "A.ADM2" else ""
            divisions.append((place.country, place.admin1, second, place.id))
        spelled = not place.feature.startswith("A.PCL") and (not is_spelled or is_spelled(place))
        for index, name in enumerate((place.name, *named.names)):
            key = name_key(name)
            if not key:
                continue
            keys[key][place.id] = keys[key].get(place.id, False) or index == 0
            if spelled and not is_cyrillic(key):
                skeleton = skeleton_key(name)
                if skeleton:
                    skeletons[skeleton].add(key)
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + _LAYOUT)
        with connection:
            facts = {"file_version": str(FILE_VERSION), "fold_version": str(FOLD_VERSION), **meta}
            connection.executemany("INSERT INTO meta VALUES (?,?)", sorted(facts.items()))
            connection.executemany(
                "INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?,?,?)",
                [rows[number] for number in sorted(rows)],
            )
            connection.executemany(
                "INSERT INTO names VALUES (?,?)",
                ((k, pack_places(sorted(keys[k].items()))) for k in sorted(keys)),
            )
            connection.executemany(
                "INSERT INTO skeletons VALUES (?,?)",
                ((s, "|".join(sorted(skeletons[s]))) for s in sorted(skeletons)),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO divisions VALUES (?,?,?,?)", sorted(divisions)
            )
            connection.executemany(
                "INSERT OR REPLACE INTO countries VALUES (?,?,?,?,?)",
                [(c.iso3, c.iso2, c.place, c.capital, c.continent) for c in countries],
            )
        connection.execute("VACUUM")
    finally:
        connection.close()
    return len(rows)


def _row(place: Place) -> _Row:
    return (
        place.id,
        place.name,
        round(place.lat * SCALE),
        round(place.lon * SCALE),
        None if place.feature == "P.PPL" else place.feature,
        place.country,
        place.admin1 or None,
        place.admin2 or None,
        place.population or None,
        place.radius_km,
    )


def open_gazetteer(path: Path) -> sqlite3.Connection:
    """Open a gazetteer file for reading alone.

    Raises: ResourceError A411 where there is none, A412 where it was folded by other rules or
    laid out by another release, A413 where it is damaged.
    """
    if not path.is_file():
        raise ResourceError("A411", path=path)
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.execute("PRAGMA mmap_size = 67108864")
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.Error as error:
        raise ResourceError("A413", path=path, reason=error) from error
    found = f"{meta.get('file_version')}.{meta.get('fold_version')}"
    wanted = f"{FILE_VERSION}.{FOLD_VERSION}"
    if found != wanted:
        connection.close()
        raise ResourceError("A412", path=path, found=found, wanted=wanted)
    return connection
