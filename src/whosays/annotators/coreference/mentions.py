"""Mentions for coreference: names, definite nouns, pronouns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from whosays.schema.annotations import Annotations
    from whosays.schema.mention import ActorMention
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

_FIRM = 3
_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})


@dataclass(slots=True)
class Candidate:
    """A mention with what may match: ``kind`` is person, organisation, paper or other;
    ``nouns`` describe it; ``form`` is named, nominal or pronoun.
    """

    span: Span
    head: int
    kind: str
    form: str
    key: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    plural: bool = False
    definite: bool = False
    actor: ActorMention | None = None
    female: bool | None = None

    @property
    def strength(self) -> int:
        """How firmly the words themselves tell the country: 3 named, 2 by title, 1 by what
        surrounds them, 0 not at all.
        """
        return 0 if self.actor is None else evidence_strength(self.actor.because)


def evidence_strength(because: str) -> int:
    """Grade an actor's reason: what the words say outweighs what the surroundings suggest."""
    if because.startswith(("catalogue", "people", "adjective", "voice")) or (
        " of " in because and "of None" not in because
    ):
        return 3
    if because.startswith("title"):
        return 2
    return 1 if "by the" in because or "as named" in because or "its owner" in because else 0


class Nouns:
    """Word lists of coreference.toml."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.pronouns = {w: kind for kind, words in table["pronoun"].items() for w in words}
        self.kind_of = {w: kind for kind, words in table["nominal"].items() for w in words}
        self.papers = frozenset(table["nominal"]["paper"])
        self.issuer_verbs = frozenset(table["issuer"]["verbs"])
        self._women = frozenset(table["gender"]["women"])
        self._men = frozenset(table["gender"]["men"])
        self.sayings = frozenset(table["issuer"]["sayings"])

    def gender(self, lemma: str) -> bool | None:
        """Tell a woman's noun (True) from a man's (False); None for all others."""
        if lemma in self._women:
            return True
        return False if lemma in self._men else None


def find_mentions(annotations: Annotations, nouns: Nouns) -> list[Candidate]:
    """Give all mentions in text order, one a head token."""
    parse = annotations.parse
    taken: dict[int, Candidate] = {}
    for actor in annotations.actors:
        head = parse.top(actor.span)
        if head is None or head in taken or (actor.form.value == "pronoun" and not actor.country):
            continue
        taken[head] = _from_actor(parse, actor, head, nouns)
    ends = {m.span.end: m for m in taken.values() if m.form == "named" and m.kind == "other"}
    for entity in annotations.entities:
        named = ends.get(entity.span.end) if entity.type == "Person" else None
        if named is not None and entity.span.contains(named.span):
            # A name of the catalogue at the end of a person's: Foreign Minister Sergei Lavrov.
            named.kind = "person"
        head = parse.top(entity.span)
        if entity.type not in {"Person", "Organisation"} or head is None:
            continue
        if parse.tokens[head].upos in {"PRON", "DET"}:
            continue
        kind = entity.type.lower()
        if head in taken:
            held = taken[head]
            if held.form == "named" and held.kind == "other" and held.strength < _FIRM:
                held.kind = kind
            continue
        if parse.tokens[head].upos == "NOUN" and parse.tokens[head].text.islower():
            # "the spokesman of the 32nd Brigade" describes: it is no name of the brigade.
            taken[head] = replace(
                _nominal(parse, head, nouns), kind=nouns.kind_of.get(parse.lemma(head), kind)
            )
            continue
        taken[head] = Candidate(
            span=entity.span,
            head=head,
            kind=kind,
            form="named",
            key=_key(parse, entity.span),
            nouns=_descriptions(parse, head),
        )
    for index, token in enumerate(parse.tokens):
        if index in taken:
            continue
        word = token.text.lower()
        if word in nouns.pronouns and token.upos in {"PRON", "DET"}:
            kind = nouns.pronouns[word]
            taken[index] = Candidate(
                span=token.span,
                head=index,
                kind={"person": "person", "thing": "organisation", "many": "many"}[kind],
                form="pronoun",
                plural=kind == "many",
                female=word.startswith(("she", "her")) if kind == "person" else None,
            )
        elif token.upos == "NOUN" and parse.lemma(index) in nouns.kind_of:
            taken[index] = _nominal(parse, index, nouns)
    return [taken[k] for k in sorted(taken)]


def _from_actor(parse: Parse, actor: ActorMention, head: int, nouns: Nouns) -> Candidate:
    token = parse.tokens[head]
    kind = nouns.kind_of.get(parse.lemma(head), "other")
    if actor.because.startswith(("a person's name", "title")) and kind == "other":
        kind = "person"
    return Candidate(
        span=actor.span,
        head=head,
        kind=kind,
        form=actor.form.value,
        key=_key(parse, actor.span),
        nouns=_descriptions(parse, head) | {parse.lemma(head)},
        plural="Number=Plur" in token.feats,
        definite=_is_definite(parse, head),
        actor=actor,
        female=nouns.gender(parse.lemma(head)),
    )


def _nominal(parse: Parse, index: int, nouns: Nouns) -> Candidate:
    kept = parse.subtree(index, without=("acl", "appos", "punct", "case", "conj", "cc", "nmod"))
    return Candidate(
        span=parse.span_of(kept),
        head=index,
        kind=nouns.kind_of.get(parse.lemma(index), "other"),
        form="nominal",
        nouns=frozenset({parse.lemma(index)}) | _descriptions(parse, index),
        plural="Number=Plur" in parse.tokens[index].feats,
        definite=_is_definite(parse, index),
        female=nouns.gender(parse.lemma(index)),
    )


def _is_definite(parse: Parse, head: int) -> bool:
    return any(
        parse.tokens[c].text.lower() in _DEFINITE for c in parse.children(head, "det", "nmod:poss")
    )


def _key(parse: Parse, span: Span) -> tuple[str, ...]:
    """Give the capitalised words of a name, lower-cased, without possessive marks."""
    return tuple(
        parse.tokens[i].text.lower()
        for i in parse.within(span)
        if parse.tokens[i].upos not in {"DET", "PUNCT", "PART", "ADP"}
    )


def _descriptions(parse: Parse, head: int) -> frozenset[str]:
    """Nouns said of a name: titles before it, appositions after it, "X is a …"."""
    found = set()
    if head > 0 and parse.tokens[head - 1].upos in {"NOUN", "PROPN"}:
        found.add(parse.lemma(head - 1))
    for child in parse.children(head, "appos", "compound", "flat", "nmod:desc"):
        if parse.tokens[child].upos in {"NOUN", "PROPN"}:
            found.add(parse.lemma(child))
    token = parse.tokens[head]
    if token.deprel in {"appos", "flat", "compound"} and token.head >= 0:
        found.add(parse.lemma(token.head))
    return frozenset(found)
