"""Sides: the parties to the fighting in one document, and who opposes whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from whosays.schema.mention import Role
from whosays.schema.place import PlaceUse

if TYPE_CHECKING:
    from whosays.schema.annotations import Annotations

_FORCES = frozenset({Role.MIL, Role.REB, Role.UAF, Role.SPY})


class Side(NamedTuple):
    """A party: its country, role and group, None where unknown."""

    country: str | None
    role: str | None
    group: str | None


class Sides:
    """Counts of the parties that a document names as forces, and of the countries of its places."""

    def __init__(self, annotations: Annotations) -> None:
        forces: Counter[Side] = Counter()
        for actor in annotations.actors:
            if actor.role in _FORCES and (actor.country or actor.group):
                forces[Side(actor.country, str(actor.role), actor.group)] += 1
            elif actor.role in {None, Role.GOV} and actor.country:
                forces[Side(actor.country, "MIL", None)] += 0
        self.forces = [s for s, n in forces.most_common() if n > 0]
        countries = Counter(
            p.country for p in annotations.places if p.country and p.use is PlaceUse.PLACE
        )
        self.country = countries.most_common(1)[0][0] if countries else None

    def enemy_of(self, side: Side) -> Side | None:
        """Give the party named most that is not ``side``, None where there is none."""
        for other in self.forces:
            if side.country and other.country:
                if other.country != side.country or (
                    other.role != side.role and "REB" in {other.role, side.role}
                ):
                    return other
            elif other.group != side.group or other.country != side.country:
                return other
        return None

    def defender(self, country: str | None) -> Side | None:
        """Give the force of the country in which the event happened."""
        for side in self.forces:
            if country and side.country == country and side.role == "MIL":
                return side
        return None
