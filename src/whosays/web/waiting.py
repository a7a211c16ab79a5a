"""Waiting: the page that stands where incidents must be joined first, and says how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whosays.web.html import Safe, tag
from whosays.web.shell import heading
from whosays.web.state import render, state_of
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whosays.ledger.progress import Progress

STAGES = ("copies", "compare", "join", "conflicts", "write")
"""Stages of a rebuild, in order."""


def wait_page(request: Request, title: str) -> Response | None:
    """Give the page that waits for the incidents, None where they are up to date.

    It renews itself, with the app's script or without it.
    """
    keeper = state_of(request).keeper
    if keeper.is_ready():
        return None
    body = (
        heading(title),
        tag("p", say("wait.lead"), class_="lead"),
        progress_bar(keeper.progress),
    )
    answer = render(request, title, *body, head=renew(), status=202)
    answer.headers["retry-after"] = "2"
    return answer


def renew() -> Safe:
    """Let a browser without scripts ask for the page again."""
    return tag("noscript", tag("meta", http_equiv="refresh", content="2"))


def progress_bar(progress: Progress | None) -> Safe:
    """Say which stage it is at, and how far."""
    found = progress_object(progress)
    bar = tag("progress", max="1000", value=round(1000 * found["share"]), id="wait-bar",
              aria_label=say("wait.label"))  # fmt: skip
    return tag("div", bar, tag("p", found["words"], id="wait-words", aria_live="polite"),
               class_="waiting", data_wait="/incidents/progress.json")  # fmt: skip


def progress_object(progress: Progress | None) -> dict[str, Any]:
    """Give stage, share (0..1) of the whole and words, for the script that renews the bar."""
    if progress is None:
        return {"is_ready": False, "stage": "", "share": 0.0, "words": say("wait.begin")}
    part = min(1.0, progress.done / max(1, progress.total))
    known = progress.stage in STAGES
    before = STAGES.index(progress.stage) if known else 0
    words = say("wait.stage", stage=label("stages", progress.stage), done=f"{progress.done:,}",
                total=f"{progress.total:,}")  # fmt: skip
    share = (before + part) / len(STAGES)
    return {"is_ready": False, "stage": progress.stage, "share": round(share, 4), "words": words}
