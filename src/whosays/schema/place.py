"""Places: names, candidates, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whosays.schema.span import Span


class Precision(StrEnum):
    """How precise a place is (codebook, section 6)."""

    POINT = "point"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    DIRECTION = "direction"
    AREA = "area"


class Relation(StrEnum):
    """How the event lies to the place named."""

    AT = "at"
    NEAR = "near"
    TOWARD = "toward"
    FROM = "from"
    BETWEEN = "between"


class PlaceUse(StrEnum):
    """Whether a place name names the place or its government."""

    PLACE = "place"
    METONYMY = "metonymy"


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place of the gazetteer that a name may mean; ``score`` is 0..1 over all candidates."""

    name: str
    geonameid: int | None
    lat: float
    lon: float
    score: float
    country: str | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text, resolved or honestly left open.

    ``span`` is the name alone ("Slovyansk"); ``name`` the gazetteer's main name, or the words where
    nothing was found. ``geonameid``, ``lat``, ``lon`` are None together where left open.
    ``radius_km`` is the radius of what is meant; ``score`` the calibrated chance (0..1) that
    the place is right. ``country`` is ISO 3166-1 alpha-3 of the place, None unknown.
    """

    span: Span
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.SETTLEMENT
    relation: Relation = Relation.AT
    radius_km: float | None = None
    score: float = 0.0
    use: PlaceUse = PlaceUse.PLACE
    country: str | None = None
    because: tuple[str, ...] = ()
    candidates: tuple[PlaceCandidate, ...] = ()

    def __post_init__(self) -> None:
        """Check that coordinates come in pairs."""
        if (self.lat is None) != (self.lon is None):
            msg = "a place has both coordinates or none"
            raise ValueError(msg)
