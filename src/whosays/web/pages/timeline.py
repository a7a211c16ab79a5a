"""Timeline: claims by three clocks: when it happened, when it was said, as of when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from whosays.errors import InputError, WebError
from whosays.store.overview import CLOCKS, LANES, rows_between, span_counts
from whosays.web.asked import asked
from whosays.web.density import Density, axis, bars, bucket_words, density_of, stripe
from whosays.web.filters import chosen, downloads, filter_form, ways
from whosays.web.html import Safe, join, link, tag
from whosays.web.lists import claim_lines
from whosays.web.memory import remembered
from whosays.web.payloads import json_bytes, row_object
from whosays.web.shell import heading
from whosays.web.sides import side_words
from whosays.web.state import State, render, state_of
from whosays.web.texts import count, label, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.ledger.ledger import Ledger
    from whosays.schema.query import Query

_LISTED = 60
_WORDS_OF = {"type": "types", "stance": "stances"}


class View:
    """What an address asks of this page."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self.wish = asked(parameters, limit=None)
        self.clock = _one(parameters, "clock", CLOCKS)
        self.lane = _one(parameters, "lane", LANES)
        first, last = _day(parameters, "from"), _day(parameters, "to")
        self.days = (first, last or first) if first else None

    def address(
        self, changes: Mapping[str, str | None] | None = None, path: str = "/timeline"
    ) -> str:
        """Give the address of this view with some of it changed; None takes a value away."""
        own: dict[str, str | None] = {
            "clock": self.clock if self.clock != CLOCKS[0] else None,
            "lane": self.lane if self.lane != LANES[0] else None,
            "from": self.days[0] if self.days else None,
            "to": self.days[1] if self.days else None,
        }
        own.update(changes or {})
        kept = self.wish.address("").lstrip("?")
        mine = urlencode([(k, v) for k, v in own.items() if v])
        query = "&".join(p for p in (kept, mine) if p)
        return f"{path}?{query}" if query else path


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [Route("/timeline.json", timeline_json), Route("/timeline", timeline_page)]


def timeline_page(request: Request) -> Response:
    """Show how many claims fall on which days, and those of the days chosen."""
    state = state_of(request)
    view = View(request.query_params)
    whole = density(state, view.wish.query, view.clock, "none")
    lanes = whole if view.lane == "none" else density(state, view.wish.query, view.clock, view.lane)
    body = (
        heading(say("timeline.title"), tag("p", count(whole.claims, "claim"), class_="dim"),
                ways(view.wish, "timeline")),
        filter_form(view.wish, "/timeline", {"clock": view.clock, "lane": view.lane}),
        chosen(view.wish, "/timeline", state),
        _clocks(view),
        _whole(view, whole),
        _lanes(view, lanes) if view.lane != "none" else None,
        _listed(state, view),
        downloads(view.wish),
        tag("script", src="/static/brush.js", defer=True),
    )  # fmt: skip
    return render(
        request, say("timeline.title"), *body, json_url=view.address(path="/timeline.json")
    )


def timeline_json(request: Request) -> Response:
    """Give the counts by bucket and lane, and the claims of the days chosen."""
    from starlette.responses import Response

    state = state_of(request)
    view = View(request.query_params)
    found = density(state, view.wish.query, view.clock, view.lane)
    payload = density_object(found)
    payload.update(filters=dict(view.wish.filters), clock=view.clock, lane=view.lane)
    if view.days:
        payload["days"] = view.days
        payload["chosen"] = [row_object(r) for r in _rows(state, view)]
    return Response(json_bytes(payload), media_type="application/json")


def density(state: State, query: Query, clock: str, lane: str) -> Density:
    """Count claims by day."""
    if query.incident:
        state.keeper.wait()
    return _density(state, query, clock, lane)


@remembered(64)
def _density(ledger: Ledger, query: Query, clock: str, lane: str) -> Density:
    with ledger.store.file.read() as connection:
        return density_of(span_counts(connection, query, clock, lane))


def density_object(found: Density) -> dict[str, Any]:
    """Give a density as JSON has it."""
    return {
        "unit": found.unit,
        "claims": found.claims,
        "undated": found.undated,
        "before": found.before,
        "after": found.after,
        "buckets": found.buckets,
        "lanes": [
            {"lane": lane.name, "claims": lane.claims, "few_days": lane.near,
             "many_days": lane.wide}
            for lane in found.lanes
        ],
    }  # fmt: skip


def _clocks(view: View) -> Safe:
    clocks = [
        link(say(f"timeline.{name}"), view.address({"clock": name, "from": None, "to": None}),
             aria_current="true" if name == view.clock else None)
        for name in CLOCKS
    ]  # fmt: skip
    lanes = [
        link(say(f"timeline.lane_{name}"), view.address({"lane": name}),
             aria_current="true" if name == view.lane else None)
        for name in LANES
    ]  # fmt: skip
    return tag(
        "div",
        tag("div", tag("span", say("timeline.clock"), class_="dim"), *clocks, class_="choice-row"),
        tag("div", tag("span", say("timeline.lanes"), class_="dim"), *lanes, class_="choice-row"),
        class_="choice-rows",
    )


