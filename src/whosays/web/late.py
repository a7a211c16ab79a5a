"""Late: parts of a page that take long to count over many claims come after the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.web.html import Safe, link, tag
from whosays.web.paging import address
from whosays.web.texts import say

if TYPE_CHECKING:
    from starlette.requests import Request

    from whosays.web.state import State

_COUNTED_AT_ONCE = 10_000
WHOLE = "whole"
"""Asks for a page with all its parts at once, as a browser without scripts needs it."""


def is_large(state: State, request: Request) -> bool:
    """Tell whether counts come late: counting many claims takes longer than showing fifty."""
    if request.query_params.get(WHOLE) == "1":
        return False
    return state.ledger.counts()["current_claims"] > _COUNTED_AT_ONCE


def counting(request: Request) -> Safe:
    """Say that the counts come; without scripts a link fetches them."""
    whole = link(say("claims.count_now"), address(request, **{WHOLE: "1"}))
    return tag("p", say("claims.counting"), " ", tag("noscript", whole), class_="dim counting")
