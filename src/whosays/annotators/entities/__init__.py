"""``annotators/entities``: named entities, times and quantities, in the contract's types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.entities.annotate import EntityAnnotator

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings

__all__ = ["build"]


def build(resources: Resources, settings: Settings) -> EntityAnnotator:  # noqa: ARG001
    """Build the annotator; it needs nothing but the model's spans."""
    return EntityAnnotator()
