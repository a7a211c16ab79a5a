"""The gazetteer: every place that a name may mean, from several files and our own tables."""

from __future__ import annotations

import hashlib
import os
import weakref
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from whosays.resources.gazetteer_file import SCALE, Place, open_gazetteer, unpack_places
from whosays.resources.gazetteer_tables import OwnTables, load_tables
from whosays.text.distance import kilometres
from whosays.text.placename import name_key, near_skeletons, skeleton_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from whosays.resources.resources import Resources
    from whosays.settings import Settings

__all__ = ["Gazetteer", "Match", "MatchKind", "Place", "load_gazetteer"]

BUILT_IN = "gazetteer/world.sqlite"
_SAME_KM = 5.0  # two files' settlements of one name this near are one settlement
_CACHED = 20_000


class MatchKind(IntEnum):
    """How a name met a place; a smaller number is a better match."""

    NAME = 0
    FORMER_NAME = 1
    OTHER_NAME = 2
    SPELLING = 3
    NEAR_SPELLING = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean; ``edits`` counts letters between the two spellings."""

    place: Place
    kind: MatchKind
    edits: int = 0


class Gazetteer:
    """Look-up of places by name over the built-in file, added files and our own tables.

    Files are read only, opened once a process; later files outweigh earlier ones where both hold
    a place. Look-ups are cached; all results are in a fixed order.
    """

    def __init__(self, paths: Iterable[Path], tables: OwnTables | None = None) -> None:
        self.paths = tuple(paths)
        self.tables = tables or OwnTables()
        self._pid = -1
        self._files: tuple[sqlite3.Connection, ...] = ()
        self._connections()
        self.find = lru_cache(_CACHED)(self._find)
        self.find_spelling = lru_cache(_CACHED)(self._find_spelling)
        self.division = lru_cache(_CACHED)(self._division)
        self.country = lru_cache(_CACHED)(self._country)
        self.iso3_by_iso2 = {
            iso2: iso3
            for file in self._connections()
            for iso3, iso2 in file.execute("SELECT iso3, iso2 FROM countries ORDER BY iso3")
        }
        self.capitals = {
            iso3: capital
            for file in self._connections()
            for iso3, capital in file.execute("SELECT iso3, capital FROM countries ORDER BY iso3")
            if capital
        }

    def _connections(self) -> tuple[sqlite3.Connection, ...]:
        # A connection must not cross a fork.
        if self._pid != os.getpid():
            self._files = tuple(open_gazetteer(path) for path in self.paths)
            self._pid = os.getpid()
            weakref.finalize(self, _close, self._files)
        return self._files

    def _find(self, name: str) -> tuple[Match, ...]:
        """Give the places that bear ``name`` in some of their spellings, countries first.

        Case, accents, apostrophes, soft signs and hyphens do not count. () for none.
        """
        key = name_key(name)
        matches = list(self._by_key(key))
        for former in self.tables.former.get(key, ()):
            matches += [
                Match(match.place, MatchKind.FORMER_NAME)
                for match in self._by_key(name_key(former.place))
                if former.admits(match.place) and match.kind is MatchKind.NAME
            ]
        return _merge(matches)

    def _by_key(self, key: str) -> tuple[Match, ...]:
        if not key:
            return ()
        matches: list[Match] = []
        for file in self._connections():
            row = file.execute("SELECT places FROM names WHERE key = ?", (key,)).fetchone()
            if row is None:
                continue
            is_main = dict(unpack_places(row[0]))
            for place in self._places(file, is_main):
                own = is_main[place.id] or place.feature.startswith("A.PCL")
                kind = MatchKind.NAME if own else MatchKind.OTHER_NAME
                matches.append(Match(place, kind))
        matches += [Match(place, MatchKind.NAME) for place in self.tables.areas.get(key, ())]
        for code in self.tables.division_names.get(key, ()):
            found = self._division(*code, "")
            if found is not None:
                matches.append(Match(found, MatchKind.NAME))
        return _merge(matches)

    def _places(self, file: sqlite3.Connection, ids: Iterable[int]) -> list[Place]:
        wanted = list(ids)
        found: list[Place] = []
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            marks = ",".join("?" * len(some))
            query = f"SELECT * FROM places WHERE id IN ({marks}) ORDER BY id"  # noqa: S608 - marks only
            found += [self._named(_place(row)) for row in file.execute(query, some)]
        return found

    def _named(self, place: Place) -> Place:
        """Give a first-level division the name that our table shows for it."""
        if place.feature == "A.ADM1":
            shown = self.tables.division_shown.get((place.country, place.admin1))
            if shown:
                return replace(place, name=shown)
        return place

    def _find_spelling(self, name: str, *, country: str = "", edits: int = 3) -> tuple[Match, ...]:
        """Give the places whose spelling comes near ``name``, nearest first.

        First those of the same consonants; where there is none, those one consonant away.
        ``country`` (ISO 3166-1 alpha-3) bounds the search; ``edits`` bounds the letters changed.
        """
        key = name_key(name)
        skeleton = skeleton_key(name)
        if not skeleton or len(key) < 4:
            return ()
        bound = min(edits, max(1, len(key) // 3))
        same = self._by_skeleton((skeleton,), key, bound + 1, country, MatchKind.SPELLING)
        if same or len(key) < 6:
            return same
        near = near_skeletons(skeleton)
        return self._by_skeleton(near, key, min(bound, 2), country, MatchKind.NEAR_SPELLING)

    def _by_skeleton(
        self, skeletons: tuple[str, ...], key: str, bound: int, country: str, kind: MatchKind
    ) -> tuple[Match, ...]:
        keys: dict[str, int] = {}
        marks = ",".join("?" * len(skeletons))
        query = f"SELECT keys FROM skeletons WHERE skeleton IN ({marks})"  # noqa: S608 - marks only
        for file in self._connections():
            for (joined,) in file.execute(query, skeletons):
                for other in joined.split("|"):
                    away = DamerauLevenshtein.distance(key, other, score_cutoff=bound)
                    if away <= bound:
                        keys[other] = away
        matches: list[Match] = []
        for other in sorted(keys, key=lambda k: (keys[k], k)):
            matches += [
                Match(match.place, kind, keys[other])
                for match in self._by_key(other)
                if country in ("", match.place.country) and match.place.feature[0] != "A"
            ]
        return _merge(matches)

    def _division(self, country: str, admin1: str, admin2: str) -> Place | None:
        """Give the division of these codes (``admin2`` "" for the first level), None unknown."""
        for file in reversed(self._connections()):
            row = file.execute(
                "SELECT place FROM divisions WHERE country = ? AND admin1 = ? AND admin2 = ?",
                (country, admin1, admin2),
            ).fetchone()
            if row is not None:
                found = self._places(file, [row[0]])
                if found:
                    return found[0]
        return None

    def _country(self, iso3: str) -> Place | None:
        """Give a country by its ISO 3166-1 alpha-3 code, None unknown."""
        for file in self._connections():
            row = file.execute("SELECT place FROM countries WHERE iso3 = ?", (iso3,)).fetchone()
            if row is not None:
                return self._places(file, [row[0]])[0]
        return None

    def place(self, place_id: int) -> Place | None:
        """Give the place of an id; the last file that holds it counts. None for no such place."""
        for file in reversed(self._connections()):
            found = self._places(file, [place_id])
            if found:
                return found[0]
        return None

    def describe(self, place: Place) -> str:
        """Say a place with its divisions, as a person would: "Spirne, Donetsk Oblast, Ukraine"."""
        parts = [place.name]
        if place.feature != "A.ADM1" and place.admin1:
            first = self.division(place.country, place.admin1, "")
            parts += [first.name] if first else []
        if not place.feature.startswith("A.PCL") and place.country:
            country = self.country(place.country)
            parts += [country.name] if country else [place.country]
        return ", ".join(dict.fromkeys(parts))


def _close(files: tuple[sqlite3.Connection, ...]) -> None:
    for file in files:
        file.close()


def _place(row: tuple[int, str, int, int, str, str, str, str, int, float]) -> Place:
    place_id, name, lat, lon, feature, country, admin1, admin2, population, radius = row
    return Place(
        place_id, name, lat / SCALE, lon / SCALE, feature or "P.PPL", country or "",
        admin1 or "", admin2 or "", population or 0, radius,
    )  # fmt: skip


def _merge(matches: list[Match]) -> tuple[Match, ...]:
    """Leave one match a place: the later file's place, the better kind; in a fixed order."""
    by_id: dict[int, Match] = {}
    for match in matches:
        old = by_id.get(match.place.id)
        kind = match.kind if old is None else min(old.kind, match.kind)
        edits = match.edits if old is None else min(old.edits, match.edits)
        by_id[match.place.id] = Match(match.place, kind, edits)
    kept: list[Match] = []
    divisions: dict[tuple[str, str, str], int] = {}
    for match in by_id.values():
        place = match.place
        if place.feature in {"A.ADM1", "A.ADM2"}:
            code = (place.country, place.admin1, name_key(place.name) if place.admin2 else "")
            if code in divisions:
                old_place = kept[divisions[code]].place
                size = max(place.population, old_place.population)
                kept[divisions[code]] = replace(match, place=replace(place, population=size))
                continue
            divisions[code] = len(kept)
        elif place.feature[0] == "P":
            twin = next((i for i, m in enumerate(kept) if _is_twin(m.place, place)), None)
            if twin is not None:
                kept[twin] = _join(kept[twin], match)
                continue
        kept.append(match)
    kept.sort(key=lambda m: (m.kind, m.edits, -m.place.population, m.place.id))
    return tuple(kept)


