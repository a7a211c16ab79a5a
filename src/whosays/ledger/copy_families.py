"""Families of copies: find for each new document the earlier ones whose text it repeats."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from typing import TYPE_CHECKING, Protocol

from whosays.incidents.copies import SKETCH, is_copy, shingles, sketch
from whosays.store import ask, views

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

_TRIED = 8
"""Earlier documents that a new one is compared with: those that share most, the latest first."""
_LATEST = 64
"""Of the documents that share one hash the latest are looked at: a phrase that an outlet prints
under every report would else be compared with all that it ever printed."""
_REMEMBERED = 400
_INSERT_SKETCH = "INSERT OR IGNORE INTO copy_sketch (hash, document_id) VALUES (?, ?)"
_INSERT_FAMILY = "INSERT OR REPLACE INTO copy_family (document_id, family) VALUES (?, ?)"


class FamilyBook(Protocol):
    """Where sketches and families are kept: in the ledger's tables, or in memory."""

    def latest(self, mark: int) -> Iterable[int]:
        """Give the latest documents whose sketch holds a hash."""

    def keep(self, marks: Sequence[int], number: int) -> None:
        """Keep a document's sketch."""

    def families_of(self, documents: Sequence[int]) -> list[int]:
        """Give the families of those documents that have one."""

    def members_of(self, families: Sequence[int]) -> list[int]:
        """Give the documents of families."""

    def join(self, documents: Sequence[int], family: int) -> None:
        """Put documents into a family."""


class TableBook:
    """Sketches and families in the ledger's tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, mark: int) -> Iterable[int]:
        """Give the latest documents whose sketch holds a hash."""
        return views.latest_with_hash(self._connection, mark, _LATEST)

    def keep(self, marks: Sequence[int], number: int) -> None:
        """Keep a document's sketch."""
        views.insert_many(self._connection, _INSERT_SKETCH, [(m, number) for m in marks])

    def families_of(self, documents: Sequence[int]) -> list[int]:
        """Give the families of those documents that have one."""
        return views.column_where(
            self._connection, "copy_family", "family", "document_id", documents
        )

    def members_of(self, families: Sequence[int]) -> list[int]:
        """Give the documents of families."""
        return views.column_where(
            self._connection, "copy_family", "document_id", "family", families
        )

    def join(self, documents: Sequence[int], family: int) -> None:
        """Put documents into a family."""
        views.insert_many(self._connection, _INSERT_FAMILY, [(d, family) for d in documents])


class MemoryBook:
    """Sketches and families in memory, to be written at once."""

    def __init__(self) -> None:
        self.family: dict[int, int] = {}
        self._by_hash: dict[int, list[int]] = defaultdict(list)
        self._members: dict[int, set[int]] = defaultdict(set)

    def latest(self, mark: int) -> Iterable[int]:
        """Give the latest documents whose sketch holds a hash."""
        return self._by_hash[mark][-_LATEST:] if mark in self._by_hash else ()

    def keep(self, marks: Sequence[int], number: int) -> None:
        """Keep a document's sketch."""
        for mark in marks:
            self._by_hash[mark].append(number)

    def families_of(self, documents: Sequence[int]) -> list[int]:
        """Give the families of those documents that have one."""
        return [self.family[d] for d in documents if d in self.family]

    def members_of(self, families: Sequence[int]) -> list[int]:
        """Give the documents of families."""
        return [d for family in families for d in self._members[family]]

    def join(self, documents: Sequence[int], family: int) -> None:
        """Put documents into a family."""
        for document in documents:
            self._members[self.family.get(document, family)].discard(document)
            self.family[document] = family
            self._members[family].add(document)

    def write(self, connection: Connection) -> None:
        """Write all of it into the empty tables."""
        rows = sorted((m, d) for m, found in self._by_hash.items() for d in found)
        views.insert_many(connection, _INSERT_SKETCH, rows)
        views.insert_many(connection, _INSERT_FAMILY, sorted(self.family.items()))


class CopyFamilies:
    """Puts documents into families, in the order in which they were added."""

    def __init__(self) -> None:
        self._shingles: OrderedDict[int, frozenset[int]] = OrderedDict()

    def take_in(
        self, connection: Connection, book: FamilyBook, documents: Iterable[int]
    ) -> list[int]:
        """Take in some new documents; give the earlier ones that changed family."""
        moved: set[int] = set()
        for number in documents:
            own = self._of(connection, number)
            marks = sketch(own)
            others = _sharing(book, marks)
            book.keep(marks, number)
            alike = [o for o in others if is_copy(own, self._of(connection, o))]
            if alike:
                moved.update(_join(book, number, alike))
        return sorted(moved)

    def _of(self, connection: Connection, number: int) -> frozenset[int]:
        found = self._shingles.get(number)
        if found is None:
            found = shingles(ask.document_text(connection, number) or "")
            self._shingles[number] = found
            if len(self._shingles) > _REMEMBERED:
                self._shingles.popitem(last=False)
        return found


def _sharing(book: FamilyBook, marks: Sequence[int]) -> list[int]:
    """Give the documents that share the most hashes of a sketch, of even ones the latest first.

    A full sketch must share two: one phrase in common is boilerplate.
    """
    counts: Counter[int] = Counter()
    for mark in marks:
        counts.update(book.latest(mark))
    least = 2 if len(marks) >= SKETCH else 1
    found = [(-n, -document) for document, n in counts.items() if n >= least]
    return [-document for _, document in sorted(found)[:_TRIED]]


def _join(book: FamilyBook, number: int, alike: list[int]) -> list[int]:
    families = book.families_of(alike)
    family = min([*families, *alike])
    documents = sorted({number, *alike, *book.members_of(families)})
    book.join(documents, family)
    return [d for d in documents if d != number]
