"""Candidates: the places that a name may mean, each with what speaks for it by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.resources.gazetteer import Match, MatchKind
from whosays.text.distance import kilometres
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.places.context import Setting
    from whosays.resources.gazetteer import Gazetteer
    from whosays.resources.gazetteer_file import Place

_DISTRICT_WORDS = ("district", "raion", "county", "department")
_REGION_WORDS = ("oblast", "province", "governorate", "region", "state")
# Settlements in whose country a name was seen only as a spelling keep at most this many.
_MOST = 150


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place for a name; ``score`` is what speaks for it without the other names."""

    place: Place
    kind: MatchKind
    edits: int = 0
    score: float = 0.0
    because: tuple[str, ...] = ()


class Finder:
    """Finds candidates for settings; weights are those of data/en/place_weights.toml."""

    def __init__(self, gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        self.gazetteer = gazetteer
        self.weights = weights

    def candidates(self, setting: Setting, theatre: Mapping[str, float]) -> list[Candidate]:
        """Give the places that the name may mean, best by itself first.

        ``theatre`` is each country's share of the report (ISO 3166-1 alpha-3).
        """
        matches = self._matches(setting, theatre)
        is_front = (
            setting.head == "direction"
            and setting.after[:1]
            and setting.after[0].startswith("front")
        )
        if setting.head not in {"region", "district"} and not setting.part and not is_front:
            matches = _towns_first(matches)
        found = [self._weigh(setting, match, theatre) for match in matches]
        found.sort(key=lambda c: (-c.score, c.place.id))
        return found[:_MOST]

    def _matches(self, setting: Setting, theatre: Mapping[str, float]) -> list[Match]:
        name = setting.name
        if setting.head == "street":
            return []
        matches = list(name.matches)
        if name.head and name.base != name.text:
            # *Sumy Oblast* is known in full; *Hostomel Airport* may be known by its base alone.
            matches += self.gazetteer.find(name.text)
            matches += [m for m in self.gazetteer.find(name.base) if m not in matches]
        if setting.full:
            matches = [*self.gazetteer.find(setting.full), *matches]
        if setting.head == "district":
            matches += self._divided(name.base, _DISTRICT_WORDS, matches, "A.ADM2")
        elif setting.head == "region":
            matches += self._divided(name.base, _REGION_WORDS, matches, "A.ADM1")
        if setting.head == "facility" and not setting.full:
            pass  # a river's or an airport's name in another spelling is a guess too many
        elif not matches or self._is_foreign(matches, theatre):
            matches += self._spelled(name.base, theatre)
        unique: dict[int, Match] = {}
        for match in matches:
            old = unique.get(match.place.id)
            if old is None or match.kind < old.kind:
                unique[match.place.id] = match
        return list(unique.values())

    def _is_foreign(self, matches: list[Match], theatre: Mapping[str, float]) -> bool:
        """Tell whether a name is only known, and barely, far from where the report plays."""
        if not theatre:
            return False
        if any(m.place.country in theatre or m.place.population > 50_000 for m in matches):
            return False
        return all(m.place.feature[0] == "P" for m in matches)

    def _spelled(self, base: str, theatre: Mapping[str, float]) -> list[Match]:
        main = [c for c, share in sorted(theatre.items(), key=lambda t: -t[1])[:3] if share > 0.1]
        for country in main:
            found = self.gazetteer.find_spelling(base, country=country)
            if found:
                return list(found)
        # Far from the theatre only a spelling of the same sounds is worth a guess.
        return [
            m
            for m in self.gazetteer.find_spelling(base)
            if m.kind is MatchKind.SPELLING and m.edits < 2
        ]

    def _divided(
        self, base: str, heads: tuple[str, ...], matches: list[Match], feature: str
    ) -> list[Match]:
        """Give divisions that bear the name with a head noun, or hold the town of that name."""
        found: list[Match] = []
        for head in heads:
            found += [
                m for m in self.gazetteer.find(f"{base} {head}") if m.place.feature == feature
            ]
        for match in matches:
            place = match.place
            if place.feature[0] != "P":
                continue
            second = place.admin2 if feature == "A.ADM2" else ""
            if feature == "A.ADM2" and not second:
                continue
            division = self.gazetteer.division(place.country, place.admin1, second)
            if division is not None and division.feature == feature and _akin(division.name, base):
                found.append(Match(division, MatchKind.OTHER_NAME))
        return found

    def _weigh(self, setting: Setting, match: Match, theatre: Mapping[str, float]) -> Candidate:
        weights, place = self.weights, match.place
        because = [_KIND_WORDS[match.kind].format(edits=match.edits)]
        score = weights[f"kind_{match.kind.name.lower()}"] + weights["edit"] * match.edits
        score += (
            weights["population"] * math.log10(place.population + 100) * _SIZE_COUNTS[match.kind]
        )
        score += self._feature(setting, place, because)
        share = theatre.get(place.country, 0.0)
        if share:
            score += weights["theatre"] * math.sqrt(share)
            if share > 0.3 and place.feature[0] == "P":
                because.append(f"the report plays in {place.country}")
        elif theatre and place.feature[0] == "P" and place.population < _KNOWN_FAR:
            score -= weights["away"] * max(theatre.values())
        if setting.country and place.country:
            if place.country == setting.country:
                score += weights["demonym"]
                because.append(f"the words before say {place.country}")
            else:
                score -= weights["demonym"]
        return Candidate(place, match.kind, match.edits, score, tuple(because))

    def _feature(self, setting: Setting, place: Place, because: list[str]) -> float:
        weights, head = self.weights, setting.head
        level = level_of(place)
        score = weights.get(f"level_{level}", 0.0)
        if head in {"region", "district", "settlement", "facility", "area", "direction", "bank"}:
            fit = weights.get(f"{head}_{level}", 0.0)
            score += fit
            if fit > 0:
                because.append(f"called a {head}")
        elif setting.part:
            score += weights.get(f"part_{level}", 0.0)
        return score


_KIND_WORDS = {
    MatchKind.NAME: "bears the name",
    MatchKind.OTHER_NAME: "bears the name in another spelling",
    MatchKind.FORMER_NAME: "bore the name, or bears it with another side",
    MatchKind.SPELLING: "sounds alike ({edits} letters differ)",
    MatchKind.NEAR_SPELLING: "one sound and {edits} letters differ",
}


# A town's size says little where the name is not quite its own.
_SIZE_COUNTS = {
    MatchKind.NAME: 1.0,
    MatchKind.OTHER_NAME: 1.0,
    MatchKind.FORMER_NAME: 1.0,
    MatchKind.SPELLING: 0.6,
    MatchKind.NEAR_SPELLING: 0.3,
}
_TOWN = 20_000
_KNOWN_FAR = 300_000  # a smaller town outside the theatre needs its country named


def _towns_first(matches: list[Match]) -> list[Match]:
    """Leave out a division that bears the name of its own town: *in Raqqa* is the town."""
    towns = [
        m.place
        for m in matches
        if m.place.feature[0] == "P"
        and m.place.population >= _TOWN
        and m.kind < MatchKind.SPELLING
        and not m.place.name.endswith(" City")  # *Oklahoma* is not Oklahoma City
    ]
    return [
        m
        for m in matches
        if m.place.feature not in {"A.ADM1", "A.ADM2"}
        or not any(_is_seat_of(town, m.place) for town in towns)
    ]


def _is_seat_of(town: Place, division: Place) -> bool:
    if (town.country, town.admin1) != (division.country, division.admin1):
        return False
    share = 1 if division.feature == "A.ADM2" else 12
    return town.population * share >= division.population or division.population < 3_000_000


def level_of(place: Place) -> str:
    """Give country, region, district, settlement, area, river or point."""
    feature = place.feature
    if feature.startswith("A.PCL"):
        return "country"
    if feature == "A.ADM1":
        return "region"
    if feature[0] == "A":
        return "district"
    if feature[0] == "P":
        return "settlement"
    if feature == "H.STM":
        return "river"
    return "point" if feature[0] == "S" and place.radius <= 10 else "area"


def _akin(left: str, right: str) -> bool:
    """Tell whether a division is named after a town: the first letters agree."""
    first, second = name_key(left), name_key(right)
    size = max(3, min(len(first), len(second)) - 3)
    return first[:size] == second[:size]


def holds(container: Place, place: Place) -> bool:
    """Tell whether ``place`` lies in ``container`` by its codes, else by distance."""
    level = level_of(container)
    if level == "country":
        return place.country == container.country
    if level == "region" and place.admin1 and container.admin1:
        return (place.country, place.admin1) == (container.country, container.admin1)
    same_codes = container.admin2.startswith("b") == place.admin2.startswith("b")
    if level == "district" and place.admin2 and container.admin2 and same_codes:
        return (place.country, place.admin1, place.admin2) == (
            container.country,
            container.admin1,
            container.admin2,
        )
    away = kilometres(container.lat, container.lon, place.lat, place.lon)
    reach = container.radius * 1.15 + 10
    if level == "settlement":
        reach = 45.0
    return away <= reach


def rescored(candidate: Candidate, score: float, *because: str) -> Candidate:
    """Give the candidate with another score and more reasons."""
    return replace(candidate, score=score, because=(*candidate.because, *because))
