"""Query: what is asked of the ledger; the same value from Python, flags and REST parameters."""

from __future__ import annotations

from whosays.schema.query import Query, Sort

__all__ = ["Query", "Sort"]
