"""Coreference within a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.coreference.annotate import CoreferenceAnnotator

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> CoreferenceAnnotator:
    """Load the nouns and build the annotator."""
    del settings  # no setting bears on coreference
    return CoreferenceAnnotator(resources)
