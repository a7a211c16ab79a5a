"""Words of anchoring, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Say verbs, prepositions of time, signs of totals and of the future, and wars' first days."""

    say: frozenset[str]
    prepositions: dict[str, str]
    total_types: frozenset[str]
    total_words: tuple[str, ...]
    future: frozenset[str]
    wars: tuple[tuple[date, tuple[str, ...]], ...]


def load_lexicon(table: dict[str, Any], wars: dict[str, Any]) -> Lexicon:
    """Read data/en/anchoring.toml and the wars' starts."""
    return Lexicon(
        say=frozenset(table["say"]["lemmas"]),
        prepositions=dict(table["preposition"]),
        total_types=frozenset(table["total"]["types"]),
        total_words=tuple(table["total"]["words"]),
        future=frozenset(table["future"]["words"]),
        wars=tuple((row["start"], tuple(row["words"])) for row in wars["war"]),
    )
