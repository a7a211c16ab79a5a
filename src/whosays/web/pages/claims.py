"""Claims: the ledger as a list, narrowed by facets and words; its whole state in the address."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from whosays.pipeline.sentence import chain_arrows, day_range, happening
from whosays.schema.query import Query, Sort
from whosays.web.asked import Asked, asked
from whosays.web.card import chips
from whosays.web.filters import chosen, downloads, value_words, ways
from whosays.web.highlight import highlighted
from whosays.web.html import Safe, hidden, join, link, options, tag
from whosays.web.late import counting, is_large
from whosays.web.memory import remembered
from whosays.web.paging import page_number, pager
from whosays.web.payloads import harmless, json_bytes, json_lines, row_object
from whosays.web.shell import heading
from whosays.web.state import State, render, state_of
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.ledger.ledger import Ledger
    from whosays.store.base import LedgerClaim

FACETS = (
    "type", "agent", "target", "stance", "status", "verdict", "month", "place", "source", "weapon",
)  # fmt: skip
_PER_PAGE = 50
_CHUNK = 500
_SHOWN_VALUES = 8
_COLUMNS = (
    "claim", "type", "status", "stance", "verdict", "says", "what", "start", "end", "places",
    "latitudes", "longitudes", "agents", "targets", "figures", "words", "document", "publisher",
    "published",
)  # fmt: skip


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/claims.json", claims_json),
        Route("/claims.csv", claims_csv),
        Route("/claims.jsonl", claims_jsonl),
        Route("/claims/facets", facets_part),
        Route("/claims", claims_page),
    ]


def claims_page(request: Request) -> Response:
    """Show a page of claims with the facets."""
    state = state_of(request)
    number = page_number(request)
    wish = asked(request.query_params, limit=_PER_PAGE, offset=(number - 1) * _PER_PAGE)
    page = state.ledger.claims(wish.query)
    first = wish.query.offset + 1
    key = "claims.shown_more" if page.is_more else "claims.shown"
    shown = say(key, first=f"{first:,}", last=f"{first + len(page) - 1:,}", total=f"{page.total:,}")
    rows = [_row(row, state, wish) for row in page]
    # Counting many claims by ten facets takes longer than showing fifty: the page comes first.
    is_late = is_large(state, request)
    late = wish.address("/claims/facets") if is_late else None
    side = tag(
        "aside",
        counting(request) if is_late else _facets(state, wish),
        class_="facets", aria_label=say("claims.facets"), data_part=late,
    )  # fmt: skip
    if rows:
        head = tag("tr", *[tag("th", say(f"claims.{k}"), scope="col")
                           for k in ("what", "where", "day", "sure", "report")])  # fmt: skip
        table = tag("table", tag("thead", head), tag("tbody", *rows), class_="list claims")
        body = join((tag("div", table, class_="scroll"),
                     pager(request, number, has_more=page.has_more, words=shown)))  # fmt: skip
    else:
        body = _nothing(is_empty=not wish.filters)
    count = tag("p", shown if rows else "", class_="dim")
    side = tag("div", _views(wish), side)
    main = tag(
        "div",
        _search(wish),
        chosen(wish, "/claims", state),
        body,
        downloads(wish),
        class_="results",
    )
    json_url = wish.address("/claims.json", page=str(number) if number > 1 else None)
    return render(request, say("claims.title"),
                  heading(say("claims.title"), count, ways(wish, "claims")),
                  tag("div", side, main, class_="browse"), json_url=json_url)  # fmt: skip


def facets_part(request: Request) -> Response:
    """Give the facets alone, for a page that has shown its claims already."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(_facets(state_of(request), asked(request.query_params)))


def claims_json(request: Request) -> Response:
    """Give a page of claims and the counts of its facets."""
    from starlette.responses import Response

    state = state_of(request)
    number = page_number(request)
    wish = asked(request.query_params, limit=_PER_PAGE, offset=(number - 1) * _PER_PAGE)
    page = state.ledger.claims(wish.query)
    found = {
        "filters": dict(wish.filters),
        "page": number,
        "total": page.total,
        "claims": [row_object(r) for r in page],
        "facets": dict(count_facets(state, wish.query)),
    }
    return Response(json_bytes(found), media_type="application/json")


