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
    if token.deprel not in {"ccomp", "parataxis"} or token.head < 0:
        return None
    if token.head < verb:
        return _parted_subject(parse, verb, token.head)
    subjects = parse.children(token.head, "nsubj")
    before = [s for s in subjects if s < verb]
    after = [s for s in subjects if s > verb]
    return before[0] if before and after else None


def _parted_subject(parse: Parse, verb: int, saying: int) -> int | None:
    """Give the subject that who says it parts from its verb: some families, she said, have left."""
    subjects = parse.children(saying, "nsubj")
    if len(subjects) != 2 or not subjects[0] < subjects[1] < saying:
        return None
    if any(parse.tokens[c].deprel.startswith("mark") for c in parse.children(verb)):
        return None
    first, second = subjects
    commas = [parse.tokens[i].text for i in range(first + 1, second)]
    behind = any(parse.tokens[i].text == "," for i in range(saying + 1, verb))
    return first if "," in commas and behind else None
