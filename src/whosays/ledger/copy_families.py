"""Families of copies: find for each new document the earlier ones whose text it repeats."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from whosays.incidents.copies import is_copy, shingles, sketch
from whosays.store import ask, views

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TRIED = 8
"""Earlier documents that a new one is compared with: those that share most, the latest first."""
_REMEMBERED = 400
_INSERT_SKETCH = "INSERT OR IGNORE INTO copy_sketch (hash, document_id) VALUES (?, ?)"
_INSERT_FAMILY = "INSERT OR REPLACE INTO copy_family (document_id, family) VALUES (?, ?)"


class CopyFamilies:
    """Puts documents into families, in the order in which they were added."""

    def __init__(self) -> None:
        self._shingles: OrderedDict[int, frozenset[int]] = OrderedDict()

    def take_in(self, connection: Connection, first: int, last: int) -> list[int]:
        """Take in documents ``first`` to ``last``; give the earlier ones that changed family."""
        moved: list[int] = []
        for number in range(first, last + 1):
            own = self._of(connection, number)
            marks = sketch(own)
            others = views.sharing_documents(connection, marks, _TRIED)
            views.insert_many(connection, _INSERT_SKETCH, [(m, number) for m in marks])
            alike = [o for o in others if is_copy(own, self._of(connection, o))]
            if alike:
                moved.extend(_join(connection, number, alike))
        return sorted(set(moved))

    def _of(self, connection: Connection, number: int) -> frozenset[int]:
        found = self._shingles.get(number)
        if found is None:
            found = shingles(ask.document_text(connection, number) or "")
            self._shingles[number] = found
            if len(self._shingles) > _REMEMBERED:
                self._shingles.popitem(last=False)
        return found


def _join(connection: Connection, number: int, alike: list[int]) -> list[int]:
    families = views.column_where(connection, "copy_family", "family", "document_id", alike)
    members = views.column_where(connection, "copy_family", "document_id", "family", families)
    family = min([*families, *alike])
    documents = sorted({number, *alike, *members})
    views.insert_many(connection, _INSERT_FAMILY, [(d, family) for d in documents])
    return [d for d in documents if d != number]
