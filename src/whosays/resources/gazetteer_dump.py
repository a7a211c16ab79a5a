"""Reads GeoNames country dumps (UA.txt, UA.zip) and writes them as gazetteer files."""

from __future__ import annotations

import hashlib
import io
import math
import os
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.errors import ResourceError
from whosays.resources.gazetteer_file import CountryRow, NamedPlace, Place, write_gazetteer
from whosays.text.placename import is_cyrillic, name_key
from whosays.text.romanise import guess_language, romanise_all

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = 19
_DIVISIONS = ("ADM1", "ADM2", "ADM3")
# Besides settlements and divisions: what reports name as the place of an event.
_KEPT_CODES = frozenset(
    {"AIRP", "AIRB", "AIRF", "DAM", "PS", "PSN", "PSH", "PSTP", "BDG", "ISL", "ISLS", "RSV", "LK",
     "FRST", "PEN", "SPIT", "CAPE", "BAY", "GULF", "STRT", "SEA", "MTS", "RGN", "CMP", "CMPRF",
     "CMPO", "INSM", "GATE", "RSTN", "PRT", "HBR"}
)  # fmt: skip


def write_dump(
    source: Path, target: Path, iso3_by_iso2: dict[str, str], progress: object = None
) -> int:
    """Write the country dump ``source`` (.txt or .zip) as the gazetteer file ``target``.

    admin1CodesASCII.txt and admin2Codes.txt beside the source name divisions that the dump has no
    row for. ``progress`` is called with (rows read, None). Gives the number of places.
    Raises: ResourceError A411 without a file, A414 for a broken line, A415 without a place in it.
    """
    raw, name = _read(source)
    rows = list(_rows(raw, source.name, iso3_by_iso2, progress))
    if not any(r.place.feature[0] == "P" for r in rows):
        raise ResourceError("A415", path=source, reason="no line of 19 columns with a settlement")
    rows += _missing_divisions(source.parent, rows, iso3_by_iso2)
    reach = _reaches(rows)
    rows = [_with_reach(row, reach) for row in rows]
    iso2_by_iso3 = {three: two for two, three in iso3_by_iso2.items()}
    countries = [
        CountryRow(r.place.country, iso2_by_iso3.get(r.place.country, ""), r.place.id)
        for r in rows
        if r.place.feature == "A.PCLI"
    ]
    meta = {
        "title": f"Country dump {name}",
        "source": "GeoNames (geonames.org) country dump",
        "licence": "CC BY 4.0",
        "sha256_of_source": hashlib.sha256(raw).hexdigest(),
        "count": str(len(rows)),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        count = write_gazetteer(Path(part), rows, meta=meta, countries=countries)
        Path(part).replace(target)
    finally:
        Path(part).unlink(missing_ok=True)
    return count


def _read(source: Path) -> tuple[bytes, str]:
    """Give the dump's bytes and its name; a zip's largest .txt is the dump."""
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise ResourceError("A411", path=source) from error
    if source.suffix.lower() != ".zip":
        return raw, source.name
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            texts = [
                i
                for i in archive.infolist()
                if i.filename.endswith(".txt") and "readme" not in i.filename.lower()
            ]
            if not texts:
                raise ResourceError("A415", path=source, reason="no .txt in the archive")
            member = max(texts, key=lambda i: i.file_size)
            return archive.read(member), member.filename
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise ResourceError("A413", path=source, reason=error) from error


def _rows(
    raw: bytes, name: str, iso3_by_iso2: dict[str, str], progress: object
) -> Iterator[NamedPlace]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResourceError("A415", path=name, reason="it is not UTF-8 text") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != _COLUMNS:
            found = f"{len(cells)} columns"
            raise ResourceError("A414", path=name, line=number, reason=found)
        feature = f"{cells[6]}.{cells[7]}"
        if cells[6] not in "PA" and cells[7] not in _KEPT_CODES:
            continue
        if cells[6] == "A" and cells[7] not in _DIVISIONS and not cells[7].startswith("PCL"):
            continue
        try:
            place = Place(
                id=int(cells[0]), name=cells[1], lat=float(cells[4]), lon=float(cells[5]),
                feature=feature, country=iso3_by_iso2.get(cells[8], cells[8]), admin1=cells[10],
                admin2=cells[11], population=int(cells[14] or 0),
            )  # fmt: skip
        except ValueError as error:
            raise ResourceError("A414", path=name, line=number, reason=error) from error
        yield NamedPlace(place, spellings(cells[1], cells[2], cells[3].split(",")))
        if callable(progress) and number % 1000 == 0:
            progress(number, None)


def spellings(name: str, asciiname: str, alternates: list[str]) -> tuple[str, ...]:
    """Give every Latin and Cyrillic spelling of a place: the source's, and what our tables make.

    The first Cyrillic name that is not plainly Russian counts as Ukrainian too: the source
    gives no language.
    """
    keys: dict[str, str] = {}
    for alternate in (asciiname, *alternates):
        alternate = alternate.strip()  # noqa: PLW2901 - the source pads some
        if not alternate or (alternate.isupper() and len(alternate) <= 4):
            continue
        if is_cyrillic(alternate):
            for spelling in romanise_all(alternate, guess_language(alternate)):
                keys.setdefault(name_key(spelling), spelling)
        elif not all(c < "\u0250" or "\u1e00" <= c < "\u1f00" or c in "ʹʼ’‘`´–" for c in alternate):
            continue
        keys.setdefault(name_key(alternate), alternate)
    keys.pop(name_key(name), None)
    keys.pop("", None)
    return tuple(keys.values())


def _missing_divisions(
    folder: Path, rows: list[NamedPlace], iso3_by_iso2: dict[str, str]
) -> list[NamedPlace]:
    """Give the divisions that only the code tables name, in the middle of their settlements."""
    have = {_code(r.place) for r in rows if r.place.feature in {"A.ADM1", "A.ADM2"}}
    members: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for row in rows:
        if row.place.feature[0] == "P":
            members[row.place.country, row.place.admin1, ""].append(row.place)
            if row.place.admin2:
                members[row.place.country, row.place.admin1, row.place.admin2].append(row.place)
    found = []
    for file, feature in (("admin1CodesASCII.txt", "A.ADM1"), ("admin2Codes.txt", "A.ADM2")):
        path = folder / file
        if not path.is_file():
            continue
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            parts = [*cells[0].split("."), ""]
            if len(cells) != 4 or len(parts) < 3 or not cells[3].strip().isdigit():
                continue
            code = (iso3_by_iso2.get(parts[0], parts[0]), parts[1], parts[2])
            inside = members.get(code)
            if code in have or not inside:
                continue
            lat = (min(p.lat for p in inside) + max(p.lat for p in inside)) / 2
            lon = (min(p.lon for p in inside) + max(p.lon for p in inside)) / 2
            place = Place(
                int(cells[3]), cells[1], round(lat, 5), round(lon, 5), feature, code[0], code[1],
                code[2],
            )  # fmt: skip
            found.append(NamedPlace(place, (cells[2],)))
    return found


def _code(place: Place) -> tuple[str, str, str]:
    return place.country, place.admin1, place.admin2 if place.feature == "A.ADM2" else ""


def _reaches(rows: list[NamedPlace]) -> dict[tuple[str, str, str], float]:
    """Give each division's reach in km: how far its settlements lie from its middle (95 %)."""
    middles = {
        _code(r.place): r.place for r in rows if r.place.feature in {"A.ADM1", "A.ADM2"}
    }  # fmt: skip
    away: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in rows:
        place = row.place
        if place.feature[0] != "P":
            continue
        for code in (
            (place.country, place.admin1, ""),
            (place.country, place.admin1, place.admin2),
        ):
            middle = middles.get(code)
            if middle is not None:
                east = (place.lon - middle.lon) * math.cos(math.radians(middle.lat))
                away[code].append(math.hypot(place.lat - middle.lat, east) * 111.2)
    return {code: round(sorted(far)[int(len(far) * 0.95)], 1) for code, far in away.items()}


def _with_reach(row: NamedPlace, reach: dict[tuple[str, str, str], float]) -> NamedPlace:
    place = row.place
    if place.feature in {"A.ADM1", "A.ADM2"}:
        radius = max(5.0, reach.get(_code(place), 30.0))
    elif place.feature == "A.ADM3":
        radius = 15.0
    elif place.feature.startswith("A.PCL"):
        radius = 400.0
    else:
        return row
    return NamedPlace(
        Place(
            place.id, place.name, place.lat, place.lon, place.feature, place.country,
            place.admin1, place.admin2, place.population, radius,
        ),
        row.names,
    )  # fmt: skip
