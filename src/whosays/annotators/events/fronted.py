"""Fronted content: what is said stands before who says it, and the tree mixes their subjects up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.schema.parse import Parse


def fronted_subject(parse: Parse, verb: int) -> int | None:
    """Give the subject of a fronted clause that the tree hung on the verb of saying after it.

    *Soldiers left the town, the ministry said*: where *said* has two subjects, one before the
    clause's verb and one after it, the first is the clause's own.
    """
    token = parse.tokens[verb]
    if token.head <= verb or token.deprel not in {"ccomp", "parataxis"}:
        return None
    subjects = parse.children(token.head, "nsubj")
    before = [s for s in subjects if s < verb]
    after = [s for s in subjects if s > verb]
    return before[0] if before and after else None
