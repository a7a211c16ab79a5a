"""Actors of a document: who acts, who suffers, who speaks, with country, role and group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.actors.annotate import ActorAnnotator
from whosays.annotators.actors.lexicon import RoleLexicon
from whosays.resources.actors import load_actors

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> ActorAnnotator:
    """Load the catalogue, the user's file and the lexicon, and give the annotator."""
    catalogue = load_actors(resources, settings.data_actors)
    catalogue.index  # noqa: B018 - built once, here
    users = resources.table("weapons.toml")["user"]
    user_of = {model: country for country, models in users.items() for model in models}
    return ActorAnnotator(catalogue, RoleLexicon(resources.table("en/roles.toml"), user_of))
