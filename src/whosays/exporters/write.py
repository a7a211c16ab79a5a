"""Write rows as JSON Lines or CSV."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

# Where the list sign is a semicolon a spreadsheet cuts our cells there, and takes what follows for
# a cell of its own; some take the wide forms of East Asian keyboards for the signs themselves.
_ACTS = re.compile("(^|[;|\t\r\n])(\\s*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r])")
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:; -?\d+(?:\.\d+)?)*")


def write_jsonl(rows: Iterable[dict[str, Any]], out: TextIO) -> int:
    """Write one JSON object a line; give how many."""
    n = 0
    for row in rows:
        out.write(msgspec.json.encode(row).decode() + "\n")
        n += 1
    return n


def write_csv(rows: Iterable[dict[str, Any]], out: TextIO) -> int:
    """Write a table with a header; all rows have the keys of the first. Give how many.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    writer: csv.DictWriter[str] | None = None
    n = 0
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({k: _cell(v) for k, v in row.items()})
        n += 1
    return n


def harmless(words: str) -> str:
    """Keep a spreadsheet from taking words of a report for a formula; numbers stay numbers."""
    if _NUMBERS.fullmatch(words):
        return words
    return _ACTS.sub(lambda m: f"{m[1] or ''}{m[2] or ''}'", words)


def _cell(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value
