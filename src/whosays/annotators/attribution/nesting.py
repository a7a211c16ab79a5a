"""Settle rivals, nest, and make the final attributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.attribution import Attribution
from whosays.schema.span import Span, hull
from whosays.text.near import SpanIndex

if TYPE_CHECKING:
    from whosays.annotators.attribution.candidate import Candidate
    from whosays.schema.parse import Parse


def settle(candidates: list[Candidate]) -> list[Candidate]:
    """Keep one candidate a cue, and drop lighter ones that say the same content from elsewhere."""
    by_cue: dict[tuple[int, int] | None, list[Candidate]] = {}
    for candidate in candidates:
        if not candidate.content:
            continue
        key = tuple(candidate.cue[0]) if candidate.cue else tuple(candidate.source[0])
        by_cue.setdefault((key[0], key[1]), []).append(candidate)
    kept = [max(rivals, key=lambda c: c.weight) for rivals in by_cue.values()]
    kept.sort(key=lambda c: (c.content[0], c.cue or c.source))
    by_content: dict[tuple[Span, ...], list[Candidate]] = {}
    for candidate in kept:
        by_content.setdefault(tuple(candidate.content), []).append(candidate)
    with_cue = [c for c in kept if c.cue]
    cues = SpanIndex(c.cue[0] for c in with_cue)
    return [
        c
        for c in kept
        if not _is_shadowed(
            c,
            [
                *(with_cue[n] for span in c.cue[:1] for n in cues.overlapping(span)),
                *by_content[tuple(c.content)],
            ],
        )
    ]


def _is_shadowed(candidate: Candidate, others: list[Candidate]) -> bool:
    """Tell whether a heavier candidate has this one's cue, or its source and content."""
    for other in others:
        if other is candidate or other.weight <= candidate.weight:
            continue
        if other.cue and candidate.cue and other.cue[0].overlaps(candidate.cue[0]):
            return True
        if other.content == candidate.content and other.source == candidate.source and other.source:
            return True
    return False


class _Inside:
    """Finds the candidates whose cue stands in the content of another."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.candidates = [c for c in candidates if c.cue]
        self.cues = SpanIndex(c.cue[0] for c in self.candidates)

    def numbers(self, outer: Candidate) -> list[int]:
        """Give the numbers, in the order of the candidates, of those that may stand in it."""
        return sorted({n for span in outer.content for n in self.cues.overlapping(span)})

    def of(self, outer: Candidate) -> list[Candidate]:
        """Give those of ``numbers`` but for the candidate itself."""
        return [self.candidates[n] for n in self.numbers(outer) if self.candidates[n] is not outer]


def part(candidates: list[Candidate], parse: Parse) -> None:
    """Part what one speaker says from what he adds: "said that A, adding that B" is two.

    The content of the first ends at the comma before the participle.
    """
    for later in candidates:
        if later.head < 1 or parse.tokens[later.head].xpos != "VBG" or not later.source:
            continue
        start = later.cue[0].start
        before = parse.text[:start].rstrip()
        if not before.endswith(","):
            continue
        comma = len(before) - 1
        for first in candidates:
            if first is later or first.source != later.source or not first.covers(later.cue[0]):
                continue
            first.content = [
                Span(c.start, min(c.end, comma)) for c in first.content if c.start < comma
            ] or first.content


def inherit(candidates: list[Candidate]) -> None:
    """Let a relay ("…," he said, as quoted by X. "…") hold all that the relayed one says."""
    inside = _Inside(candidates)
    for outer in candidates:
        if not outer.rule.startswith(
            ("phrase.as_", "phrase.quoted", "phrase.cited", "relay", "quoted_saying")
        ):
            continue
        at = -1
        # Content grows on the way, and with it what stands inside.
        while (number := next((n for n in inside.numbers(outer) if n > at), None)) is not None:
            at, inner = number, inside.candidates[number]
            if inner is outer or not outer.covers(inner.cue[0]):
                continue
            for span in inner.content:
                if not outer.covers(span) and not any(span.overlaps(c) for c in outer.cue):
                    outer.add_content(span)


def confine(candidates: list[Candidate]) -> None:
    """Keep what is said inside a clause that word order has settled within that clause.

    "X was accused of …, stated the report": the accusation ends where the report's clause does.
    """
    inside = _Inside(candidates)
    for outer in candidates:
        if not outer.rule.startswith("order."):
            continue
        for inner in inside.of(outer):
            if not outer.covers(inner.cue[0]):
                continue
            clipped = [
                Span(max(c.start, o.start), min(c.end, o.end))
                for c in inner.content
                for o in outer.content
                if c.overlaps(o)
            ]
            if clipped and not inner.quotes:
                inner.content = clipped


def nest(candidates: list[Candidate], text: str) -> tuple[Attribution, ...]:
    """Give attributions with ``parent`` and ``outermost``; in text order of their cues."""
    ordered = sorted(candidates, key=_place)
    hulls = SpanIndex(hull(c.content) for c in ordered)
    parents = [_parent(c, ordered, hulls) for c in ordered]
    return tuple(
        Attribution(
            source=tuple(c.source),
            cue=tuple(c.cue),
            content=tuple(c.content),
            quoted=bool(c.quotes) or text[c.content[0].start] in '“"„«',
            outermost=parent is None and not c.quoted_voice,
            parent=parent,
            cue_class=c.cue_class,
            mode=c.mode,
            rule=c.rule,
        )
        for c, parent in zip(ordered, parents, strict=True)
    )


def _place(candidate: Candidate) -> tuple[int, int]:
    first = (candidate.cue or candidate.source or candidate.content)[0]
    return first.start, -candidate.content_size()


def _parent(candidate: Candidate, others: list[Candidate], hulls: SpanIndex) -> int | None:
    """Index of the smallest other candidate whose content holds this one's cue and content."""
    if candidate.within is not None:
        return next((i for i, c in enumerate(others) if c is candidate.within), None)
    own = candidate.cue[0] if candidate.cue else (candidate.source or candidate.content)[0]
    best: tuple[int, int] | None = None
    for index in hulls.holding(own):
        other = others[index]
        if other is candidate or not other.covers(own):
            continue
        if not all(other.covers(c) or _mostly(other, c) for c in candidate.content):
            continue
        if _holds(candidate, other):
            continue
        size = other.content_size()
        if best is None or size < best[0]:
            best = (size, index)
    return None if best is None else best[1]


def _mostly(other: Candidate, span: Span) -> bool:
    shared = sum(
        min(c.end, span.end) - max(c.start, span.start) for c in other.content if c.overlaps(span)
    )
    return shared * 2 > span.length()


def _holds(candidate: Candidate, other: Candidate) -> bool:
    """Two that hold each other (a parser's knot): the larger is no child."""
    if not other.cue or not candidate.covers(other.cue[0]):
        return False
    return candidate.content_size() >= other.content_size()
