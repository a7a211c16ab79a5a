"""Cohesion: what a report as a whole says of its events: names, days, size, groups of types."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.parse import Parse

GROUP = {
    **dict.fromkeys(("assault", "clash", "repulse", "withdrawal", "capture", "control"), "ground"),
    **dict.fromkeys(
        ("shelling", "missile_strike", "air_strike", "drone_strike", "explosion", "strike"), "fire"
    ),
    "interception": "downed",
    **dict.fromkeys(("casualties", "materiel_loss", "damage"), "harm"),
    **dict.fromkeys(("abuse", "detention", "looting"), "wrong"),
    **dict.fromkeys(
        ("deployment", "recruitment", "desertion", "surrender", "training", "supply"), "forces"
    ),
    **dict.fromkeys(("displacement", "relief", "release"), "people"),
}


def group_of(event_type: str) -> str:
    """Give the group of an event type: ground, fire, harm … or dealings."""
    return GROUP.get(event_type, "dealings")


def names_of(parse: Parse) -> tuple[frozenset[str], ...]:
    """Give the proper names of each sentence, lower case."""
    return tuple(
        frozenset(t.text.lower() for t in parse.tokens[s.first : s.last] if t.upos == "PROPN")
        for s in parse.sentences
    )


def n_dates(found: Sequence[Stretch], day: date | None) -> int:
    """Count the different days that a report tells, the report's own left out."""
    return len({(s.start, s.end) for s in found if s.rank == 0 and s.is_dated and s.end != day})


def freshness(found: Sequence[Stretch], day: date | None) -> str:
    """Tell how many of the dates that a report tells are of its last days."""
    ends = [s.end or s.start for s in found if s.rank == 0 and s.is_dated]
    if day is None:
        return "no-day"
    if not ends:
        return "none"
    fresh = sum((day - end).days <= FRESH for end in ends if end) / len(ends)
    return "old" if fresh < 0.25 else "mixed" if fresh < 0.75 else "news"


def size_of(n_words: int) -> str:
    """Name the size of a report."""
    return "flash" if n_words < 160 else "short" if n_words < 420 else "long"


# Days of news: a week and the days it takes to tell of it.
FRESH = 10
# A report of whose events so large a part are wrongs tells of old ones, without their day.
WRONGS = 0.35


def genre_of(types: Sequence[str]) -> str:
    """Tell a report on wrongs (abuse, detention, courts) from others."""
    wrongs = sum(t in {"abuse", "detention", "legal"} for t in types)
    return "wrongs" if types and wrongs / len(types) >= WRONGS else "other"
