"""Figures of losses bulletins, as the rule of each argument says what it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.schema.figure import Figure

if TYPE_CHECKING:
    from datetime import date

    from whosays.schema.event import Argument

PREFIX = "bulletin:"
_NOT_DIGIT = re.compile(r"\D")
_APPROX = re.compile(r"(?:about|approximately|approx\.?|around|ca\.?|~)\s*$", re.IGNORECASE)


def bulletin_figure(argument: Argument, text: str, as_of: date | None) -> Figure | None:
    """Give the figure of a bulletin's argument, None for any other argument.

    A total holds as of the bulletin's last day; an increment has no such day.
    """
    if not argument.rule.startswith(PREFIX):
        return None
    _, what, part = argument.rule.split(":")
    number = int(_NOT_DIGIT.sub("", argument.span.of(text)))
    is_total = part == "total"
    return Figure(
        span=argument.span,
        what=what,
        low=number,
        high=number,
        approx=is_total and bool(_APPROX.search(text[: argument.span.start])),
        as_of=as_of if is_total else None,
        total=is_total,
        rule=argument.rule,
    )
