"""Actors: the catalogue of ``data/actors/`` in memory, and a user's file that extends it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays.errors import ResourceError
from whosays.schema.mention import Role
from whosays.text.phrases import PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.resources.resources import Resources

LANGUAGES = ("en", "uk", "ru")
"""Languages whose aliases a row may give."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor of the catalogue.

    ``kind`` is "state", "capital" (a seat that stands for its government), "body" or "people"
    (an adjective or demonym: country alone). ``country``, ``role``, ``group`` as in a claim.
    """

    name: str
    country: str | None
    role: Role | None
    group: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a war: a country, or one of its roles and groups ("PSE/REB/Hamas")."""

    country: str | None
    role: Role | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class War:
    """Two sides that fight; ``invader`` is the country on the other's ground, None for none."""

    sides: tuple[Side, Side]
    invader: str | None


class ActorCatalogue:
    """All actors by name, longest match first; the user's rows outweigh the bundled ones."""

    def __init__(self, rows: Sequence[tuple[str, ActorRow]], wars: Sequence[War]) -> None:
        self._rows = tuple(rows)
        self.wars = tuple(wars)

    @cached_property
    def index(self) -> PhraseIndex[ActorRow]:
        """Every name in every language."""
        return PhraseIndex(self._rows)

    def find(self, name: str) -> ActorRow | None:
        """Give the actor of that name, None where the catalogue has none."""
        return self.index.get(name)


def load_actors(resources: Resources, user_file: str = "") -> ActorCatalogue:
    """Read the catalogue and a user's TOML file ("" for none).

    A user's file holds ``[[actor]]`` rows: name, country (ISO 3166-1 alpha-3), role, group, and
    aliases (or en, uk, ru).

    Raises: ResourceError A401 where a file is missing, A402 where a row is wrong.
    """
    states = resources.table("actors/states.toml")
    people = resources.table("en/demonyms.toml")["people"]
    rows = [
        *_user_rows(user_file, resources),
        *_body_rows(resources.table("actors/groups.toml")["group"], "actors/groups.toml"),
        *_force_rows(resources.table("actors/forces.toml")["force"]),
        *_body_rows(resources.table("actors/bodies.toml")["body"], "actors/bodies.toml"),
        *_media_rows(resources.table("actors/media.toml")["media"]),
        *_state_rows(states["state"]),
        *_people_rows(states["state"], people),
    ]
    return ActorCatalogue(rows, [_war(row) for row in states["war"]])


def _user_rows(path: str, resources: Resources) -> Iterator[tuple[str, ActorRow]]:
    if not path:
        return
    try:
        raw = Path(path).read_bytes()
        table = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ResourceError("A401", path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ResourceError("A402", path=path, reason=error) from error
    # A reading depends on the user's rows, so its run must name them.
    resources.note_hash("actors of the user", hashlib.sha256(raw).hexdigest())
    for row in table.get("actor", ()):
        aliases = [*row.get("aliases", ()), *(a for lang in LANGUAGES for a in row.get(lang, ()))]
        if not isinstance(row.get("name"), str):
            raise ResourceError("A402", path=path, reason="an [[actor]] without a name")
        actor = _row(row, path)
        for name in dict.fromkeys((row["name"], *aliases)):
            yield name, actor


def _row(row: Mapping[str, Any], path: str) -> ActorRow:
    try:
        role = Role(row["role"]) if row.get("role") else None
    except ValueError as error:
        raise ResourceError("A402", path=path, reason=error) from error
    return ActorRow(
        name=row.get("name") or row.get("group") or "",
        country=row.get("country") or None,
        role=role,
        group=row.get("group") or None,
        kind=row.get("kind", "body"),
    )


def _body_rows(rows: Sequence[Mapping[str, Any]], path: str) -> Iterator[tuple[str, ActorRow]]:
    for row in rows:
        actor = _row(row, path)
        for language in LANGUAGES:
            for name in row.get(language, ()):
                # A row may list several bodies alike in all but name.
                own = actor if actor.group else _row({**row, "name": name}, path)
                yield name, own


def _force_rows(table: Mapping[str, Any]) -> Iterator[tuple[str, ActorRow]]:
    for country, roles in table.items():
        for role, names in roles.items():
            for name in names:
                yield name, ActorRow(name, country, Role(role), None, "body")


def _media_rows(table: Mapping[str, Any]) -> Iterator[tuple[str, ActorRow]]:
    for country, names in table.items():
        for name in names:
            yield name, ActorRow(name, country or None, Role.MED, None, "body")


def _state_rows(table: Mapping[str, Any]) -> Iterator[tuple[str, ActorRow]]:
    for country, row in table.items():
        own = ActorRow(row["name"], country, Role.GOV, None, "state")
        for name in (row["name"], *row.get("names", ())):
            yield name, own
        for language in LANGUAGES[1:]:
            for name in row.get(language, ()):
                yield name, own
        for name in row.get("capital", ()):
            yield name, ActorRow(row["name"], country, Role.GOV, None, "capital")
        for name in row.get("government", ()):
            yield name, ActorRow(name, country, Role.GOV, None, "body")


def _people_rows(
    states: Mapping[str, Any], people: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ActorRow]]:
    for country in sorted({*states, *people}):
        own = states.get(country, {}).get("people", ())
        for word in (*own, *people.get(country, ())):
            yield word, ActorRow(word, country, None, None, "people")


def _war(row: Mapping[str, Any]) -> War:
    first, second = (_side(words) for words in row["sides"])
    return War(sides=(first, second), invader=row.get("invader"))


def _side(words: str) -> Side:
    country, _, rest = words.partition("/")
    role, _, group = rest.partition("/")
    return Side(country or None, Role(role) if role else None, group or None)
