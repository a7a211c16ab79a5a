"""Quantities of a document with their bounds, and what they count as far as a noun tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.figures.annotate import FigureAnnotator
from whosays.annotators.figures.rules import compile_rules

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> FigureAnnotator:  # noqa: ARG001 - one door for all annotators
    """Compile the English rules and give the annotator."""
    return FigureAnnotator(compile_rules(resources.table("en/figures.toml")))
