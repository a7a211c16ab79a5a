"""Clauses: which words are told in one breath, so that a time of one dates the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.schema.parse import Parse

_CLAUSAL = {"root", "ccomp", "csubj", "advcl", "acl", "xcomp", "parataxis"}
_VERBAL = {"VERB", "AUX"}
# Relations by which a clause takes the time of the clause above it (ruling 17 and coordination).
_SHARING = {"advcl", "acl", "conj", "xcomp", "parataxis", "csubj"}


def clause_head(parse: Parse, token: int) -> int:
    """Give the head of the clause that holds a token."""
    at = token
    for _ in range(len(parse.tokens)):
        relation = parse.tokens[at].deprel
        base = relation.partition(":")[0]
        if parse.tokens[at].head < 0 or base in _CLAUSAL:
            return at
        if base == "conj" and parse.tokens[at].upos in _VERBAL:
            return at
        at = parse.tokens[at].head
    return at


def clauses_above(parse: Parse, head: int) -> Iterator[tuple[int, str]]:
    """Give the clauses above a clause, with the relation that leads up to each."""
    at = head
    for _ in range(12):
        relation = parse.tokens[at].deprel
        parent = parse.tokens[at].head
        if parent < 0:
            return
        at = clause_head(parse, parent)
        yield at, relation


def shares_time(relation: str) -> bool:
    """Tell whether a clause so attached takes the time of the clause above."""
    return relation.partition(":")[0] in _SHARING


def is_finite(parse: Parse, head: int) -> bool:
    """Tell whether a clause has a finite verb."""
    tokens = [head, *parse.children(head, "aux", "cop")]
    return any(
        "VerbForm=Fin" in parse.tokens[t].feats
        or parse.tokens[t].xpos in {"VBD", "VBP", "VBZ", "MD"}
        for t in tokens
    )


def is_past_perfect(parse: Parse, head: int) -> bool:
    """Tell whether a clause says *had done*."""
    return any(
        parse.tokens[t].text.lower() in {"had", "'d", "having"} for t in parse.children(head, "aux")
    )
