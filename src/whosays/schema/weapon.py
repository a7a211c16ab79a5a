"""Weapons: mentions and the codes they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.schema.span import Span

WEAPON_CODES = (
    "artillery", "rocket_artillery", "mortar", "tank", "armoured_vehicle", "missile",
    "air_defence", "aircraft", "helicopter", "uav", "ship", "bomb", "mine_ied", "small_arms",
    "anti_tank", "vehicle", "chemical", "incendiary", "cluster", "other",
)  # fmt: skip
"""The codebook's weapon codes."""


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon or piece of equipment named; ``head`` is the token index of its syntactic head.

    ``model`` is the catalogue's name of the model ("Shahed-136"), None for a class word.
    """

    span: Span
    code: str
    head: int = -1
    model: str | None = None
    because: str = ""

    def __post_init__(self) -> None:
        """Check the code."""
        if self.code not in WEAPON_CODES:
            msg = f"{self.code!r} is no weapon code"
            raise ValueError(msg)
