"""Progress: how far a long work has come, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Progress(NamedTuple):
    """``done`` of ``total`` steps of a stage: copies, compare, join, conflicts, write."""

    stage: str
    done: int
    total: int


OnProgress = Callable[[Progress], None]
"""Is called every few thousand steps, and at the end of each stage; it may raise to stop the work,
which leaves the ledger as it was."""


def silent(_progress: Progress) -> None:
    """Take no notice."""
