"""Annotations: a document and its write-once layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from whosays.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.attribution import Attribution
    from whosays.schema.because import Because
    from whosays.schema.claim import Claim, Link
    from whosays.schema.document import Document, Published
    from whosays.schema.event import Event, EventStance
    from whosays.schema.figure import Figure
    from whosays.schema.mention import ActorMention, CoreferenceCluster, EntityMention
    from whosays.schema.parse import Parse
    from whosays.schema.place import PlaceMention
    from whosays.schema.time import ClaimTime, TimeMention
    from whosays.schema.weapon import WeaponMention


class Annotations:
    """The layers that annotators wrote about one document.

    Read by all; written by ``pipeline.run`` alone, once a layer. The properties give
    the known layers their types; ``get`` gives any layer.
    Raises: PipelineError A304 where a layer was not written yet.
    """

    __slots__ = ("_layers", "document")

    def __init__(self, document: Document, layers: Mapping[str, object] | None = None) -> None:
        self.document = document
        self._layers = dict(layers or {})

    def get(self, layer: str) -> Any:
        """Give a layer's value."""
        try:
            return self._layers[layer]
        except KeyError:
            raise PipelineError("A304", layer=layer) from None

    def has(self, layer: str) -> bool:
        """Tell whether a layer was written."""
        return layer in self._layers

    def with_layers(self, layers: Mapping[str, object]) -> Annotations:
        """Give annotations with more layers; the old ones stay as they are."""
        return Annotations(self.document, {**self._layers, **layers})

    @property
    def parse(self) -> Parse:
        """Tokens and trees; provided by ``syntax``."""
        return cast("Parse", self.get("parse"))

    @property
    def vectors(self) -> Any:
        """Encoder output, float32 (n_tokens, d); provided by ``syntax``."""
        return self.get("vectors")

    @property
    def entities(self) -> tuple[EntityMention, ...]:
        """Named entities; provided by ``entities``."""
        return cast("tuple[EntityMention, ...]", self.get("entities"))

    @property
    def times(self) -> tuple[TimeMention, ...]:
        """Time expressions as recognised, normalised as far as the text alone allows."""
        return cast("tuple[TimeMention, ...]", self.get("times"))

    @property
    def published(self) -> Published:
        """When the document was published; provided by ``dating``."""
        return cast("Published", self.get("published"))

    @property
    def anchored_times(self) -> tuple[TimeMention, ...]:
        """``times`` resolved against ``published``, same order; provided by ``dating``."""
        return cast("tuple[TimeMention, ...]", self.get("anchored_times"))

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """Place names, resolved or left open; provided by ``places``."""
        return cast("tuple[PlaceMention, ...]", self.get("places"))

    @property
    def actors(self) -> tuple[ActorMention, ...]:
        """Actor mentions with country, role, group; provided by ``actors``."""
        return cast("tuple[ActorMention, ...]", self.get("actors"))

    @property
    def weapons(self) -> tuple[WeaponMention, ...]:
        """Weapon mentions; provided by ``weapons``."""
        return cast("tuple[WeaponMention, ...]", self.get("weapons"))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Quantities with bounds; provided by ``figures``."""
        return cast("tuple[Figure, ...]", self.get("figures"))

    @property
    def coreference(self) -> tuple[CoreferenceCluster, ...]:
        """Mentions of one entity together; provided by ``coreference``."""
        return cast("tuple[CoreferenceCluster, ...]", self.get("coreference"))

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Source, cue, content; provided by ``attribution``."""
        return cast("tuple[Attribution, ...]", self.get("attributions"))

    @property
    def events(self) -> tuple[Event, ...]:
        """Triggers with their argument tokens; provided by ``events``."""
        return cast("tuple[Event, ...]", self.get("events"))

    @property
    def stances(self) -> tuple[EventStance, ...]:
        """Status and stance, one an event, same order; provided by ``stance``."""
        return cast("tuple[EventStance, ...]", self.get("stances"))

    @property
    def event_times(self) -> tuple[ClaimTime, ...]:
        """When each event happened, one an event, same order; provided by ``anchoring``."""
        return cast("tuple[ClaimTime, ...]", self.get("event_times"))

    @property
    def chains(self) -> tuple[tuple[Link, ...], ...]:
        """Through whom each event reaches us, one an event, same order; provided by ``chains``."""
        return cast("tuple[tuple[Link, ...], ...]", self.get("chains"))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims, without incidents yet; provided by ``claims``."""
        return cast("tuple[Claim, ...]", self.get("claims"))

    @property
    def incidents(self) -> tuple[str, ...]:
        """One incident id a claim, same order; provided by ``incidents_in_document``."""
        return cast("tuple[str, ...]", self.get("incidents"))

    @property
    def incident_reasons(self) -> tuple[Because | None, ...]:
        """Why each claim is in an incident with others, None where it is alone in its own."""
        return cast("tuple[Because | None, ...]", self.get("incident_reasons"))
