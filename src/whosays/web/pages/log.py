"""Log: every entry of the ledger, and the hand that made it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from whosays.web.html import Safe, join, link, tag
from whosays.web.paging import page_number, pager
from whosays.web.payloads import json_bytes
from whosays.web.shell import heading
from whosays.web.state import render, reviewer_of, state_of
from whosays.web.texts import count, label, say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.store.entries import LogEntry

_PER_PAGE = 100
_SPAN = re.compile(r"\[(\d+), ?(\d+)\]")
_LONGEST = 160


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/log.json", log_json),
        Route("/log", log_page),
        Route("/undo/{seq:int}", undo, methods=["POST"]),
    ]


def log_page(request: Request) -> Response:
    """Show a page of the log."""
    state = state_of(request)
    number = page_number(request)
    people = request.query_params.get("people") == "1"
    entries = state.ledger.log(limit=_PER_PAGE + 1, offset=(number - 1) * _PER_PAGE, people=people)
    has_more = len(entries) > _PER_PAGE
    rows = [_row(e) for e in entries[:_PER_PAGE]]
    keys = ("seq", "at", "by", "words", "reason", "hash")
    head = tag("tr", *[tag("th", say(f"log.{k}"), scope="col") for k in keys])
    table = tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *rows), class_="list log"),
        class_="scroll",
    )
    body = table if rows else tag("p", say("log.none"), class_="empty")
    turn = pager(request, number, has_more=has_more)
    lead = tag("p", say("log.lead"), class_="lead")
    choices = tag(
        "div",
        link(say("log.all"), "/log", aria_current=None if people else "true"),
        link(say("log.people"), "/log?people=1", aria_current="true" if people else None),
        class_="choice-row choice-rows",
    )
    url = "/log.json" + (f"?{request.url.query}" if request.url.query else "")
    return render(request, say("log.title"), heading(say("log.title")), lead, choices, body, turn,
                  json_url=url)  # fmt: skip


def log_json(request: Request) -> Response:
    """Give a page of the log."""
    from starlette.responses import Response

    number = page_number(request)
    people = request.query_params.get("people") == "1"
    entries = state_of(request).ledger.log(
        limit=_PER_PAGE, offset=(number - 1) * _PER_PAGE, people=people
    )
    found = {"page": number, "entries": [e._asdict() for e in entries]}
    return Response(json_bytes(found), media_type="application/json")


async def undo(request: Request) -> Response:
    """Take back a decision by the number of its entry."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    review = state_of(request).ledger.review
    by = reviewer_of(request)
    await run_in_threadpool(review.undo, request.path_params["seq"], by=by)
    return RedirectResponse("/log", status_code=303)


def _row(entry: LogEntry) -> Safe:
    undone = tag("span", " ", say("log.undone"), class_="chip") if entry.is_undone else None
    cells = (
        tag("td", str(entry.seq), class_="number"),
        tag("td", entry.at[:19].replace("T", " "), class_="mono"),
        tag("td", entry.by or tag("span", say("log.machine"), class_="dim")),
        tag("td", _words(entry), undone, _undo_button(entry)),
        tag("td", entry.reason),
        tag("td", entry.hash[:10], class_="mono dim"),
    )
    return tag("tr", *cells, class_="undone" if entry.is_undone else None)


def _undo_button(entry: LogEntry) -> Safe | None:
    is_decision = entry.kind == "judgement" or (
        entry.kind in {"revision", "rating"} and entry.action != "undo"
    )
    if not is_decision or entry.is_undone:
        return None
    button = tag("button", say("log.undo"), type="submit", class_="quiet")
    return tag("form", button, method="post", action=f"/undo/{entry.seq}", class_="inline")


def _words(entry: LogEntry) -> Safe:
    if entry.kind == "document":
        name = link(entry.document or "", f"/report/{entry.document_id}")
        return _filled("log.document", name=name)
    if entry.kind == "reading":
        name = link(entry.read_name or "", f"/report/{entry.read_document}")
        claims = count(entry.n_claims or 0, "claim")
        words = say("log.reading", name="\0", version=entry.version or "", count=claims)
        return _around(words, name)
    if entry.kind == "judgement":
        left, right = (_claim_link(c or "") for c in (entry.left_claim, entry.right_claim))
        before, _, rest = say(f"log.{entry.verdict}", left="\0", right="\1").partition("\0")
        middle, _, after = rest.partition("\1")
        return join((before, left, middle, right, after))
    if entry.action == "rate":
        source = entry.source or ""
        name = link(source, f"/source?{urlencode({'name': source})}")
        return _around(say("log.rate", source="\0", grade=entry.grade or ""), name)
    if entry.action == "undo":
        return join((say("log.undid", seq=entry.undoes),))
    claim = join((" ", _claim_link(entry.claim_id or "")))
    if entry.action == "correct":
        return join((_set_words(entry.field or "", entry.value or ""), claim))
    return join((say(f"log.{entry.action}"), claim))


def _set_words(field: str, value: str) -> str:
    """Say what a correction set; a span of the text is told as its signs, not as a list."""
    name = label("corrections", field)
    span = _SPAN.fullmatch(value)
    if span:
        return say("log.correct_span", field=name, first=span[1], last=span[2])
    return say("log.correct", field=name, value=value[:_LONGEST])


def _claim_link(claim: str) -> Safe:
    return link(claim[:8], f"/claim/{claim}", class_="mono")


def _filled(key: str, name: Safe) -> Safe:
    return _around(say(key, name="\0"), name)


def _around(words: str, name: Safe) -> Safe:
    before, _, after = words.partition("\0")
    return join((before, name, after))
