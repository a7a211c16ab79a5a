"""Attributions by verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.cue_spans import cue_spans
from whosays.annotators.attribution.frames import Filling, fill
from whosays.annotators.attribution.tree import (
    agent,
    is_passive,
    noun_phrase,
    stretches,
    subjects,
    trim,
    understood_subject,
)
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.lexicon import Cue, CueLexicon
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span


def find_by_verbs(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give a candidate for each verb of the lexicon that has content."""
    for index, token in enumerate(parse.tokens):
        if token.upos not in {"VERB", "AUX", "NOUN", "ADJ"}:
            continue
        if token.upos in {"NOUN", "ADJ"} and not token.xpos.startswith("VB"):
            continue
        rows = lexicon.verbs.get(parse.lemma(index))
        if not rows:
            continue
        candidate = _candidate(parse, index, rows, lexicon)
        if candidate is not None:
            yield candidate


def _candidate(
    parse: Parse, verb: int, rows: tuple[Cue, ...], lexicon: CueLexicon
) -> Candidate | None:
    best: tuple[Filling, Cue] | None = None
    for cue in rows:
        filling = fill(parse, verb, cue)
        if filling is None and not cue.particle:
            filling = _by_surface(parse, verb, cue)
        if filling is None or not filling.content:
            continue
        if best is None or filling.weight > best[0].weight:
            best = (filling, cue)
        if cue.particle:
            break
    if best is None:
        return None
    filling, cue = best
    source = _source(parse, verb, filling)
    if is_passive(parse, verb) and not source and parse.lemma(verb) not in lexicon.passive:
        return None
    return Candidate(
        source=[source] if source else [],
        cue=cue_spans(parse, verb, filling.extra, lexicon),
        content=[c for c in filling.content if not (source and c == source)] or filling.content,
        cue_class=cue.cue_class,
        rule=filling.rule,
        head=verb,
        chain=cue.chain,
        weight=filling.weight,
    )


def _source(parse: Parse, verb: int, filling: Filling) -> Span | None:
    if is_passive(parse, verb):
        by = agent(parse, verb)
        return noun_phrase(parse, by, without=(verb,)) if by is not None else None
    subject = understood_subject(parse, verb)
    if subject is None:
        return None
    span = noun_phrase(parse, subject, without=(verb, *_relative(parse, subject, verb)))
    if any(c.contains(span) for c in filling.content) and not subjects(parse, verb):
        return None
    return span


def _relative(parse: Parse, subject: int, verb: int) -> tuple[int, ...]:
    """A clause that holds the cue is no part of its own source."""
    for child in parse.children(subject, "acl", "appos", "parataxis", "dep"):
        if verb in parse.subtree(child):
            return (child,)
    return ()


def _by_surface(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Find reported words by order alone, where the tree has lost them.

    "…, SUBJECT said.", "…, said SUBJECT", "SUBJECT said: …", "SUBJECT said …".
    """
    if not cue.takes("that", "quote"):
        return None
    if not subjects(parse, verb) and not is_relation(
        parse.tokens[verb].deprel, ("root", "parataxis", "conj")
    ):
        return None
    sentence = parse.sentence_of(verb)
    own = subjects(parse, verb)
    clause_first = min(
        [verb, *own, *(i for s in own for i in parse.subtree(s) if sentence.first <= i < verb)]
    )
    after = verb + 1
    if after < sentence.last and parse.tokens[after].text == ":":
        content = (
            stretches(parse, after + 1, sentence.last - 1, ()) if after + 1 < sentence.last else []
        )
        return Filling(content, [], "surface.colon", 1.3) if content else None
    if clause_first > sentence.first and parse.tokens[clause_first - 1].text in {
        ",",
        "”",
        '"',
        "’",
        "—",
        "–",
        "-",
        "?",
        "!",
        ",”",
    }:
        span = trim(parse.text, parse.span_of((sentence.first, clause_first - 1)))
        words = clause_first - 1 - sentence.first
        if (
            span is not None
            and words >= 3
            and any(t.upos in {"VERB", "AUX"} for t in parse.tokens[sentence.first : clause_first])
        ):
            return Filling([span], [], "surface.before", 1.0)
    return None
