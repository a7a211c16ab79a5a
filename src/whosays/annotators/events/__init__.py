"""Events: triggers of the 36 types with their arguments in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.annotate import EventAnnotator
from whosays.annotators.events.bulletin import Bulletins
from whosays.annotators.events.carrying import CarryModel
from whosays.annotators.events.classes import load_classes
from whosays.annotators.events.combiner import load_combiner
from whosays.annotators.events.denials import load_denials
from whosays.annotators.events.figure_owner import FigureOwner
from whosays.annotators.events.lexicon import load_lexicon
from whosays.annotators.events.trigger_net import load_net

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings

__all__ = ["EventAnnotator", "build"]


def build(resources: Resources, settings: Settings) -> EventAnnotator:  # noqa: ARG001 - every annotator is built so
    """Compile the lexicon and load the combiner."""
    resources.table("en/event_words.toml")
    figures = resources.table("en/figure_weights.toml")
    carrying = resources.table("en/carrying_weights.toml")
    folder = resources.data / "en"
    net = load_net(folder / "word_vectors.npz", folder / "trigger_net.npz")
    return EventAnnotator(
        lexicon=load_lexicon(resources),
        nouns=load_classes(resources),
        frames=resources.table("en/event_frames.toml")["frame"],
        type_of_weapon=resources.table("en/event_means.toml")["type_of"],
        bulletins=Bulletins(resources.table("en/bulletins.toml")),
        denial_words=load_denials(resources.table("en/event_denials.toml")["words"]),
        figure_owner=FigureOwner(figures["weight"], figures["score"]["least"]),
        carry_model=CarryModel(carrying["weight"], **carrying["score"]),
        combiner=load_combiner(folder / "events_combiner.npz", net),
    )
