"""Page: the claims that one question got, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.schema.query import Query
    from whosays.store.base import LedgerClaim


@dataclass(frozen=True, slots=True)
class Page:
    """Claims ``[offset, offset + limit)`` of ``total``; iterating gives the claims.

    ``is_more`` tells that there are more than ``total``: counting stopped there.
    """

    claims: tuple[LedgerClaim, ...]
    total: int
    query: Query
    is_more: bool = False

    def __iter__(self) -> Iterator[LedgerClaim]:
        """Give the claims of this page."""
        return iter(self.claims)

    def __len__(self) -> int:
        """Count the claims of this page."""
        return len(self.claims)

    @property
    def has_more(self) -> bool:
        """Whether a later page holds more."""
        return self.is_more or self.query.offset + len(self.claims) < self.total
