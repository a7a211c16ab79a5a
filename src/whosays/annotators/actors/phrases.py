"""Noun phrases in the tree: heads, the words before them, whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.schema.parse import Parse

NOMINAL = frozenset({"NOUN", "PROPN"})
# Relations by which a noun or adjective only describes the noun behind it.
_MODIFIER = ("compound", "amod", "nmod:desc", "det", "nummod", "case", "goeswith", "nmod:unmarked")
_PREMODIFIER = (
    "det",
    "amod",
    "compound",
    "nmod:poss",
    "nmod:desc",
    "nummod",
    "advmod",
    "flat",
    "case",
    "punct",
    "nmod:unmarked",
    "nmod",
)
_POSTMODIFIER = ("flat", "compound")
_MAX_BEFORE = 9


def is_modifier(parse: Parse, index: int) -> bool:
    """Tell whether a word only describes the noun that follows: *police* in *police officer*."""
    token = parse.tokens[index]
    if not index < token.head <= index + _MAX_BEFORE:
        return False
    if not is_relation(token.deprel, _MODIFIER):
        return False
    head = parse.tokens[token.head]
    # A verb or a comma between the two: the tree is wrong, the words stand apart.
    between = parse.tokens[index + 1 : token.head]
    return head.upos in NOMINAL and not any(t.upos == "VERB" and t.xpos in _FINITE for t in between)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def phrase_start(parse: Parse, head: int, first: int | None = None) -> int:
    """Give the first token of the noun phrase of ``head``: determiner, adjectives, possessor.

    ``first`` is a token that surely belongs to it. Numbers are left out at the edge.
    """
    at = head if first is None else first
    sentence = parse.sentence_of(head)
    while at > sentence.first and head - at < _MAX_BEFORE + 4:
        previous = at - 1
        if not _hangs_below(parse, previous, head) or parse.tokens[previous].upos in {
            "ADP",
            "CCONJ",
        }:
            break
        at = previous
    return _without_edge(parse, at, head)


def _hangs_below(parse: Parse, index: int, head: int) -> bool:
    """Tell whether a token hangs below ``head`` by modifying relations alone."""
    at = index
    for _ in range(4):
        token = parse.tokens[at]
        if token.head == head:
            return (is_relation(token.deprel, _PREMODIFIER) and token.upos != "VERB") or (
                token.upos == "VERB" and token.deprel.startswith("amod")
            )
        if token.head < 0 or token.head > head or token.head < index - _MAX_BEFORE:
            return False
        at = token.head
    return False


def _without_edge(parse: Parse, at: int, head: int) -> int:
    """Leave commas, quotation marks and counts out at the left edge."""
    while at < head and (
        parse.tokens[at].upos in {"PUNCT", "NUM", "ADV", "SYM"}
        or parse.tokens[at].text in {"'s", "’s", ")"}
        or (parse.tokens[at].text in {"least", "most"} and parse.lemma(at - 1) == "at")
    ):
        at += 1
    return at


def phrase_end(parse: Parse, head: int) -> int:
    """Give the token behind the noun phrase: names hang flat behind their first word."""
    last = head
    for child in parse.children(head, *_POSTMODIFIER):
        if child == last + 1 or (child > head and child - last <= 2):
            last = max(last, child)
    return last + 1


def possessor(parse: Parse, head: int) -> int | None:
    """Give the head of the possessor: *Ukraine* in *Ukraine's army*, *its* in *its army*."""
    found = parse.children(head, "nmod:poss")
    return found[0] if found else None


def complements(parse: Parse, head: int, *words: str) -> list[int]:
    """Give the nouns tied to ``head`` by one of the prepositions ``words``."""
    # A tree may hang it on a part of the name: Su-25s of the Federation.
    inner = [c for c in parse.children(head, "compound") if parse.tokens[c].upos == "PROPN"]
    return [
        child
        for above in (head, *inner)
        for child in parse.children(above, "nmod", "obl", "acl")
        if child > head and any(parse.lemma(c) in words for c in parse.children(child, "case"))
    ]
