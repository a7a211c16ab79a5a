"""Reading: all that one run found in one document; the contract's object."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.schema.attribution import Attribution
from whosays.schema.claim import Claim
from whosays.schema.document import Document, Problem, Published
from whosays.schema.figure import Figure
from whosays.schema.mention import ActorMention, CoreferenceCluster, EntityMention
from whosays.schema.place import PlaceMention
from whosays.schema.run import Run
from whosays.schema.time import TimeMention
from whosays.schema.weapon import WeaponMention


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its annotations, claims and problems, and the run that made them.

    ``published`` may be inferred; ``document.meta.published`` never is. ``document`` is None-free:
    a file that cannot be read gives a document with empty text and no segments, and problems.
    """

    document: Document
    published: Published
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    coreference: tuple[CoreferenceCluster, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    run: Run | None = None

    @property
    def text(self) -> str:
        """The canonical text that all spans are into."""
        return self.document.text
