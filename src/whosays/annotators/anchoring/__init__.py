"""When each event happened (``event_times``), and as of when figures hold (``as_of``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.anchoring.annotate import AnchoringAnnotator
from whosays.annotators.anchoring.lexicon import load_lexicon

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> AnchoringAnnotator:
    """Load the words that decide how a time dates an event."""
    del settings  # anchoring has no settings
    lexicon = load_lexicon(resources.table("en/anchoring.toml"), resources.table("wars.toml"))
    return AnchoringAnnotator(lexicon, resources.table("en/anchoring_weights.toml")["weight"])
