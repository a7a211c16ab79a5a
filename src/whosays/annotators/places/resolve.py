"""Resolution: all names of a report settled together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whosays.annotators.places.candidates import Candidate, Finder, holds, level_of
from whosays.annotators.places.containers import find_containers
from whosays.annotators.places.globe import Globe, kinship
from whosays.text.distance import kilometres
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from whosays.annotators.places.context import Setting
    from whosays.annotators.places.words import Words
    from whosays.resources.gazetteer import Gazetteer
    from whosays.resources.gazetteer_file import Place
    from whosays.schema.parse import Parse

_KEPT = 24  # candidates of one name that enter the joint step
_ROUNDS = 4
_IN_SERIES = 3.0
_BESIDE = 4.5  # series often go along the front
_IN_SENTENCE = 1.5
_CITY = 100_000
_LONELY_KM = 150.0
_TOGETHER = 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one name after all names were weighed together, likeliest first.

    ``scores`` sum to 1 with "none of these" left out; ``notes`` tell of neighbours, and of
    containers outvoted.
    """

    candidates: tuple[Candidate, ...] = ()
    scores: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def pooled(self) -> tuple[float, ...]:
        """The best one's share, with those of candidates within its radius, or 15 km, added: a town
        and its county, a city told twice. () without candidates.
        """
        if not self.candidates:
            return ()
        place = self.candidates[0].place
        reach = max(15.0, min(place.radius, 60.0))
        near = sum(
            share
            for other, share in zip(self.candidates[1:], self.scores[1:], strict=True)
            if share > 0.001
            and kilometres(place.lat, place.lon, other.place.lat, other.place.lon) <= reach
        )
        return (round(min(1.0, self.scores[0] + near), 4),)


_TOWN = 5_000
"""People: a place of so many hardly has a namesake that reports would mean."""


@dataclass(slots=True)
class _Group:
    """Names of one report that are spelled alike mean one place."""

    members: list[int]
    candidates: list[Candidate]
    own: NDArray[np.float64]
    notes: list[str]
    is_stray: bool = False


def _note_strays(strays: Sequence[_Group], container: Setting) -> None:
    """Say that no place of a name lies in the division named with it.

    Where several names contradict one division, or a town does, it is the division that is wrong;
    a village that stands alone against *X in Y region* is a namesake that the gazetteer lacks.
    """
    small = all(c.place.population < _TOWN for g in strays for c in g.candidates)
    alone = len(strays) == 1 and small and container.head in {"region", "district"}
    text = container.name.text
    for group in strays:
        end = "which leaves it open" if alone else "the container is outvoted"
        group.notes.append(f"no place of this name lies in {text}: {end}")
        group.is_stray = alone or group.is_stray


