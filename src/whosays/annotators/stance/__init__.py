"""Stance: did it happen, and how surely does the source say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.stance.annotate import StanceAnnotator

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> StanceAnnotator:
    """Load the words and build the annotator."""
    del settings  # no setting bears on stance
    return StanceAnnotator(resources)
