"""Who a source is: country, role, group and name of whom its words stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.schema.claim import Link, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from whosays.schema.attribution import Attribution
    from whosays.schema.annotations import Annotations
    from whosays.schema.mention import ActorMention, CoreferenceCluster
    from whosays.schema.span import Span

# A source longer than this is cut to its name: gold sources are short.
_LONG = 45


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
    is_person: bool = False
    is_named: bool = False


class SourceWords:
    """Word lists of sources.toml."""

    def __init__(self, table: Mapping[str, Any], people: Mapping[str, Any]) -> None:
        self.role_of: dict[str, str] = {
            w: role for role, words in reversed(list(table["role"].items())) for w in words
        }
        self.persons = frozenset(table["person"]["nouns"])
        self.unnamed = frozenset(table["unnamed"]["nouns"])
        self.papers = frozenset(table["unnamed"]["papers"])
        self.witness = frozenset(table["witness"]["nouns"])
        self.media = frozenset(table["media"]["nouns"])
        self.media_names = tuple(table["media"]["names"])
        self.document = frozenset(table["document"]["nouns"])
        self.recording = frozenset(table["recording"]["nouns"])
        self.estimate_cues = frozenset(table["estimate"]["cues"])
        self.report_cues = frozenset(table["report"]["cues"])
        self.country_of: dict[str, str] = {w.lower(): c for c, words in people["people"].items() for w in words}


class SourceResolver:
    """Resolves the sources of one document; built once a document."""

    def __init__(self, annotations: Annotations, words: SourceWords) -> None:
        self.parse = annotations.parse
        self.words = words
        self.actors = annotations.actors
        self.persons = [e.span for e in annotations.entities if e.type == "Person"]
        self.cluster_at: dict[int, CoreferenceCluster] = {}
        for cluster in annotations.coreference:
            for span in cluster.mentions:
                top = self.parse.top(span)
                if top is not None:
                    self.cluster_at.setdefault(top, cluster)

    def identify(self, span: Span) -> Identity:
        """Tell whom ``span`` stands for."""
        head = self.parse.top(span)
        if head is None:
            return Identity()
        indices = list(self.parse.within(span))
        words = tuple(self.parse.lemma(i) for i in indices)
        cluster = self.cluster_at.get(head)
        actor = self._actor(span, head)
        named = any(self.parse.tokens[i].upos == "PROPN" for i in indices)
        person = self._is_person(span, head, indices)
        country = self._first(cluster, actor, "country")
        role = self._first(cluster, actor, "role")
        group = self._first(cluster, actor, "group")
        if role is None:
            role = self._role(indices, head)
        if country is None and group is None:
            country = self._country(indices)
        return Identity(
            country=country,
            role=role,
            group=group,
            name=self._first(cluster, actor, "name"),
            entity=cluster.id if cluster else (actor.entity if actor else None),
            head=head,
            words=words,
            is_person=person,
            is_named=named,
        )

    def _first(
        self, cluster: CoreferenceCluster | None, actor: ActorMention | None, field: str
    ) -> str | None:
        for thing in (actor, cluster):
            value = getattr(thing, field, None) if thing is not None else None
            if value is not None:
                return str(getattr(value, "value", value))
        return None

    def _actor(self, span: Span, head: int) -> ActorMention | None:
        """The actor mention at the head; else the first one inside that knows a role."""
        inside = [a for a in self.actors if a.span.overlaps(span)]
        at_head = [
            a for a in inside if a.head == head or a.span.contains(self.parse.tokens[head].span)
        ]
        for group in (at_head, inside):
            known = [a for a in group if a.role is not None]
            if known:
                return known[0]
        return at_head[0] if at_head else (inside[0] if inside else None)

    def _is_person(self, span: Span, head: int, indices: list[int]) -> bool:
        del indices
        token = self.parse.tokens[head]
        if any(p.overlaps(token.span) for p in self.persons):
            return True
        if token.text.lower() in {"he", "she", "who", "they", "i"}:
            return True
        return self.parse.lemma(head) in self.words.persons

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

    def antecedent(self, span: Span) -> Span:
        """Give the noun phrase that a relative pronoun stands for, else the span itself."""
        indices = self.parse.within(span)
        if len(indices) != 1 or self.parse.tokens[indices[0]].text.lower() not in {
            "who",
            "which",
            "that",
        }:
            return span
        for above in self.parse.ancestors(indices[0]):
            if self.parse.tokens[above].deprel == "acl:relcl":
                head = self.parse.head(above)
                if head is not None:
                    tokens = self.parse.subtree(
                        head, without=("acl", "punct", "case", "appos", "cc", "conj")
                    )
                    return self.parse.span_of(tokens)
        return span

    def short(self, span: Span) -> Span:
        """Cut what follows the name: a relative clause, an apposition, a place of speech."""
        words = span.of(self.parse.text)
        if len(words) < _LONG:
            return span
        head = self.parse.top(span)
        if head is None:
            return span
        kept = [
            i
            for i in self.parse.subtree(
                head, without=("acl", "appos", "parataxis", "case", "punct", "cc")
            )
            if i in self.parse.within(span)
        ]
        return self.parse.span_of(kept) if kept else span

    def told_outlet(self, attribution: Attribution) -> Link | None:
        """Give a link for the outlet that was told: "told Current Time"."""
        if not attribution.cue:
            return None
        verb = next(
            (
                i
                for i in self.parse.within(attribution.cue[0])
                if self.parse.lemma(i) in {"tell", "inform"}
            ),
            None,
        )
        if verb is None:
            return None
        for child in self.parse.children(verb, "obj", "iobj"):
            tokens = self.parse.subtree(child, without=("acl", "appos", "punct", "ccomp"))
            span = self.parse.span_of(tokens)
            who = self.identify(span)
            lemma = self.parse.lemma(child)
            joined = " " + " ".join(who.words) + " "
            if (
                who.role == "MED"
                and not who.is_person
                and lemma not in {"reporter", "reporters", "journalist"}
            ):
                pass
            elif not (
                any(f" {n} " in joined for n in self.words.media_names)
                or (lemma in self.words.media and lemma != "news")
            ):
                continue
            return Link(
                span=span,
                cue=self.parse.tokens[verb].span,
                mode=Mode.MEDIA,
                country=who.country,
                role="MED",
                group=who.group,
                name=who.name,
                entity=who.entity,
            )
        return None

    def is_body(self, attribution: Attribution) -> bool:
        """Tell whether a source is an organisation or a paper, not a person."""
        who = self.identify(attribution.source[0])
        return not who.is_person and not set(who.words) & {"source", "official"}

    def is_same(self, left: Attribution, right: Attribution) -> bool:
        """Tell whether two sources stand for one, a body and its paper counted as one."""
        a, b = self.identify(left.source[0]), self.identify(right.source[0])
        if a.entity is not None and a.entity == b.entity:
            return True
        for who in (a, b):
            head = self.parse.lemma(who.head) if who.head >= 0 else ""
            if head in self.words.papers or head in {"it", "they"}:
                return True
        return bool(set(a.words) & set(b.words) & {"staff", "ministry", "command", "army", "police", "administration"})
