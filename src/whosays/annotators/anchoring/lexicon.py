"""Words of anchoring, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Say verbs, prepositions of time, signs of totals and of the future, and wars' first days."""

    say: frozenset[str]
    prepositions: dict[str, str]
    total_types: frozenset[str]
    total_words: tuple[str, ...]
    future: frozenset[str]
    personal: frozenset[str]
    after: frozenset[str]
    statements: frozenset[str]
    wars: tuple[tuple[date, tuple[str, ...]], ...]

    def first_day(self, words: str, start: date | None) -> date | None:
        """Give the war's first day where *since it invaded in February* names its month alone."""
        if (
            start is None
            or start.day != 1
            or not any(w in words for w in ("war", "invasion", "invaded"))
        ):
            return start
        near = [
            first
            for first, _ in self.wars
            if (first.year, first.month) == (start.year, start.month)
        ]
        return near[0] if near else start

    def start_of_war(self, low: str, before: date | None) -> date | None:
        """Give the first day of the war whose words stand most often in a text (lower case)."""
        best, most = None, 0
        for start, words in self.wars:
            if before is not None and start > before:
                continue
            count = sum(low.count(word) for word in words)
            if count > most or (count == most and count and best is not None and start > best):
                best, most = start, count
        return best


def load_lexicon(table: dict[str, Any], wars: dict[str, Any]) -> Lexicon:
    """Read data/en/anchoring.toml and the wars' starts."""
    return Lexicon(
        say=frozenset(table["say"]["lemmas"]),
        prepositions=dict(table["preposition"]),
        total_types=frozenset(table["total"]["types"]),
        total_words=tuple(table["total"]["words"]),
        future=frozenset(table["future"]["words"]),
        personal=frozenset(table["personal"]["lemmas"]),
        after=frozenset(table["after"]["words"]),
        statements=frozenset(table["statement"]["lemmas"]),
        wars=tuple((row["start"], tuple(row["words"])) for row in wars["war"]),
    )
