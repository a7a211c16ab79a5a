"""The claims annotator: events, layers and chains put together."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from whosays._version import __version__
from whosays.annotators.claims.actors import ActorResolver, ThingRoles
from whosays.annotators.claims.bulletin import bulletin_figure
from whosays.annotators.claims.counts import Counter, Measures
from whosays.annotators.claims.places import PlaceFinder
from whosays.annotators.claims.sides import Side, Sides
from whosays.schema.because import Because
from whosays.schema.claim import Claim, ClaimActor, EventType, Note, claim_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.schema.annotations import Annotations
    from whosays.schema.claim import Link
    from whosays.schema.document import Document
    from whosays.schema.event import Event, EventStance
    from whosays.schema.figure import Figure
    from whosays.schema.place import PlaceMention
    from whosays.schema.time import ClaimTime
    from whosays.schema.weapon import WeaponMention


_ATTACKS = frozenset(
    ["shelling", "missile_strike", "air_strike", "drone_strike", "strike", "assault"]
)
_HARM = frozenset(["materiel_loss", "damage", "casualties", "interception"])


class ClaimAnnotator:
    """Assembles one claim for each event, in the same order."""

    name = "claims"
    requires = (
        "parse",
        "actors",
        "places",
        "nominal_places",
        "weapons",
        "figures",
        "coreference",
        "events",
        "event_times",
        "chains",
        "chain_rules",
        "stances",
        "notes",
        "as_of",
    )
    provides = ("claims",)

    def __init__(
        self,
        *,
        things: ThingRoles,
        measures: Measures,
        stateless: frozenset[str],
        enemies: Mapping[str, str],
    ) -> None:
        self.things = things
        self.measures = measures
        self.stateless = stateless
        self.enemies = enemies

    def annotate(self, document: Document, annotations: Annotations) -> dict[str, Any]:
        """Give the layer ``claims``."""
        sides = Sides(annotations, self.enemies)
        maker = _Maker(
            document,
            annotations,
            ActorResolver(annotations, sides, self.things, self.stateless),
            Counter(annotations, self.measures),
        )
        rows = zip(
            annotations.events,
            annotations.event_times,
            annotations.stances,
            annotations.chains,
            annotations.get("chain_rules"),
            annotations.get("notes"),
            strict=True,
        )
        maker.last_attackers = maker.main_attackers(annotations.events)
        return {"claims": tuple(maker.claim(*row) for row in rows)}


class _Maker:
    def __init__(
        self,
        document: Document,
        annotations: Annotations,
        resolver: ActorResolver,
        counter: Counter,
    ) -> None:
        self.document = document
        self.resolver = resolver
        self.counter = counter
        self.as_of = {
            f.span: day
            for f, day in zip(annotations.figures, annotations.get("as_of"), strict=True)
        }
        self.attackers: dict[int, list[Side]] = {}
        self.last_attackers: list[Side] = []
        self.last_place: PlaceMention | None = None
        self.places = PlaceFinder(document.text, annotations)
        self.weapon_at: dict[tuple[int, int], WeaponMention] = {
            w.span: w for w in annotations.weapons
        }

    def claim(
        self,
        event: Event,
        time: ClaimTime,
        stance: EventStance,
        chain: tuple[Link, ...],
        chain_rules: tuple[str, ...],
        notes: tuple[Note, ...],
    ) -> Claim:
        because = [Because("type", event.rule, event.trigger)]
        places = self._places(event, because)
        agents, targets = self._actors(event, places, because, chain)
        weapons = self._weapons(event, because)
        figures = self._figures(event, time, because)
        because += [Because("time", rule, time.span) for rule in time.because]
        if stance.status_rule:
            because.append(Because("status", stance.status_rule, stance.status_cue))
        if stance.stance_rule:
            because.append(Because("stance", stance.stance_rule, stance.stance_cue))
        because += [
            Because(f"chain[{i}]", rule, link.cue or link.span)
            for i, (link, rule) in enumerate(zip(chain, chain_rules, strict=True))
        ]
        sha = self.document.sha256
        return Claim(
            id=claim_id(sha, event.type, event.trigger, __version__),
            type=EventType(event.type),
            trigger=event.trigger,
            agents=agents,
            targets=targets,
            places=places,
            time=time,
            weapons=weapons,
            figures=figures,
            status=stance.status,
            stance=stance.stance,
            chain=chain,
            status_cue=stance.status_cue,
            stance_cue=stance.stance_cue,
            notes=notes,
            score=round(event.score, 4),
            because=tuple(because),
        )

    def _places(self, event: Event, because: list[Because]) -> tuple[PlaceMention, ...]:
        found: list[PlaceMention] = []
        for argument, place in self.places.of(event):
            because.append(Because(f"places[{len(found)}]", argument.rule, argument.span))
            found.append(place)
        return tuple(found)

    def _actors(
        self,
        event: Event,
        places: tuple[PlaceMention, ...],
        because: list[Because],
        chain: tuple[Link, ...],
    ) -> tuple[tuple[ClaimActor, ...], tuple[ClaimActor, ...]]:
        place = next((p for p in places if p.country), self.last_place)
        self.last_place = place
        agents: list[ClaimActor] = []
        targets: list[ClaimActor] = []
        sides: list[Side] = []
        for argument in event.arguments:
            if argument.role == "agent":
                actor, rule = self.resolver.resolve(event, argument, (), place, chain=chain)
                because.append(Because(f"agents[{len(agents)}]", rule, argument.span))
                agents.append(actor)
                sides.append(Side(actor.country, actor.role, actor.group))
        attackers = self._attackers(event, sides)
        owner = self._owner(event, place)
        for argument in event.arguments:
            if argument.role == "target":
                actor, rule = self.resolver.resolve(event, argument, attackers, place, owner, chain)
                because.append(Because(f"targets[{len(targets)}]", rule, argument.span))
                targets.append(actor)
        return tuple(agents), tuple(targets)

    def _attackers(self, event: Event, sides: list[Side]) -> list[Side]:
        """Tell who did it: the event's own agents, else those of the paragraph's last attack."""
        segment = self.resolver.parse.sentence_of(event.token).segment
        known = [s for s in sides if s.country or s.group]
        if known:
            if event.type in _ATTACKS:
                self.attackers[segment] = known
                self.last_attackers = known
            return known
        if event.type in _HARM:
            return self.attackers.get(segment, []) or self.last_attackers
        return []

    def main_attackers(self, events: Sequence[Event]) -> list[Side]:
        """Give the party that most attacks of the document name as their agent."""
        counts: dict[Side, int] = {}
        for event in events:
            if event.type in _ATTACKS:
                for argument in event.arguments:
                    if argument.role == "agent":
                        actor, _ = self.resolver.resolve(event, argument, (), None)
                        side = Side(actor.country, actor.role, actor.group)
                        counts[side] = counts.get(side, 0) + 1
        named = [s for s in counts if s.country or s.group]
        return [max(named, key=lambda s: counts[s])] if named else []

    def _owner(self, event: Event, place: PlaceMention | None) -> Side | None:
        for argument in event.arguments:
            if argument.role == "owner":
                actor, _ = self.resolver.resolve(event, argument, (), place)
                if actor.country or actor.group:
                    return Side(actor.country, actor.role, actor.group)
        return None

    def _weapons(self, event: Event, because: list[Because]) -> tuple[WeaponMention, ...]:
        found: list[WeaponMention] = []
        for argument in event.arguments:
            weapon = self.weapon_at.get(argument.span) if argument.role == "weapon" else None
            if weapon is not None:
                because.append(Because(f"weapons[{len(found)}]", argument.rule, argument.span))
                found.append(weapon)
        return tuple(found)

    def _figures(self, event: Event, time: ClaimTime, because: list[Because]) -> tuple[Figure, ...]:
        found: list[Figure] = []
        for argument in event.arguments:
            told = bulletin_figure(argument, self.document.text, time.end)
            if told is not None:
                because.append(Because(f"figures[{len(found)}]", argument.rule, argument.span))
                found.append(told)
        if found:
            return tuple(found)
        for argument, figure in self.counter.figures(event):
            rule = f"{argument.rule}; {figure.rule}"
            because.append(Because(f"figures[{len(found)}]", rule, argument.span))
            found.append(dataclasses.replace(figure, as_of=self.as_of.get(figure.span)))
        return tuple(found)
