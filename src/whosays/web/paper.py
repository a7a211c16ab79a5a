"""Paper: a report's text with its marks, and its claims beside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from whosays.pipeline.sentence import day_range
from whosays.schema.basis import PublishedBasis
from whosays.web.card import card
from whosays.web.glance import glance
from whosays.web.html import Safe, join, tag
from whosays.web.marks import claim_marks, legend, loose_figures, segment_view
from whosays.web.texts import count, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.web.views import ReportView

KEYS = (
    ("j", "next"), ("k", "previous"), ("o", "open"), ("a", "accept"), ("r", "reject"),
    ("e", "correct"), ("u", "undo"),
)  # fmt: skip


def report_body(view: ReportView, forms: Mapping[str, Any], *, keys: bool) -> Safe:
    """Give the text with its marks, and the claims beside it."""
    marks = [
        m for s in view.claims if s.verdict != "rejected" for m in claim_marks(s.number, s.claim)
    ]
    anchors: dict[int, list[int]] = {}
    for shown in view.claims:
        anchors.setdefault(shown.claim.trigger.end, []).append(shown.number)
    marks += loose_figures(view.reading.figures, marks)
    marks.sort(key=lambda m: m.start)
    starts = [m.start for m in marks]
    longest = max((m.end - m.start for m in marks), default=0)
    text = view.reading.text
    segments = []
    for segment in view.reading.document.segments:
        # Only marks near the segment: a long bulletin has thousands of both.
        low = bisect_left(starts, segment.span.start - longest)
        near = marks[low : bisect_left(starts, segment.span.end)]
        segments.append(segment_view(text, segment, near, anchors))
    article = tag(
        "section", legend(), tag("div", *segments, class_="text"), problems(view),
        class_="paper", aria_label=say("report.text_label"),
    )  # fmt: skip
    cards = [card(shown, forms) for shown in view.claims]
    if not cards:
        cards = [tag("p", say("report.claims_none"), class_="empty")]
    head = tag(
        "div",
        tag("h2", count(len(view.claims), "claim")),
        tag("p", say("report.claims_hint"), class_="dim"),
        glance(view.claims),
        key_help() if keys else None,
        class_="claims-head",
    )
    side = tag(
        "section", head, *cards, class_="claims-side", aria_label=say("report.claims_label"),
        tabindex="0",
    )  # fmt: skip
    return tag("div", article, side, class_="report", data_report=view.name)


def document_line(view: ReportView) -> Safe:
    """Say by whom and when the report was published, and on what that rests."""
    reading = view.reading
    days = day_range(reading.published.start, reading.published.end)
    when = say("report.published", days=days) if days else say("report.published_unknown")
    parts: list[object] = [when]
    if reading.published.basis is not PublishedBasis.UNKNOWN:
        reasons = "; ".join(e.reason for e in reading.published.evidence)
        basis = say("report.basis", basis=reading.published.basis.value)
        parts.append(tag("span", basis, title=reasons or None, class_="dim"))
    if reading.document.meta.publisher:
        parts.append(say("report.by", publisher=reading.document.meta.publisher))
    sha = reading.document.sha256[:12]
    read_by = say("report.read_by", version=view.version, sha256=sha)
    return tag("p", join(parts, " "), tag("span", " · ", read_by, class_="dim"), class_="meta")


def problems(view: ReportView) -> Safe | None:
    """Tell what went wrong in reading, if anything did."""
    found = (*view.reading.document.problems, *view.reading.problems)
    if not found:
        return None
    rows = [tag("li", f"{p.code}: {p.message}") for p in found]
    return tag("div", tag("h3", say("report.problems")), tag("ul", *rows), class_="notice warn")


def key_help() -> Safe:
    """Name the keys."""
    parts = [tag("span", tag("kbd", key), " ", say(f"report.key_{name}")) for key, name in KEYS]
    return tag("p", join(parts, " "), class_="keys", aria_label=say("report.keys"))
