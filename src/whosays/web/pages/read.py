"""Read: hand in text, files, an address or a bundled report, and watch it being read."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

from whosays.engine.base import Source
from whosays.engine.samples import bundled_sources
from whosays.errors import InputError, WebError
from whosays.pipeline.sentence import day_range
from whosays.schema.document import Given
from whosays.web.html import Safe, hidden, link, tag
from whosays.web.payloads import json_bytes
from whosays.web.shell import heading, notice
from whosays.web.state import render, state_of
from whosays.web.texts import count, label, say
from whosays.web.waiting import renew

if TYPE_CHECKING:
    from starlette.datastructures import FormData, UploadFile
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.store.base import DocumentInfo
    from whosays.web.jobs import Item, Job

_RECENT = 12
_MAX_FILES = 200


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/", home),
        Route("/read.json", form_json),
        Route("/read", form_page, methods=["GET"]),
        Route("/read", hand_in, methods=["POST"]),
        Route("/read/sample", hand_in_sample, methods=["POST"]),
        Route("/jobs/{job}.json", job_json),
        Route("/jobs/{job}", job_page),
        Route("/keep/{name}", keep, methods=["POST"]),
    ]


def home(request: Request) -> Response:
    """Go to the first page."""
    del request
    return _to("/read")


def form_page(request: Request) -> Response:
    """Show the form, the bundled reports and what was read lately."""
    state = state_of(request)
    lead = tag("p", say("read.lead"), class_="lead")
    if state.is_read_only:
        lead = notice(say("reviews.read_only"), kind="warn")
    recent = _recent(state.ledger.latest_documents(_RECENT))
    aside = tag("aside", _samples(), recent, aria_label=say("read.beside"))
    body = tag("div", _form(is_read_only=state.is_read_only), aside, class_="two")
    title = say("read.title")
    return render(request, title, heading(title), lead, body, json_url="/read.json")


def form_json(request: Request) -> Response:
    """Give the bundled reports and what was read lately."""
    from starlette.responses import Response

    found = {
        "samples": [s.name for s in bundled_sources()],
        "recent": state_of(request).ledger.latest_documents(_RECENT),
    }
    return Response(json_bytes(found), media_type="application/json")


async def hand_in(request: Request) -> Response:
    """Queue what the form holds and go to its progress."""
    state = state_of(request)
    limit = state.options.max_upload
    async with request.form(max_files=_MAX_FILES, max_part_size=limit) as form:
        sources = await _sources(form)
        keep_it = form.get("keep") is not None and not state.is_read_only
    if not sources:
        raise WebError("A907")
    return _to(f"/jobs/{state.jobs.submit(sources, keep=keep_it).id}")


async def hand_in_sample(request: Request) -> Response:
    """Queue a bundled report; it is not kept."""
    form = await request.form()
    name = str(form.get("name", ""))
    sources = [s for s in bundled_sources() if s.name == name]
    if not sources:
        raise WebError("A908", path=f"/read/sample/{name}")
    return _to(f"/jobs/{state_of(request).jobs.submit(sources, keep=False).id}")


def keep(request: Request) -> Response:
    """Put an unsaved reading into the ledger."""
    number = state_of(request).jobs.keep(request.path_params["name"])
    return _to(f"/report/{number}")


def job_json(request: Request) -> Response:
    """Give a job's progress."""
    from starlette.responses import JSONResponse

    return JSONResponse(_job_object(state_of(request).jobs.job(request.path_params["job"])))


def job_page(request: Request) -> Response:
    """Show a job's progress; its script renews it, or, without scripts, the browser does."""
    job = state_of(request).jobs.job(request.path_params["job"])
    if job.is_done and len(job.items) == 1 and job.items[0].link:
        return _to(job.items[0].link)
    rows = [_job_row(n, item) for n, item in enumerate(job.items)]
    table = tag("ol", *rows, class_="jobs", data_job=job.id, data_open=say("job.open"),
                aria_live="polite")  # fmt: skip
    again = tag("p", link(say("job.again"), "/read"))
    url = f"/jobs/{job.id}.json"
    title = say("job.title")
    head = None if job.is_done else renew()
    return render(request, title, heading(title), table, again, json_url=url, head=head)


def _job_row(number: int, item: Item) -> Safe:
    words = _progress_words(item)
    opened = link(say("job.open"), item.link) if item.link else None
    return tag(
        "li",
        tag("span", item.name, class_="name"),
        tag("span", words, class_="step"),
        opened,
        class_=f"job {item.state}",
        data_number=number,
    )


def _progress_words(item: Item) -> str:
    if item.state == "done":
        return count(item.n_claims, "claim")
    if item.state == "failed":
        return item.problem or say("job.failed")
    if item.state == "reading" and item.step:
        own = {"models": say("job.models"), "text": say("job.text")}
        return own.get(item.step) or label("steps", item.step)
    return say(f"job.{item.state}")


