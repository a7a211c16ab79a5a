"""Words that this room's rules ask for, from data/en/event_words.toml."""

from __future__ import annotations

from functools import lru_cache

from whosays.resources.resources import Resources

FILE = "en/event_words.toml"


@lru_cache(maxsize=1)
def _bundled() -> Resources:
    return Resources()


def listed(module: str, name: str) -> frozenset[str]:
    """Give a list of words of the bundled data."""
    return frozenset(str(_bundled().table(FILE)[module][name]).split())