def _is_twin(left: Place, right: Place) -> bool:
    if left.feature[0] != "P" or left.country != right.country:
        return False
    if abs(left.lat - right.lat) > 0.05 or abs(left.lon - right.lon) > 0.1:
        return False
    near = kilometres(left.lat, left.lon, right.lat, right.lon) <= _SAME_KM
    return near and skeleton_key(left.name) == skeleton_key(right.name)


def _join(left: Match, right: Match) -> Match:
    """Join one settlement of two files: GeoNames' own id and population, the finer divisions."""
    by_size = sorted(
        (left.place, right.place), key=lambda p: (p.id < 0, -p.population, p.id)
    )  # fmt: skip
    place = by_size[0]
    finer = next((p for p in by_size if p.admin2 and not p.admin2.startswith("b")), None)
    if finer is not None and finer.admin1 == place.admin1:
        place = replace(place, admin2=finer.admin2)
    return Match(place, min(left.kind, right.kind), min(left.edits, right.edits))


def load_gazetteer(resources: Resources, settings: Settings) -> Gazetteer:
    """Open the built-in gazetteer, the user's added ones, and our own tables.

    Raises: ResourceError A411, A412, A413 for a file that is missing, old or damaged.
    """
    paths = (resources.data / BUILT_IN, *settings.gazetteer_paths())
    gazetteer = Gazetteer(paths, load_tables(resources))
    for index, path in enumerate(paths):
        name = BUILT_IN if index == 0 else f"gazetteer:{path.stem}"
        with path.open("rb") as file:
            resources.note_hash(name, hashlib.file_digest(file, "sha256").hexdigest())
    return gazetteer
