"""Review: claims that nobody has decided on yet, each in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.query import Query, Sort
from whosays.web.card import card
from whosays.web.html import link, tag
from whosays.web.pages.claim import context
from whosays.web.paper import key_help
from whosays.web.payloads import json_bytes, row_object
from whosays.web.shell import heading, notice
from whosays.web.state import render, reviewer_of, state_of
from whosays.web.texts import count, say
from whosays.web.views import shown_claim

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_PER_PAGE = 20


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [Route("/review.json", review_json), Route("/review", review_page)]


def review_page(request: Request) -> Response:
    """Show the next claims to decide on."""
    state = state_of(request)
    page = state.ledger.claims(_query())
    warning = None
    if state.is_read_only:
        warning = notice(say("reviews.read_only"), kind="warn")
    elif not reviewer_of(request):
        warning = notice(say("reviews.need_name"), kind="warn")
    cards = []
    last = None
    for number, row in enumerate(page, 1):
        shown = shown_claim(row, number, can_decide=not state.is_read_only)
        if row.document.id != last:
            source = link(shown.document_name, f"/report/{row.document.id}")
            publisher = tag("span", row.document.publisher, class_="dim")
            cards.append(tag("h2", source, " ", publisher, class_="of-report"))
            last = row.document.id
        cards.append(card(shown, state.forms, context(shown), in_report=False))
    if not cards:
        cards = [tag("p", say("reviews.none"), class_="empty")]
    left = tag("p", say("reviews.left", count=count(page.total, "claim")), class_="dim")
    head = heading(say("reviews.title"), left)
    lead = tag("p", say("reviews.lead"), class_="lead")
    body = tag("div", key_help(), *cards, class_="queue")
    return render(request, say("reviews.title"), head, lead, warning, body,
                  json_url="/review.json")  # fmt: skip


def review_json(request: Request) -> Response:
    """Give the next claims to decide on."""
    from starlette.responses import Response

    page = state_of(request).ledger.claims(_query())
    found = {"total": page.total, "claims": [row_object(r) for r in page]}
    return Response(json_bytes(found), media_type="application/json")


def _query() -> Query:
    return Query(verdict="undecided", sort=Sort.ADDED, limit=_PER_PAGE)
