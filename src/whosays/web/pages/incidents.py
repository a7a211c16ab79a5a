"""Incidents: happenings as a list: who tells them, where they agree, how firm they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from whosays.pipeline.sentence import day_range
from whosays.schema.incident import Accord
from whosays.web.asked import Asked, asked
from whosays.web.filters import chosen, downloads, filter_form, ways
from whosays.web.html import Safe, join, link, tag
from whosays.web.incident_words import field_words, grade_chip, incident_title
from whosays.web.listing import Part, head, listing
from whosays.web.memory import remembered
from whosays.web.paging import page_number
from whosays.web.payloads import json_bytes
from whosays.web.shell import heading
from whosays.web.sides import in_words, side_words
from whosays.web.state import State, render, state_of
from whosays.web.texts import count, say
from whosays.web.waiting import progress_object, wait_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.ledger.ledger import Ledger
    from whosays.schema.incident import Incident, Origin
    from whosays.schema.query import Query

_PER_PAGE = 30
_NAMED = 4
_COLUMNS = ("what", "where", "when", "origins", "claims", "agreement", "grade")
SHOWS = ("all", "several", "contradicted")


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/incidents.json", incidents_json),
        Route("/incidents/progress.json", progress_json),
        Route("/incidents", incidents_page),
    ]


def incidents_page(request: Request) -> Response:
    """Show a page of incidents, those with most origins first."""
    state = state_of(request)
    wish, shows = asked(request.query_params, limit=None), _shows(request)
    waiting = wait_page(request, say("incidents.title"))
    if waiting is not None:
        return waiting
    number = page_number(request)
    found, total = _page(state, wish.query, shows, number)
    part = Part(number, _PER_PAGE, len(found), total)
    heads = [head(say(f"incidents.{k}")) for k in _COLUMNS]
    return render(
        request, say("incidents.title"),
        heading(say("incidents.title"), tag("p", part.words, class_="dim"),
                ways(wish, "incidents")),
        filter_form(wish, "/incidents", {"shows": shows if shows != "all" else ""}),
        chosen(wish, "/incidents", state),
        _choices(wish, shows),
        listing(request, part, heads, [_row(i) for i in found], "incidents"),
        downloads(wish),
        json_url=_address(wish, shows, "/incidents.json"),
    )  # fmt: skip


def progress_json(request: Request) -> Response:
    """Tell how far the incidents are, for a page that waits for them."""
    from starlette.responses import Response

    keeper = state_of(request).keeper
    found = progress_object(keeper.progress)
    found["is_ready"] = keeper.is_ready(0)
    return Response(json_bytes(found), media_type="application/json")


def incidents_json(request: Request) -> Response:
    """Give a page of incidents as the ledger has them."""
    from starlette.responses import Response

    wish, shows = asked(request.query_params, limit=None), _shows(request)
    number, state = page_number(request), state_of(request)
    state.keeper.wait()
    found, total = _page(state, wish.query, shows, number)
    payload = {"filters": dict(wish.filters), "shows": shows, "page": number, "total": total,
               "incidents": found}  # fmt: skip
    return Response(json_bytes(payload), media_type="application/json")


@remembered(64)
def _page(
    ledger: Ledger, query: Query, shows: str, number: int
) -> tuple[tuple[Incident, ...], int]:
    asked_ = {
        "contradicted": replace(query, contradicted=True),
        "several": replace(query, min_origins=2),
    }.get(shows, query)
    offset = (number - 1) * _PER_PAGE
    found = ledger.incidents.find(replace(asked_, limit=_PER_PAGE, offset=offset))
    return tuple(found), ledger.incidents.count(asked_)


def _row(incident: Incident) -> Safe:
    name = link(incident_title(incident), f"/incident/{incident.id}", class_="what")
    days = day_range(incident.start, incident.end) or say("claims.undated")
    origins = [_origin(o) for o in incident.origins[:_NAMED]]
    more = len(incident.origins) - len(origins)
    if more > 0:
        origins.append(tag("span", say("claims.more", count=more), class_="dim"))
    fields = [
        tag("span", f"≠ {field_words(f.field)}", title=in_words(f.reason), class_="chip contradict")
        for f in incident.agreement
        if f.accord is Accord.CONTRADICT
    ]
    if not fields:
        agreed = [f for f in incident.agreement if f.accord is Accord.AGREE]
        words = say("incidents.agreed", fields=count(len(agreed), "field")) if agreed else ""
        fields = [tag("span", words, class_="dim")]
    documents = max((o.documents for o in incident.origins), default=0)
    return tag(
        "tr",
        tag("td", name),
        tag("td", incident.place or tag("span", say("claim.no_place"), class_="dim")),
        tag("td", days, class_="day"),
        tag("td", join(origins, "; ")),
        tag("td", f"{len(incident.claims):,}", class_="number", title=str(documents)),
        tag("td", join(fields, " ")),
        tag("td", grade_chip(incident)),
    )


def _origin(origin: Origin) -> Safe:
    name, side = side_words(origin.name), side_words(origin.side)
    # A nameless origin is called by its side: once is enough.
    told = None if not side or name.startswith(side) else tag("small", f" {side}")
    return tag("span", name, told, class_="origin")


def _choices(wish: Asked, shows: str) -> Safe:
    links = [
        link(say(f"incidents.{name}"), _address(wish, name), class_=None,
             aria_current="true" if name == shows else None)
        for name in SHOWS
    ]  # fmt: skip
    return tag("div", *links, class_="choice-row choice-rows")


def _shows(request: Request) -> str:
    found = request.query_params.get("shows", SHOWS[0])
    return found if found in SHOWS else SHOWS[0]


def _address(wish: Asked, shows: str, path: str = "/incidents") -> str:
    kept = wish.address("").lstrip("?")
    mine = urlencode({"shows": shows}) if shows != SHOWS[0] else ""
    query = "&".join(p for p in (kept, mine) if p)
    return f"{path}?{query}" if query else path


def first_page(state: State, query: Query) -> None:
    """Count what the page without an address of its own shows, to have it at hand."""
    _page(state, query, SHOWS[0], 1)
