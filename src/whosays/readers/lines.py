"""Lines: a plain text cut into chunks, hard-wrapped lines joined, bullets told from text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.text.normalise import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANK = " \t\u00a0\u1680\u2007\u202f\u205f\u3000\x1f\x00" + INVISIBLE
_SPACE = _BLANK + "".join(chr(c) for c in range(0x2000, 0x200B))
_RULER = re.compile(r"[-–—=_*~#.•·+|:\s]{3,}|[*•·]")
_BULLET = re.compile(
    r"(?:[•▪■●◦‣⁃∙·◾◼▫○◉➤►▶➔→✔✓✅☑❖◆◇⬩❗‼⚡🔹🔸🔴🔵🔻🔺👉📌*+»]|[-–—‒])[\ufe0e\ufe0f]?\s+"
)
_HEADING = re.compile(r"#{1,6}\s+")
_SYMBOLS = re.compile(r"[\s\ufe0e\ufe0f\u200d\u20e3]")
_TERMINAL = frozenset(".!?:;…。！？")
_CLOSERS = "\"'”’»)]"
# Hard-wrapped mail and bulletins break between 60 and 80 columns; wider files are not wrapped.
WRAP_MIN, WRAP_MAX = 40, 140
# A file is wrapped if most lines end where the next word would not have fitted.
WRAP_SHARE = 0.6
# A lone broken line is joined only if it is longer than an item of a list.
SOFT_MIN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text's span without outer blanks, its indent in code points."""

    start: int
    end: int
    indent: int
    bullet: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that are one unit; ``bullet`` is the sign before it ("" for none).

    ``gap`` tells whether a blank line stands before; ``cells`` whether it is a table's row.
    """

    start: int
    end: int
    bullet: str
    gap: bool
    cells: bool = False


def split_lines(text: str) -> list[Line]:
    """Cut a text at every kind of line end."""
    lines: list[Line] = []
    at = 0
    for match in _BREAK.finditer(text):
        lines.append(_line(text, at, match.start()))
        at = match.end()
    lines.append(_line(text, at, len(text)))
    return lines


def _line(text: str, start: int, end: int) -> Line:
    body = text[start:end]
    left = len(body) - len(body.lstrip(_SPACE))
    right = len(body.rstrip(_SPACE))
    if right <= left or _RULER.fullmatch(body[left:right]):
        return Line(start, end, 0, 0, blank=True)
    core = body[left:right]
    bullet = _BULLET.match(core) or _HEADING.match(core)
    width = bullet.end() if bullet else leading_symbols(core)
    if width >= len(core):
        width = 0
    return Line(start + left, start + right, left, width, blank=False)


def leading_symbols(text: str) -> int:
    """Count the emoji, arrows and blanks before a line's first word."""
    at = 0
    for char in text:
        if unicodedata.category(char) in {"So", "Sk"} or _SYMBOLS.match(char):
            at += 1
        else:
            break
    return at if at and not text[:at].isspace() else 0


def chunk_lines(text: str, lines: Sequence[Line]) -> list[Chunk]:
    """Join lines into units: wrapped lines to paragraphs, rows and items each on its own."""
    rows = _table_rows(text, lines)
    width = _wrap_width(text, lines, rows)
    chunks: list[Chunk] = []
    gap = True
    before: Line | None = None
    for index, line in enumerate(lines):
        if line.blank:
            gap, before = True, None
            continue
        if index in rows:
            start, end = rows[index]
            if end > start:
                chunks.append(Chunk(start, end, "", gap, cells=True))
                gap = False
            before = None
            continue
        if before is not None and chunks and _goes_on(text, before, line, width, chunks[-1]):
            last = chunks[-1]
            chunks[-1] = Chunk(last.start, line.end, last.bullet, last.gap)
        else:
            sign = text[line.start : line.start + line.bullet].strip(_SPACE)
            chunks.append(Chunk(line.start + line.bullet, line.end, sign, gap))
        gap, before = False, line
    return chunks


def _goes_on(text: str, before: Line, line: Line, width: int, chunk: Chunk) -> bool:
    """Tell whether ``line`` continues the unit that ``before`` belongs to."""
    if line.bullet:
        return False
    first = text[line.start]
    last = text[before.start : before.end].rstrip(_CLOSERS)[-1:]
    if width:
        word = _first_word(text, line)
        full = _length(before) + 1 + len(word) > width
        if full and not (chunk.bullet and line.indent < before.indent and last in _TERMINAL):
            return True
        return bool(chunk.bullet) and line.indent > before.indent and last not in _TERMINAL
    broken = first.islower() and last.isalpha() and before.end - before.start >= SOFT_MIN
    hanging = bool(chunk.bullet) and line.indent > before.indent and last not in _TERMINAL
    # A page saved as text breaks lines at its links, and leaves the blank beside the link.
    torn = first.islower() and (
        line.indent > 0 or text[before.end : before.end + 1] in {" ", "\xa0"}
    )
    if torn and not chunk.bullet and last not in _TERMINAL:
        return True
    return (broken and before.end - before.start <= WRAP_MAX) or hanging


def _wrap_width(text: str, lines: Sequence[Line], rows: dict[int, tuple[int, int]]) -> int:
    """Give the column at which the file is wrapped, 0 where it is not."""
    pairs = [
        (a, b)
        for k, (a, b) in enumerate(pairwise(lines))
        if not a.blank and not b.blank and k not in rows and k + 1 not in rows
    ]
    pairs = [(a, b) for a, b in pairs if not b.bullet]
    lengths = [_length(a) for a, _ in pairs if _length(a) <= WRAP_MAX]
    if not pairs or len(lengths) < 0.95 * len(pairs):
        return 0
    width = max(lengths)
    if width < WRAP_MIN:
        return 0
    full = [(a, b) for a, b in pairs if _length(a) + 1 + len(_first_word(text, b)) > width]
    middle = [1 for a, b in full if text[b.start].islower() and text[a.end - 1] not in ".;:!?"]
    enough = len(middle) >= max(2, 0.3 * len(pairs)) or (len(pairs) == len(full) == len(middle))
    return width if len(full) >= WRAP_SHARE * len(pairs) and enough else 0


def _length(line: Line) -> int:
    return line.indent + line.end - line.start


def _first_word(text: str, line: Line) -> str:
    return text[line.start : line.end].split(maxsplit=1)[0]


def _table_rows(text: str, lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """Map line indices of tables to their row's span; a ruler row maps to an empty one."""
    rows: dict[int, tuple[int, int]] = {}
    for sign, least in (("\t", 1), ("|", 2)):
        group: list[int] = []
        for index in range(len(lines) + 1):
            line = lines[index] if index < len(lines) else None
            count = text[line.start : line.end].count(sign) if line is not None else 0
            if (
                line is not None
                and line.blank
                and sign == "|"
                and "|" in text[line.start : line.end]
            ):
                count = least
            if count >= least:
                group.append(index)
                continue
            if len(group) >= 2:
                rows.update((k, _row_span(text, lines[k], sign)) for k in group)
            group = []
    return rows


def _row_span(text: str, line: Line, sign: str) -> tuple[int, int]:
    if line.blank:
        return line.start, line.start
    start, end = line.start, line.end
    while start < end and text[start] in sign + _SPACE:
        start += 1
    while end > start and text[end - 1] in sign + _SPACE:
        end -= 1
    return start, end