def _job_object(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "is_done": job.is_done,
        "keep": job.keep,
        "items": [
            {**dataclasses.asdict(item), "words": _progress_words(item)} for item in job.items
        ],
    }


async def _sources(form: FormData) -> list[Source]:
    given = Given(
        published=_day(str(form.get("published") or "")),
        publisher=str(form.get("publisher") or "").strip() or None,
        title=str(form.get("title") or "").strip() or None,
    )
    found: list[Source] = []
    text = str(form.get("text") or "")
    if text.strip():
        # Browsers send line ends as CR LF, whatever was pasted.
        raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
        found.append(Source("pasted.txt", raw=raw, given=given))
    for upload in form.getlist("files"):
        if isinstance(upload, str) or not upload.filename:
            continue
        found.append(await _uploaded(upload, given))
    url = str(form.get("url") or "").strip()
    if url:
        found.append(Source(url, given=given))
    return found


async def _uploaded(upload: UploadFile, given: Given) -> Source:
    # A browser may send a path; only its last part is the name, and nothing is opened by it.
    name = (upload.filename or "").replace("\\", "/").rpartition("/")[2] or "upload"
    return Source(name[:200], raw=await upload.read(), given=given)


def _day(value: str) -> date | None:
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise InputError("A108", value=value) from error


def _form(*, is_read_only: bool) -> Safe:
    text = tag(
        "textarea", name="text", id="text", rows="14", placeholder=say("read.text_hint"),
        spellcheck="false",
    )  # fmt: skip
    files = tag(
        "label",
        tag("span", say("read.files_hint"), class_="words"),
        tag("input", type="file", name="files", multiple=True,
            accept=".txt,.html,.htm,.xhtml,.md,text/plain,text/html"),
        class_="drop",
    )  # fmt: skip
    url = tag(
        "input", type="url", name="url", id="url", placeholder=say("read.url_hint"),
        maxlength="2000",
    )  # fmt: skip
    known = tag(
        "fieldset",
        tag("legend", say("read.details")),
        _field("read.published", tag("input", type="date", name="published", id="published")),
        _field("read.publisher", tag("input", name="publisher", id="publisher", maxlength="200")),
        _field("read.report_title", tag("input", name="title", id="report_title", maxlength="400")),
        tag("p", say("read.details_hint"), class_="dim"),
        class_="known",
    )
    kept = tag(
        "label",
        tag("input", type="checkbox", name="keep", checked=not is_read_only, disabled=is_read_only),
        say("read.keep"),
        title=say("read.keep_hint"),
        class_="check",
    )
    go = tag("button", say("read.go"), type="submit", class_="primary")
    return tag(
        "form",
        _field("read.text", text, wide=True),
        files,
        _field("read.url", url, wide=True),
        known,
        tag("div", kept, go, class_="bar"),
        method="post",
        action="/read",
        enctype="multipart/form-data",
        class_="read",
    )


def _field(key: str, control: Safe, *, wide: bool = False) -> Safe:
    return tag(
        "div",
        tag("label", say(key), for_=key.partition(".")[2]),
        control,
        class_="field wide" if wide else "field",
    )


def _samples() -> Safe:
    rows = [
        tag(
            "li",
            tag(
                "form",
                hidden("name", s.name),
                tag(
                    "button",
                    tag("b", _sample_name(s.name)),
                    tag("span", s.given.publisher or s.name),
                    type="submit",
                    aria_label=say("read.sample_go", name=s.name),
                ),
                method="post",
                action="/read/sample",
            ),
        )
        for s in bundled_sources()
    ]
    return tag(
        "section",
        tag("h2", say("read.samples")),
        tag("p", say("read.samples_hint"), class_="dim"),
        tag("ul", *rows, class_="samples"),
    )


def _sample_name(name: str) -> str:
    stem = name.partition(".")[0]
    words = label("samples", stem)
    return words if words != stem else stem.partition("-")[2].replace("-", " ").capitalize()


def _recent(documents: list[DocumentInfo]) -> Safe:
    rows = [
        tag(
            "li",
            link(d.title or d.name, f"/report/{d.id}"),
            tag("span", _document_words(d), class_="dim"),
        )
        for d in documents
    ]
    shown = tag("ul", *rows, class_="recent") if rows else tag("p", say("read.recent_none"))
    return tag("section", tag("h2", say("read.recent")), shown)


def _document_words(document: DocumentInfo) -> str:
    days = day_range(document.published_start, document.published_end)
    parts = [document.publisher or say("read.unknown_publisher"), days]
    return " · ".join(p for p in (*parts, count(document.n_claims, "claim")) if p)


def _to(path: str) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse(path, status_code=303)
