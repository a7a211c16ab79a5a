"""Outlets that were told: "he told Current Time" puts the channel into the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.claim import Link, Mode

if TYPE_CHECKING:
    from whosays.annotators.chains.sources import SourceResolver
    from whosays.schema.attribution import Attribution


def told_outlet(resolver: SourceResolver, attribution: Attribution) -> Link | None:
    """Give a link for the outlet that was told: "told Current Time"."""
    if not attribution.cue:
        return None
    verb = next(
        (
            i
            for i in resolver.parse.within(attribution.cue[0])
            if resolver.parse.lemma(i) in {"tell", "inform"}
        ),
        None,
    )
    if verb is None:
        return None
    for child in resolver.parse.children(verb, "obj", "iobj"):
        tokens = resolver.parse.subtree(child, without=("acl", "appos", "punct", "ccomp"))
        span = resolver.parse.span_of(tokens)
        who = resolver.identify(span)
        lemma = resolver.parse.lemma(child)
        joined = " " + " ".join(who.words) + " "
        if (
            who.role == "MED"
            and not who.is_person
            and lemma not in {"reporter", "reporters", "journalist"}
        ):
            pass
        elif not (
            any(f" {n} " in joined for n in resolver.words.media_names)
            or (lemma in resolver.words.media and lemma != "news")
        ):
            continue
        return Link(
            span=span,
            cue=resolver.parse.tokens[verb].span,
            mode=Mode.MEDIA,
            country=who.country,
            role="MED",
            group=who.group,
            name=who.name,
            entity=who.entity,
        )
    return None
