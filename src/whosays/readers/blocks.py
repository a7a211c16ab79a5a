"""Blocks: the text of a page as a browser would stack it, with a raw offset for every character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from whosays.readers.tree import BLOCK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.tree import Piece, Tree

# Longer cells (source characters) hold paragraphs: the table lays out a page.
CELL_MAX = 1500
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_NEVER_NAMES = (
    "head script style noscript template svg math iframe select textarea button object "
    "canvas audio video option datalist"
)
_NEVER = frozenset(_NEVER_NAMES.split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DROPPED = frozenset("\x00\u200b\ufeff\u00ad\u2060")


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph: its words with blanks collapsed, where it stands, what is linked.

    ``element`` is the index of the nearest block element; ``link_share`` the share of its
    characters inside links (0..1); ``pieces`` are kept to map characters back. ``row`` tells
    whether it is a row of a table of data, its cells divided by tabs.
    """

    text: str
    element: int
    pieces: tuple[Piece, ...]
    link_share: float
    row: bool = False


def find_blocks(tree: Tree) -> list[Block]:
    """Stack the visible text of a page into blocks, in page order; blank ones are left out."""
    visible = _visibility(tree)
    rows = _data_rows(tree)
    blocks: list[Block] = []
    group: list[Piece] = []
    group_key: tuple[int, int, int] = (-1, -1, -1)
    for piece in tree.pieces:
        if piece.element >= 0 and not visible[piece.element]:
            continue
        row = rows[piece.element] if piece.element >= 0 else -1
        key = (row, 0, 0) if row >= 0 else (-1, piece.block, piece.line)
        if group and key != group_key:
            _add(tree, group, group_key[0], blocks)
            group = []
        group.append(piece)
        group_key = key
    _add(tree, group, group_key[0], blocks)
    return blocks


def _add(tree: Tree, group: Sequence[Piece], row: int, blocks: list[Block]) -> None:
    if not group:
        return
    text, _ = render(tree, group, cells=row >= 0)
    if not text:
        return
    if row >= 0:
        element = row
    else:
        first = next(p for p in group if tree.html[p.start : p.end].strip())
        element = first.element
        while element >= 0 and tree.elements[element].tag not in BLOCK:
            element = tree.elements[element].parent
    linked = total = 0
    for piece in group:
        size = piece.end - piece.start
        total += size
        linked += size if _in_link(tree, piece.element, element) else 0
    share = linked / total if total else 0.0
    blocks.append(Block(text, element, tuple(group), share, row=row >= 0))


def _data_rows(tree: Tree) -> list[int]:
    """Give for each element the row of a data table that it lies in, -1 for none.

    A table that holds another, headings or long cells is a layout, not data.
    """
    layout: set[int] = set()
    cells: dict[int, int] = {}
    row_count: dict[int, int] = {}
    table_of: list[int] = []
    for index, element in enumerate(tree.elements):
        above = table_of[element.parent] if element.parent >= 0 else -1
        own = index if element.tag == "table" else above
        table_of.append(own)
        if own < 0:
            continue
        if element.tag == "table":
            if above >= 0:
                layout.add(above)
            if element.attrs.get("role") in {"presentation", "none"}:
                layout.add(index)
        elif element.tag in {"td", "th"}:
            cells[own] = cells.get(own, 0) + 1
            if element.inner[1] - element.inner[0] > CELL_MAX:
                layout.add(own)
        elif element.tag == "tr":
            row_count[own] = row_count.get(own, 0) + 1
        elif element.tag in {"h1", "h2", "article", "iframe", "form", "figure"}:
            layout.add(own)
    found: list[int] = []
    for index, element in enumerate(tree.elements):
        table = table_of[index]
        data = (
            table >= 0
            and table not in layout
            and cells.get(table, 0) >= 2 * row_count.get(table, 1)
        )
        if data and element.tag == "tr":
            found.append(index)
        elif element.tag == "table" or not data:
            found.append(-1)
        else:
            found.append(found[element.parent] if element.parent >= 0 else -1)
    return found


def _in_link(tree: Tree, index: int, stop: int) -> bool:
    while index >= 0 and index != stop:
        if tree.elements[index].tag == "a":
            return True
        index = tree.elements[index].parent
    return False


def _visibility(tree: Tree) -> list[bool]:
    shown: list[bool] = []
    for element in tree.elements:
        hidden = (
            element.tag in _NEVER
            or "hidden" in element.attrs
            or element.attrs.get("aria-hidden") == "true"
            or bool(_HIDDEN_STYLE.search(element.attrs.get("style", "")))
        )
        parent = shown[element.parent] if element.parent >= 0 else True
        shown.append(parent and not hidden)
    return shown


def render(tree: Tree, pieces: Sequence[Piece], *, cells: bool = False) -> tuple[str, list[int]]:
    """Give the words of pieces with blanks collapsed, and the raw offset of each character.

    The offsets have one more entry: where the last character ends. ``cells``: part the cells of
    a table's row by tabs.
    """
    cell = -1
    chars: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        if cells and (now := _cell(tree, piece.element)) != cell:
            if chars and cell >= 0 and tree.html[piece.start : piece.end].strip():
                if chars[-1] == " ":
                    chars[-1] = "\t"
                elif chars[-1] != "\t":
                    chars.append("\t")
                    offsets.append(piece.start)
                    ends.append(piece.start)
            if tree.html[piece.start : piece.end].strip():
                cell = now
        for char, start, end in _characters(tree.html, piece.start, piece.end):
            if char in _DROPPED:
                continue
            if char.isspace() or char == "\x1f":
                if chars and chars[-1] not in " \t":
                    chars.append(" ")
                    offsets.append(start)
                    ends.append(end)
                continue
            chars.append(char)
            offsets.append(start)
            ends.append(end)
    if chars and chars[-1] in " \t":
        chars.pop()
        offsets.pop()
        ends.pop()
    offsets.append(ends[-1] if ends else 0)
    return "".join(chars), offsets


def _cell(tree: Tree, index: int) -> int:
    while index >= 0 and tree.elements[index].tag not in {"td", "th", "tr"}:
        index = tree.elements[index].parent
    return index


def _characters(html: str, start: int, end: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    at = start
    raw = html[start:end]
    if "&" in raw:
        for match in _ENTITY.finditer(raw):
            first, last = start + match.start(), start + match.end()
            found += [(html[k], k, k + 1) for k in range(at, first)]
            text = unescape(match.group(0))
            if text == match.group(0):
                found += [(html[k], k, k + 1) for k in range(first, last)]
            else:
                # A surrogate written as an entity is no character.
                found += [
                    (c if not "\ud800" <= c <= "\udfff" else "\ufffd", first, last) for c in text
                ]
            at = last
    found += [(html[k], k, k + 1) for k in range(at, end)]
    return found
