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
    from whosays.schema.span import Span


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
            i for a in annotations.attributions for s in a.source for i in _speaker(parse, s)
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
        after = self._issued_by(parse, paper, by_head)
        if after is not None:
            return after
        head = parse.tokens[paper].head
        if head >= 0 and parse.lemma(head) in self.nouns.sayings:
            # "the ministry said in a statement": its subject issued it.
            for subject in parse.children(head, "nsubj"):
                if subject in by_head:
                    return by_head[subject]
        return None

    def _issued_by(self, parse: Parse, paper: int, by_head: dict[int, int]) -> int | None:
        """Read "the report published by X": by order, since trees often hang X elsewhere."""
        last = parse.sentence_of(paper).last
        verb = next(
            (
                i
                for i in range(paper + 1, min(paper + 4, last))
                if parse.lemma(i) in self.nouns.issuer_verbs
            ),
            None,
        )
        if verb is None or verb + 1 >= last:
            return None
        by = next((i for i in range(verb + 1, min(verb + 5, last)) if parse.lemma(i) == "by"), None)
        if by is None:
            return None
        return next((by_head[i] for i in range(by + 1, min(by + 9, last)) if i in by_head), None)


def _speaker(parse: Parse, source: Span) -> list[int]:
    """Give a source's head, and the tokens of a name up to its first comma."""
    top = parse.top(source)
    found = [] if top is None else [top]
    for index in parse.within(source):
        if parse.tokens[index].text == ",":
            break
        if parse.tokens[index].upos == "PROPN":
            found.append(index)
    return found


def _cluster(name: str, members: list[Candidate], known: list[Candidate]) -> CoreferenceCluster:
    firm = sorted((m for m in known if m.actor is not None), key=lambda m: -m.strength)
    actors = [m.actor for m in firm if m.actor is not None]
    first = next((a for a in actors if a.country or a.group), None)
    role = next((a.role for a in actors if a.role and a.form.value != "pronoun"), None)
    named = [m for m in members if m.form == "named"]
    shown = named or [m for m in members if m.form != "pronoun"] or members
    representative = max(shown, key=lambda m: (m.span.length(), -m.span.start))
    return CoreferenceCluster(
        id=name,
        mentions=tuple(m.span for m in members),
        representative=representative.span,
        country=first.country if first else None,
        role=role,
        group=next((a.group for a in actors if a.group), None) if first and first.group else None,
        name=next((a.name for a in actors if a.name), None),
    )
