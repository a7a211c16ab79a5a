"""Who a source is: country, role, group and name of whom its words stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.chains.kinds import Kinds
from whosays.annotators.chains.names import (
    MENTIONS,
    best_name,
    has_noun,
    is_lone_pronoun,
    squeeze,
)
from whosays.schema.mention import MentionForm
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.chains.source_words import SourceWords
    from whosays.schema.annotations import Annotations
    from whosays.schema.attribution import Attribution
    from whosays.schema.mention import ActorMention, CoreferenceCluster

# A source longer than this is cut to its name: gold sources are short.
_LONG = 45
# Roles that a source's head noun settles by itself: a court, the police, a firm, a paper.
_SURE = frozenset({"BUS", "JUD", "COP", "MED"})
# Roles given for want of a better one: what the source's own noun says is better.
_WEAK = frozenset({None, "CVL", "OTH"})
_BODIES = frozenset({"staff", "ministry", "command", "army", "police", "administration"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a source's words stand for; None where not known. ``words`` are lower-case lemmas."""

    country: str | None = None
    role: str | None = None
    group: str | None = None
    name: str | None = None
    entity: str | None = None
    head: int = -1
    words: tuple[str, ...] = ()
    described: frozenset[str] = frozenset()
    is_person: bool = False
    is_named: bool = False


