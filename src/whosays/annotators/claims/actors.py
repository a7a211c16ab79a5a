"""Actors of a claim: country, role and group of those an argument's words stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.claims.antecedents import Antecedents
from whosays.annotators.claims.sides import Side
from whosays.annotators.claims.words import listed
from whosays.schema.claim import ClaimActor
from whosays.schema.mention import MentionForm, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.claims.sides import Sides
    from whosays.schema.annotations import Annotations
    from whosays.schema.claim import Link
    from whosays.schema.event import Argument, Event
    from whosays.schema.mention import ActorMention, CoreferenceCluster
    from whosays.schema.place import PlaceMention

MILITARY = listed("claims.actors", "military")
"""Types in which a nationality alone means the nation's forces."""
_REBELS = listed("claims.actors", "rebels")
_MILITARY_WORD = re.compile(r"\b(?:military|army|ammunition|combat)\b")
_OUR_ROLES = listed("claims.actors", "our_roles")
_LOSSES = frozenset({"lose", "loss"})
_ALLIANCES = frozenset({"NATO"})
_SERVING = frozenset({"deployment", "training", "surrender", "withdrawal"})
_GUARDS = frozenset({"guard", "jailer", "warden", "warder"})
_KEEPING = frozenset({"abuse", "desertion", "detention", "release"})
_OURS = frozenset({"we", "us", "our", "ours"})
_CRUEL = frozenset({"abuse", "detention"})
_PEOPLE = frozenset({"man", "woman"})
_UNITS = frozenset({"company", "companies"})
_HARMED = listed("claims.actors", "harmed")
_FORCES = frozenset({Role.MIL, Role.REB})


class ThingRoles:
    """Roles by nouns, from data."""

    def __init__(self, roles: Mapping[str, str], classes: Mapping[str, str]) -> None:
        self._role: dict[str, str] = {}
        for role, words in roles.items():
            for word in words.split():
                self._role.setdefault(word, role)
        self._soldiers = frozenset(classes["soldier"].split()) | frozenset(classes["unit"].split())
        self._civilians = frozenset(classes["civilian"].split())
        self._equipment = frozenset(classes["equipment"].split())

    def of(self, lemma: str, type_: str) -> str | None:
        """Give the role that a noun takes in a claim of ``type_``, None where nothing tells."""
        if type_ in {"materiel_loss", "interception"}:
            return "MIL"
        if lemma in _REBELS:
            return "REB"
        if lemma in self._soldiers and lemma not in self._civilians:
            return "MIL"
        if lemma in self._role:
            return self._role[lemma]
        if lemma in self._civilians:
            return "CVL"
        if lemma in self._equipment:
            return "MIL"
        return None


