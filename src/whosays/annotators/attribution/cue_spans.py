"""The words of a cue: the verb with its auxiliaries, negation, particle and venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span


def verb_group(parse: Parse, verb: int) -> list[int]:
    """Give a verb with the auxiliaries, negation and adverbs right before it, and its particle."""
    group = [verb]
    kept = {
        c
        for c in parse.children(verb)
        if is_relation(parse.tokens[c].deprel, ("aux", "advmod", "cop", "mark"))
        and parse.lemma(c)
        not in {"that", "as", "if", "while", "when", "because", "after", "before"}
    }
    at = verb - 1
    while at in kept:
        group.insert(0, at)
        at -= 1
    if parse.tokens[group[0]].deprel == "advmod" and group[0] != verb:
        # "then", "however" that open a clause are no part of the cue unless a verb word precedes.
        while len(group) > 1 and parse.lemma(group[0]) in {
            "then",
            "however",
            "so",
            "when",
            "where",
            "why",
            "how",
            "yet",
        }:
            group.pop(0)
    group.extend(
        c
        for c in parse.children(verb, "compound")
        if parse.tokens[c].deprel == "compound:prt" and c > verb
    )
    return sorted(group)


def cue_spans(parse: Parse, verb: int, extra: list[int], lexicon: CueLexicon) -> list[Span]:
    """Give the cue's span: the verb group with ``extra`` tokens (particle, preposition) and a
    venue that follows at once ("said in a statement").
    """
    group = sorted({*verb_group(parse, verb), *extra})
    group = _joined(group, verb)
    last = group[-1]
    for child in parse.children(verb, "obl"):
        words = parse.subtree(child, without=("acl", "nmod", "appos", "punct", "conj"))
        if (
            words
            and words[0] == last + 1
            and parse.lemma(child) in lexicon.places_of_speech
            and len(words) <= 5
            and words == list(range(words[0], words[-1] + 1))
        ):
            group = [*group, *words]
            break
    return [parse.span_of(group)]


def _joined(group: list[int], verb: int) -> list[int]:
    """Keep the tokens that lie near the verb without a clause between."""
    return [i for i in group if abs(i - verb) <= 6 or i == verb]
