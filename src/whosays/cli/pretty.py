"""Pretty: what a person sees first, at 80 columns, with or without colour."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from whosays.pipeline.sentence import chain_arrows, claim_sentence, day_range, happening, squeeze
from whosays.schema.basis import PublishedBasis
from whosays.schema.segment import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from whosays.schema.claim import Claim
    from whosays.schema.reading import Reading
    from whosays.schema.segment import Segment

STYLES = {
    "event": "bold red",
    "agent": "cyan",
    "target": "yellow",
    "place": "green",
    "time": "magenta",
    "weapon": "bright_blue",
    "figure": "bold",
    "source": "underline",
    "cue": "italic",
}
"""Colours of the marks, one a field; the legend names them."""


def reading_view(reading: Reading, forms: Mapping[str, Any]) -> RenderableType:
    """Give a reading for the terminal: the report with marks, then each claim as a sentence."""
    parts: list[RenderableType] = [Rule(_heading(reading), align="left")]
    parts.append(Text(_published_words(reading), style="dim"))
    numbers = {claim.id: n for n, claim in enumerate(reading.claims, 1)}
    for segment in reading.document.segments:
        parts.append(Text())
        parts.append(_segment_view(segment, reading, numbers))
    parts.append(Text())
    parts.append(_legend())
    parts.append(Rule(count_words(len(reading.claims), "claim"), align="left"))
    parts.extend(
        claim_view(claim, reading, forms, number=numbers[claim.id]) for claim in reading.claims
    )
    parts.extend(problem_lines(reading))
    return Group(*parts)


def claim_view(
    claim: Claim, reading: Reading, forms: Mapping[str, Any], *, number: int | None = None
) -> RenderableType:
    """Give one claim: a sentence, and its chain as arrows where it has one."""
    publisher = reading.document.meta.publisher
    sentence = claim_sentence(claim, reading.text, forms, publisher=publisher)
    head = Text(f"[{number}] " if number is not None else "", style="bold")
    head.append(sentence, style="default")
    head.append(f"  ({claim.type.value}, {claim.status.value})", style="dim")
    lines: list[RenderableType] = [head]
    if claim.chain:
        arrows = chain_arrows(claim, reading.text, publisher=publisher)
        lines.append(Indented(Text(arrows, style="dim"), 4))
    return Group(*lines)


class Indented:
    """A text set in by columns (its first line by ``first``), without blanks at line ends."""

    def __init__(self, text: Text, by: int, *, first: int | None = None) -> None:
        self.text = text
        self.by = by
        self.first = first

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = self.text.wrap(console, max(20, options.max_width - self.by))
        for number, line in enumerate(lines):
            line.rstrip()
            by = self.by if number or self.first is None else self.first
            yield Text(" " * by) + line


def claims_table(reading: Reading, forms: Mapping[str, Any]) -> Table:
    """Give the claims of a reading as a table."""
    table = Table(title=reading.document.id, title_justify="left", expand=False)
    for name in ("claim", "type", "says", "what", "days"):
        table.add_column(name, overflow="fold")
    for claim in reading.claims:
        speakers = chain_arrows(claim, reading.text).removesuffix(" → this report")
        table.add_row(
            claim.id[:8],
            claim.type.value,
            "" if not claim.chain else speakers,
            Text(happening(claim, reading.text, forms, dated=False)),
            day_range(claim.time.start, claim.time.end),
        )
    return table


def problem_lines(reading: Reading) -> list[Text]:
    """Give one line for each problem of a reading."""
    problems = (*reading.document.problems, *reading.problems)
    return [Text(f"! {p.code}: {p.message}", style="yellow") for p in problems]


def marked_text(
    words: str, start: int, end: int, claims: Iterable[Claim], numbers: Mapping[str, int]
) -> Text:
    """Give ``words[start:end]`` with the marks of ``claims``, each trigger with its number."""
    text = Text(overflow="fold")
    marks: list[tuple[int, int, str]] = []
    notes: dict[int, list[int]] = {}
    for claim in claims:
        for name, span in _spans(claim):
            if start <= span[0] and span[1] <= end:
                marks.append((span[0], span[1], STYLES[name]))
        if claim.id in numbers:
            notes.setdefault(claim.trigger.end, []).append(numbers[claim.id])
    cuts = sorted({start, end, *(m[0] for m in marks), *(m[1] for m in marks)})
    for left, right in pairwise(cuts):
        style = " ".join(
            dict.fromkeys(m[2] for m in reversed(marks) if m[0] <= left and right <= m[1])
        )
        text.append(_plain(words[left:right]), style=style or None)
        if right in notes:
            label = ",".join(str(n) for n in sorted(notes[right]))
            text.append(f"[{label}]", style="bold")
    return text


def context_text(claim: Claim, text: str, around: int = 240) -> Text:
    """Give the words around a claim's trigger with the claim's marks."""
    start = max(0, claim.trigger.start - around)
    end = min(len(text), claim.trigger.end + around)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    shown = marked_text(text, start, end, [claim], {})
    return Text("…" if start else "") + shown + Text("…" if end < len(text) else "")


def count_words(count: int, noun: str) -> str:
    """Give "1 claim", "3 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _segment_view(segment: Segment, reading: Reading, numbers: Mapping[str, int]) -> RenderableType:
    start, end = segment.span
    claims = [c for c in reading.claims if segment.span.contains(c.trigger)]
    if segment.kind is SegmentKind.PARAGRAPH:
        return marked_text(reading.text, start, end, claims, numbers)
    label = Text(f"{segment.kind.value.replace('_', ' ')}: ", style="dim")
    body = marked_text(reading.text, start, end, claims, numbers)
    if segment.kind in {SegmentKind.EMBED, SegmentKind.BOILERPLATE, SegmentKind.CREDIT}:
        body.stylize("dim")
    if segment.repeats is not None:
        label.append("(said before) ", style="dim")
    return label + body


