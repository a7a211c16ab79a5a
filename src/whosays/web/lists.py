"""Lists: claims as short lines that lead to their words; part of several pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.pipeline.sentence import chain_arrows, day_range, happening
from whosays.web.card import chips
from whosays.web.html import Safe, link, tag
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.base import LedgerClaim
    from whosays.web.state import State


def claim_lines(rows: Iterable[LedgerClaim], state: State) -> Safe:
    """Give claims as a list: what, who says so, when, how sure."""
    return tag("ul", *[_line(row, state) for row in rows], class_="claim-lines")


def _line(row: LedgerClaim, state: State) -> Safe:
    words = happening(row.claim, row.text, state.forms, dated=False)
    what = link(words[:1].upper() + words[1:], f"/claim/{row.id}", class_="what")
    days = day_range(row.claim.time.start, row.claim.time.end) or say("claims.undated")
    says = chain_arrows(row.claim, row.text, publisher=row.document.publisher)
    dim = tag("div", tag("span", days, class_="day"), " · ", says, class_="dim says")
    return tag("li", what, " ", chips(row.claim, row.verdict), dim)
