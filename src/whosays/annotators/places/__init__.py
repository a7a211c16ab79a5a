"""Places: the place names of a report, told from persons and papers, and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.places.annotate import PlacesAnnotator
from whosays.annotators.places.words import load_words
from whosays.resources.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> PlacesAnnotator:
    """Open the gazetteers and load the words; once a process."""
    weights = resources.table("en/place_weights.toml")
    return PlacesAnnotator(
        gazetteer=load_gazetteer(resources, settings),
        words=load_words(resources),
        weights=weights,
        calibration=weights["calibration"],
        radii=resources.table("gazetteer/precision.toml")["radius"],
        threshold=settings.reading_place_threshold,
    )
