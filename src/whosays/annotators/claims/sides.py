"""Sides: the parties to the fighting in one document, and who opposes whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from whosays.annotators.claims.words import listed
from whosays.schema.mention import Role
from whosays.schema.place import PlaceUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.annotations import Annotations

_ALLIES = {"Coalition": frozenset({"IRQ", "USA", "GBR", "SYR"})}
_GROUPS = listed("claims.sides", "groups")
"""Groups whose names look like a country's code."""
_FORCES = frozenset({Role.MIL, Role.REB, Role.UAF, Role.SPY})


class Side(NamedTuple):
    """A party: its country, role and group, None where unknown."""

    country: str | None
    role: str | None
    group: str | None


class Sides:
    """Counts of the parties that a document names as forces, and of the countries of its places."""

    def __init__(self, annotations: Annotations, enemies: Mapping[str, str]) -> None:
        self.enemies = {k: tuple(v.split("|")) for k, v in enemies.items()}
        forces: Counter[Side] = Counter()
        for actor in annotations.actors:
            if actor.role in _FORCES and (actor.country or actor.group):
                forces[Side(actor.country, str(actor.role), actor.group)] += 1
            elif actor.role in {None, Role.GOV} and actor.country:
                forces[Side(actor.country, "MIL", None)] += 0
        self.mentions = [
            (a.span.start, Side(a.country, str(a.role), a.group))
            for a in annotations.actors
            if a.role in _FORCES and (a.country or a.group)
        ]
        self.forces = [s for s, n in forces.most_common() if n > 0]
        countries = Counter(
            p.country for p in annotations.places if p.country and p.use is PlaceUse.PLACE
        )
        self.country = countries.most_common(1)[0][0] if countries else None

    def enemy_of(self, side: Side, country: str | None = None, at: int = -1) -> Side | None:
        """Give whom ``side`` fights: by the catalogue of wars where both are named, the one named
        last before ``at`` first; else the force named most that is not its own. ``country`` is
        where it happened.
        """
        known = self.enemies.get(side.group or "", ()) or self.enemies.get(side.country or "", ())
        before = [s for start, s in self.mentions if start <= at]
        for other in (*reversed(before), *self.forces):
            if (other.group or other.country) in known:
                return other
        for other in self.forces:
            if other.group == side.group and other.country == side.country:
                continue
            if side.country and other.country == side.country and not other.group:
                continue
            if other.country is None and side.country is None and side.role == other.role == "MIL":
                # Alliances and missions of states: not each other's foes.
                continue
            if known and (other.country in _ALLIES.get(side.group or "", ())):
                continue
            return other
        for name in known:
            if len(name) == 3 and name.isupper() and name not in _GROUPS | {country}:
                return Side(name, "MIL", None)
        return None

    def defender(self, country: str | None) -> Side | None:
        """Give the force of the country in which the event happened."""
        for side in self.forces:
            if country and side.country == country and side.role == "MIL":
                return side
        return None
