"""Glance: who says how much of a report, and what is denied or doubted, to narrow its claims by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.pipeline.sentence import squeeze
from whosays.schema.claim import Stance, Status
from whosays.web.html import Safe, join, tag
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.web.card import Shown

_NAMED = 7
_KINDS = ("denied", "doubted", "open", "undecided")


def speaker(shown: Shown) -> str:
    """Name the innermost source of a claim, or the publisher that tells it itself."""
    for link in shown.claim.chain[:1]:
        return link.name or squeeze(link.span.of(shown.text))
    return shown.publisher or say("claim.itself")


def kinds(shown: Shown) -> list[str]:
    """Give what of a claim one may look for: denied, doubted, place left open, undecided."""
    claim = shown.claim
    found = []
    if claim.status is Status.DID_NOT_HAPPEN or claim.stance is Stance.QUESTIONED:
        found.append("denied")
    if claim.stance in {Stance.ALLEGED, Stance.POSSIBLE}:
        found.append("doubted")
    if any(p.lat is None for p in claim.places):
        found.append("open")
    if shown.can_decide and shown.verdict is None:
        found.append("undecided")
    return found


def glance(claims: Sequence[Shown]) -> Safe | None:
    """Give the buttons that narrow the claims; the page's script shows them, as they need it."""
    if len(claims) < 2:
        return None
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for shown in claims:
        name = speaker(shown)
        key = name.casefold()
        names.setdefault(key, name)
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts, key=lambda k: (-counts[k], k))
    said = [_button("said", key, names[key], counts[key]) for key in ranked]
    more = None
    if len(said) > _NAMED + 1:
        inside = tag("p", join(said[_NAMED:], " "))
        words = say("claims.more", count=len(said) - _NAMED)
        more = tag("details", tag("summary", words), inside)
        said = said[:_NAMED]
    every = tag(
        "button", say("report.filter_all"), type="button", data_said="", aria_pressed="true"
    )
    of_kind = [
        _button("kind", kind, say(f"report.only_{kind}"), n)
        for kind in _KINDS
        if 0 < (n := sum(kind in kinds(s) for s in claims)) < len(claims)
    ]
    who = tag("p", tag("span", say("report.who"), class_="dim"), " ", join([every, *said], " "))
    only = None
    if of_kind:
        only = tag("p", tag("span", say("report.only"), class_="dim"), " ", join(of_kind, " "))
    return tag("div", who, more, only, class_="glance", hidden=True, role="group",
               aria_label=say("report.filter"))  # fmt: skip


def _button(name: str, value: str, words: str, n: int) -> Safe:
    inside = (tag("span", words), " ", tag("span", str(n), class_="count"))
    return tag("button", *inside, type="button", aria_pressed="false", **{f"data_{name}": value})
