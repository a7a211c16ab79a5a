"""Chains: through whom each event reaches us, innermost source first."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from whosays.annotators.chains.holders import Holders
from whosays.annotators.chains.modes import mode_of
from whosays.annotators.chains.outlets import told_outlet
from whosays.annotators.chains.publisher import PublisherNames, country_of_publisher
from whosays.annotators.chains.source_words import SourceWords
from whosays.annotators.chains.sources import SourceResolver
from whosays.schema.claim import Link, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.chains.sources import Identity
    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.schema.attribution import Attribution
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span


_PERSONAL = frozenset({"he", "she", "it", "they"})
# Words between a source and the pronoun that stands for it.
_NEAR = 12


class ChainAnnotator:
    """Builds one chain an event from the attributions that hold its trigger."""

    name = "chains"
    requires = ("parse", "entities", "attributions", "coreference", "actors", "events")
    provides = ("chains", "chain_rules")

    def __init__(self, resources: Resources) -> None:
        cues = resources.table("en/cues.toml")
        self.words = SourceWords(
            resources.table("en/sources.toml"), resources.table("en/demonyms.toml"), cues
        )
        self.linking = linking_classes(cues)
        self.states = resources.table("actors/states.toml")["state"]
        self.asking = frozenset(cues["not_source"]["labels"])

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give ``chains``: a tuple of Link an event, empty where the publisher says it; and
        ``chain_rules``: for each link the rule that found its attribution and why it holds.
        """
        resolver = SourceResolver(annotations, self.words)
        holders = Holders(document, annotations, self.linking, resolver)
        publisher = PublisherNames(document, annotations, self.words.bodies)
        own_country = country_of_publisher(document, self.states)
        links: dict[int, tuple[Link, ...]] = {}
        chains, rules = [], []
        for event in annotations.events:
            chain: list[Link] = []
            reasons: list[str] = []
            for index, why in holders.of(event):
                attribution = annotations.attributions[index]
                if index not in links:
                    own = self._is_own_report(attribution, annotations, resolver)
                    links[index] = (
                        ()
                        if own
                        else self._links(
                            attribution, annotations.parse, resolver, publisher, own_country
                        )
                    )
                for link in links[index]:
                    if not any(_is_same(link, k) for k in chain):
                        chain.append(link)
                        reasons.append(f"attribution.{attribution.rule}:{why}")
            chains.append(tuple(_recorded(chain)))
            rules.append(tuple(reasons))
        return {"chains": tuple(chains), "chain_rules": tuple(rules)}

    def _is_host(self, who: Identity) -> bool:
        """Tell the spokesman of a briefing, unnamed, from those who ask or are named."""
        return (
            not who.is_named
            and who.role not in {"MED", "IGO", "NGO"}
            and bool(set(who.words) & self.words.hosts)
        )

    def _is_own_report(
        self, attribution: Attribution, annotations: Annotations, resolver: SourceResolver
    ) -> bool:
        """Tell whether a pronoun stands for whoever says the clause it is in.

        "A docker said he had counted nine blasts" has one source; not so where another person
        is named in between.
        """
        if attribution.parent is None or not attribution.source:
            return False
        outer = annotations.attributions[attribution.parent]
        own = attribution.source[0]
        if own.of(annotations.parse.text).lower() not in _PERSONAL or not outer.source:
            return False
        said = outer.source[0]
        if not said.end <= own.start or not outer.content[0].contains(own):
            return False
        first, last = annotations.parse.within(said)[-1] + 1, annotations.parse.within(own)[0]
        others = resolver.persons if _is_one(own, annotations.parse) else resolver.bodies
        return last - first < _NEAR and not any(
            said.end <= other.start < own.start for other in others
        )

    def _links(
        self,
        attribution: Attribution,
        parse: Parse,
        resolver: SourceResolver,
        publisher: PublisherNames,
        own_country: str | None,
    ) -> tuple[Link, ...]:
        """Give the link of an attribution, and the outlet that was told, if one was.

        The speaker of a transcript whose label names no country is of its publisher's.
        """
        if not attribution.source:
            return ()
        if (
            attribution.rule == "label"
            and attribution.source[0].of(parse.text).lower() in self.asking
        ):
            return ()
        span = resolver.antecedent(attribution.source[0])
        meant = resolver.same_source(attribution, span)
        if publisher.is_publisher(span):
            return ()
        who = resolver.identify(meant)
        if attribution.rule == "label" and own_country and self._is_host(who):
            who = dataclasses.replace(who, country=own_country, group=None)
        mode = mode_of(attribution, who, parse, self.words)
        head = parse.tokens[who.head].text.lower() if who.head >= 0 else ""
        hearsay = mode is Mode.UNNAMED and head in self.words.hearsay
        link = Link(
            span=resolver.short(span),
            cue=attribution.cue[0] if attribution.cue else None,
            mode=mode,
            country=None if hearsay else who.country,
            role=None if hearsay else ("MED" if mode is Mode.MEDIA else who.role),
            group=None if hearsay else who.group,
            name=who.name,
            entity=who.entity,
        )
        relay = told_outlet(resolver, attribution)
        return (
            (link, relay)
            if relay is not None and not publisher.is_publisher(relay.span)
            else (link,)
        )


def _is_one(span: Span, parse: Parse) -> bool:
    return span.of(parse.text).lower() in {"he", "she"}


def _is_same(link: Link, other: Link) -> bool:
    """Tell whether two links are of one source: nobody relays himself."""
    if link.span == other.span:
        return True
    if link.span is not None and other.span is not None and link.span.overlaps(other.span):
        return True
    if link.entity is not None and link.entity == other.entity:
        return True
    told = (link.name, link.country, link.role, link.group)
    return link.name is not None and told == (other.name, other.country, other.role, other.group)


def _recorded(chain: list[Link]) -> list[Link]:
    """Who speaks in a recording that another link released speaks by recording."""
    for order in range(len(chain) - 1, 0, -1):
        if chain[order].mode is Mode.RECORDING:
            return [
                dataclasses.replace(link, mode=Mode.RECORDING)
                if link.mode in {Mode.SPEECH, Mode.WITNESS} and i < order
                else link
                for i, link in enumerate(chain)
            ]
    return chain


def linking_classes(cues: Mapping[str, Mapping[str, Mapping[str, object]]]) -> frozenset[str]:
    """Give the cue classes that make links (codebook ruling 18)."""
    return frozenset(
        name
        for kind in ("verb", "noun", "adjective")
        for name, part in cues[kind].items()
        if part.get("chain")
    )
