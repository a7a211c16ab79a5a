"""Score: the chance that two claims speak of one happening, with its reasons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from whosays.incidents.features import FEATURES
from whosays.schema.judgement import Judgement, Reason, Verdict

if TYPE_CHECKING:
    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView

_HOPELESS = -8.0
"""A sum of log-odds below it cannot be made good by the features that are left."""


def score_pair(left: ClaimView, right: ClaimView, rules: IncidentRules) -> float:
    """Give the chance (0..1) that two claims speak of one happening."""
    total = rules.bias
    weights = rules.weights
    for feature in FEATURES:
        value = feature(left, right, rules)[0]
        if value is not None:
            total += weights[feature.__name__] * _eased(feature.__name__, value)
            if total < _HOPELESS:
                break
    return _chance(total)


def explain_pair(left: ClaimView, right: ClaimView, rules: IncidentRules) -> Judgement:
    """Give the scorer's judgement of two claims with a reason for each feature."""
    reasons = []
    total = rules.bias
    for feature in FEATURES:
        value, words = feature(left, right, rules)
        weight = 0.0
        if value is not None:
            weight = rules.weights[feature.__name__] * _eased(feature.__name__, value)
        total += weight
        title = (feature.__doc__ or "").partition("\n")[0]
        reasons.append(Reason(title, value, round(weight, 3), words))
    chance = round(_chance(total), 4)
    verdict = Verdict.SAME if chance >= rules.threshold else Verdict.DIFFERENT
    first, second = sorted((left.id, right.id))
    return Judgement(first, second, verdict, score=chance, reasons=tuple(reasons))


def _eased(name: str, value: float) -> float:
    """Let another place or day count for more than the same one: there are many others."""
    if value < 0 and name in {"same_place", "same_day"}:
        return 2.5 * value
    return value


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-total))
