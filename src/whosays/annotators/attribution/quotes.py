"""Quotations: stretches between quotation marks, open ones too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = "“„«‟"
_CLOSING = "”»"
_EITHER = '"'
_MARK = re.compile(
    f"[{_OPENING}{_CLOSING}{_EITHER}]|''|``|(?<![\\w])[‘'](?=\\w)|(?<=[\\w.,!?…])[’'](?!\\w)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; ``closed`` is False where a segment ends inside it."""

    span: Span
    closed: bool
    segment: int


def find_quotations(text: str, stretches: list[tuple[int, int, int]]) -> list[Quotation]:
    """Find quotations within stretches of ``(start, end, segment)``, outermost only.

    Single quotation marks count only where they stand at word edges and pair up.
    """
    found: list[Quotation] = []
    for start, end, segment in stretches:
        found.extend(_in_stretch(text, start, end, segment))
    return found


def _in_stretch(text: str, start: int, end: int, segment: int) -> Iterator[Quotation]:
    opened: int | None = None
    closer = ""
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            closer = _closer(text, mark, at, end)
            if closer:
                opened = at
        elif mark in closer.split() and _may_close(text, mark, at, opened):
            yield Quotation(Span(opened, match.end()), closed=True, segment=segment)
            opened = None
    if opened is not None and closer != "’ '":
        stop = end
        while stop > opened + 1 and text[stop - 1].isspace():
            stop -= 1
        yield Quotation(Span(opened, stop), closed=False, segment=segment)


def _closer(text: str, mark: str, at: int, end: int) -> str:
    """Give the marks that may close what ``mark`` opens, "" where it opens nothing."""
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if after.isspace():
        return ""
    if mark in _OPENING:
        return "” »" if mark in "“„‟" else "»"
    if mark == _EITHER:
        return "\" ''"
    if mark in {"``", "''"}:
        return "''"
    if mark in "‘'":
        # A single mark opens only where its partner stands in the same stretch.
        partner = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
        return "’ '" if partner.search(text, at + 2, end) else ""
    return ""


def _may_close(text: str, mark: str, at: int, opened: int) -> bool:
    if mark == _EITHER:
        return not text[at - 1].isspace() or at - opened < 2
    return True