class Resolver:
    """Settles the names of one document."""

    def __init__(self, gazetteer: Gazetteer, weights: Mapping[str, float], words: Words) -> None:
        self.gazetteer = gazetteer
        self.weights = weights
        self.parts = words.parts
        self.namesakes = words.namesakes
        self.finder = Finder(gazetteer, weights)

    def resolve(
        self, parse: Parse, settings: Sequence[Setting], people: Mapping[str, int]
    ) -> list[Choice]:
        """Give a choice for each setting. ``people`` counts the demonyms of each country."""
        votes = country_votes(settings, people)
        containers = find_containers(parse, settings, self.parts)
        groups = self._groups(settings, votes, containers)
        self._weigh_containers(groups, settings, containers)
        weights = self._between(parse, settings, groups)
        scores = self._settle(groups, weights)
        choices: list[Choice] = [Choice()] * len(settings)
        best = [
            g.candidates[int(np.argmax(p))].place if len(p) else None
            for g, p in zip(groups, scores, strict=True)
        ]
        for number, (group, probability) in enumerate(zip(groups, scores, strict=True)):
            order = np.argsort(-probability, kind="stable")
            if _is_lonely(number, best, weights[number], self.namesakes):
                probability = probability * self.weights["lonely"]  # noqa: PLW2901 - told below
                group.notes.append("far from all settlements named beside it")
            neighbours = _neighbours(number, best, weights[number])
            if group.is_stray and not neighbours:
                probability = probability * self.weights["lonely"]  # noqa: PLW2901 - told in notes
            choice = Choice(
                tuple(group.candidates[i] for i in order),
                tuple(round(float(probability[i]), 4) for i in order),
                (*neighbours, *group.notes, *_outside(number, best, weights[number])),
            )
            for member in group.members:
                choices[member] = choice
        return choices

    def _groups(
        self,
        settings: Sequence[Setting],
        votes: Mapping[str, Mapping[str, float]],
        containers: Mapping[int, tuple[int, ...]],
    ) -> list[_Group]:
        by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, setting in enumerate(settings):
            head = setting.head if setting.head in {"region", "district", "facility"} else ""
            by_key[name_key(setting.full or setting.name.base), head].append(index)
        groups = []
        for members in by_key.values():
            # The member that tells most speaks for all.
            lead = max(members, key=lambda i: (bool(containers.get(i)), settings[i].head != "", -i))
            theatre = theatre_of(votes, name_key(settings[lead].name.base))
            found = self.finder.candidates(settings[lead], theatre)
            groups.append(_Group(list(members), found, np.array([c.score for c in found]), []))
        return groups

    def _weigh_containers(
        self,
        groups: list[_Group],
        settings: Sequence[Setting],
        containers: Mapping[int, tuple[int, ...]],
    ) -> None:
        """Add what the divisions named with a name say, and keep the best candidates."""
        group_of = {m: g for g in groups for m in g.members}
        gain, loss = self.weights["container"], self.weights["container_miss"]
        missed: defaultdict[int, list[_Group]] = defaultdict(list)
        for group in groups:
            named = sorted({c for m in group.members for c in containers.get(m, ())})
            for container in named:
                others = group_of[container]
                if others is group or not others.candidates:
                    continue
                best = _areas_meant(others.candidates, settings[container].head)
                inside = [
                    any(holds(b, c.place) and b.id != c.place.id for b in best)
                    for c in group.candidates
                ]
                text = settings[container].name.text
                if any(inside):
                    _favour_wide(others, self.weights["as_container"])
                if not any(inside):
                    missed[container].append(group)
                    continue
                for i, is_in in enumerate(inside):
                    group.own[i] += gain if is_in else -loss
                    if is_in:
                        old = group.candidates[i]
                        group.candidates[i] = Candidate(
                            old.place, old.kind, old.edits, old.score,
                            (*old.because, f"lies in {text}, named with it"),
                        )  # fmt: skip
            if len(group.candidates) > _KEPT:
                order = np.argsort(-group.own, kind="stable")[: _KEPT * 6]
                group.candidates = [group.candidates[i] for i in order]
                group.own = group.own[order]
        for container, strays in missed.items():
            _note_strays(strays, settings[container])

    def _between(
        self, parse: Parse, settings: Sequence[Setting], groups: list[_Group]
    ) -> NDArray[np.float64]:
        """Give how much each group's place says of each other's: by how near they stand."""
        size = len(groups)
        weight = np.zeros((size, size))
        at = [[(m, *_position(parse, settings[m])) for m in g.members] for g in groups]
        segment = [s.segment for s in parse.sentences]
        for i in range(size):
            for j in range(i):
                best = 0.0
                for place, token, sentence, series in at[i]:
                    for other_place, other, other_sentence, other_series in at[j]:
                        if series == other_series:
                            value = _BESIDE if abs(place - other_place) == 1 else _IN_SERIES
                        elif sentence == other_sentence:
                            value = _IN_SENTENCE
                        elif segment[sentence] == segment[other_sentence]:
                            value = 0.8 if abs(sentence - other_sentence) < 3 else 0.5
                        else:
                            value = 0.35 if abs(token - other) < 200 else 0.2
                        best = max(best, value)
                weight[i, j] = weight[j, i] = best
        return weight

    def _settle(
        self, groups: list[_Group], weight: NDArray[np.float64]
    ) -> list[NDArray[np.float64]]:
        """Weigh all candidates by those of the other names, in rounds."""
        sizes = [len(g.candidates) for g in groups]
        total = sum(sizes)
        if not total:
            return [np.zeros(0) for _ in groups]
        starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        owner = np.repeat(np.arange(len(groups)), sizes)
        places = [c.place for g in groups for c in g.candidates]
        own = np.concatenate([g.own for g in groups])
        probability = self._shares(own, starts, sizes)
        same = kinship(places)
        globe = Globe(places, self.weights)
        # Only likely candidates speak for others: the rest cost time and say little.
        for _ in range(_ROUNDS):
            speakers = np.flatnonzero(probability > 0.04)
            near = globe.nearness(speakers)
            kin = same[:, speakers] * (weight[np.ix_(owner, owner[speakers])] >= _IN_SERIES)
            near = np.maximum(near, kin)
            voice = weight[np.ix_(owner, owner[speakers])] * probability[speakers][None, :] * near
            # Each other group says what its likeliest near candidate says; groups add up, damped.
            support = np.zeros((total, len(groups)))
            np.add.at(support.T, owner[speakers], voice.T)
            heard = np.sort(support, axis=1)[:, ::-1][:, :8].sum(axis=1)
            score = own + self.weights["support"] * np.log1p(heard)
            probability = self._shares(score, starts, sizes)
        return [probability[s : s + n] for s, n in zip(starts, sizes, strict=True)]

    def _shares(
        self, score: NDArray[np.float64], starts: NDArray[np.int64], sizes: list[int]
    ) -> NDArray[np.float64]:
        """Turn scores into shares within each group, with a slot for "none of these"."""
        none = self.weights["none"]
        filled = [i for i, size in enumerate(sizes) if size]
        heads, counts = starts[filled], np.array([sizes[i] for i in filled])
        top = np.maximum(np.maximum.reduceat(score, heads), none)
        raised = np.exp(score - np.repeat(top, counts))
        whole = np.add.reduceat(raised, heads) + np.exp(none - top)
        return np.asarray(raised / np.repeat(whole, counts))


