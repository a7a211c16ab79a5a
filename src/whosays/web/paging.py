"""Paging: the number of a page in its address, and the links to its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from whosays.web.html import Safe, link, tag
from whosays.web.texts import say

if TYPE_CHECKING:
    from starlette.requests import Request

_MAX_PAGE = 1_000_000


def page_number(request: Request) -> int:
    """Give the page asked for, 1 for none or nonsense."""
    found = request.query_params.get("page", "1")
    return max(1, min(_MAX_PAGE, int(found))) if found.isdecimal() and len(found) < 8 else 1


def address(request: Request, **changes: str | None) -> str:
    """Give this page's address with some parameters changed; None takes one away."""
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k not in changes and v]
    pairs += [(k, v) for k, v in changes.items() if v is not None]
    return f"{request.url.path}?{urlencode(pairs)}" if pairs else request.url.path


def pager(request: Request, number: int, *, has_more: bool, words: str = "") -> Safe | None:
    """Give the links to the page before and the page after, None where there is but one."""
    if number == 1 and not has_more and not words:
        return None
    before = address(request, page=str(number - 1) if number > 2 else None)
    after = address(request, page=str(number + 1))
    return tag(
        "nav",
        link(say("claims.previous"), before, rel="prev", class_="button") if number > 1 else None,
        tag("span", words, class_="dim"),
        link(say("claims.next"), after, rel="next", class_="button") if has_more else None,
        class_="pager",
        aria_label=say("claims.shown", first=number, last=number, total=""),
    )
