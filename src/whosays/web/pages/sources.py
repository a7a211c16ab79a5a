"""Sources: who is quoted, by whom, how often, on what, and how it fares with what others say."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from whosays.errors import WebError
from whosays.schema.incident import Accord
from whosays.schema.query import Query
from whosays.store.overview import SourceCount, claim_ids, publisher_counts, source_counts
from whosays.web.asked import asked
from whosays.web.filters import chosen, filter_form, ways
from whosays.web.html import Safe, join, link, tag
from whosays.web.pages.incidents import field_words, incident_title
from whosays.web.paging import page_number, pager
from whosays.web.payloads import json_bytes
from whosays.web.shell import heading
from whosays.web.state import State, render, state_of
from whosays.web.texts import count, label, say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.schema.incident import FieldAgreement, Incident

_PER_PAGE = 50
_SEARCHED = 40
"""Incidents of one source that are looked through for contradictions, most origins first."""
_MOST_SHOWN = 25
_FACETS = (
    ("type", "types"),
    ("stance", "stances"),
    ("status", "statuses"),
    ("place", ""),
)


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/sources.json", sources_json),
        Route("/sources", sources_page),
        Route("/source.json", source_json),
        Route("/source", source_page),
    ]


def sources_page(request: Request) -> Response:
    """Show who is quoted, the most quoted first."""
    state, wish = state_of(request), asked(request.query_params, limit=None)
    number = page_number(request)
    found, total = _page(state, wish.query, number)
    first = (number - 1) * _PER_PAGE + 1
    words = say("claims.shown", first=f"{first:,}", last=f"{first + len(found) - 1:,}",
                total=f"{total:,}")  # fmt: skip
    body: Safe = tag("p", say("sources.none"), class_="empty")
    if found:
        keys = ("name", "side", "claims", "innermost", "reports", "doubted", "confirmed", "denied")
        head = tag("tr", *[tag("th", say(f"sources.{k}"), scope="col", title=say(f"sources.{k}_is"))
                           for k in keys])  # fmt: skip
        table = tag("table", tag("thead", head), tag("tbody", *[_row(s) for s in found]),
                    class_="list sources")  # fmt: skip
        has_more = first + len(found) - 1 < total
        body = join((tag("div", table, class_="scroll"),
                     pager(request, number, has_more=has_more, words=words)))  # fmt: skip
    return render(
        request, say("sources.title"),
        heading(say("sources.title"), tag("p", words if found else "", class_="dim"),
                ways(wish, "sources")),
        tag("p", say("sources.lead"), class_="lead"),
        filter_form(wish, "/sources"), chosen(wish, "/sources"), body,
        json_url=wish.address("/sources.json"),
    )  # fmt: skip


def sources_json(request: Request) -> Response:
    """Give a page of sources with their counts."""
    from starlette.responses import Response

    wish, number = asked(request.query_params, limit=None), page_number(request)
    found, total = _page(state_of(request), wish.query, number)
    payload = {
        "filters": dict(wish.filters),
        "page": number,
        "total": total,
        "sources": [s._asdict() for s in found],
    }
    return Response(json_bytes(payload), media_type="application/json")


def source_page(request: Request) -> Response:
    """Show one source: who relays it, on what it speaks, where others contradict it."""
    state = state_of(request)
    name, query = _named(request)
    publishers, facets, clashes = _one(state, query)
    total = state.ledger.count(query)
    address = urlencode({"source": name})
    tools = tag(
        "p", link(say("incidents.as_claims"), f"/claims?{address}"), " ",
        link(say("incidents.on_map"), f"/map?{address}"), " ",
        link(say("incidents.in_time"), f"/timeline?{address}"), " ",
        link(say("nav.incidents"), f"/incidents?{address}"), class_="tools",
    )  # fmt: skip
    parts = [_facet(facet, words, values, name) for facet, words, values in facets if values]
    body = (
        heading(name, tag("p", count(total, "claim"), class_="dim"), tools),
        tag("p", say("sources.match"), class_="lead"),
        tag("div", _publishers(publishers, name), *parts, class_="source-facets"),
        _clashes(clashes, name),
    )
    return render(request, name, *body, json_url=f"/source.json?{urlencode({'name': name})}")


def source_json(request: Request) -> Response:
    """Give one source with its publishers, subjects and contradictions."""
    from starlette.responses import Response

    name, query = _named(request)
    publishers, facets, clashes = _one(state_of(request), query)
    payload = {
        "source": name,
        "publishers": [{"publisher": p, "claims": n, "reports": d} for p, n, d in publishers],
        "facets": {facet: dict(values) for facet, _, values in facets},
        "contradictions": [
            {"incident": i.id, "field": f.field, "reason": f.reason, "left": f.left,
             "right": f.right}
            for i, f in clashes
        ],
    }  # fmt: skip
    return Response(json_bytes(payload), media_type="application/json")


def _page(state: State, query: Query, number: int) -> tuple[tuple[SourceCount, ...], int]:
    state.ledger.incidents.refresh()
    return _counted(state.ledger, query, number, state.ledger.counts()["entries"])


@lru_cache(maxsize=64)
def _counted(
    ledger: Any, query: Query, number: int, stamp: int
) -> tuple[tuple[SourceCount, ...], int]:
    del stamp  # the log's length: with another, the counts are counted again
    with ledger.store.file.read() as connection:
        found, total = source_counts(connection, query, _PER_PAGE, (number - 1) * _PER_PAGE)
    return tuple(found), total


def _one(
    state: State, query: Query
) -> tuple[
    list[tuple[str, int, int]],
    list[tuple[str, str, list[tuple[str, int]]]],
    list[tuple[Incident, FieldAgreement]],
]:
    with state.ledger.store.file.read() as connection:
        publishers = publisher_counts(connection, query, _MOST_SHOWN)
        told = claim_ids(connection, query)
    facets = [(f, words, state.ledger.facet(f, query)[:_MOST_SHOWN]) for f, words in _FACETS]
    clashes = [
        (incident, field)
        for incident in state.ledger.incidents.find(replace(query, min_origins=2, limit=_SEARCHED))
        for field in incident.agreement
        if field.accord is Accord.CONTRADICT and told & {*field.left, *field.right}
    ]
    return publishers, facets, clashes


def _row(source: SourceCount) -> Safe:
    codes = "/".join(c for c in (source.country, source.role) if c)
    reports = say(
        "sources.in", reports=f"{source.documents:,}", publishers=f"{source.publishers:,}"
    )
    numbers = [
        tag("td", f"{n:,}", tag("small", f" {n / source.claims:.0%}", class_="dim") if n else None,
            class_=f"number {kind if n else ''}")
        for kind, n in (("doubted", source.doubted), ("confirmed", source.confirmed),
                        ("denied", source.denied))
    ]  # fmt: skip
    return tag(
        "tr",
        tag("td", link(source.name, f"/source?{urlencode({'name': source.name})}", class_="what")),
        tag("td", codes or tag("span", say("timeline.untold"), class_="dim")),
        tag("td", f"{source.claims:,}", class_="number"),
        tag("td", f"{source.innermost:,}", class_="number"),
        tag("td", reports, class_="number"),
        *numbers,
    )


def _named(request: Request) -> tuple[str, Query]:
    name = request.query_params.get("name", "").strip()[:300]
    if not name:
        raise WebError("A909", name="name", value="")
    return name, Query(source=name, limit=None)


def _publishers(publishers: list[tuple[str, int, int]], name: str) -> Safe:
    rows = [
        tag("li", tag("span", publisher or say("read.unknown_publisher")),
            tag("span", say("sources.by", claims=f"{n:,}", reports=f"{documents:,}"),
                class_="count"))
        for publisher, n, documents in publishers
    ]  # fmt: skip
    return tag("section", tag("h2", say("sources.by_whom")), tag("ul", *rows), class_="facet",
               aria_label=name)  # fmt: skip


def _facet(facet: str, words: str, values: list[tuple[str, int]], name: str) -> Safe:
    rows = [
        tag("li", link(join((tag("span", label(words, v) if words else v.rstrip("/")),
                             tag("span", f"{n:,}", class_="count"))),
                       f"/claims?{urlencode({'source': name, facet: v})}"))
        for v, n in values[:12]
    ]  # fmt: skip
    return tag("section", tag("h2", say(f"claims.facet_{facet}")), tag("ul", *rows), class_="facet")


def _clashes(found: list[tuple[Incident, FieldAgreement]], name: str) -> Safe:
    title = tag("h2", say("sources.contradicted", count=len(found)))
    hint = tag("p", say("sources.searched", count=_SEARCHED), class_="dim")
    if not found:
        return tag("section", title, hint, aria_label=name)
    rows = [
        tag("li", link(incident_title(i), f"/incident/{i.id}", class_="what"), " ",
            tag("span", field_words(f.field), class_="chip contradict"),
            tag("div", f.reason, class_="dim"))
        for i, f in found[:60]
    ]  # fmt: skip
    return tag("section", title, hint, tag("ul", *rows, class_="claim-lines"))
