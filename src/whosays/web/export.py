"""Export: a report as one HTML file that opens without the app, and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays._version import __version__
from whosays.pipeline.sentence import squeeze
from whosays.web.html import Safe, tag
from whosays.web.paper import document_line, report_body
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.web.views import ReportView

_STATIC = Path(__file__).resolve().parent / "static"


def report_file(view: ReportView, forms: Mapping[str, Any]) -> str:
    """Give the whole file: style and script stand inside, and a policy forbids any other."""
    style, script = _static("app.css"), _static("report.js")
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; "
        f"script-src '{_hash(script)}'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=f"whosays {__version__}"),
        tag("title", f"{squeeze(view.title)} · whosays"),
        tag("style", Safe(style)),
    )
    shown = tag("div", tag("h1", squeeze(view.title)), document_line(view), class_="report-head")
    foot = tag("footer", say("shell.version", version=__version__), class_="foot")
    body = tag(
        "body",
        tag("main", shown, report_body(_without_actions(view), forms, keys=False)),
        foot,
        tag("script", Safe(script)),
    )
    whole = tag("html", head, body, lang="en", data_theme="auto", class_="alone")
    return f"<!doctype html>\n{whole}"


def _without_actions(view: ReportView) -> ReportView:
    claims = tuple(replace(s, can_decide=False, is_alone=True) for s in view.claims)
    return replace(view, claims=claims)


@lru_cache(maxsize=4)
def _static(name: str) -> str:
    words = (_STATIC / name).read_text("utf-8")
    # The file's own text must not end the element that it stands in.
    assert "</" not in words
    return words


def _hash(words: str) -> str:
    digest = hashlib.sha256(words.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
