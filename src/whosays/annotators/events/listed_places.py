"""Lists of places by the surface: trees part a long list, its commas do not.

"shelled A in X region, B in Y region, and C, D and E in Z region" is one list of five.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.schema.place import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.events.spots import Spot
    from whosays.schema.parse import Parse

_KIND = r"(?:regions?|oblasts?|districts?|provinces?|governorates?|raions?|counties|county|states?)"
_LINK = re.compile(
    rf"(?:\s+{_KIND})?\s*(?:,|;|,?\s*(?:and|or|as well as|along with)\b)\s*"
    r"(?:(?:and|or|near|in|at|of|the|settlements?|villages?|towns?|cities|areas?)\b\s*)*",
    re.IGNORECASE,
)
_HOLDER = re.compile(r"\s*,?\s*(?:in|of)\s+(?:the\s+)?", re.IGNORECASE)
_HOLDERS = frozenset({Precision.REGION, Precision.DISTRICT, Precision.COUNTRY})
_FEW = 3


def lists_of(parse: Parse, spots: Sequence[Spot]) -> list[list[Spot]]:
    """Give the lists among the places of one sentence, in text order, what holds them left out.

    A list has three places or more, or two joined by *and*; a place of which another only says
    where it lies is in it, the other is not.
    """
    lists: list[list[Spot]] = []
    run: list[Spot] = []
    joined = False
    before: Spot | None = None
    for spot in sorted(spots, key=lambda s: s.place.span.start):
        between = (
            "" if before is None else parse.text[before.place.span.end : spot.place.span.start]
        )
        is_holder = spot.place.precision in _HOLDERS
        if before is not None and is_holder and _HOLDER.fullmatch(between):
            before = spot
            continue
        if before is None or not _LINK.fullmatch(between):
            _close(lists, run, joined=joined)
            run, joined = [], False
        elif "and" in between.lower().split():
            joined = True
        run.append(spot)
        before = spot
    _close(lists, run, joined=joined)
    return lists


def _close(lists: list[list[Spot]], run: list[Spot], *, joined: bool) -> None:
    if len(run) >= _FEW or (joined and len(run) > 1):
        lists.append(run)


def with_listed(parse: Parse, found: Sequence[Spot], spots: Sequence[Spot]) -> list[Spot]:
    """Add to an event's places those that stand in one list with them and are as fine."""
    if not found:
        return list(found)
    grades = {s.place.precision for s in found}
    added = list(found)
    for run in lists_of(parse, spots):
        if any(s in found for s in run):
            added += [s for s in run if s not in added and s.place.precision in grades]
    return sorted(added, key=lambda s: s.place.span.start)
