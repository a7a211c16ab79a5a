"""Status: did it happen, as the source tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.stance.negation import denied, negated, neither, unknown
from whosays.annotators.stance.ongoing import ongoing
from whosays.annotators.stance.unrealised import attempted, hypothetical, planned
from whosays.schema.claim import Status

if TYPE_CHECKING:
    from whosays.annotators.stance.case import Case, Verdict

# The first that speaks decides: a denied plan did not happen, a planned attempt is planned.
_RULES = (neither, denied, unknown, negated, hypothetical, attempted, planned, ongoing)


def read_status(case: Case) -> Verdict:
    """Give the status with its cue and rule; happened where nothing speaks against it."""
    for rule in _RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return Status.HAPPENED, None, "default"
