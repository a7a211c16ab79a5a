"""Write rows as JSON Lines or CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACTS = ("=", "+", "-", "@", "\t")


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


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_ACTS):
        return "'" + value
    return value
