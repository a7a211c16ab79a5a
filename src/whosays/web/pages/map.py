"""Map: places of claims over outlines kept here, with how precise, how sure and whose they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from whosays.errors import WebError
from whosays.resources.around import towns_in
from whosays.store.overview import rows_at, unplaced_rows
from whosays.web.asked import Asked, asked
from whosays.web.density import axis, bars
from whosays.web.filters import chosen, downloads, filter_form, ways
from whosays.web.guard import CSP
from whosays.web.html import Safe, join, link, tag
from whosays.web.land import OUTLINES
from whosays.web.late import counting, is_large
from whosays.web.lists import claim_lines
from whosays.web.map_marks import (
    N_SIDES,
    Mark,
    Marks,
    colour_of,
    mark_object,
    mark_words,
    marks_of,
)
from whosays.web.pages.timeline import density
from whosays.web.payloads import json_bytes, row_object
from whosays.web.shell import heading
from whosays.web.sides import side_words
from whosays.web.state import State, render, state_of
from whosays.web.texts import count, say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


_LISTED = 120
_SHOWN_CLAIMS = 12
_MOST_DEGREES = 3600.0
"""A map that was turned round the world a few times counts on."""
_HOST = re.compile(r"(\{s\}\.)?[A-Za-z0-9.-]+(:\d+)?")
"""What may stand in the content policy: nothing that ends its rule."""


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/map.json", map_json),
        Route("/map/marks.json", marks_json),
        Route("/map/outlines.geojson", outlines),
        Route("/map/towns.json", towns),
        Route("/map/at", claims_at),
        Route("/map/side", part),
        Route("/map/below", part),
        Route("/map", map_page),
    ]


def map_page(request: Request) -> Response:
    """Show the map with its list; the marks come as JSON, and so late where they are many."""
    state = state_of(request)
    wish = asked(request.query_params, limit=None)
    template = tiles_of(state)
    map_ = tag(
        "div", id="map", class_="map", data_marks=wish.address("/map/marks.json"),
        data_at=wish.address("/map/at"), data_tiles=template or None, role="application",
        aria_label=say("map.label"),
    )  # fmt: skip
    # Counting many claims by place takes longer than drawing the outlines: the page comes first.
    is_late = is_large(state, request)
    waiting = counting(request)
    found = None if is_late else marks_of(state, wish.query)
    below = tag("div", waiting if found is None else _below(state, wish, found),
                data_part=wish.address("/map/below") if is_late else None)  # fmt: skip
    side = tag("aside", waiting if found is None else _aside(state, wish, found),
               class_="map-side", aria_label=say("map.list"),
               data_part=wish.address("/map/side") if is_late else None)  # fmt: skip
    body = (
        heading(say("map.title"), ways(wish, "map")),
        filter_form(wish, "/map"),
        chosen(wish, "/map", state),
        tag("div", tag("div", map_, below, downloads(wish)), side, class_="map-page"),
        _hatches(N_SIDES),
        tag("link", rel="stylesheet", href="/static/lib/leaflet/leaflet/leaflet.css"),
        tag("script", src="/static/brush.js", defer=True),
        tag("script", src="/static/map.js", type="module"),
    )
    answer = render(request, say("map.title"), *body, json_url=wish.address("/map.json"))
    if template:
        parts = urlsplit(template)
        host = f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
        policy = CSP.replace("img-src 'self'", f"img-src 'self' {host}")
        answer.headers["content-security-policy"] = policy
    return answer


def part(request: Request) -> Response:
    """Give the list beside the map, or the legend and the time strip below it, alone."""
    from starlette.responses import HTMLResponse

    state, wish = state_of(request), asked(request.query_params, limit=None)
    make = _below if request.url.path.endswith("/below") else _aside
    return HTMLResponse(make(state, wish, marks_of(state, wish.query)))


def map_json(request: Request) -> Response:
    """Give every mark with its counts, and what has no place."""
    from starlette.responses import Response

    wish = asked(request.query_params, limit=None)
    found = marks_of(state_of(request), wish.query)
    payload = {
        "filters": dict(wish.filters),
        "total": found.total,
        "without_place": found.without_place,
        "left_open": found.left_open,
        "sides": found.sides,
        "marks": [mark_object(m, found.sides) for m in found.marks],
    }
    return Response(json_bytes(payload), media_type="application/json")


def marks_json(request: Request) -> Response:
    """Give the marks as the map's script takes them: rows without what it does not draw."""
    from starlette.responses import Response

    wish = asked(request.query_params, limit=None)
    found = marks_of(state_of(request), wish.query)
    return Response(found.drawn, media_type="application/json")


def claims_at(request: Request) -> Response:
    """Give the claims of one mark, as a part of the page or, asked for it, as JSON."""
    from starlette.responses import HTMLResponse, Response

    state = state_of(request)
    values = request.query_params
    wish = asked({k: v for k, v in values.items() if not k.startswith("at_")}, limit=None)
    place = (values.get("at_name", ""), _number(values.get("at_lat")),
             _number(values.get("at_lon")), values.get("at_relation", "at"))  # fmt: skip
    with state.ledger.store.file.read() as connection:
        rows = rows_at(connection, wish.query, place, _SHOWN_CLAIMS)
    found = state.ledger.store.claims_by_row(rows)
    if request.headers.get("accept", "").startswith("application/json"):
        return Response(json_bytes([row_object(r) for r in found]), media_type="application/json")
    more = link(say("map.all_here"), wish.address("/claims", place=place[0]))
    return HTMLResponse(join((claim_lines(found, state), tag("p", more))))


