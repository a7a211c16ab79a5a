"""Incident: claims that speak of one happening, by whom they are told, and where they agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Accord(StrEnum):
    """How the claims of an incident stand to each other in one field."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    CONTRADICT = "contradict"


@dataclass(frozen=True, slots=True)
class Origin:
    """Someone on whose word claims rest: the innermost source that can be told.

    ``side`` is the country or group whose voice it is, "third" for others, "" unknown.
    ``claims`` are ids; ``documents`` counts those that relay it, ``families`` those that are
    no copies of each other. ``against_interest`` are the claims that speak against its own side.
    """

    key: str
    name: str
    side: str
    claims: tuple[str, ...]
    documents: int
    families: int
    against_interest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How the claims stand to each other in ``field``, with the reason in words.

    For a contradiction ``left`` and ``right`` are the ids on either side; else all are in ``left``.
    """

    field: str
    accord: Accord
    reason: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A count as told: ``best``, ``low``, ``high`` after UCDP; None where no bound is told.

    ``origin`` is an origin's key, "" for all origins together.
    """

    measure: str
    of_whom: str
    origin: str
    best: float | None
    low: float | None
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade that corroboration alone suggests; how reliable a source is, the user decides.

    ``airwars`` is Confirmed, Fair, Weak, Contested or Discounted; ``admiralty`` the scale of
    information 1 (confirmed) to 6 (cannot be judged).
    """

    airwars: str
    admiralty: int
    reason: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A view of the ledger: recomputed, it is the same to the byte.

    ``id`` is made from its first claim and stays as it grows. ``start``, ``end`` and the place are
    those on which most origins agree; None where none is told.
    """

    id: str
    claims: tuple[str, ...]
    types: tuple[str, ...]
    start: date | None
    end: date | None
    place: str | None
    lat: float | None
    lon: float | None
    origins: tuple[Origin, ...]
    agreement: tuple[FieldAgreement, ...]
    estimates: tuple[Estimate, ...]
    grade: Grade
