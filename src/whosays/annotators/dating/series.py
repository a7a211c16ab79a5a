"""The shipped series of losses: on which days a total stood in the daily bulletin."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from whosays.errors import ResourceError

if TYPE_CHECKING:
    from whosays.resources.resources import Resources

NAME = "series/losses.csv"


@dataclass(frozen=True, slots=True)
class Series:
    """Measure → total → (first day it was told, the day a new total replaced it)."""

    days: dict[str, dict[int, tuple[date, date]]]

    def find(self, measure: str, total: int) -> tuple[date, date] | None:
        """Give the days of a total, None where it never was one."""
        return self.days.get(measure, {}).get(total)


def load_series(resources: Resources) -> Series:
    """Read data/series/losses.csv. Raises: ResourceError A401 where it is missing."""
    path = resources.data / NAME
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ResourceError("A401", path=NAME) from error
    resources.note_hash(NAME, hashlib.sha256(raw).hexdigest())
    rows: dict[str, list[tuple[date, int]]] = {}
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8"))):
        rows.setdefault(row["measure"], []).append(
            (date.fromisoformat(row["date"]), int(row["total"]))
        )
    days: dict[str, dict[int, tuple[date, date]]] = {}
    for measure, points in rows.items():
        table = days.setdefault(measure, {})
        for index, (day, total) in enumerate(points):
            following = points[index + 1][0] if index + 1 < len(points) else day
            # A correction may bring an old total back: then it dates nothing.
            if total in table:
                table[total] = (table[total][0], following)
            else:
                table[total] = (day, following)
    return Series(days)