def outlines(request: Request) -> Response:
    """Give the outlines of all countries; the browser keeps them for a day."""
    from starlette.responses import FileResponse

    del request
    headers = {"cache-control": "max-age=86400"}
    return FileResponse(OUTLINES, media_type="application/geo+json", headers=headers)


def towns(request: Request) -> Response:
    """Give the largest towns in a box, for the map's labels."""
    from starlette.responses import Response

    box = [_number(request.query_params.get(k)) for k in ("south", "west", "north", "east")]
    south, west, north, east = (0.0 if v is None else v for v in box)
    found = towns_in(south, west, north, east, limit=40)
    return Response(json_bytes(found), media_type="application/json")


def tiles_of(state: State) -> str:
    """Give the address template of online tiles, "" unless the settings name one.

    Raises: WebError A909 for one that is no http address with {z}, {x} and {y}.
    """
    template = state.settings.map_tiles
    if not template:
        return ""
    parts = urlsplit(template)
    is_host = _HOST.fullmatch(parts.netloc) is not None
    has_all = all(f"{{{p}}}" in template for p in "xyz")
    if parts.scheme not in {"http", "https"} or not is_host or not has_all:
        raise WebError("A909", name="map.tiles", value=template)
    return template


def _unplaced(found: Marks) -> int:
    return found.without_place + found.left_open


def _aside(state: State, wish: Asked, found: Marks) -> Safe:
    rows = [_place_row(n, mark, wish, found) for n, mark in enumerate(found.marks[:_LISTED])]
    more = len(found.marks) - len(rows)
    placed = count(found.total - _unplaced(found), "claim")
    return join(
        (
            tag("p", say("map.shown", placed=placed, places=f"{len(found.marks):,}"), class_="dim"),
            _open_ones(state, wish, found),
            tag("div", id="at", class_="at", aria_live="polite"),
            tag("h2", say("map.places")),
            tag("ol", *rows, class_="place-list") if rows else tag("p", say("map.none")),
            tag("p", say("claims.more", count=f"{more:,}"), class_="dim") if more else None,
        )
    )


def _place_row(number: int, mark: Mark, wish: Asked, found: Marks) -> Safe:
    colour = colour_of(mark.side, found.sides)
    dot = tag("i", class_=f"dot side{'-none' if colour < 0 else colour}")
    href = wish.address("/claims", place=mark.name)
    words = (dot, tag("span", mark.name), tag("small", mark_words(mark), class_="dim"),
             tag("span", f"{mark.claims:,}", class_="count"))  # fmt: skip
    return tag("li", link(join(words), href, data_mark=number))


def _open_ones(state: State, wish: Asked, found: Marks) -> Safe | None:
    if not _unplaced(found):
        return None
    with state.ledger.store.file.read() as connection:
        rows = unplaced_rows(connection, wish.query, _SHOWN_CLAIMS)
    lines = claim_lines(state.ledger.store.claims_by_row(rows), state)
    parts = []
    if found.without_place:
        parts.append(say("map.without", claims=count(found.without_place, "claim")))
    if found.left_open:
        parts.append(say("map.left_open", claims=count(found.left_open, "claim")))
    return tag("details", tag("summary", "; ".join(parts)), tag("p", say("map.without_why"),
               class_="dim"), lines, class_="unplaced")  # fmt: skip


def _below(state: State, wish: Asked, found: Marks) -> Safe:
    return join((_legend(found), _brush(state, wish)))


def _legend(found: Marks) -> Safe:
    sides = [tag("span", tag("i", class_=f"dot side{n}"), side_words(side))
             for n, side in enumerate(found.sides) if side]  # fmt: skip
    if any(m.side and m.side not in found.sides for m in found.marks):
        sides.append(tag("span", tag("i", class_="dot side5"), say("map.other_side")))
    sides.append(tag("span", tag("i", class_="dot side-none"), say("map.no_side")))
    signs = ("sure", "unsure", "told", "ring", "area", "toward", "disputed")
    kinds = [tag("span", tag("i", class_=f"sign {name}"), say(f"map.sign_{name}"))
             for name in signs]  # fmt: skip
    return tag("div", tag("p", tag("b", say("map.colour")), *sides),
               tag("p", tag("b", say("map.signs")), *kinds), class_="map-legend")  # fmt: skip


def _brush(state: State, wish: Asked) -> Safe | None:
    found = density(state, wish.query, "happened", "none")
    if not found.lanes:
        return None

    def pick(first: str, last: str) -> str:
        return wish.address("/map", since=first, until=last, month=None)

    title = say("map.brush", unit=say(f"timeline.unit_{found.unit}"))
    undated = None
    if found.undated:
        undated = tag("p", say("timeline.undated_happened", claims=count(found.undated, "claim")),
                      class_="dim beside")  # fmt: skip
    strip = bars(found, found.lanes[0], pick, title=title, brush=pick("FIRST", "LAST"))
    hint = tag("p", title, " ", say("timeline.hint"), class_="dim")
    return tag("section", hint, strip, axis(found), undated, class_="density strip")


def _hatches(n_sides: int) -> Safe:
    names = [*(str(n) for n in range(n_sides)), "5", "-none"]
    patterns = [
        tag("pattern", tag("path", d="M0 6L6 0", class_=f"side{name}"), id=f"hatch{name}",
            width=6, height=6, patternUnits="userSpaceOnUse")
        for name in dict.fromkeys(names)
    ]  # fmt: skip
    return tag("svg", tag("defs", *patterns), width=0, height=0, class_="hatches",
               aria_hidden="true")  # fmt: skip


def _number(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError as error:
        raise WebError("A909", name="place", value=value) from error
    if not -_MOST_DEGREES <= number <= _MOST_DEGREES:
        raise WebError("A909", name="place", value=value)
    return number
