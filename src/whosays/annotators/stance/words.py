"""The words of stance.toml, as sets ready for look-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words:
    """Look-ups by group and kind: ``words.of("planned", "verbs")``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._sets: dict[tuple[str, str], frozenset[str]] = {
            (group, kind): frozenset(rows)
            for group, kinds in table.items()
            for kind, rows in kinds.items()
        }
        self._patterns = {
            key: re.compile(
                r"(?:\b|(?=['’]))(?:"
                + "|".join(re.escape(w) for w in sorted(rows, key=len, reverse=True))
                + r")\b",
                re.IGNORECASE,
            )
            for key, rows in self._sets.items()
            if key[1]
            in {
                "phrases",
                "tails",
                "forced_phrases",
                "old_phrases",
                "kept_phrases",
                "asking",
                "unverified",
                "clarifying",
            }
            and rows
        }

    def of(self, group: str, kind: str) -> frozenset[str]:
        """Give the words of a group and kind, empty for none."""
        return self._sets.get((group, kind), frozenset())

    def pattern(self, group: str, kind: str) -> re.Pattern[str]:
        """Give the compiled alternatives of a group of phrases."""
        return self._patterns[group, kind]
