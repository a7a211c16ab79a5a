"""Claim: one row of the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from whosays.schema.because import Because
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.schema.weapon import WeaponMention


class EventType(StrEnum):
    """The 36 event types of the codebook."""

    ASSAULT = "assault"
    CLASH = "clash"
    REPULSE = "repulse"
    WITHDRAWAL = "withdrawal"
    CAPTURE = "capture"
    CONTROL = "control"
    SHELLING = "shelling"
    MISSILE_STRIKE = "missile_strike"
    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    EXPLOSION = "explosion"
    STRIKE = "strike"
    INTERCEPTION = "interception"
    CASUALTIES = "casualties"
    MATERIEL_LOSS = "materiel_loss"
    DAMAGE = "damage"
    ABUSE = "abuse"
    DETENTION = "detention"
    LOOTING = "looting"
    DEPLOYMENT = "deployment"
    RECRUITMENT = "recruitment"
    DESERTION = "desertion"
    SURRENDER = "surrender"
    TRAINING = "training"
    SUPPLY = "supply"
    DISPLACEMENT = "displacement"
    RELIEF = "relief"
    RELEASE = "release"
    TALKS = "talks"
    AGREEMENT = "agreement"
    BREACH = "breach"
    THREAT = "threat"
    SANCTION = "sanction"
    PROTEST = "protest"
    LEGAL = "legal"
    DISCLOSURE = "disclosure"


class Status(StrEnum):
    """Did it happen, as the source tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DID_NOT_HAPPEN = "did_not_happen"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """How strongly the innermost source commits to it."""

    STATED = "stated"
    ESTIMATED = "estimated"
    ALLEGED = "alleged"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    QUESTIONED = "questioned"


class Mode(StrEnum):
    """How a link of a chain passes the claim on."""

    SPEECH = "speech"
    REPORT = "report"
    ESTIMATE = "estimate"
    DOCUMENT = "document"
    RECORDING = "recording"
    WITNESS = "witness"
    MEDIA = "media"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class ClaimActor:
    """An agent or target of a claim; ``span`` quotes the words that stand there."""

    span: Span
    country: str | None = None
    role: str | None = None
    group: str | None = None
    name: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a chain. ``span`` quotes the source, ``cue`` the words that tie it, None for
    none; country and role are those of whom a pronoun stands for.
    """

    span: Span
    cue: Span | None = None
    mode: Mode = Mode.SPEECH
    country: str | None = None
    role: str | None = None
    group: str | None = None
    name: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a claim, such as *could not be independently verified*."""

    kind: str
    span: Span
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that an event of one type took place (or did not, or may, or is planned).

    ``chain`` is innermost source first, the publisher left out. ``score`` is the extractor's
    confidence that the claim is one, 0..1. ``because`` says which rule or model made each value.
    """

    id: str
    type: EventType
    trigger: Span
    agents: tuple[ClaimActor, ...]
    targets: tuple[ClaimActor, ...]
    places: tuple[PlaceMention, ...]
    time: ClaimTime
    weapons: tuple[WeaponMention, ...]
    figures: tuple[Figure, ...]
    status: Status
    stance: Stance
    chain: tuple[Link, ...]
    incident: str | None = None
    status_cue: Span | None = None
    stance_cue: Span | None = None
    notes: tuple[Note, ...] = ()
    score: float = 1.0
    because: tuple[Because, ...] = ()


def claim_id(sha256: str, event_type: str, trigger: tuple[int, int], version: str) -> str:
    """Name a claim by its content: document, type, trigger and the program's version."""
    key = f"{sha256}\n{event_type}\n{trigger[0]}-{trigger[1]}\n{version}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:15]