def _whole(view: View, found: Density) -> Safe:
    lane = found.lanes[0] if found.lanes else None
    title = say(f"timeline.{view.clock}_title", unit=say(f"timeline.unit_{found.unit}"))
    if lane is None:
        return tag("section", tag("h2", title), _beside(view, found), class_="density")
    return tag(
        "section",
        tag("h2", title),
        tag("p", say("timeline.hint"), class_="dim"),
        bars(found, lane, _pick(view), title=title, brush=_brush(view)),
        axis(found),
        _beside(view, found),
        class_="density",
    )


def _lanes(view: View, found: Density) -> Safe:
    top = max((lane.top for lane in found.lanes), default=1)
    rows = []
    for lane in found.lanes:
        name = lane_words(view.lane, lane.name)
        title = say("timeline.lane_of", name=name, claims=count(lane.claims, "claim"))
        words = tag("div", tag("b", name), tag("span", f"{lane.claims:,}", class_="count"),
                    class_="lane-name")  # fmt: skip
        drawn = stripe(found, lane, title=title, top=max(top, 1), brush=_brush(view))
        rows.append(tag("div", words, drawn, class_="lane"))
    title = say(f"timeline.by_{view.lane}")
    scale = tag("p", say("timeline.highest", claims=count(top, "claim")), class_="dim beside")
    days = " ".join(f"{first}/{last}" for first, last in found.buckets)
    return tag(
        "section", tag("h2", title), *rows, axis(found), scale, class_="density lanes",
        data_days=days,
        data_bar=say("timeline.bar", days="{days}", claims="{claims}"),
        data_one=say("nouns.claim"), data_many=say("nouns.claims"),
    )  # fmt: skip


def lane_words(kind: str, name: str) -> str:
    """Give the words for a lane."""
    if name == "*":
        return say("timeline.rest")
    if not name:
        return say("timeline.untold")
    return label(_WORDS_OF[kind], name) if kind in _WORDS_OF else side_words(name)


def _pick(view: View) -> Callable[[str, str], str]:
    return lambda first, last: view.address({"from": first, "to": last}) + "#chosen"


def _brush(view: View) -> str:
    return view.address({"from": "FIRST", "to": "LAST"}) + "#chosen"


def _beside(view: View, found: Density) -> Safe:
    parts = [tag("span", tag("i", class_="key near"), say("timeline.near")),
             tag("span", tag("i", class_="key wide"), say("timeline.wide"))]  # fmt: skip
    top = max((lane.top for lane in found.lanes), default=0)
    if top:
        parts.append(tag("span", say("timeline.highest", claims=count(top, "claim"))))
    for name, number in (("undated", found.undated), ("before", found.before),
                         ("after", found.after)):  # fmt: skip
        if number:
            key = f"timeline.{name}_{view.clock}" if name == "undated" else f"timeline.{name}"
            parts.append(tag("span", say(key, claims=count(number, "claim"))))
    return tag("p", *parts, class_="beside dim")


def _rows(state: State, view: View) -> list[Any]:
    assert view.days is not None
    with state.ledger.store.file.read() as connection:
        rows = rows_between(connection, view.wish.query, view.clock, view.days, _LISTED + 1)
    return state.ledger.store.claims_by_row(rows)


def _listed(state: State, view: View) -> Safe | None:
    if view.days is None:
        return None
    rows = _rows(state, view)
    first, last = (date.fromisoformat(d) for d in view.days)
    title = say(f"timeline.chosen_{view.clock}", days=bucket_words(first, last))
    none = view.address({"from": None, "to": None})
    tools = [link(say("timeline.unchoose"), none)]
    if view.clock == "happened":
        narrowed = view.wish.address("/claims", since=view.days[0], until=view.days[1], month=None)
        on_map = view.wish.address("/map", since=view.days[0], until=view.days[1], month=None)
        tools = [link(say("timeline.as_claims"), narrowed), link(say("timeline.as_map"), on_map),
                 *tools]  # fmt: skip
    more = None
    if len(rows) > _LISTED:
        more = tag("p", say("timeline.more", count=_LISTED), class_="dim")
    body = claim_lines(rows[:_LISTED], state) if rows else tag("p", say("claims.none"))
    return tag("section", tag("h2", title), tag("p", join(tools, " · ")), body, more, id="chosen",
               class_="chosen-days")  # fmt: skip


def _one(parameters: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    value = parameters.get(name) or known[0]
    if value not in known:
        raise WebError("A909", name=name, value=value)
    return value


def _day(parameters: Mapping[str, str], name: str) -> str | None:
    value = parameters.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise InputError("A108", value=value) from error
