"""Counts that tell by themselves: "estimates range from 30 to 50", "the ministry's count is 42"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.clause import rest_of_clause
from whosays.annotators.attribution.tree import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

# Words between a count and its verb: "estimates of the dead run from …".
_REACH = 6
_ESTIMATES = frozenset({"estimate"})


def find_by_counts(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give a candidate for each count that is subject of a verb of ranging or standing."""
    for index, token in enumerate(parse.tokens):
        if token.upos != "NOUN" or token.text.lower() not in lexicon.counts:
            continue
        candidate = _ranging(parse, index, lexicon) or _standing(parse, index, lexicon)
        if candidate is not None:
            yield candidate


def _verb_after(parse: Parse, noun: int, lemmas: frozenset[str]) -> int | None:
    """Give the verb of ``lemmas`` that follows a count and its "of" phrase, None without one."""
    last = parse.sentence_of(noun).last
    for index in range(noun + 1, min(noun + _REACH, last)):
        token = parse.tokens[index]
        if parse.lemma(index) in lemmas and token.upos in {"VERB", "AUX"}:
            return index
        if token.upos in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            return None
    return None


def _ranging(parse: Parse, noun: int, lexicon: CueLexicon) -> Candidate | None:
    """Read "estimates of the dead run from 100 to 300": the estimates are the source."""
    if parse.lemma(noun) not in _ESTIMATES:
        return None
    verb = _verb_after(parse, noun, lexicon.count_ranges)
    if verb is None or not _has_number(parse, verb):
        return None
    content = rest_of_clause(parse, verb + 1)
    if verb > noun + 2:
        content = stretches(parse, noun + 1, verb - 1, ()) + content
    return _candidate(parse, noun, noun, content, "count.range")


def _standing(parse: Parse, noun: int, lexicon: CueLexicon) -> Candidate | None:
    """Read "the ministry's count is 42 dead": the possessor is the source."""
    owner = next(iter(parse.children(noun, "nmod:poss")), None)
    if owner is None or parse.tokens[owner].upos == "PRON":
        return None
    verb = _verb_after(parse, noun, lexicon.count_stands)
    if verb is None or not _has_number(parse, verb):
        return None
    return _candidate(parse, noun, owner, rest_of_clause(parse, verb + 1), "count.stands")


def _candidate(
    parse: Parse, noun: int, source: int, content: list[Span], rule: str
) -> Candidate | None:
    if not content:
        return None
    words = list(parse.subtree(source, without=("case", "nmod", "acl", "appos", "punct")))
    return Candidate(
        source=[parse.span_of(words)],
        cue=[parse.tokens[noun].span],
        content=content,
        cue_class="estimate" if parse.lemma(noun) in _ESTIMATES else "report",
        rule=rule,
        head=noun,
        chain=True,
        weight=1.2,
        mode="estimate" if parse.lemma(noun) in _ESTIMATES else None,
    )


def _has_number(parse: Parse, verb: int) -> bool:
    last = parse.sentence_of(verb).last
    return any(parse.tokens[i].upos == "NUM" for i in range(verb + 1, min(verb + _REACH, last)))
