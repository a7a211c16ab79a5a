"""Weapons named in a document: class words and models, with the codebook's code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.weapons.annotate import WeaponAnnotator
from whosays.resources.weapons import load_weapons

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> WeaponAnnotator:  # noqa: ARG001 - one door for all annotators
    """Load the ontology and give the annotator."""
    return WeaponAnnotator(load_weapons(resources))
