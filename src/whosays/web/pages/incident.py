"""Incident: one happening, field by field and source by source, with what people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import UsageError
from whosays.pipeline.sentence import squeeze
from whosays.schema.query import Query, Sort
from whosays.web.chains import path_of
from whosays.web.html import Safe, link, tag
from whosays.web.incident_parts import incident_body, incident_file
from whosays.web.incident_words import incident_title
from whosays.web.payloads import json_bytes, row_object
from whosays.web.shell import notice
from whosays.web.state import State, render, reviewer_of, state_of
from whosays.web.texts import say
from whosays.web.waiting import wait_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.schema.incident import Incident
    from whosays.store.base import LedgerClaim

_MOST_CLAIMS = 400
_LISTED = 60


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/incident/{id}.json", incident_json),
        Route("/incident/of/{claim}", of_claim),
        Route("/incident/{id}", incident_page),
        Route("/incident/{id}/export", export),
        Route("/incident/{id}/split", split, methods=["POST"]),
        Route("/incident/{id}/merge", merge, methods=["POST"]),
    ]


def incident_page(request: Request) -> Response:
    """Show one incident."""
    state = state_of(request)
    waiting = wait_page(request, say("incidents.title"))
    if waiting is not None:
        return waiting
    incident = state.ledger.incidents.get(request.path_params["id"])
    rows = _rows(state, incident)
    tools = tag(
        "p", link(say("incidents.on_map"), f"/map?incident={incident.id}"), " ",
        link(say("incidents.in_time"), f"/timeline?incident={incident.id}"), " ",
        link(say("incidents.as_claims"), f"/claims?incident={incident.id}"), " ",
        link(say("incidents.as_file"), f"/incident/{incident.id}/export", download=True),
        class_="tools",
    )  # fmt: skip
    forms = None if state.is_read_only else _forms(incident, rows, reviewer_of(request))
    body = incident_body(incident, rows, state, tools=tools, forms=forms)
    return render(request, incident_title(incident), body,
                  json_url=f"/incident/{incident.id}.json")  # fmt: skip


def export(request: Request) -> Response:
    """Give the incident as one file."""
    from starlette.responses import HTMLResponse

    state = state_of(request)
    incident = state.ledger.incidents.get(request.path_params["id"])
    file = incident_file(incident, _rows(state, incident), state)
    disposition = f'attachment; filename="incident-{incident.id}.html"'
    return HTMLResponse(file, headers={"content-disposition": disposition})


def incident_json(request: Request) -> Response:
    """Give an incident with its claims and their chains."""
    from starlette.responses import Response

    state = state_of(request)
    incident = state.ledger.incidents.get(request.path_params["id"])
    rows = _rows(state, incident)
    payload = {
        "incident": incident,
        "claims": [row_object(r) for r in rows.values()],
        "chains": [path_of(r) for r in rows.values()],
    }
    return Response(json_bytes(payload), media_type="application/json")


def of_claim(request: Request) -> Response:
    """Lead from a claim to its incident."""
    from starlette.responses import RedirectResponse

    waiting = wait_page(request, say("incidents.title"))
    if waiting is not None:
        return waiting
    incident = state_of(request).ledger.incidents.of_claim(request.path_params["claim"])
    return RedirectResponse(f"/incident/{incident.id}", status_code=303)


async def split(request: Request) -> Response:
    """Say that the claims chosen are a happening of their own."""
    return await _decide(request, is_merge=False)


async def merge(request: Request) -> Response:
    """Say that this and another incident are one happening."""
    return await _decide(request, is_merge=True)


async def _decide(request: Request, *, is_merge: bool) -> Response:
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    state, by = state_of(request), reviewer_of(request)
    form = await request.form()
    if not by:
        raise UsageError("A722")
    claims = [str(v) for v in form.getlist("claim")][:_MOST_CLAIMS]
    other = str(form.get("other", "")).strip().rpartition("/")[2][:80]
    reason = str(form.get("reason", ""))[:1000]
    name = request.path_params["id"]
    chosen = await run_in_threadpool(
        _merge if is_merge else _split, state, name, claims, other, by, reason
    )
    return RedirectResponse(f"/incident/of/{chosen}", status_code=303)


def _merge(state: State, name: str, _: list[str], other: str, by: str, reason: str) -> str:
    ledger = state.ledger
    mine = ledger.incidents.get(name)
    theirs = ledger.incidents.of_claim(other) if other[:1] == "c" else ledger.incidents.get(other)
    ledger.review.merge([mine.claims[0], theirs.claims[0]], by=by, reason=reason)
    return mine.claims[0]


def _split(state: State, name: str, claims: list[str], _: str, by: str, reason: str) -> str:
    ledger = state.ledger
    mine = ledger.incidents.get(name)
    known = [c for c in claims if c in mine.claims]
    if not known or len(known) == len(mine.claims):
        reason_ = "choose some of its claims, not none and not all"
        raise UsageError("A721", claim=name, field="incident", reason=reason_)
    ledger.review.split(known, by=by, reason=reason)
    return known[0]


def _rows(state: State, incident: Incident) -> dict[str, LedgerClaim]:
    query = Query(incident=incident.id, sort=Sort.ADDED, limit=_MOST_CLAIMS)
    return {row.id: row for row in state.ledger.claims(query)}


def _forms(incident: Incident, rows: dict[str, LedgerClaim], reviewer: str) -> Safe:
    if not reviewer:
        return notice(say("reviews.need_name"), kind="warn")
    boxes = [
        tag("label", tag("input", type="checkbox", name="claim", value=row.id), " ",
            f"{row.id[:8]} · {row.document.publisher or row.document.name}: ",
            squeeze(row.sentence)[:140], class_="check")
        for row in list(rows.values())[:_LISTED]
    ]  # fmt: skip
    split_form = tag(
        "form", tag("fieldset", tag("legend", say("incidents.split_hint")), *boxes),
        tag("input", name="reason", placeholder=say("correct.reason"), maxlength="1000",
            aria_label=say("correct.reason")),
        tag("button", say("incidents.split"), type="submit"),
        method="post", action=f"/incident/{incident.id}/split", class_="decide-form",
    )  # fmt: skip
    merge_form = tag(
        "form", tag("label", say("incidents.merge_hint"), for_="other"),
        tag("input", name="other", id="other", required=True, maxlength="80"),
        tag("input", name="reason", placeholder=say("correct.reason"), maxlength="1000",
            aria_label=say("correct.reason")),
        tag("button", say("incidents.merge"), type="submit"),
        method="post", action=f"/incident/{incident.id}/merge", class_="decide-form",
    )  # fmt: skip
    summary = tag("summary", say("incidents.decide"))
    mine = tag("p", say("incidents.own_id", id=incident.id), class_="dim mono")
    parts = [mine, merge_form, split_form if len(incident.claims) > 1 else None]
    return tag("details", summary, *parts, class_="decide-incident")
