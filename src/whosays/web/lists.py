"""Lists: claims as short lines that lead to their words; part of several pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.pipeline.sentence import chain_arrows, day_range, happening, squeeze
from whosays.web.card import chips
from whosays.web.html import Safe, link, tag
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.base import LedgerClaim
    from whosays.web.state import State


def claim_lines(rows: Iterable[LedgerClaim], state: State, *, quoted: bool = False) -> Safe:
    """Give claims as a list: what, who says so, when, how sure; ``quoted`` adds their sentence."""
    lines = [_line(row, state, quoted=quoted) for row in rows]
    return tag("ul", *lines, class_="claim-lines")


def _line(row: LedgerClaim, state: State, *, quoted: bool) -> Safe:
    words = happening(row.claim, row.text, state.forms, dated=False)
    what = link(words[:1].upper() + words[1:], f"/claim/{row.id}", class_="what")
    days = day_range(row.claim.time.start, row.claim.time.end) or say("claims.undated")
    says = chain_arrows(row.claim, row.text, publisher=row.document.publisher)
    dim = tag("div", tag("span", days, class_="day"), " · ", says, class_="dim says")
    said = tag("q", squeeze(row.sentence), class_="said") if quoted else None
    return tag("li", what, " ", chips(row.claim, row.verdict), dim, said)
