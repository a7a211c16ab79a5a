"""Background: triggers that assert nothing: topics, titles, policies, sums of what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.events.choose import Chosen
    from whosays.annotators.events.classes import Layers
    from whosays.schema.parse import Parse

_STRUGGLE = frozenset(["fight", "battle", "struggle", "war", "combat"])
_TITLES = frozenset(
    ["battle", "siege", "fall", "liberation", "loss", "casualty", "clash", "fighting"]
)
_WARS = frozenset(["invasion", "war", "operation", "hostility", "hostilities", "fighting"])
_STARTS = frozenset(["beginning", "start", "outbreak", "onset", "anniversary", "day"])
_SUMS = frozenset(["toll", "balance", "tally", "count"])
_SUMMED = 9
_TITLE_WORDS = 6


def is_background(layers: Layers, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """Tell whether a trigger names a topic, a title, a policy, or sums up what is counted."""
    parse = layers.parse
    return (
        _metaphor(parse, item)
        or _is_topic(parse, item)
        or _is_title(layers, item)
        or _sums_up(parse, item, by_token)
    )


def _is_title(layers: Layers, item: Chosen) -> bool:
    """See a heading that only names its subject (Losses; Siege of Menagh), and a battle by name."""
    parse, token = layers.parse, item.candidate.token
    word, sentence = parse.tokens[token], parse.sentence_of(token)
    if word.upos not in {"NOUN", "PROPN"} or parse.lemma(token) not in _TITLES:
        return False
    if word.text[:1].isupper() and token > sentence.first:
        return any(parse.lemma(c) == "of" for n in parse.children(token) for c in parse.children(n))
    if sentence.last - sentence.first > _TITLE_WORDS or token != sentence.first:
        return False
    inside = range(sentence.first, sentence.last)
    return not any(
        parse.tokens[i].upos in {"VERB", "AUX"} or i in layers.figure_tokens for i in inside
    )


def _sums_up(parse: Parse, item: Chosen, by_token: Mapping[int, Chosen]) -> bool:
    """See a toll of so many dead, a toll put at so many killed: those counted are the claim."""
    token = item.candidate.token
    if item.candidate.type != "casualties" or parse.lemma(token) not in _SUMS:
        return False
    last = parse.sentence_of(token).last
    return any(
        i in by_token
        and by_token[i].candidate.type == "casualties"
        and parse.tokens[i].upos in {"NOUN", "ADJ"}
        and bool(parse.children(i, "nummod"))
        for i in range(token + 1, min(last, token + _SUMMED))
    )


def _metaphor(parse: Parse, item: Chosen) -> bool:
    """See the fight against somebody is a policy, a fight against the army an event."""
    token = item.candidate.token
    if item.candidate.type != "clash" or parse.tokens[token].upos != "NOUN":
        return False
    if parse.lemma(token) not in _STRUGGLE or "Number=Plur" in parse.tokens[token].feats:
        return False
    determiner = {parse.lemma(c) for c in parse.children(token, "det", "nmod:poss")}
    against = any(
        parse.lemma(c) == "against"
        for child in parse.children(token, "nmod")
        for c in parse.children(child, "case")
    )
    return bool(determiner - {"a", "an"}) and (against or "this" in determiner)


def _is_topic(parse: Parse, item: Chosen) -> bool:
    """See the invasion that a date or a topic refers to is background."""
    token = item.candidate.token
    if parse.lemma(token) not in _WARS:
        return False
    cases = {parse.lemma(c) for c in parse.children(token, "case")}
    above = parse.tokens[token].head
    if "of" in cases and above >= 0 and parse.lemma(above) in _STARTS:
        return True
    if cases & {"since", "before", "regarding", "during", "of", "about", "on"}:
        return not parse.children(token, "acl")
    head = parse.tokens[token].head
    return head >= 0 and any(parse.lemma(c) == "since" for c in parse.children(head, "mark"))