class SourceResolver:
    """Resolves the sources of one document; built once a document."""

    def __init__(self, annotations: Annotations, words: SourceWords) -> None:
        self.parse = annotations.parse
        self.words = words
        self.actors = annotations.actors
        self.attributions = annotations.attributions
        self.names = [e.span for e in annotations.entities if e.type in {"Person", "Organisation"}]
        self.persons = [e.span for e in annotations.entities if e.type == "Person"]
        self.persons += [
            a.span
            for a in annotations.actors
            if a.because.startswith("a person's name") and a.span not in self.persons
        ]
        self.kinds = Kinds(self.parse, words, self.persons)
        self.bodies = self.names + [
            a.span for a in annotations.actors if a.form is not MentionForm.PRONOUN
        ]
        self.cluster_at: dict[int, CoreferenceCluster] = {}
        for cluster in annotations.coreference:
            for span in cluster.mentions:
                top = self.parse.top(span)
                if top is not None:
                    self.cluster_at.setdefault(top, cluster)

    def identify(self, span: Span) -> Identity:
        """Tell whom ``span`` stands for: by its cluster, its actor, or its own words."""
        head = self.parse.top(span)
        if head is None:
            return Identity()
        indices = list(self.parse.within(span))
        cluster = self.cluster_at.get(head) or self._person_cluster(span)
        actor = self._actor(span, head)
        things = (cluster, actor) if cluster is not None else (actor,)
        country, group = _place(things)
        role = next((r for t in things if (r := _value(t, "role")) is not None), None)
        if role is None:
            role = self._role(indices, head)
        described = self._described(cluster)
        is_officer = self._has_rank(indices) or (
            described & self.words.ranks and self._is_name(cluster)
        )
        if is_officer and not (role == "REB" and group is not None):
            # A colonel of a rebel movement is a rebel.
            role = "MIL"
        country, role, group = self._owned(indices, country, role, group)
        country, role, group = self._spoken_for(indices, head, (country, role, group))
        sure = self.words.role_of.get(self.parse.lemma(head))
        if sure in _SURE and role != sure and not (actor and actor.because.startswith("catalogue")):
            role = sure
        if role in _WEAK and sure is not None and not (cluster and self._is_name(cluster)):
            role = sure
        if self.kinds.is_thing(indices, head):
            role = None
        if role == "MIL" and group == "Coalition" and country is None and self._has_rank(indices):
            # Officers who speak for the US-led coalition are American but for rare guests.
            country, group = "USA", None
        appointed = self._appointer(span, indices, head)
        if appointed is not None:
            country = appointed
        own = self._country(indices)
        if country is None and group is None:
            country = own
        if self._is_foreign(indices):
            country = own
        known = next((n for t in things if (n := _value(t, "name")) is not None), None)
        return Identity(
            country=country,
            role=role,
            group=group,
            name=best_name(known, self.parse, self.persons, cluster)
            or self._told_name(indices, cluster),
            entity=cluster.id if cluster else (actor.entity if actor else None),
            head=head,
            words=tuple(self.parse.lemma(i) for i in indices),
            described=described,
            is_person=self.kinds.is_person(span, indices, head, actor),
            is_named=any(self.parse.tokens[i].upos == "PROPN" for i in indices),
        )

    def _told_name(self, indices: list[int], cluster: CoreferenceCluster | None) -> str | None:
        """Give the fullest words that the document has for whom a lone pronoun stands for."""
        if cluster is None or not is_lone_pronoun(self.parse, indices):
            return None
        if not has_noun(self.parse, cluster.representative):
            return None
        return squeeze(self.short(cluster.representative).of(self.parse.text))

    def _has_rank(self, indices: list[int]) -> bool:
        """Know that a soldier's rank before a name outweighs the office he speaks for."""
        words = {self.parse.tokens[i].text.lower() for i in indices}
        return bool(words & self.words.ranks) and any(
            self.parse.tokens[i].upos == "PROPN" for i in indices
        )

    def _appointer(self, span: Span, indices: list[int], head: int) -> str | None:
        """Give the country of who put officials in: "officials appointed by Moscow"."""
        words = {self.parse.tokens[i].text.lower() for i in indices}
        if not words & {"appointed", "installed", "backed"}:
            return None
        for actor in self.actors:
            if span.contains(actor.span) and actor.country and actor.head != head:
                return actor.country
        return None

    def _is_name(self, cluster: CoreferenceCluster | None) -> bool:
        """Tell whether some mention of a cluster is a rank or title with a name."""
        if cluster is None:
            return False
        for span in cluster.mentions[:MENTIONS]:
            indices = self.parse.within(span)
            if sum(self.parse.tokens[i].upos == "PROPN" for i in indices) > 1:
                return True
        return False

    def _owned(
        self, indices: list[int], country: str | None, role: str | None, group: str | None
    ) -> tuple[str | None, str | None, str | None]:
        """Read "his press service": what is his stands for whom he stands for."""
        if self.parse.tokens[indices[0]].text.lower() not in {"his", "her", "its", "their"}:
            return country, role, group
        owner = self.cluster_at.get(indices[0])
        if owner is None:
            return country, role, group
        place, side = _place((owner,))
        if place is None and side is None:
            return country, role, group
        return place, _value(owner, "role") or role, side

    def _spoken_for(
        self, indices: list[int], head: int, own: tuple[str | None, str | None, str | None]
    ) -> tuple[str | None, str | None, str | None]:
        """Read "the group's spokesman", "a spokesman for the RSF": those he speaks for."""
        if self.parse.lemma(head) not in self.words.mouths:
            return own
        for index in indices:
            token = self.parse.tokens[index]
            if self.parse.head(index) != head or token.deprel not in {"nmod:poss", "nmod"}:
                continue
            for actor in self.actors:
                if actor.head == index and actor.role == "REB":
                    return actor.country, "REB", actor.group
            cluster = self.cluster_at.get(index)
            if cluster is not None and _value(cluster, "role") == "REB":
                return cluster.country, "REB", cluster.group
        return own

    def _person_cluster(self, span: Span) -> CoreferenceCluster | None:
        """Give the cluster of a person named inside a source."""
        for name in self.persons:
            if span.contains(name):
                top = self.parse.top(name)
                return None if top is None else self.cluster_at.get(top)
        return None

    def _described(self, cluster: CoreferenceCluster | None) -> frozenset[str]:
        """All nouns that the document uses of one entity."""
        if cluster is None:
            return frozenset()
        spans = cluster.mentions[:MENTIONS]
        return frozenset(
            self.parse.tokens[i].text.lower() for s in spans for i in self.parse.within(s)
        )

    def _is_foreign(self, indices: list[int]) -> bool:
        """Read "Western officials", "U.S.-funded": of no one country."""
        words = {self.parse.tokens[i].text.lower() for i in indices}
        return bool(words & {"western", "european", "foreign", "international", "funded", "nato"})

    def _actor(self, span: Span, head: int) -> ActorMention | None:
        """Give the actor mention at the head; else the first one inside that knows a role."""
        inside = [a for a in self.actors if a.span.overlaps(span)]
        at_head = [
            a for a in inside if a.head == head or a.span.contains(self.parse.tokens[head].span)
        ]
        for group in (at_head, inside):
            known = [a for a in group if a.role is not None]
            if known:
                return known[0]
        return at_head[0] if at_head else (inside[0] if inside else None)

    def _role(self, indices: list[int], head: int) -> str | None:
        order = [head, *(i for i in indices if i != head)]
        spoken = {
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "chief",
            "head",
            "official",
            "officials",
        }
        later: str | None = None
        for index in order:
            if self.parse.tokens[index].text == "who":
                continue
            lemma = self.parse.lemma(index)
            role = self.words.role_of.get(lemma) or self.words.role_of.get(
                self.parse.tokens[index].text.lower()
            )
            if role is None:
                continue
            if lemma in spoken:
                later = later or role
                continue
            return role
        return later

    def _country(self, indices: list[int]) -> str | None:
        for index in indices:
            country = self.words.country_of.get(self.parse.tokens[index].text.lower())
            if country:
                return country
        return None

    def same_source(self, attribution: Attribution, span: Span) -> Span:
        """Give the source named before for "the same source", else the span itself."""
        if "same source" not in span.of(self.parse.text).lower():
            return span
        before = [
            a.source[0]
            for a in self.attributions
            if a.source and a is not attribution and a.source[0].end <= span.start
        ]
        return max(before, default=span)

    def antecedent(self, span: Span) -> Span:
        """Give the noun phrase that a relative pronoun stands for, else the span itself."""
        indices = self.parse.within(span)
        if len(indices) != 1:
            return span
        index = indices[0]
        if self.parse.tokens[index].text.lower() not in {"who", "which", "that"}:
            return span
        before = index - 1
        while before >= 0 and self.parse.tokens[before].upos == "PUNCT":
            before -= 1
        if before < 0:
            return span
        for name in self.names:
            if name.contains(self.parse.tokens[before].span):
                return self.titled(name)
        first = before
        while first > 0 and self.parse.tokens[first - 1].upos == "PROPN":
            first -= 1
        if self.parse.tokens[before].upos == "PROPN" and first < before:
            return self.titled(self.parse.span_of((first, before)))
        for above in self.parse.ancestors(index):
            head = self.parse.head(above)
            if self.parse.tokens[above].deprel == "acl:relcl" and head is not None and head < index:
                without = ("acl", "punct", "case", "appos", "cc", "conj")
                return self.parse.span_of(self.parse.subtree(head, without=without))
        return span

    def titled(self, name: Span) -> Span:
        """Widen a person's name over the titles right before it."""
        first = self.parse.within(name)[0]
        while first > 0:
            token = self.parse.tokens[first - 1]
            is_title = token.upos == "PROPN" or self.parse.lemma(first - 1) in self.words.persons
            if not is_title or token.sentence != self.parse.tokens[first].sentence:
                break
            first -= 1
        return Span(self.parse.tokens[first].span[0], name.end)

    def short(self, span: Span) -> Span:
        """Cut a long source to its person's name, or to its head noun's phrase."""
        if span.length() < _LONG:
            return span
        for name in self.persons:
            if span.contains(name):
                return self.titled(name)
        named = self._name_after_comma(span)
        if named is not None:
            return named
        head = self.parse.top(span)
        if head is None:
            return span
        within = self.parse.within(span)
        without = ("acl", "appos", "parataxis", "case", "punct", "cc", "conj")
        kept = [i for i in self.parse.subtree(head, without=without) if i in within]
        return self.parse.span_of(kept) if kept else span

    def _name_after_comma(self, span: Span) -> Span | None:
        """Give a run of capitalised words after a comma: "the commander, Lt. Gen. X"."""
        indices = self.parse.within(span)
        for index in indices[1:-1]:
            if self.parse.tokens[index].text != ",":
                continue
            last = index
            while last + 1 <= indices[-1] and self.parse.tokens[last + 1].upos == "PROPN":
                last += 1
            if last - index >= 2:
                return self.parse.span_of((index + 1, last))
        return None

    def is_body(self, attribution: Attribution) -> bool:
        """Tell whether a source is an organisation or a paper, not a person."""
        who = self.identify(attribution.source[0])
        head = self.parse.tokens[who.head].text.lower() if who.head >= 0 else ""
        if who.is_person or (head in self.words.hearsay and head.endswith("s")):
            return False
        return not set(who.words) & {"source", "official"}

    def is_same(self, left: Attribution, right: Attribution) -> bool:
        """Tell whether two sources stand for one, a body and its paper counted as one."""
        a, b = self.identify(left.source[0]), self.identify(right.source[0])
        if a.entity is not None and a.entity == b.entity:
            return True
        papers = [who for who in (a, b) if self._is_paper(who)]
        if len(papers) == 2:
            return True
        if papers:
            return (a.country, a.role) == (b.country, b.role) or papers[0].role is None
        common = set(a.words) & set(b.words)
        return bool(common & _BODIES) and (a.country == b.country or None in {a.country, b.country})

    def _is_paper(self, who: Identity) -> bool:
        head = self.parse.lemma(who.head) if who.head >= 0 else ""
        return head in self.words.papers or head in {"it", "they"}


def _value(thing: ActorMention | CoreferenceCluster | None, field: str) -> str | None:
    value = getattr(thing, field, None)
    return None if value is None else str(getattr(value, "value", value))


def _place(
    things: tuple[ActorMention | CoreferenceCluster | None, ...],
) -> tuple[str | None, str | None]:
    """Country and group of the first that knows either."""
    for thing in things:
        country, group = _value(thing, "country"), _value(thing, "group")
        if country is not None or group is not None:
            return country, group
    return None, None
