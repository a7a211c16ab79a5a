"""Claim: one claim with its words, evidence and history, and what people decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import InputError, UsageError, WebError
from whosays.web.card import Shown, card
from whosays.web.corrections import changes, correction_form
from whosays.web.html import Safe, join, link, tag
from whosays.web.marks import claim_marks, marked
from whosays.web.pages.session import local_path
from whosays.web.payloads import json_bytes, row_object
from whosays.web.shell import heading, notice
from whosays.web.state import State, render, reviewer_of, state_of
from whosays.web.texts import say
from whosays.web.views import shown_claim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.errors import WhosaysError
    from whosays.ledger.review import Decision
    from whosays.store.base import LedgerClaim

_AROUND = 240


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/claim/{id}.json", claim_json),
        Route("/claim/{id}", claim_page),
        Route("/claim/{id}/correct", correct_page, methods=["GET"]),
        Route("/claim/{id}/correct", correct, methods=["POST"]),
        Route("/claim/{id}/{action:str}", decide, methods=["POST"]),
    ]


def claim_page(request: Request) -> Response:
    """Show a claim in its words, with its history."""
    state = state_of(request)
    row = state.ledger.claim(request.path_params["id"])
    shown = shown_claim(row, 1, can_decide=not state.is_read_only)
    title = say("claim.title", id=row.id[:8])
    source = link(shown.document_name, f"/report/{row.document.id}#{row.id}")
    joined = link(say("claim.incident"), f"/incident/of/{row.id}")
    past = history(state.ledger.review.history(row.id))
    body = tag(
        "div",
        card(shown, state.forms, context(shown), in_report=False, is_open=True),
        past,
        class_="one",
    )
    return render(
        request,
        title,
        heading(title, tag("p", source, " · ", joined)),
        body,
        json_url=f"/claim/{row.id}.json",
    )


def claim_json(request: Request) -> Response:
    """Give a claim with its document and history."""
    from starlette.responses import Response

    state = state_of(request)
    row = state.ledger.claim(request.path_params["id"])
    found = row_object(row)
    found["history"] = state.ledger.review.history(row.id)
    found["machine"] = state.ledger.review.machine(row.id)
    return Response(json_bytes(found), media_type="application/json")


async def decide(request: Request) -> Response:
    """Accept, reject, comment on or undo, then give the new card or go back."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse, RedirectResponse

    state = state_of(request)
    form = await request.form()
    by = reviewer_of(request)
    words = str(form.get("reason", ""))[:1000]
    action = request.path_params["action"]
    row = await run_in_threadpool(_decide, state, request.path_params["id"], action, by, words)
    number = request.headers.get("x-card", "")
    if number.isdecimal():
        in_report = request.headers.get("x-in-report") == "1"
        shown = shown_claim(row, int(number), can_decide=True)
        extra = () if in_report else (context(shown),)
        return HTMLResponse(card(shown, state.forms, *extra, in_report=in_report))
    back = str(form.get("next") or f"/report/{row.document.id}")
    return RedirectResponse(f"{local_path(back)}#{row.id}", status_code=303)


def correct_page(request: Request) -> Response:
    """Give the form that corrects a claim, as a page or for its card."""
    from starlette.responses import HTMLResponse

    state = state_of(request)
    row = state.ledger.claim(request.path_params["id"])
    if request.headers.get("x-card"):
        back = f"/report/{row.document.id}#{row.id}"
        return HTMLResponse(correction_form(row, back, request.query_params, state.settings))
    return _correct_page(request, row, request.query_params, None)


async def correct(request: Request) -> Response:
    """Append what the form changes, and go back; a form that does not fit is shown again."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    state = state_of(request)
    form = {k: str(v) for k, v in (await request.form()).items()}
    by = reviewer_of(request)
    if not by:
        raise UsageError("A722")
    row = await run_in_threadpool(state.ledger.claim, request.path_params["id"])
    try:
        await run_in_threadpool(_correct, state, row, form, by)
    except (InputError, UsageError, WebError) as error:
        return await run_in_threadpool(_correct_page, request, row, form, error)
    back = form.get("next") or f"/report/{row.document.id}#{row.id}"
    return RedirectResponse(local_path(back), status_code=303)


def _correct_page(
    request: Request, row: LedgerClaim, draft: Mapping[str, str], error: WhosaysError | None
) -> Response:
    state = state_of(request)
    back = local_path(draft.get("next") or f"/report/{row.document.id}#{row.id}")
    title = say("correct.title", id=row.id[:8])
    warning = None
    if error is not None:
        warning = notice(str(error), kind="warn")
    elif not reviewer_of(request):
        warning = notice(say("reviews.need_name"), kind="warn")
    words = context(shown_claim(row, 1, can_decide=False))
    form = correction_form(row, back, draft, state.settings)
    body = (heading(title), warning, words, form)
    return render(request, title, *body, status=200 if error is None else 400)


def context(shown: Shown) -> Safe:
    """Give the words around a claim's trigger, marked."""
    text, trigger = shown.text, shown.claim.trigger
    start, end = max(0, trigger.start - _AROUND), min(len(text), trigger.end + _AROUND)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    words = marked(text, start, end, claim_marks(shown.number, shown.claim), None)
    edges = ("… " if start else "", words, " …" if end < len(text) else "")
    return tag("blockquote", join(edges), class_="context", dir="auto")


def history(decisions: tuple[Decision, ...]) -> Safe:
    """List what people decided about a claim."""
    rows = [
        tag(
            "li",
            tag("b", d.by), " ", d.words, f" — {d.reason}" if d.reason else None,
            tag("span", f" {d.at[:16].replace('T', ' ')} · {say('log.seq')} {d.seq} ",
                say("claim.history_undone") if d.is_undone else "", class_="dim"),
            class_="undone" if d.is_undone else None,
        )
        for d in decisions
    ]  # fmt: skip
    shown = tag("ol", *rows) if rows else tag("p", say("claim.history_none"), class_="dim")
    return tag("section", tag("h2", say("claim.history")), shown, class_="history")


def _decide(state: State, claim: str, action: str, by: str, words: str) -> LedgerClaim:
    review = state.ledger.review
    if action == "accept":
        review.accept(claim, by=by, reason=words)
    elif action == "reject":
        review.reject(claim, by=by, reason=words)
    elif action == "comment":
        review.comment(claim, words, by=by)
    elif action == "undo":
        standing = [d for d in review.history(claim) if not d.is_undone and _is_decision(d)]
        if standing:
            review.undo(standing[-1].seq, by=by, reason=words)
    else:
        raise WebError("A908", path=f"/claim/{claim}/{action}")
    return state.ledger.claim(claim)


def _is_decision(decision: Decision) -> bool:
    return not decision.words.startswith("undid") and " happening as " not in decision.words


def _correct(state: State, row: LedgerClaim, form: Mapping[str, str], by: str) -> None:
    reason = form.get("reason", "")[:1000]
    # All of them first: where one does not fit, none is kept.
    for field, value in list(changes(row, form, state.settings, by)):
        state.ledger.review.correct(row.id, field, value, by=by, reason=reason)
