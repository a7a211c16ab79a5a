"""Because: which rule, lexicon row or model made a value, on which words."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: ``field`` of the claim, the ``rule`` that made it, the ``span`` it rests on.

    ``field`` is a path such as ``type``, ``agents[0]``, ``chain[1].mode``, ``status``.
    ``rule`` is the id of a rule, a lexicon row or a model head, written for a person.
    """

    field: str
    rule: str
    span: Span | None = None