def country_votes(
    settings: Sequence[Setting], people: Mapping[str, int]
) -> dict[str, dict[str, float]]:
    """Give what each name, and the demonyms (""), say of the countries where the report plays."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for country, count in people.items():
        votes[""][country] += 0.5 * min(count, 6)
    counted: Counter[str] = Counter()
    for setting in settings:
        matches = setting.name.matches
        key = name_key(setting.name.base)
        counted[key] += 1
        if not matches or counted[key] > 4:
            continue
        sizes = [(m.place.population + 1) * (8 if m.kind == 0 else 1) for m in matches]
        whole = float(sum(sizes))
        for match, size in zip(matches, sizes, strict=True):
            place = match.place
            if not place.country:
                continue
            level = level_of(place)
            value = 1.5 if level in {"country", "region"} else 1.0
            votes[key][place.country] += value * size / whole
    return votes


def _is_lonely(
    number: int,
    best: Sequence[Place | None],
    weight: NDArray[np.float64],
    namesakes: frozenset[str],
) -> bool:
    """Tell whether a village lies far from all settlements of its paragraph (three or more)."""
    place = best[number]
    if place is None or place.feature[0] != "P" or place.population > _CITY:
        return False
    if place.country in namesakes:  # there, people of far towns are met in any report
        return False
    away = [
        kilometres(place.lat, place.lon, other.lat, other.lon)
        for i, other in enumerate(best)
        if other is not None
        and i != number
        and weight[i] >= 0.5
        and level_of(other) == "settlement"
    ]
    return len(away) >= 3 and min(away) > _LONELY_KM


def _neighbours(
    number: int, best: Sequence[Place | None], weight: NDArray[np.float64]
) -> tuple[str, ...]:
    """Say which places named near a settlement lie near it: at most two."""
    place = best[number]
    if place is None or place.feature[0] != "P":
        return ()
    near = []
    for other_number, other in enumerate(best):
        if other is None or other_number == number or weight[other_number] < _TOGETHER:
            continue
        if level_of(other) != "settlement":
            continue
        away = kilometres(place.lat, place.lon, other.lat, other.lon)
        if 0.5 < away <= 80:
            near.append((-weight[other_number], away, other.name))
    return tuple(
        f"{away:.0f} km from {name}, named beside it" for _, away, name in sorted(near)[:2]
    )


def _outside(
    number: int, best: Sequence[Place | None], weight: NDArray[np.float64]
) -> tuple[str, ...]:
    """Note a division named nearby in which a settlement does not lie."""
    place = best[number]
    if place is None or place.feature[0] != "P":
        return ()
    named = [
        b for i, b in enumerate(best)
        if b is not None and i != number and weight[i] >= 0.8 and level_of(b) == "region"
        and b.country == place.country
    ]  # fmt: skip
    if not named or any(holds(b, place) for b in named):
        return ()
    return tuple(f"lies outside {b.name}, named beside it" for b in named[:1])


def _favour_wide(group: _Group, gain: float) -> None:
    """Let a name that holds another be a division or country rather than a town."""
    for i, candidate in enumerate(group.candidates):
        if level_of(candidate.place) in {"country", "region", "district", "area"}:
            group.own[i] += gain


def _position(parse: Parse, setting: Setting) -> tuple[int, int, int]:
    """Give a name's first token, its sentence and its series."""
    first = setting.name.first
    return first, parse.tokens[first].sentence, setting.series


def theatre_of(votes: Mapping[str, Mapping[str, float]], without: str) -> dict[str, float]:
    """Give the countries where the report plays, with their shares; ``without`` has no say."""
    counted: dict[str, float] = defaultdict(float)
    for key, row in votes.items():
        if key != without:
            for country, value in row.items():
                counted[country] += value
    total = sum(counted.values())
    return {c: v / total for c, v in sorted(counted.items()) if v / total > 0.02} if total else {}


def _areas_meant(candidates: Sequence[Candidate], head: str) -> list[Place]:
    """Give what a container's name may mean: its likeliest places, of the level it is called."""
    called = [c.place for c in candidates if level_of(c.place) == head]
    return called[:2] or [c.place for c in candidates[:3]]
