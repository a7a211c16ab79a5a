"""Attribution: source, cue and content, flat and nested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.annotate import AttributionAnnotator

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> AttributionAnnotator:
    """Load the cues and build the annotator."""
    del settings  # no setting bears on attribution
    return AttributionAnnotator(resources)
