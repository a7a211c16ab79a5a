"""What the analyser's learnt heads say of tokens: scores of labels, and labelled stretches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class TokenScores:
    """Log-probabilities of labels: ``values`` is float32 (n_tokens, n_labels), in their order."""

    labels: tuple[str, ...]
    values: Any


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Tokens ``[first, last)`` that a learnt head gives a label.

    ``span`` is their text; ``head`` names the head ("mention", "entity_re3d"); ``score`` is the
    mean probability of its tags, 0..1.
    """

    span: Span
    first: int
    last: int
    label: str
    head: str
    score: float
