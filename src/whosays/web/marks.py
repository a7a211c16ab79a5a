"""Marks: a report's text as HTML, each claim's words marked by field, weighed by stance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.schema.segment import SegmentKind
from whosays.web.evidence import figure_value
from whosays.web.html import Safe, esc, join, tag
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.schema.claim import Claim
    from whosays.schema.figure import Figure
    from whosays.schema.segment import Segment

FIELDS = (
    "event", "source", "cue", "figure", "weapon", "place", "time", "agent", "target", "status",
    "stance", "note",
)  # fmt: skip
"""Fields of a mark; where several stand on the same words the first gives the colour."""
_RANK = {name: number for number, name in enumerate(FIELDS)}
_QUIET = frozenset({SegmentKind.EMBED, SegmentKind.BOILERPLATE, SegmentKind.CREDIT})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that stands for a field of the claim of this number.

    Number 0 is a figure that no claim holds, such as a row of a table; ``words`` say its value.
    """

    start: int
    end: int
    field: str
    number: int
    stance: str
    words: str = ""


def claim_spans(claim: Claim) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give each span of a claim with its field."""
    yield "event", claim.trigger
    for field, parts in (
        ("agent", claim.agents),
        ("target", claim.targets),
        ("place", claim.places),
        ("weapon", claim.weapons),
        ("figure", claim.figures),
        ("source", claim.chain),
        ("note", claim.notes),
    ):
        for part in parts:
            yield field, part.span
    for link in claim.chain:
        if link.cue is not None:
            yield "cue", link.cue
    for field, span in (
        ("time", claim.time.span),
        ("status", claim.status_cue),
        ("stance", claim.stance_cue),
    ):
        if span is not None:
            yield field, span


def claim_marks(number: int, claim: Claim) -> list[Mark]:
    """Give the marks of one claim."""
    stance = claim.stance.value
    return [Mark(*span, field, number, stance) for field, span in claim_spans(claim)]


def loose_figures(figures: Iterable[Figure], marks: Sequence[Mark]) -> list[Mark]:
    """Give marks of the figures that no claim holds: rows of a table, numbers of a summary."""
    held = {(m.start, m.end) for m in marks if m.field == "figure"}
    return [
        Mark(*f.span, "figure", 0, "", figure_value(f))
        for f in figures
        if f.what != "other" and tuple(f.span) not in held
    ]


def marked(
    text: str, start: int, end: int, marks: Sequence[Mark], anchors: dict[int, list[int]] | None
) -> Safe:
    """Give ``text[start:end]`` with its marks.

    ``anchors`` are the numbers to set behind a trigger, by where it ends; None for none. Each
    piece says where it starts (``data-s``), so that words selected in it can be told as a span.
    """
    inside = [m for m in marks if m.start < end and start < m.end]
    edges = {start, end}
    for mark in inside:
        edges.update((max(start, mark.start), min(end, mark.end)))
    edges.update(at for at in anchors or () if start < at < end)
    parts: list[Safe] = []
    for left, right in pairwise(sorted(edges)):
        over = [m for m in inside if m.start <= left and right <= m.end]
        parts.append(_piece(text[left:right], left, over))
        parts.extend(_anchor(number) for number in (anchors or {}).get(right, ()))
    return join(parts)


def segment_view(
    text: str, segment: Segment, marks: Sequence[Mark], anchors: dict[int, list[int]]
) -> Safe:
    """Give a segment with its label where it is no plain paragraph."""
    start, end = segment.span
    kind = segment.kind
    own = {at: numbers for at, numbers in anchors.items() if start < at <= end}
    if segment.table and "\t" in text[start:end]:
        words = _cells(text, start, end, marks, own)
    else:
        words = marked(text, start, end, marks, own)
    labels = [] if kind is SegmentKind.PARAGRAPH else [label("segments", kind.value)]
    if segment.table:
        labels.append(say("report.table"))
    if segment.repeats is not None:
        labels.append(say("report.repeats"))
    language = segment.language if segment.language not in {"", "und", "en"} else None
    if language:
        labels.append(language)
    shown = tag("span", " · ".join(labels), class_="kind") if labels else None
    classes = ["seg", f"seg-{kind.value}"]
    if kind in _QUIET:
        classes.append("quiet")
    if segment.table:
        classes.append("table")
    name = "h2" if kind is SegmentKind.HEADLINE else "p"
    body = tag(name, words, lang=language, dir="auto")
    return tag("div", shown, body, class_=" ".join(classes))


def legend() -> Safe:
    """Give the legend: colours of fields, weights of stances."""
    fields = [
        tag("span", label("fields", name), class_=f"m f-{name}")
        for name in ("event", "agent", "target", "place", "time", "weapon", "figure", "source")
    ]
    fields.append(tag("span", say("report.loose"), class_="m f-figure loose"))
    stances = [
        tag("span", label("stances", name), class_=f"m f-event s-{name}")
        for name in ("stated", "estimated", "probable", "alleged", "possible", "questioned")
    ]
    return tag(
        "div",
        tag("p", tag("span", say("report.legend"), class_="dim"), " ", join(fields, " ")),
        tag("p", tag("span", say("report.legend_stance"), class_="dim"), " ", join(stances, " ")),
        class_="legend",
    )


def _cells(
    text: str, start: int, end: int, marks: Sequence[Mark], anchors: dict[int, list[int]]
) -> Safe:
    """Set the cells of a table's row side by side; the tabs between them stay in the text."""
    parts: list[Safe] = []
    at = start
    for cell in text[start:end].split("\t"):
        own = {k: v for k, v in anchors.items() if at < k <= at + len(cell)}
        words = marked(text, at, at + len(cell), marks, own) if cell else ""
        parts.append(tag("span", words, "\t", class_="cell"))
        at += len(cell) + 1
    return join(parts)


def _piece(words: str, start: int, over: Sequence[Mark]) -> Safe:
    if not over:
        return tag("span", words, data_s=start) if words.strip() else esc(words)
    first = min(over, key=lambda m: (_RANK[m.field], m.number))
    numbers = sorted({m.number for m in over if m.number})
    fields = sorted({m.field for m in over}, key=_RANK.__getitem__)
    classes = ["m", *(f"f-{f}" for f in fields[:1])]
    if first.field == "event":
        classes.append(f"s-{first.stance}")
    title = ", ".join(label("fields", f) for f in fields)
    if not numbers:
        classes.append("loose")
        title = say("report.loose_title", figure=first.words)
    return tag(
        "span",
        words,
        class_=" ".join(classes),
        data_c=" ".join(str(n) for n in numbers) or None,
        data_s=start,
        title=title,
    )


def _anchor(number: int) -> Safe:
    return tag("a", str(number), href=f"#claim-{number}", class_="n", data_n=number)
