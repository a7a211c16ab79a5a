"""Coreference: which mentions of a document stand for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.coreference.link import Linker
from whosays.annotators.coreference.mentions import Candidate, Nouns, find_mentions
from whosays.schema.mention import CoreferenceCluster

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse


class CoreferenceAnnotator:
    """Links names, definite nouns and pronouns; papers take the country and role of who issued
    them.
    """

    name = "coreference"
    requires = ("parse", "entities", "actors", "attributions")
    provides = ("coreference",)

    def __init__(self, resources: Resources) -> None:
        self.nouns = Nouns(resources.table("en/coreference.toml"))

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give ``coreference``: clusters in order of their first mention."""
        del document
        parse = annotations.parse
        mentions = find_mentions(annotations, self.nouns)
        speakers = frozenset(
            top
            for a in annotations.attributions
            for s in a.source
            if (top := parse.top(s)) is not None
        )
        numbers = Linker(parse, mentions, speakers).run()
        groups: dict[int, list[Candidate]] = {}
        for number, mention in zip(numbers, mentions, strict=True):
            groups.setdefault(number, []).append(mention)
        issuers = self._issuers(parse, mentions, groups, numbers)
        clusters = []
        for order, (number, members) in enumerate(sorted(groups.items())):
            known = issuers.get(number) or members
            clusters.append(_cluster(f"e{order + 1}", members, known))
        return {"coreference": tuple(clusters)}

    def _issuers(
        self,
        parse: Parse,
        mentions: list[Candidate],
        groups: dict[int, list[Candidate]],
        numbers: list[int],
    ) -> dict[int, list[Candidate]]:
        """Tell who issued each paper; a paper of no stated issuer takes the document's only one."""
        by_head = {m.head: n for n, m in zip(numbers, mentions, strict=True)}
        issuer: dict[int, int] = {}
        for number, members in groups.items():
            for mention in members:
                if mention.kind != "paper":
                    continue
                found = self._issuer(parse, mention.head, by_head)
                if found is not None:
                    issuer.setdefault(number, found)
        fallback = sorted(set(issuer.values()))
        result = {}
        for number, members in groups.items():
            if members[0].kind == "paper" and not members[0].plural:
                by = issuer.get(number, fallback[0] if len(fallback) == 1 else None)
                if by is not None:
                    result[number] = groups[by]
        return result

    def _issuer(self, parse: Parse, paper: int, by_head: dict[int, int]) -> int | None:
        for child in parse.children(paper, "nmod:poss", "compound", "nmod"):
            if child not in by_head:
                continue
            if parse.tokens[child].deprel == "nmod" and not any(
                parse.lemma(c) in {"by", "from"} for c in parse.children(child, "case")
            ):
                continue
            return by_head[child]
        for verb in parse.children(paper, "acl"):
            if parse.lemma(verb) not in self.nouns.issuer_verbs:
                continue
            for child in parse.children(verb, "obl"):
                if child in by_head and any(
                    parse.lemma(c) in {"by", "from"} for c in parse.children(child, "case")
                ):
                    return by_head[child]
        head = parse.tokens[paper].head
        if head >= 0 and parse.tokens[paper].deprel.startswith(("obl", "obj")):
            # "the ministry said in a statement": its subject issued it.
            for subject in parse.children(head, "nsubj"):
                if subject in by_head:
                    return by_head[subject]
        return None


def _cluster(name: str, members: list[Candidate], known: list[Candidate]) -> CoreferenceCluster:
    actors = [m.actor for m in known if m.actor is not None]
    named = (
        [m for m in members if m.form == "named"]
        or [m for m in members if m.form != "pronoun"]
        or members
    )
    representative = max(named, key=lambda m: (m.span.length(), -m.span.start))
    return CoreferenceCluster(
        id=name,
        mentions=tuple(m.span for m in members),
        representative=representative.span,
        country=next((a.country for a in actors if a.country), None),
        role=next((a.role for a in actors if a.role), None),
        group=next((a.group for a in actors if a.group), None),
        name=next((a.name for a in actors if a.name), None),
    )
