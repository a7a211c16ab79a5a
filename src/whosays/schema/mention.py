"""Mentions: stretches of text that name an actor or entity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whosays.schema.span import Span


class MentionForm(StrEnum):
    """How a mention refers."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Role(StrEnum):
    """Actor roles of the codebook, mapped to PLOVER sectors in data."""

    GOV = "GOV"
    MIL = "MIL"
    REB = "REB"
    SPY = "SPY"
    COP = "COP"
    JUD = "JUD"
    PTY = "PTY"
    MED = "MED"
    BUS = "BUS"
    CVL = "CVL"
    REF = "REF"
    NGO = "NGO"
    IGO = "IGO"
    CRM = "CRM"
    UAF = "UAF"
    OTH = "OTH"


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A named entity; ``type`` is one of Person, Organisation, Location, MilitaryPlatform, Weapon,
    Vehicle, Quantity, Temporal, Nationality, Money.
    """

    span: Span
    type: str


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor as the text has it.

    ``span`` is the head name or noun with its modifiers ("Russian troops"); ``head`` the token
    index of its syntactic head. ``country`` is ISO 3166-1 alpha-3 or None; ``group`` the usual
    short name of a group without a state of its own, or None; ``name`` the catalogue's or full
    name, None where the mention only describes; ``entity`` the coreference cluster's id.
    ``because`` says which catalogue row or rule gave country, role, group.
    """

    span: Span
    head: int
    form: MentionForm
    country: str | None = None
    role: Role | None = None
    group: str | None = None
    name: str | None = None
    entity: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class CoreferenceCluster:
    """Mentions of one entity in text order; ``representative`` is the fullest name's span.

    ``country``, ``role``, ``group``, ``name`` hold for all members.
    """

    id: str
    mentions: tuple[Span, ...]
    representative: Span
    country: str | None = None
    role: Role | None = None
    group: str | None = None
    name: str | None = None
