"""Names of sources: who *he*, *Lahodiuk* and *the ministry* are, in the fullest words told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.schema.mention import CoreferenceCluster
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

# Mentions of an entity that are looked at for what it is called.
MENTIONS = 12


def best_name(
    known: str | None, parse: Parse, persons: Sequence[Span], cluster: CoreferenceCluster | None
) -> str | None:
    """Give a person's fullest name where it goes on from ``known``, the catalogue's; else that."""
    person = person_name(parse, persons, cluster)
    if person is not None and (known is None or known.lower() in person.lower()):
        return person
    return known


def person_name(
    parse: Parse, persons: Sequence[Span], cluster: CoreferenceCluster | None
) -> str | None:
    """Give the fullest name that the document has for a person: *Lahodiuk*, *he* have one."""
    if cluster is None:
        return None
    spans = cluster.mentions[:MENTIONS]
    named = [p for p in persons if any(s.contains(p) for s in spans) and _is_name(parse, p)]
    if not named:
        return None
    fullest = max(named, key=lambda p: (p.length(), -p.start))
    return squeeze(fullest.of(parse.text))


def _is_name(parse: Parse, span: Span) -> bool:
    last = parse.within(span)[-1]
    return span.of(parse.text)[:1].isupper() and parse.tokens[last].upos == "PROPN"


def is_lone_pronoun(parse: Parse, indices: Sequence[int]) -> bool:
    """Tell whether a source is one pronoun."""
    return len(indices) == 1 and parse.tokens[indices[0]].upos == "PRON"


def has_noun(parse: Parse, span: Span) -> bool:
    """Tell whether words name or describe, rather than stand for others."""
    top = parse.top(span)
    return top is not None and parse.tokens[top].upos != "PRON"


def squeeze(words: str) -> str:
    """Fold white space."""
    return " ".join(words.split())
