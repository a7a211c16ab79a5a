"""Rating: how reliable a source is, as a person sees it, on the Admiralty scale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reliability(StrEnum):
    """The Admiralty scale of sources; what is said is graded apart, by corroboration (1 to 6)."""

    A = "A"
    """Completely reliable."""
    B = "B"
    """Usually reliable."""
    C = "C"
    """Fairly reliable."""
    D = "D"
    """Not usually reliable."""
    E = "E"
    """Unreliable."""
    F = "F"
    """Cannot be judged."""

    @property
    def words(self) -> str:
        """What the letter stands for."""
        return _WORDS[self.value]


_WORDS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's grade for a source; the latest that was not taken back holds.

    ``source`` is the name as it was given; names that differ in case, accents or hyphens alone are
    one source. ``seq`` is the log's entry; ``at`` when, ISO 8601. ``is_undone`` if taken back.
    """

    source: str
    grade: Reliability
    by: str
    reason: str
    at: str
    seq: int
    is_undone: bool = False
