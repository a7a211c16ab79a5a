"""Around: the towns that a map labels, by a box of coordinates."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache

from whosays.resources.gazetteer_file import SCALE, open_gazetteer
from whosays.resources.resources import DATA

_BUILT_IN = DATA / "gazetteer" / "world.sqlite"


@lru_cache(maxsize=512)
def towns_in(
    south: float, west: float, north: float, east: float, *, limit: int = 40
) -> tuple[tuple[str, float, float], ...]:
    """Give (name, lat, lon) of the most populous settlements in a box, the largest first.

    () where the built-in gazetteer cannot be read: a map is drawn without names then.
    """
    box = tuple(round(v * SCALE) for v in (south, north, west, east))
    statement = (
        "SELECT name, lat, lon FROM places WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? "
        "AND (feature IS NULL OR feature LIKE 'P.%') ORDER BY population DESC, id LIMIT ?"
    )
    try:
        with closing(open_gazetteer(_BUILT_IN)) as file:
            rows = file.execute(statement, (*box, limit)).fetchall()
    except sqlite3.Error:
        return ()
    return tuple((name, lat / SCALE, lon / SCALE) for name, lat, lon in rows)
