"""Choice: which candidates are claims, and of which type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.context import context_of
from whosays.annotators.events.sense import WEAK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate

DROPPING = frozenset({"demand", "duty", "duty_above", "condition", "fear", "media"})
"""Contexts in which nothing is asserted."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate taken as a claim, with its score and the reason.

    ``absorbed`` are senses of the same type that tell the same happening: their arguments count.
    """

    candidate: Candidate
    score: float
    rule: str
    absorbed: tuple[Candidate, ...] = ()


def choose_by_rule(layers: Layers, candidates: Mapping[int, Sequence[Candidate]]) -> list[Chosen]:
    """Take the best-fitting sense of each token unless its context asserts nothing."""
    found = []
    for token in sorted(candidates):
        best = candidates[token][0]
        context = context_of(layers.parse, token, best.functions)
        if best.fit <= WEAK or DROPPING.intersection(context):
            continue
        if "bare" in context and best.fit < 0.7:
            continue
        rule = best.row.id if best.row else "head"
        found.append(Chosen(best, min(1.0, best.fit), rule))
    return found
