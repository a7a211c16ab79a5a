"""Sources: how reliable people hold them to be; the grade of what they say stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import UsageError
from whosays.schema.rating import Rating, Reliability
from whosays.store.rate import append_rating, holding_ratings, ratings, source_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.ledger.ledger import Ledger

__all__ = ["Rating", "Reliability", "Sources"]


class Sources:
    """The Admiralty grade (A to F) of each source, set by named reviewers; every one is logged.

    A source is named as ``store.overview.SourceCount.name``, ``Origin.name`` or a publisher is
    shown; case, accents and hyphens do not matter. The latest grade that nobody took back holds;
    ``ledger.review.undo(seq, by=…)`` takes one back.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rate(self, source: str, grade: str, *, by: str, reason: str = "") -> int:
        """Grade a source and give the number of the log's entry.

        Raises: UsageError A722 without a reviewer, A734 for a grade that is none of A to F,
        A735 for an empty name.
        """
        if not by.strip():
            raise UsageError("A722")
        if not source_key(source):
            raise UsageError("A735")
        letter = grade.strip().upper()
        if letter not in set(Reliability):
            raise UsageError("A734", grade=grade)
        rating = Rating(
            source.strip(), Reliability(letter), by.strip(), reason, self._ledger.timestamp(), 0
        )
        with self._ledger.store.file.write() as connection:
            return append_rating(connection, rating)

    def rating(self, source: str) -> Rating | None:
        """Give the grade that holds for a source, None where there is none."""
        return next((r for r in reversed(self.history(source)) if not r.is_undone), None)

    def history(self, source: str) -> tuple[Rating, ...]:
        """Give all grades that a source ever got, the first first, those taken back too."""
        with self._ledger.store.file.read() as connection:
            return tuple(ratings(connection, source))

    def ratings(self) -> tuple[Rating, ...]:
        """Give the grade that holds for every source that has one, by name."""
        return tuple(rating for _, rating in sorted(self._holding().items()))

    def grades(self, sources: Iterable[str]) -> dict[str, Reliability]:
        """Give the grades of some sources, by the name as given; those without are left out."""
        known = self._holding()
        found = {name: known.get(source_key(name)) for name in sources}
        return {name: rating.grade for name, rating in found.items() if rating is not None}

    def _holding(self) -> dict[str, Rating]:
        with self._ledger.store.file.read() as connection:
            return holding_ratings(connection)
