"""Event: a trigger with its arguments in the tree, before it is a claim."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.schema.claim import Stance, Status
from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler of an event: ``span`` of its words, ``head`` its token; ``role`` agent, target,
    place, weapon, figure or time; ``rule`` the path or rule that attached it.
    """

    role: str
    span: Span
    head: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one trigger expresses it; ``token`` is the index of the trigger's head."""

    type: str
    trigger: Span
    token: int
    arguments: tuple[Argument, ...] = ()
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventStance:
    """Status and stance of one event, each with its cue's span and the rule that read it."""

    status: Status = Status.HAPPENED
    stance: Stance = Stance.STATED
    status_cue: Span | None = None
    stance_cue: Span | None = None
    status_rule: str = ""
    stance_rule: str = ""
