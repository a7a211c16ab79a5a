"""Layer ``times``: every time expression of the document's segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.times.ranges import borrow
from whosays.annotators.times.recognise import Draft, recognise
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span
from whosays.schema.time import TimeMention, TimexType
from whosays.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.times.grammar import Grammar
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse


class TimesAnnotator:
    """Runs the grammar over each segment in English; embeds and boilerplate are left alone.

    The parse only settles words that are no times elsewhere (*may*, *march*, *fall*).
    """

    name = "times"
    requires = ("parse",)
    provides = ("times",)

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give the mentions in text order; values may be unresolved (see data/en/times.toml)."""
        parse = annotations.parse if annotations.has("parse") else None
        low = plain(document.text)
        found: list[TimeMention] = []
        for segment in document.segments:
            if segment.language not in {"en", "und"}:
                continue
            if segment.kind in {SegmentKind.EMBED, SegmentKind.BOILERPLATE}:
                continue
            found += self.read(document.text, low, segment.span, parse)
        return {"times": tuple(found)}

    def read(
        self, text: str, low: str, span: tuple[int, int], parse: Parse | None = None
    ) -> list[TimeMention]:
        """Give the mentions within ``span``; ``low`` is ``plain(text)``."""
        start, end = span
        drafts = recognise(text, low, start, end, self.grammar, parse)
        return [_mention(draft) for draft in borrow(low, drafts, start, end)]


def _mention(draft: Draft) -> TimeMention:
    return TimeMention(
        span=Span(draft.start, draft.end),
        type=TimexType(draft.type),
        value=draft.value,
        granularity=granularity(draft.value),
        mod=draft.mod,
        zone=draft.zone,
        rule=draft.rule,
    )


_UNIT_NAMES = {
    "TS": "second", "TM": "minute", "TH": "hour", "D": "day", "WE": "weekend", "W": "week",
    "FN": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "HC": "decade",
    "CE": "century",
}  # fmt: skip
_LENGTHS = {2: "century", 3: "decade", 4: "year", 7: "month", 10: "day"}


def granularity(value: str) -> str:
    """Name the grain of a value: minute, daypart, day, week, month, season … or ""."""
    head, _, rest = value.partition("T")
    if not value or value.endswith(("_REF", "EVENT")) or value[0] == "P":
        return ""
    if rest[:2].isdigit():
        return "minute"
    if rest and value[:3] in {"DCT", "REF", "CUR"} and value.endswith(("TS", "TM", "TH")):
        return "hour"
    if rest and rest in {"MO", "MI", "AF", "EV", "NI", "DT", "ON", "NN"}:
        return "daypart"
    if value[:3] in {"DCT", "REF", "CUR", "WAR"} and "XXXX" not in value and "=" not in value:
        letters = value.rstrip("0123456789")
        unit = letters[-2:] if letters[-2:] in _UNIT_NAMES else letters[-1:]
        return _UNIT_NAMES.get(unit, "")
    plain_value = head.rpartition("=")[2].rpartition("<")[2].rpartition(">")[2].removeprefix("BC")
    if plain_value.endswith(("-SP", "-SU", "-FA", "-WI")):
        return "season"
    if "-WE" in plain_value:
        return "weekend"
    if "-W" in plain_value:
        return "day" if plain_value.count("-") == 2 else "week"
    if "-Q" in plain_value or "-H" in plain_value:
        return "quarter"
    return _LENGTHS.get(len(plain_value), "")
