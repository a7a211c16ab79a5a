"""Sources: who is quoted, how often, and how it fares with what others say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from whosays.store.overview import SourceCount, source_counts
from whosays.web.asked import asked
from whosays.web.filters import chosen, downloads, filter_form, ways
from whosays.web.html import Safe, link, tag
from whosays.web.listing import Part, head, listing
from whosays.web.memory import remembered
from whosays.web.pages.source import grade_mark
from whosays.web.paging import page_number
from whosays.web.payloads import csv_of, json_bytes
from whosays.web.shell import heading
from whosays.web.sides import side_words
from whosays.web.state import State, render, state_of
from whosays.web.texts import say
from whosays.web.waiting import wait_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.ledger.ledger import Ledger
    from whosays.schema.query import Query

_PER_PAGE = 50
_MOST_SAVED = 100_000
_COLUMNS = ("name", "grade", "side", "claims", "innermost", "reports", "doubted", "confirmed",
            "denied")  # fmt: skip


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/sources.json", sources_json),
        Route("/sources", sources_page),
        Route("/sources.csv", sources_csv),
    ]


def sources_page(request: Request) -> Response:
    """Show who is quoted, the most quoted first."""
    state, wish = state_of(request), asked(request.query_params, limit=None)
    waiting = wait_page(request, say("sources.title"))
    if waiting is not None:
        return waiting
    number = page_number(request)
    found, total = _page(state, wish.query, number)
    part = Part(number, _PER_PAGE, len(found), total)
    heads = [head(say(f"sources.{k}"), say(f"sources.{k}_is")) for k in _COLUMNS]
    return render(
        request, say("sources.title"),
        heading(say("sources.title"), tag("p", part.words, class_="dim"), ways(wish, "sources")),
        tag("p", say("sources.lead"), class_="lead"),
        filter_form(wish, "/sources"), chosen(wish, "/sources", state),
        listing(request, part, heads, [_row(s) for s in found], "sources"),
        downloads(wish, ("sources.csv", wish.address("/sources.csv"))),
        json_url=wish.address("/sources.json"),
    )  # fmt: skip


def sources_csv(request: Request) -> Response:
    """Give all sources that fit as a table for a spreadsheet."""
    from starlette.responses import Response

    wish = asked(request.query_params, limit=None)
    state = state_of(request)
    state.keeper.wait()
    with state.ledger.store.file.read() as connection:
        found, _ = source_counts(connection, wish.query, _MOST_SAVED)
    return Response(
        csv_of(SourceCount._fields, found),
        media_type="text/csv",
        headers={"content-disposition": 'attachment; filename="sources.csv"'},
    )


def sources_json(request: Request) -> Response:
    """Give a page of sources with their counts."""
    from starlette.responses import Response

    wish, number = asked(request.query_params, limit=None), page_number(request)
    state = state_of(request)
    state.keeper.wait()
    found, total = _page(state, wish.query, number)
    payload = {
        "filters": dict(wish.filters),
        "page": number,
        "total": total,
        "sources": [s._asdict() for s in found],
    }
    return Response(json_bytes(payload), media_type="application/json")


@remembered(64)
def _page(ledger: Ledger, query: Query, number: int) -> tuple[tuple[SourceCount, ...], int]:
    with ledger.store.file.read() as connection:
        found, total = source_counts(connection, query, _PER_PAGE, (number - 1) * _PER_PAGE)
    return tuple(found), total


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
        tag("td", grade_mark(source.reliability)),
        tag("td", side_words(codes) or tag("span", say("timeline.untold"), class_="dim")),
        tag("td", f"{source.claims:,}", class_="number"),
        tag("td", f"{source.innermost:,}", class_="number"),
        tag("td", reports, class_="number"),
        *numbers,
    )


def first_page(state: State, query: Query) -> None:
    """Count what the page without an address of its own shows, to have it at hand."""
    _page(state, query, 1)
