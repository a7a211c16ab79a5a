"""Score: the chance that two claims speak of one happening, with its reasons."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from whosays.incidents.features import FEATURES, same_day, same_place
from whosays.schema.judgement import Judgement, Reason, Verdict

if TYPE_CHECKING:
    from whosays.incidents.features import Feature
    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView

_HARDER = 4
"""Another place or day counts for more than the same one: there are many others."""
_DECISIVE = frozenset({same_place, same_day})
_HOPELESS = -7.0
"""A sum of log-odds below it could be made good only by all that is left to compare."""


def score_pair(left: ClaimView, right: ClaimView, rules: IncidentRules) -> float:
    """Give the chance (0..1) that two claims speak of one happening."""
    total = rules.bias
    for feature, weight in _weighted(rules):
        value = feature(left, right, rules)[0]
        if value is not None:
            if value < 0 and feature in _DECISIVE:
                value *= _HARDER
            total += weight * value
            if total < _HOPELESS:
                return 0.0
    return 1 / (1 + math.exp(-total))


@cache
def _weighted(rules: IncidentRules) -> tuple[tuple[Feature, float], ...]:
    return tuple((f, rules.weights[f.__name__]) for f in FEATURES)


def explain_pair(left: ClaimView, right: ClaimView, rules: IncidentRules) -> Judgement:
    """Give the scorer's judgement of two claims with a reason for each feature."""
    reasons = []
    total = rules.bias
    for feature in FEATURES:
        value, words = feature(left, right, rules)
        weight = 0.0
        if value is not None:
            weight = rules.weights[feature.__name__] * _eased(feature, value)
        total += weight
        title = (feature.__doc__ or "").partition("\n")[0]
        reasons.append(Reason(title, value, round(weight, 3), words))
    chance = round(_chance(total), 4)
    verdict = Verdict.SAME if chance >= rules.threshold else Verdict.DIFFERENT
    first, second = sorted((left.id, right.id))
    return Judgement(first, second, verdict, score=chance, reasons=tuple(reasons))


def _eased(feature: Feature, value: float) -> float:
    return _HARDER * value if value < 0 and feature in _DECISIVE else value


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-total))
