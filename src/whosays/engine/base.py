"""What an engine takes and gives: many sources in, outcomes in the same order out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.schema.document import Given

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.schema.reading import Reading


@dataclass(frozen=True, slots=True)
class Source:
    """One report to read: its path, or its bytes where there is no file (standard input)."""

    name: str
    path: Path | None = None
    raw: bytes | None = None
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source read: its bytes and its reading, whose problems tell a failure."""

    source: Source
    raw: bytes
    reading: Reading

    @property
    def is_failed(self) -> bool:
        """Nothing could be read."""
        return not self.reading.document.text
