"""Undated: where a report's day is unknown, a deed told *on Thursday* has that span, no days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.basis import TimeBasis
from whosays.schema.parse import is_relation
from whosays.schema.time import ClaimTime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.schema.parse import Parse
    from whosays.schema.time import TimeMention

_ADJUNCTS = ("obl", "advmod", "nmod")


def own_open_time(
    parse: Parse, token: int, times: Iterable[TimeMention], *, dated: bool
) -> ClaimTime | None:
    """Give the time of a trigger whose own adjunct tells a day that nothing can settle.

    None where the report is ``dated``, or where no such expression hangs on the trigger.
    """
    if dated:
        return None
    sentence = parse.sentence_of(token).span
    for mention in times:
        if mention.start is not None or mention.type != "DATE":
            continue
        if not (sentence.start <= mention.span.start < sentence.end):
            continue
        top = parse.top(mention.span)
        if top is None or parse.head(top) != token:
            continue
        if is_relation(parse.tokens[top].deprel, _ADJUNCTS):
            return ClaimTime(
                span=mention.span,
                basis=TimeBasis.EXPLICIT,
                because=("told in its sentence; the report's own day is not known",),
            )
    return None