def claims_jsonl(request: Request) -> Response:
    """Give all claims of the view, one a line."""
    from starlette.responses import StreamingResponse

    rows = _all_rows(state_of(request), request)
    return StreamingResponse(
        json_lines(row_object(r) for r in rows),
        media_type="application/x-ndjson",
        headers={"content-disposition": 'attachment; filename="claims.jsonl"'},
    )


def claims_csv(request: Request) -> Response:
    """Give all claims of the view as a table for a spreadsheet."""
    from starlette.responses import StreamingResponse

    state = state_of(request)
    rows = _all_rows(state, request)
    return StreamingResponse(
        _csv_lines(rows, state.forms),
        media_type="text/csv",
        headers={"content-disposition": 'attachment; filename="claims.csv"'},
    )


def _all_rows(state: State, request: Request) -> Iterator[LedgerClaim]:
    # Asked before the answer begins, so that a wrong filter is still told as an error.
    page = state.ledger.claims(asked(request.query_params, limit=_CHUNK).query)

    def rows() -> Iterator[LedgerClaim]:
        found, offset = page, 0
        while True:
            yield from found
            if len(found) < _CHUNK:
                return
            offset += _CHUNK
            wish = asked(request.query_params, limit=_CHUNK, offset=offset)
            found = state.ledger.claims(wish.query)

    return rows()


