"""Wars and their first days: which war a report is of, and the events it may look back on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class War:
    """A war by name, its first day, its last (None: it goes on), the words that show it."""

    name: str
    start: date
    end: date | None
    words: tuple[str, ...]
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A well-known event; a sentence that holds all ``words`` speaks of it."""

    name: str
    date: date
    words: tuple[str, ...]


def load_wars(table: dict[str, Any]) -> tuple[tuple[War, ...], tuple[DatedEvent, ...]]:
    """Read data/wars.toml."""
    wars = tuple(
        War(row["name"], row["start"], row.get("end"), tuple(row["words"]), tuple(row["nouns"]))
        for row in table["war"]
    )
    events = tuple(
        DatedEvent(row["name"], row["date"], tuple(row["words"])) for row in table["event"]
    )
    return wars, events


def war_of(low: str, words: str, wars: tuple[War, ...], before: date | None) -> War | None:
    """Choose the war that ``words`` mean in a text (``low`` is folded), None where no war shows.

    ``words`` that name one decide; else the war whose words stand most often, the later of two.
    A war that began after ``before`` is not meant.
    """
    known = [w for w in wars if before is None or w.start <= before]
    for war in known:
        if any(noun in words for noun in war.nouns):
            return war
    best, most = None, 0
    for war in known:
        if war.end is not None and before is not None and (before - war.end).days > 400:
            continue
        count = sum(low.count(word) for word in war.words)
        if count > most or (count == most and count and best and war.start > best.start):
            best, most = war, count
    return best
