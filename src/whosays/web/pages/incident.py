"""Incident: one happening, field by field and source by source, with what people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import UsageError
from whosays.pipeline.sentence import day_range, squeeze
from whosays.schema.incident import Accord
from whosays.schema.query import Query, Sort
from whosays.web.chains import chains_drawing, path_of
from whosays.web.evidence import actor_words, figure_value, time_words
from whosays.web.html import Safe, join, link, tag
from whosays.web.lists import claim_lines
from whosays.web.pages.incidents import field_words, grade_chip, incident_title
from whosays.web.payloads import json_bytes, row_object
from whosays.web.shell import heading, notice
from whosays.web.state import State, render, reviewer_of, state_of
from whosays.web.texts import count, label, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.schema.incident import Estimate, FieldAgreement, Incident, Origin
    from whosays.store.base import LedgerClaim

_MOST_ORIGINS = 12
_MOST_CLAIMS = 400
_LISTED = 60
_FIELDS = ("type", "status", "stance", "time", "place", "agents", "targets", "weapons", "figures")


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/incident/{id}.json", incident_json),
        Route("/incident/of/{claim}", of_claim),
        Route("/incident/{id}", incident_page),
        Route("/incident/{id}/split", split, methods=["POST"]),
        Route("/incident/{id}/merge", merge, methods=["POST"]),
    ]


def incident_page(request: Request) -> Response:
    """Show one incident."""
    state = state_of(request)
    incident = state.ledger.incidents.get(request.path_params["id"])
    rows = _rows(state, incident)
    title = incident_title(incident)
    days = day_range(incident.start, incident.end) or say("claims.undated")
    line = " · ".join((days, count(len(incident.claims), "claim"),
                       say("incidents.n_origins", count=len(incident.origins))))  # fmt: skip
    tools = tag(
        "p", link(say("incidents.on_map"), f"/map?incident={incident.id}"), " ",
        link(say("incidents.in_time"), f"/timeline?incident={incident.id}"), " ",
        link(say("incidents.as_claims"), f"/claims?incident={incident.id}"), class_="tools",
    )  # fmt: skip
    grade = tag("p", grade_chip(incident), " ", say("incidents.grade_why"), " ",
                incident.grade.reason, class_="grade-line")  # fmt: skip
    body = (
        heading(title, tag("p", line, class_="dim"), tools),
        grade,
        tag("section", tag("h2", say("incidents.by_origin")), _table(incident, rows)),
        _contradictions(incident),
        tag("section", tag("h2", say("incidents.chains")),
            tag("p", say("incidents.chains_hint"), class_="dim"),
            chains_drawing(rows.values()) or tag("p", say("claims.none"))),
        _estimates(incident),
        _claims(state, incident, rows, reviewer_of(request)),
    )  # fmt: skip
    return render(request, title, tag("div", *body, class_="incident"),
                  json_url=f"/incident/{incident.id}.json")  # fmt: skip


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


def _table(incident: Incident, rows: dict[str, LedgerClaim]) -> Safe:
    clashing = {
        claim
        for field in incident.agreement
        if field.accord is Accord.CONTRADICT
        for claim in (*field.left, *field.right)
    }
    # Those who contradict each other are never among the ones left out.
    ranked = sorted(incident.origins, key=lambda o: clashing.isdisjoint(o.claims))
    origins = tuple(ranked[:_MOST_ORIGINS])
    head = tag(
        "tr",
        tag("th", say("incidents.field"), scope="col"),
        *[_origin_head(o) for o in origins],
        tag("th", say("incidents.agreement"), scope="col", class_="accord-head"),
    )
    body = [_field_row(field, origins, incident, rows) for field in _FIELDS]
    more = len(incident.origins) - len(origins)
    note = tag("p", say("incidents.more_origins", count=more), class_="dim") if more > 0 else None
    table = tag("table", tag("thead", head), tag("tbody", *[r for r in body if r]),
                class_="list matrix")  # fmt: skip
    return tag("div", tag("div", table, class_="scroll"), note)


def _origin_head(origin: Origin) -> Safe:
    told = say("incidents.told", claims=count(len(origin.claims), "claim"),
               reports=count(origin.documents, "document"))  # fmt: skip
    parts = [tag("b", origin.name), tag("small", origin.side or say("timeline.untold")),
             tag("small", told, class_="dim")]  # fmt: skip
    if origin.against_interest:
        parts.append(tag("small", say("incidents.against_interest"), class_="chip good"))
    return tag("th", *parts, scope="col")


def _field_row(
    field: str, origins: tuple[Origin, ...], incident: Incident, rows: dict[str, LedgerClaim]
) -> Safe | None:
    accords = [f for f in incident.agreement if f.field.partition(".")[0] == field]
    cells = []
    for origin in origins:
        values: dict[str, list[str]] = {}
        for claim in origin.claims:
            row = rows.get(claim)
            for value in _values(row, field) if row else ():
                values.setdefault(value, []).append(claim)
        cells.append((_cell(values), _side_of(origin, accords)))
    if not any(words for words, _ in cells):
        return None
    shown = [tag("td", words or tag("span", "—", class_="dim"), class_=side)
             for words, side in cells]  # fmt: skip
    judged = [_accord(f) for f in accords]
    return tag("tr", tag("th", say(f"incidents.f_{field}"), scope="row"), *shown,
               tag("td", *judged, class_="accord"))  # fmt: skip


def _values(row: LedgerClaim, field: str) -> Iterator[str]:
    claim = row.claim
    if field == "type":
        yield label("types", claim.type.value)
    elif field == "status":
        yield label("statuses", claim.status.value)
    elif field == "stance":
        yield label("stances", claim.stance.value)
    elif field == "time":
        yield time_words(claim)
    elif field == "place":
        for place in claim.places:
            relation = "" if place.relation.value == "at" else f"{place.relation.value} "
            is_open = "" if place.lat is not None else f" ({say('claim.left_open')})"
            yield f"{relation}{place.name}{is_open}"
    elif field in {"agents", "targets"}:
        for actor in claim.agents if field == "agents" else claim.targets:
            known = actor.country or actor.role or actor.group or actor.name
            yield actor_words(actor) if known else squeeze(actor.span.of(row.text))
    elif field == "weapons":
        for weapon in claim.weapons:
            code = label("weapons", weapon.code)
            yield f"{code}, {weapon.model}" if weapon.model else code
    else:
        for figure in claim.figures:
            yield figure_value(figure)


def _cell(values: dict[str, list[str]]) -> Safe | None:
    if not values:
        return None
    lines = [
        tag("li", link(value, f"/claim/{claims[0]}"),
            tag("small", f" ×{len(claims)}", class_="dim") if len(claims) > 1 else None)
        for value, claims in list(values.items())[:8]
    ]  # fmt: skip
    if len(values) > 8:
        lines.append(tag("li", say("claims.more", count=len(values) - 8), class_="dim"))
    return tag("ul", *lines)


def _side_of(origin: Origin, accords: list[FieldAgreement]) -> str | None:
    """Colour what stands on either side of a contradiction."""
    known = set(origin.claims)
    for field in accords:
        if field.accord is Accord.CONTRADICT:
            left, right = known & set(field.left), known & set(field.right)
            if left or right:
                return "left right" if left and right else "left" if left else "right"
    return None


def _accord(field: FieldAgreement) -> Safe:
    sign = {"agree": "=", "compatible": "≈", "contradict": "≠"}[field.accord.value]
    name = f"{field_words(field.field)}: " if "." in field.field else ""
    return tag("div", tag("b", sign, aria_label=say(f"incidents.{field.accord.value}")), " ", name,
               field.reason, class_=f"accord-line {field.accord.value}")  # fmt: skip


def _contradictions(incident: Incident) -> Safe | None:
    found = [f for f in incident.agreement if f.accord is Accord.CONTRADICT]
    if not found:
        return None
    rows = [
        tag("li", tag("b", field_words(f.field)), ": ", f.reason, " ",
            join([link(c[:8], f"/claim/{c}", class_="mono") for c in (*f.left, *f.right)[:12]],
                 " "))
        for f in found
    ]  # fmt: skip
    return tag("section", tag("h2", say("incidents.contradictions")), tag("ul", *rows),
               class_="notice bad")  # fmt: skip


def _estimates(incident: Incident) -> Safe | None:
    if not incident.estimates:
        return None
    names = {o.key: o.name for o in incident.origins}
    keys = ("measure", "of_whom", "told_by", "low", "best", "high", "basis")
    head = tag("tr", *[tag("th", say(f"incidents.{k}"), scope="col") for k in keys])
    rows = [_estimate(e, names) for e in incident.estimates]
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="list estimates")
    return tag("section", tag("h2", say("incidents.estimates")),
               tag("p", say("incidents.estimates_hint"), class_="dim"),
               tag("div", table, class_="scroll"))  # fmt: skip


def _estimate(found: Estimate, names: dict[str, str]) -> Safe:
    who = names.get(found.origin, found.origin) if found.origin else say("incidents.all_origins")
    numbers = [
        tag("td", "…" if v is None else f"{v:,g}", class_="number")
        for v in (found.low, found.best, found.high)
    ]
    claims = [link(c[:8], f"/claim/{c}", class_="mono") for c in found.claims[:6]]
    return tag(
        "tr",
        tag("td", found.measure.replace("_", " ")),
        tag("td", found.of_whom or tag("span", say("timeline.untold"), class_="dim")),
        tag("td", who),
        *numbers,
        tag("td", join(claims, " ")),
        class_=None if found.origin else "total",
    )


def _claims(state: State, incident: Incident, rows: dict[str, LedgerClaim], reviewer: str) -> Safe:
    listed = list(rows.values())[:_LISTED]
    more = len(incident.claims) - len(listed)
    lines = claim_lines(listed, state)
    rest = None
    if more > 0:
        rest = tag("p", link(say("claims.more", count=more), f"/claims?incident={incident.id}"))
    forms = None if state.is_read_only else _forms(incident, listed, reviewer)
    return tag("section", tag("h2", say("incidents.all_claims")), lines, rest, forms)


def _forms(incident: Incident, listed: list[LedgerClaim], reviewer: str) -> Safe:
    if not reviewer:
        return notice(say("reviews.need_name"), kind="warn")
    boxes = [
        tag("label", tag("input", type="checkbox", name="claim", value=row.id), " ",
            f"{row.id[:8]} · {row.document.publisher or row.document.name}: ",
            squeeze(row.sentence)[:140], class_="check")
        for row in listed
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
