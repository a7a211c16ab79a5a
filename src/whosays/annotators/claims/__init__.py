"""Claims: one row of the ledger for each event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.claims.actors import ThingRoles
from whosays.annotators.claims.annotate import ClaimAnnotator
from whosays.annotators.claims.counts import Measures

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings

__all__ = ["ClaimAnnotator", "build"]


def build(resources: Resources, settings: Settings) -> ClaimAnnotator:  # noqa: ARG001 - every annotator is built so
    """Read what things and figures stand for."""
    table = resources.table("en/event_things.toml")
    classes = resources.table("en/event_classes.toml")["class"]
    return ClaimAnnotator(
        things=ThingRoles(table["role"], classes),
        measures=Measures(table["measure"], classes),
        stateless=frozenset(table["stateless"]["groups"].split()),
        enemies=table["enemies"],
    )
