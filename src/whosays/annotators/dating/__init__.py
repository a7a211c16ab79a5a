"""When the report was published, and what its time expressions mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.dating.annotate import DatingAnnotator
from whosays.annotators.dating.series import load_series
from whosays.annotators.dating.wars import load_wars

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> DatingAnnotator:
    """Load wars, dated events and the series of losses."""
    del settings  # dating has no settings
    wars, events = load_wars(resources.table("wars.toml"))
    return DatingAnnotator(
        wars=wars,
        events=events,
        series=load_series(resources),
        words=resources.table("en/dating.toml"),
    )
