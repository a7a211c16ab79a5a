"""Losses bulletins: a run of rows with totals and increments is one claim of losses."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from whosays.schema.event import Argument, Event
from whosays.schema.segment import CLAIM_KINDS
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.schema.document import Document
    from whosays.schema.parse import Parse

RULE = "bulletin"
"""What the rules of such events and their figures begin with; claims read the measure from it."""
_INCREMENT = re.compile(r"\(\s*\+\s*\d")
_HEADS_BEFORE = 3
"""Segments before the first row in which the heading noun is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item's total and increment; ``segment`` is the index of its segment."""

    segment: int
    item: Span
    total: Span
    delta: Span
    what: str


class Bulletins:
    """Finds losses bulletins by the patterns of ``data/en/bulletins.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.row = re.compile(table["row"], re.IGNORECASE)
        self.items = [(re.compile(r["pattern"], re.IGNORECASE), r["what"]) for r in table["items"]]
        self.killed = re.compile(table["killed"], re.IGNORECASE)
        self.least_rows = int(table["least_rows"])
        self.heads = frozenset(table["heads"])

    def add(self, document: Document, parse: Parse, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Give ``events`` with those of bulletins put in, and those inside their rows left out."""
        found = list(events)
        for run in self.runs(document):
            first, last = run[0].segment, run[-1].segment
            inside = Span(run[0].item.start, run[-1].delta.end)
            head = self._head(document, parse, run[0])
            if head is None:
                continue
            at_head = [e for e in found if e.token == head]
            found = [e for e in found if not (inside.contains(e.trigger) or e.token == head)]
            end = document.segments[last].span.end
            found = [
                e for e in found if first == last or not (inside.start <= e.trigger.start < end)
            ]
            found += self._events(parse, head, run, at_head)
        return tuple(sorted(found, key=lambda e: (e.token, e.type)))

    def runs(self, document: Document) -> list[list[Row]]:
        """Give runs of rows: in one segment, or in segments that follow each other."""
        rows = [
            row
            for index, segment in enumerate(document.segments)
            if segment.kind in CLAIM_KINDS
            for row in self._rows(document.text, index, segment.span)
        ]
        runs: list[list[Row]] = [[row] for row in rows[:1]]
        for left, right in pairwise(rows):
            if right.segment - left.segment <= 1:
                runs[-1].append(right)
            else:
                runs.append([right])
        return [run for run in runs if len(run) >= self.least_rows]

    def _rows(self, text: str, segment: int, span: Span) -> list[Row]:
        found: list[Row] = []
        # An increment in brackets is rare and quickly looked for; the whole row is not.
        if not _INCREMENT.search(text, span.start, span.end):
            return found
        for match in self.row.finditer(text, span.start, span.end):
            item = match["item"]
            what = next((w for pattern, w in self.items if pattern.search(item)), "other")
            if what == "personnel":
                dead = self.killed.match(text, match.end())
                what = "killed" if dead else "casualties"
            found.append(
                Row(
                    segment=segment,
                    item=Span(*match.span("item")),
                    total=Span(*match.span("total")),
                    delta=Span(*match.span("delta")),
                    what=what,
                )
            )
        return found

    def _head(self, document: Document, parse: Parse, row: Row) -> int | None:
        """Give the last token that says losses before the first row."""
        first = max(0, row.segment - _HEADS_BEFORE)
        start = document.segments[first].span.start
        near = [i for i in parse.within((start, row.item.start)) if parse.lemma(i) in self.heads]
        return near[-1] if near else None

    def _events(
        self, parse: Parse, head: int, run: Sequence[Row], at_head: Sequence[Event]
    ) -> list[Event]:
        targets = tuple(
            dict.fromkeys(a for e in at_head for a in e.arguments if a.role == "target")
        )
        made = []
        for kind in ("casualties", "materiel_loss"):
            rows = [
                r for r in run if (r.what in {"killed", "casualties"}) == (kind == "casualties")
            ]
            if not rows:
                continue
            figures = tuple(
                Argument(role="figure", span=span, head=-1, rule=f"{RULE}:{row.what}:{part}")
                for row in rows
                for part, span in (("total", row.total), ("increment", row.delta))
            )
            made.append(
                Event(
                    type=kind,
                    trigger=parse.tokens[head].span,
                    token=head,
                    arguments=(*targets, *figures),
                    score=1.0,
                    rule=f"{RULE}: {len(rows)} rows after “{parse.tokens[head].text}”",
                )
            )
        if not made and at_head:
            return [dataclasses.replace(e) for e in at_head]
        return made