def _csv_lines(rows: Iterator[LedgerClaim], forms: dict[str, Any]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([harmless(v) for v in _csv_values(row, forms)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _csv_values(row: LedgerClaim, forms: dict[str, Any]) -> tuple[object, ...]:
    claim, text = row.claim, row.text
    placed = [p for p in claim.places if p.lat is not None]
    sides = [
        "; ".join("/".join(c for c in (a.country, a.role, a.group) if c) for a in side)
        for side in (claim.agents, claim.targets)
    ]
    figures = "; ".join(f"{f.what}: {f.low}..{f.high}" for f in claim.figures)
    return (
        claim.id, claim.type.value, claim.status.value, claim.stance.value, row.verdict or "",
        chain_arrows(claim, text, publisher=row.document.publisher), happening(claim, text, forms),
        claim.time.start or "", claim.time.end or "", "; ".join(p.name for p in claim.places),
        "; ".join(f"{p.lat:.5f}" for p in placed), "; ".join(f"{p.lon:.5f}" for p in placed),
        *sides, figures, " ".join(row.sentence.split()), row.document.name,
        row.document.publisher or "", row.document.published_start or "",
    )  # fmt: skip


def _search(wish: Asked) -> Safe:
    values = dict(wish.filters)
    sorts = [(s.value, say(f"claims.{s.value}")) for s in Sort]
    kept = [hidden(k, v) for k, v in wish.filters
            if k not in {"text", "place", "source", "since", "until", "sort"}]  # fmt: skip

    def box(name: str, key: str, kind: str = "search", hint: str = "") -> Safe:
        control = tag("input", type=kind, name=name, id=f"q-{name}", value=values.get(name, ""),
                      placeholder=hint or None, maxlength="300")  # fmt: skip
        return tag("div", tag("label", say(key), for_=f"q-{name}"), control,
                   class_=f"field q-{name}")  # fmt: skip

    sort = tag("div", tag("label", say("claims.sort"), for_="q-sort"),
               tag("select", options(sorts, wish.query.sort.value), name="sort", id="q-sort"),
               class_="field")  # fmt: skip
    return tag(
        "form",
        *kept,
        box("text", "claims.search", hint=say("claims.search_hint")),
        box("place", "claims.place"),
        box("source", "claims.source"),
        box("since", "claims.since", "date"),
        box("until", "claims.until", "date"),
        sort,
        tag("button", say("claims.apply"), type="submit", class_="primary"),
        method="get",
        action="/claims",
        role="search",
        class_="search-form",
    )


def _views(wish: Asked) -> Safe:
    """Give the frame of the saved views; the browser keeps them, and its script fills it."""
    form = tag(
        "form",
        tag("input", name="name", placeholder=say("claims.view_name"), maxlength="60",
            aria_label=say("claims.view_name")),
        tag("button", say("claims.view_save"), type="submit"),
    )  # fmt: skip
    shown = (tag("h2", say("claims.views")), tag("ul"), form)
    return tag("section", *shown, class_="views facet", hidden=True,
               data_address=wish.address("/claims"))  # fmt: skip


def _facets(state: State, wish: Asked) -> Safe:
    values = dict(wish.filters)
    parts = []
    for facet, counts in count_facets(state, wish.query):
        on = values.get(facet)
        if not counts or (len(counts) == 1 and on is None and facet == "verdict"):
            continue
        rows = [_facet_row(facet, v, n, wish, on) for v, n in counts]
        more = None
        if len(rows) > _SHOWN_VALUES + 1:
            rest = rows[_SHOWN_VALUES:]
            more = tag("details", tag("summary", say("claims.more", count=len(rest))),
                       tag("ul", *rest))  # fmt: skip
            rows = rows[:_SHOWN_VALUES]
        title = say("claims.facet_reviewed" if facet == "verdict" else f"claims.facet_{facet}")
        parts.append(tag("section", tag("h2", title), tag("ul", *rows), more, class_="facet"))
    return tag("details", tag("summary", say("claims.facets")), *parts, open=True)


def _facet_row(facet: str, value: str, number: int, wish: Asked, on: str | None) -> Safe:
    is_on = value == on
    href = wish.address("/claims", **{facet: None if is_on else value})
    words = (tag("span", value_words(facet, value)), tag("span", f"{number:,}", class_="count"))
    return tag("li", link(join(words), href, aria_current="true" if is_on else None))


def count_facets(state: State, query: Query) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Count a query's claims by every facet."""
    return _facet_counts(state, replace(query, limit=None, offset=0, sort=Sort.ADDED))


@remembered(64)
def _facet_counts(
    ledger: Ledger, query: Query
) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    return tuple((f, tuple(ledger.facet(f, query))) for f in FACETS)


def _row(row: LedgerClaim, state: State, wish: Asked) -> Safe:
    claim, text = row.claim, row.text
    href = f"/report/{row.document.id}#{claim.id}"
    words_of = happening(claim, text, state.forms)
    what = link(words_of[:1].upper() + words_of[1:], href, class_="what")
    says = tag(
        "div", chain_arrows(claim, text, publisher=row.document.publisher), class_="dim says"
    )
    words = None
    if wish.query.text:
        words = tag("div", highlighted(" ".join(row.sentence.split()), wish.query.text),
                    class_="words")  # fmt: skip
    places = list(dict.fromkeys(p.name for p in claim.places))
    where = [link(p, wish.address("/claims", place=p)) for p in places[:4]]
    if len(places) > 4:
        where.append(tag("span", say("claims.more", count=len(places) - 4), class_="dim"))
    days = day_range(claim.time.start, claim.time.end) or say("claims.undated")
    name = link(row.document.title or row.document.name,
                wish.address("/claims", document=str(row.document.id)), class_="quiet")  # fmt: skip
    return tag(
        "tr",
        tag("td", what, says, words),
        tag("td", join(where, ", "), class_="where"),
        tag("td", days, class_="day"),
        tag("td", chips(claim, row.verdict), class_="sure"),
        tag("td", name, tag("div", row.document.publisher, class_="dim"), class_="source"),
        class_=f"st-{claim.status.value} v-{row.verdict or 'undecided'}",
    )


def _nothing(*, is_empty: bool) -> Safe:
    if is_empty:
        return tag("p", say("claims.empty"), " ", link(say("claims.empty_go"), "/read"),
                   class_="empty")  # fmt: skip
    return tag("p", say("claims.none"), " ", link(say("claims.reset"), "/claims"), class_="empty")