def _spans(claim: Claim) -> Iterable[tuple[str, tuple[int, int]]]:
    for actor in claim.agents:
        yield "agent", actor.span
    for actor in claim.targets:
        yield "target", actor.span
    for place in claim.places:
        yield "place", place.span
    for weapon in claim.weapons:
        yield "weapon", weapon.span
    for figure in claim.figures:
        yield "figure", figure.span
    if claim.time.span is not None:
        yield "time", claim.time.span
    for link in claim.chain:
        yield "source", link.span
        if link.cue is not None:
            yield "cue", link.cue
    yield "event", claim.trigger


def _legend() -> Text:
    legend = Text("marks: ", style="dim")
    for name, style in STYLES.items():
        legend.append(name, style=style)
        legend.append(" ")
    return legend


def _heading(reading: Reading) -> str:
    meta = reading.document.meta
    return squeeze(meta.title or reading.document.id)


def _published_words(reading: Reading) -> str:
    days = day_range(reading.published.start, reading.published.end) or "on an unknown day"
    basis = reading.published.basis
    how = "" if basis is PublishedBasis.UNKNOWN else f" ({basis.value})"
    by = f" by {reading.document.meta.publisher}" if reading.document.meta.publisher else ""
    reasons = "; ".join(e.reason for e in reading.published.evidence)
    because = f" because {reasons}" if basis is PublishedBasis.INFERRED and reasons else ""
    return f"published {days}{by}{how}{because}"


def _plain(words: str) -> str:
    """Show control characters and direction marks harmlessly; fold line breaks in a paragraph."""
    shown = []
    for char in words:
        if char in "\r\n\t":
            shown.append(" ")
        elif ord(char) < 32 or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            shown.append("\N{REPLACEMENT CHARACTER}")
        else:
            shown.append(char)
    return "".join(shown)
