"""Report: the words marked, the claims beside them, the raw source, one file to pass on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.pipeline.sentence import squeeze
from whosays.web.export import report_file
from whosays.web.html import Safe, join, link, tag
from whosays.web.paper import document_line, report_body
from whosays.web.payloads import json_bytes, report_object
from whosays.web.shell import notice
from whosays.web.state import render, state_of
from whosays.web.texts import say
from whosays.web.views import ReportView, report_bytes, report_view

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/report/{name}.json", report_json),
        Route("/report/{name}/raw", raw),
        Route("/report/{name}/export", export),
        Route("/report/{name}", report),
    ]


def report(request: Request) -> Response:
    """Show a report with its claims."""
    state = state_of(request)
    view = report_view(state, request.path_params["name"])
    base = f"/report/{view.name}"
    tools = tag(
        "p",
        link(say("report.raw"), f"{base}/raw"),
        link(say("report.export"), f"{base}/export", download=True),
        class_="tools",
    )
    head = tag(
        "div", tag("h1", squeeze(view.title)), document_line(view), tools, class_="report-head"
    )
    unsaved = _unsaved(view, can_keep=not state.is_read_only) if view.document is None else None
    body = report_body(view, state.forms, keys=view.document is not None)
    return render(request, squeeze(view.title), head, unsaved, body, json_url=f"{base}.json")


def report_json(request: Request) -> Response:
    """Give the reading as the contract has it, with what people decided."""
    from starlette.responses import Response

    view = report_view(state_of(request), request.path_params["name"])
    return Response(json_bytes(report_object(view)), media_type="application/json")


def raw(request: Request) -> Response:
    """Give the source as plain text, whatever it is: nothing in it is run or drawn."""
    from starlette.responses import Response

    state = state_of(request)
    view = report_view(state, request.path_params["name"])
    headers = {"content-security-policy": "sandbox; default-src 'none'"}
    return Response(report_bytes(state, view), media_type="text/plain", headers=headers)


def export(request: Request) -> Response:
    """Give the report as one HTML file that opens without the app."""
    from starlette.responses import Response

    state = state_of(request)
    view = report_view(state, request.path_params["name"])
    headers = {"content-disposition": f'attachment; filename="{view.file_name}.whosays.html"'}
    return Response(report_file(view, state.forms), media_type="text/html", headers=headers)


def _unsaved(view: ReportView, *, can_keep: bool) -> Safe:
    button = tag("button", say("report.keep"), type="submit", class_="primary")
    form = tag("form", button, method="post", action=f"/keep/{view.name}", class_="inline")
    return notice(join((say("report.unsaved"), " ", form if can_keep else "")))
