"""Sources named beside the speaker: "SANA, citing a military source, said that …".

Who is cited says it first: the citing becomes an attribution of its own with the speaker's content,
inside the speaker's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.tree import noun_phrase, trim
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.annotators.attribution.candidate import Candidate
    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.parse import Parse

_VERBS = frozenset({"cite", "quote"})
_CLAUSAL = ("acl", "acl:relcl", "advcl", "ccomp", "parataxis", "punct", "xcomp", "appos")


def read_citings(candidates: list[Candidate], parse: Parse, lexicon: CueLexicon) -> None:
    """Turn each citing beside a saying into an attribution to who is cited, within that saying.

    A citing that gives a reason (*citing safety concerns*) or has no saying beside it is left.
    """
    for citing in candidates:
        cited = _cited(citing, parse, lexicon)
        if cited is None:
            continue
        saying = _saying(citing, candidates, parse)
        if saying is None:
            continue
        start = citing.cue[0].start
        saying.source = [s for s in (_before(s, start, parse.text) for s in saying.source) if s]
        saying.content = [
            Span(c.start, start) if c.start < start < c.end <= cited.end else c
            for c in saying.content
        ]
        citing.source = [cited]
        citing.content = [c for c in saying.content if not c.overlaps(cited)] or saying.content
        citing.cue_class, citing.chain = saying.cue_class, True
        citing.rule, citing.within = "citing", saying


def _cited(citing: Candidate, parse: Parse, lexicon: CueLexicon) -> Span | None:
    """Give the phrase that is cited, None where the candidate is no citing or gives a reason."""
    head = citing.head
    if head < 0 or parse.lemma(head) not in _VERBS or parse.tokens[head].xpos != "VBG":
        return None
    things = [c for c in parse.children(head, "obj") if c > head]
    if not things or parse.lemma(things[0]) in lexicon.reasons:
        return None
    loose = [
        i for thing in things for i in parse.children(thing) if parse.tokens[i].deprel in _CLAUSAL
    ]
    return trim(parse.text, noun_phrase(parse, things[0], without=(head, *loose)))


def _saying(citing: Candidate, candidates: Iterable[Candidate], parse: Parse) -> Candidate | None:
    """Give the saying of the same sentence whose verb stands nearest to the citing."""
    sentence = parse.tokens[citing.head].sentence
    near = [
        c
        for c in candidates
        if c is not citing
        and c.chain
        and c.source
        and c.head >= 0
        and parse.tokens[c.head].sentence == sentence
        and parse.lemma(c.head) not in _VERBS
        and not any(s.overlaps(citing.cue[0]) and s.start > citing.cue[0].start for s in c.content)
    ]
    return min(near, key=lambda c: (abs(c.head - citing.head), c.head), default=None)


def _before(source: Span, start: int, text: str) -> Span | None:
    """Cut a source before the citing that a parser took into it."""
    if not source.start < start < source.end:
        return source
    kept = text[source.start : start].rstrip(" ,–—-")
    return Span(source.start, source.start + len(kept)) if kept else None
