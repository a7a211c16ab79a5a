"""What was found for a cue, and the text of a branch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.attribution.tree import stretches

if TYPE_CHECKING:
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class Filling:
    """Content found for a cue: its stretches, extra cue tokens, and how it was found."""

    content: list[Span]
    extra: list[int]
    rule: str
    weight: float = 1.0


def branch(parse: Parse, head: int, without: tuple[int, ...] = ()) -> list[Span]:
    """Give a branch's text, hull of its tokens less the branches ``without``."""
    tokens = parse.subtree(head)
    barred: set[int] = set()
    for index in without:
        barred.update(parse.subtree(index))
    kept = [i for i in tokens if i not in barred]
    if not kept:
        return []
    return stretches(parse, kept[0], kept[-1], barred)


def inside(parse: Parse, head: int, verb: int) -> tuple[int, ...]:
    """Give the verb, to be cut out, where a branch holds it."""
    return (verb,) if verb in parse.subtree(head) else ()
