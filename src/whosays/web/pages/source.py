"""Source: one of those who are quoted: by whom, on what, how it fares, how reliable it is held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from whosays.errors import WebError
from whosays.schema.incident import Accord
from whosays.schema.query import Query
from whosays.schema.rating import Reliability
from whosays.store.overview import claim_ids, publisher_counts
from whosays.web.html import Safe, hidden, join, link, tag
from whosays.web.incident_words import field_words, incident_title
from whosays.web.payloads import json_bytes
from whosays.web.shell import heading, notice
from whosays.web.sides import in_words
from whosays.web.state import State, render, reviewer_of, state_of
from whosays.web.texts import count, label, say
from whosays.web.waiting import wait_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.schema.incident import FieldAgreement, Incident
    from whosays.schema.rating import Rating

_SEARCHED = 100
"""Contradicted incidents of one source that are looked through, most origins first."""
_MOST_SHOWN = 25
_FACETS = (("type", "types"), ("stance", "stances"), ("status", "statuses"), ("place", ""))


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/source.json", source_json),
        Route("/source", source_page, methods=["GET"]),
        Route("/source/rate", rate, methods=["POST"]),
        Route("/source/unrate/{seq:int}", unrate, methods=["POST"]),
    ]


def source_page(request: Request) -> Response:
    """Show one source: who relays it, on what it speaks, where others contradict it."""
    state = state_of(request)
    name, query = _named(request)
    waiting = wait_page(request, name)
    if waiting is not None:
        return waiting
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
        _reliability(state, name, reviewer_of(request)),
        tag("div", _publishers(publishers, name), *parts, class_="source-facets"),
        _clashes(clashes, name),
    )
    return render(request, name, *body, json_url=f"/source.json?{urlencode({'name': name})}")


def source_json(request: Request) -> Response:
    """Give one source with its publishers, subjects, contradictions and grades."""
    from starlette.responses import Response

    state = state_of(request)
    name, query = _named(request)
    state.keeper.wait()
    publishers, facets, clashes = _one(state, query)
    rating = state.ledger.sources.rating(name)
    payload = {
        "source": name,
        "reliability": None if rating is None else rating.grade,
        "ratings": state.ledger.sources.history(name),
        "publishers": [{"publisher": p, "claims": n, "reports": d} for p, n, d in publishers],
        "facets": {facet: dict(values) for facet, _, values in facets},
        "contradictions": [
            {"incident": i.id, "field": f.field, "reason": f.reason, "left": f.left,
             "right": f.right}
            for i, f in clashes
        ],
    }  # fmt: skip
    return Response(json_bytes(payload), media_type="application/json")


async def rate(request: Request) -> Response:
    """Grade a source, and go back to it."""
    from starlette.concurrency import run_in_threadpool

    form = await request.form()
    name = str(form.get("name", "")).strip()[:300]
    await run_in_threadpool(
        state_of(request).ledger.sources.rate,
        name,
        str(form.get("grade", "")),
        by=reviewer_of(request),
        reason=str(form.get("reason", ""))[:1000],
    )
    return _to(name)


async def unrate(request: Request) -> Response:
    """Take a grade back, and go back to the source."""
    from starlette.concurrency import run_in_threadpool

    form = await request.form()
    undo, seq = state_of(request).ledger.review.undo, request.path_params["seq"]
    await run_in_threadpool(undo, seq, by=reviewer_of(request))
    return _to(str(form.get("name", ""))[:300])


def grade_mark(grade: str | None) -> Safe | None:
    """Give a grade as a small label, None for none."""
    if grade is None:
        return None
    words = label("reliability", grade)
    return tag("abbr", grade, title=words, class_=f"chip grade r-{grade.lower()}")


def _to(name: str) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse(f"/source?{urlencode({'name': name})}", status_code=303)


def _named(request: Request) -> tuple[str, Query]:
    name = request.query_params.get("name", "").strip()[:300]
    if not name:
        raise WebError("A909", name="name", value="")
    return name, Query(source=name, limit=None)


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
        for incident in state.ledger.incidents.find(
            replace(query, contradicted=True, limit=_SEARCHED)
        )
        for field in incident.agreement
        if field.accord is Accord.CONTRADICT and told & {*field.left, *field.right}
    ]
    return publishers, facets, clashes


def _reliability(state: State, name: str, reviewer: str) -> Safe:
    """Show the grade that holds, what it was before, and the form that sets another."""
    history = state.ledger.sources.history(name)
    holding = next((r for r in reversed(history) if not r.is_undone), None)
    grade = None if holding is None else holding.grade.value
    said: Safe = tag("span", say("sources.ungraded"), class_="dim")
    if grade is not None:
        words = tag("span", label("reliability", grade))
        said = join((grade_mark(grade), " ", words))
    past = tag("ol", *[_rating(r, name, can_undo=bool(reviewer)) for r in history],
               class_="ratings") if history else None  # fmt: skip
    form: Safe | None = None
    if state.is_read_only:
        form = tag("p", say("reviews.read_only"), class_="dim")
    elif not reviewer:
        form = notice(say("reviews.need_name"), kind="warn")
    else:
        form = _rate_form(name, grade)
    return tag("section", tag("h2", say("sources.reliability")), tag("p", said), past, form,
               class_="reliability")  # fmt: skip


def _rate_form(name: str, grade: str | None) -> Safe:
    boxes = [
        tag("label", tag("input", type="radio", name="grade", value=r.value, required=True,
                         checked=r.value == grade),
            tag("b", r.value), " ", label("reliability", r.value), class_="check")
        for r in Reliability
    ]  # fmt: skip
    return tag(
        "form", hidden("name", name),
        tag("fieldset", tag("legend", say("sources.rate_legend")), *boxes, class_="grades"),
        tag("label", say("correct.reason"), for_="rate-reason"),
        tag("input", name="reason", id="rate-reason", maxlength="1000"),
        tag("button", say("sources.rate"), type="submit", class_="primary"),
        method="post", action="/source/rate", class_="rate-form",
    )  # fmt: skip


def _rating(rating: Rating, name: str, *, can_undo: bool) -> Safe:
    undo = None
    if can_undo and not rating.is_undone:
        button = tag("button", say("log.undo"), type="submit", class_="quiet")
        undo = tag("form", hidden("name", name), button, method="post",
                   action=f"/source/unrate/{rating.seq}", class_="inline")  # fmt: skip
    words = (
        tag("b", rating.by), " ", grade_mark(rating.grade.value),
        f" {rating.reason}" if rating.reason else None,
        tag("span", f" {rating.at[:16].replace('T', ' ')} · {say('log.seq')} {rating.seq} ",
            say("claim.history_undone") if rating.is_undone else "", class_="dim"),
    )  # fmt: skip
    return tag("li", tag("span", *words, class_="undone" if rating.is_undone else None), undo)


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
        return tag("section", title, tag("p", say("sources.uncontradicted")), hint, aria_label=name)
    rows = [
        tag("li", link(incident_title(i), f"/incident/{i.id}", class_="what"), " ",
            tag("span", field_words(f.field), class_="chip contradict"),
            tag("div", in_words(f.reason), class_="dim"))
        for i, f in found[:60]
    ]  # fmt: skip
    return tag("section", title, hint, tag("ul", *rows, class_="claim-lines"))