class ActorResolver:
    """Resolves the arguments of one document's events to parties."""

    def __init__(
        self,
        annotations: Annotations,
        sides: Sides,
        things: ThingRoles,
        stateless: frozenset[str],
    ) -> None:
        self.stateless = stateless
        self.parse = annotations.parse
        self.sides = sides
        self.things = things
        self.by_token: dict[int, ActorMention] = {}
        for actor in annotations.actors:
            for index in self.parse.within(actor.span):
                held = self.by_token.get(index)
                if held is None or actor.span.length() < held.span.length():
                    self.by_token[index] = actor
            if actor.head >= 0:
                self.by_token[actor.head] = actor
        self.country_at = {
            i: p.country for p in annotations.places if p.country for i in self.parse.within(p.span)
        }
        self.antecedents = Antecedents(self.parse)
        self.cluster_at: dict[int, CoreferenceCluster] = {}
        if annotations.has("coreference"):
            for cluster in annotations.coreference:
                for span in cluster.mentions:
                    for index in self.parse.within(span):
                        self.cluster_at.setdefault(index, cluster)

    def resolve(
        self,
        event: Event,
        argument: Argument,
        attackers: Sequence[Side],
        place: PlaceMention | None,
        owner: Side | None = None,
        chain: Sequence[Link] = (),
    ) -> tuple[ClaimActor, str]:
        """Give the claim's actor for an argument, with the rule that told who it is.

        ``owner`` is whose the target was where the clause says so (X lost two tanks); ``chain``
        through whom the claim comes.
        """
        actor = self.by_token.get(argument.head)
        country = role = group = name = entity = None
        rule = "noun"
        weak = True
        if actor is not None and argument.span != actor.span and actor.head != argument.head:
            country, group = actor.country, actor.group
            role = _text(actor.role) if group else None
            weak = country is None and group is None
            actor = None
        if actor is not None:
            country, role, group = actor.country, _text(actor.role), actor.group
            name, entity = actor.name, actor.entity
            weak = self._is_weak(actor)
            rule = f"actor:{actor.because or actor.form}"
        cluster = self.cluster_at.get(argument.head)
        open_ = actor is None or actor.form is MentionForm.PRONOUN or role is None
        if cluster is not None and country is None and group is None and open_:
            country, group = cluster.country, cluster.group
            role = role or _text(cluster.role)
            name = name or cluster.name
            entity = entity or cluster.id
            rule = f"coreference:{cluster.id}"
            weak = country is None and group is None
        if actor is None and argument.head in self.country_at and country is None:
            country = self.country_at[argument.head]
            rule, weak = "country", False
        teller = self._teller(argument, chain) if country is None and group is None else None
        if teller is not None:
            country, role, group = teller.country, teller.role, teller.group
            rule, weak = "who speaks", False
        role = self._role(event, argument, actor, role, country)
        if argument.role == "target" and weak and event.type in _HARMED:
            side = owner or self._victim(event, role, country, group, attackers, place)
            if side is not None:
                country, group = side.country, side.group
                if (role == "MIL" and side.role == "REB") or (
                    side.role == "REB" and group in self.stateless and role != "REB"
                ):
                    role = "REB"
                rule = f"{rule}+{'owner' if owner else 'enemy of the attacker'}"
        guessed = actor is not None and weak and event.type != "abuse"
        they = self.parse.tokens[argument.head].text.lower() == "they"
        theirs = they and event.type in _CRUEL and role in {None, "CVL"}
        if argument.role == "agent" and (guessed or theirs) and event.type in _HARMED:
            foe = self._attacker(event, country, group)
            if foe is not None:
                country, group = foe.country, foe.group
                role = foe.role if theirs else role
                rule = f"{rule}+enemy of the target"
        bare = self.antecedents.is_bare(argument.head)
        if (bare and argument.role == "target") or (country is None and group is None):
            held = self.antecedents.of(argument.head, argument.role)
            if held is not None:
                country, role, group = held.country, held.role, held.group
                rule = f"{rule}+as in the claim before"
        several = actor is not None and actor.because.endswith("of several lands")
        if country is None and group is None and not several:
            country, group, told = self._side(event, argument, role, place)
            rule = f"{rule}+{told}" if told else rule
        if group in self.stateless:
            country = None
        if not bare:
            self.antecedents.keep(argument.head, argument.role, country, role, group)
        return (
            ClaimActor(argument.span, country, role, group, name, entity),
            f"{argument.rule}; {rule}",
        )

    def _teller(self, argument: Argument, chain: Sequence[Link]) -> Side | None:
        """Give who says "we": the side of the claim's innermost source."""
        if self.parse.tokens[argument.head].text.lower() not in _OURS or not chain:
            return None
        link = chain[0]
        if link.country is None and link.group is None:
            return None
        return Side(link.country, link.role, link.group)

    @staticmethod
    def _is_weak(actor: ActorMention) -> bool:
        """Tell whether an actor's party was only guessed."""
        if actor.form is MentionForm.PRONOUN or actor.name is not None:
            return False
        because = actor.because
        return because.startswith("equipment") or any(
            w in because
            for w in (
                "as named before",
                "of whom the sentence",
                "by the place",
                "by the theatre",
                "learnt",
                "harmed by",
            )
        )

    def _role(
        self,
        event: Event,
        argument: Argument,
        actor: ActorMention | None,
        role: str | None,
        country: str | None,
    ) -> str | None:
        token = self.parse.tokens[argument.head]
        adjective = token.upos == "ADJ" or (
            token.deprel in {"amod", "compound"} and actor is not None and role in {None, "GOV"}
        )
        fights = event.type in MILITARY
        military = fights and (role is None or (role == "GOV" and adjective))
        if military and country is not None and (adjective or token.upos in {"PROPN", "NOUN"}):
            return self._noun_role(argument, event.type) or "MIL"
        if role is None and country is not None and argument.head in self.country_at:
            return "GOV"
        if role is None:
            return self._noun_role(argument, event.type)
        lemma = self.parse.lemma(argument.head)
        if argument.role == "agent" and lemma in _GUARDS and event.type in _KEEPING:
            return "COP"
        if role == "IGO" and actor is not None and actor.group in _ALLIANCES and fights:
            return "MIL"
        if role == "CVL" and lemma in _PEOPLE and event.type in _SERVING:
            return "MIL"
        if role == "BUS" and lemma in _UNITS and fights and country is not None:
            return "MIL"
        told = _MILITARY_WORD.search(argument.span.of(self.parse.text).lower())
        if argument.role == "target" and role in {"OTH", "BUS", "CVL", "GOV"} and told:
            return "MIL"
        if event.type in {"materiel_loss", "interception"} and role not in {"MIL", "REB", "SPY"}:
            return "MIL" if argument.role == "target" else role
        return role

    def _victim(
        self,
        event: Event,
        role: str | None,
        country: str | None,
        group: str | None,
        attackers: Sequence[Side],
        place: PlaceMention | None,
    ) -> Side | None:
        """Whose the harmed was, where only a guess told: the attacker's enemy's, not its own."""
        if not attackers:
            return None
        attacker = attackers[0]
        own = (country, group) == (attacker.country, attacker.group)
        here = place.country if place is not None else None
        if event.type == "casualties" and role not in {"MIL", "REB"}:
            return None
        enemy = self.sides.enemy_of(attacker, here, event.trigger.start)
        if role == "REB" and enemy is not None and enemy.role == "MIL":
            # Rebels are no state's, whoever fights them.
            return None
        if country is not None and self.parse.lemma(event.token) in _LOSSES:
            # They conceded the loss of a howitzer: their own.
            return None
        if event.type in {"materiel_loss", "interception"} or role in {"MIL", "REB"}:
            ally = attacker.group == "Coalition"
            is_foe = own or ally or country is None or event.type == "materiel_loss"
            return enemy if is_foe else None
        named = enemy is not None and (enemy.group is None or enemy.group in self.stateless)
        if named and (own or country is None or attacker.group == "Coalition"):
            return enemy
        return None

    def _attacker(self, event: Event, country: str | None, group: str | None) -> Side | None:
        """Whose a nameless attacker was, where a guess made it fight its own side by name."""
        if country is None and group is None:
            return None
        for argument in event.arguments:
            target = self.by_token.get(argument.head) if argument.role == "target" else None
            if target is None or self._is_weak(target):
                continue
            if target.form is MentionForm.PRONOUN and event.type not in _CRUEL:
                continue
            held = (target.country, target.group) == (country, group)
            if held and (target.role in _FORCES or event.type in _CRUEL):
                own = Side(country, str(target.role), group)
                return self.sides.enemy_of(own, None, event.trigger.start)
        return None

    def _noun_role(self, argument: Argument, type_: str) -> str | None:
        words = argument.span.of(self.parse.text).lower()
        if argument.role == "target" and _MILITARY_WORD.search(words):
            return "MIL"
        return self.things.of(self.parse.lemma(argument.head), type_)

    def _side(
        self, event: Event, argument: Argument, role: str | None, place: PlaceMention | None
    ) -> tuple[str | None, str | None, str]:
        """Infer the country of a nameless party from a nationality or the place."""
        owner = self._owner(argument.head) or self._named_in(argument)
        if owner is not None:
            return owner.country, owner.group, "owner"
        here = place.country if place is not None and place.country else self.sides.country
        if role == "MIL":
            if event.type == "interception" and argument.role == "target":
                guard = self.sides.defender(here)
                enemy = self.sides.enemy_of(guard) if guard else None
                return (enemy.country, enemy.group, "enemy") if enemy else (None, None, "")
            return here, None, "place"
        if role in _OUR_ROLES:
            return here, None, "place"
        return None, None, ""

    def _named_in(self, argument: Argument) -> ActorMention | None:
        """Give the party that an argument's own words name: Pakistani army (deaths)."""
        for index in self.parse.within(argument.span):
            actor = self.by_token.get(index)
            named = self.parse.tokens[index].upos in {"ADJ", "PROPN"}
            if actor is not None and named and (actor.country or actor.group):
                return actor
        return None

    def _owner(self, head: int) -> ActorMention | None:
        for child in self.parse.children(head, "nmod:poss", "amod", "compound", "nmod"):
            actor = self.by_token.get(child)
            if actor is not None and (actor.country or actor.group):
                return actor
        return None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
