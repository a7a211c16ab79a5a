"""The words of stance.toml: sets to look up, and phrases found once a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PHRASES = frozenset(
    {
        "phrases",
        "nobody",
        "closing",
        "tails",
        "forced_phrases",
        "old_phrases",
        "kept_phrases",
        "asking",
        "unverified",
        "clarifying",
        "withheld",
        "untrue",
    }
)


class Phrases:
    """Alternatives of a group of phrases; a text's matches are found once and remembered."""

    def __init__(self, rows: Iterable[str]) -> None:
        longest_first = sorted(rows, key=lambda w: (-len(w), w))
        body = "|".join(re.escape(w) for w in longest_first)
        pattern = re.compile(rf"(?:\b|(?=['’]))(?:{body})\b", re.IGNORECASE)
        # Several events share a sentence; 256 sentences are more than one report's turn needs.
        self._all = lru_cache(maxsize=256)(lambda text: tuple(pattern.finditer(text)))

    def finditer(self, text: str, low: int = 0, high: int | None = None) -> list[re.Match[str]]:
        """Give the matches that begin at ``low`` or later and end at ``high`` or before."""
        end = len(text) if high is None else high
        return [m for m in self._all(text) if m.start() >= low and m.end() <= end]

    def search(self, text: str, low: int = 0, high: int | None = None) -> re.Match[str] | None:
        """Give the first such match, None for none."""
        return next(iter(self.finditer(text, low, high)), None)


class Words:
    """Look-ups by group and kind: ``words.of("planned", "verbs")``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._sets: dict[tuple[str, str], frozenset[str]] = {
            (group, kind): frozenset(rows)
            for group, kinds in table.items()
            for kind, rows in kinds.items()
        }
        self._phrases = {
            key: Phrases(rows) for key, rows in self._sets.items() if key[1] in _PHRASES and rows
        }

    def of(self, group: str, kind: str) -> frozenset[str]:
        """Give the words of a group and kind, empty for none."""
        return self._sets.get((group, kind), frozenset())

    def pattern(self, group: str, kind: str) -> Phrases:
        """Give the phrases of a group."""
        return self._phrases[group, kind]
