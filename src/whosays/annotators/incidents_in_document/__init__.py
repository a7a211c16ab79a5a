"""Incidents in a document: which claims speak of one happening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.incidents_in_document.annotate import IncidentAnnotator, with_rulings
from whosays.annotators.incidents_in_document.facts import Words

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings

__all__ = ["IncidentAnnotator", "build"]


def build(resources: Resources, settings: Settings) -> IncidentAnnotator:  # noqa: ARG001 - every annotator is built so
    """Read the weights of the pair score."""
    table = resources.table("incidents_in_document.toml")
    return IncidentAnnotator(
        weights=with_rulings(table["weights"], table["rulings"]),
        families=table["families"],
        words=Words.of(table["words"]),
        threshold=float(table["threshold"]["same"]),
    )
