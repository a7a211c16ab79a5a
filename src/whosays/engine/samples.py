"""Samples: the bundled reports, of our own writing, with what their manifest says of them."""

from __future__ import annotations

from datetime import date

from whosays.engine.base import Source
from whosays.resources.resources import DATA
from whosays.schema.document import Given


def bundled_sources() -> list[Source]:
    """Give the bundled sample reports, in the manifest's order."""
    folder = DATA / "samples"
    rows = [
        line.split("\t")
        for line in (folder / "manifest.tsv").read_text("utf-8").splitlines()[1:]
        if line.strip()
    ]
    return [
        Source(
            name=row[0],
            path=folder / row[0],
            given=Given(
                published=date.fromisoformat(row[1]) if row[1] else None,
                publisher=row[2] or None,
                title=row[3] if len(row) > 3 and row[3] else None,
            ),
        )
        for row in rows
    ]
