"""Chains of sources, one an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.chains.annotate import ChainAnnotator

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> ChainAnnotator:
    """Load the words and build the annotator."""
    del settings  # no setting bears on chains
    return ChainAnnotator(resources)
