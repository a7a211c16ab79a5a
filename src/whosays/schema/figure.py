"""Figures: quantities with bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whosays.schema.span import Span
from whosays.schema.weapon import WEAPON_CODES

FIGURE_MEASURES = (
    "killed", "wounded", "missing", "captured", "casualties", "detained", "deserted",
    "surrendered", "displaced", "evacuated", "recruited", "deployed", "released", "attacks",
    *WEAPON_CODES, "buildings", "people", "money", "other",
)  # fmt: skip
"""What a figure can count (codebook, section 3)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity; "more than 38,550" is low 38550, high None.

    ``what`` is one of FIGURE_MEASURES, None while only the number is known (layer ``figures``:
    the claim that uses it decides); ``noun`` the token index of what is counted, -1 unknown.
    ``as_of`` a day or None; ``total`` True for a running total since the war began;
    ``of`` the index, within its claim, of the figure that this one is a subset of; ``unit`` a
    currency or "percent"; ``rule`` the id of the rule that made the bounds.
    """

    span: Span
    what: str | None = None
    low: float | int | None = None
    high: float | int | None = None
    approx: bool = False
    as_of: date | None = None
    total: bool = False
    unit: str | None = None
    of: int | None = None
    noun: int = -1
    rule: str = ""

    def __post_init__(self) -> None:
        """Check measure and order of the bounds."""
        if self.what is not None and self.what not in FIGURE_MEASURES:
            msg = f"{self.what!r} is no measure"
            raise ValueError(msg)
        if self.low is not None and self.high is not None and self.high < self.low:
            msg = f"bounds are crossed: {self.low} > {self.high}"
            raise ValueError(msg)
