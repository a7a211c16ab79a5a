"""Listing: a page of rows as a table, with how many there are and the ways to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.web.html import Safe, join, tag
from whosays.web.paging import pager
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of all are shown: page ``number`` from 1, ``n`` rows on it of ``total``."""

    number: int
    per_page: int
    n: int
    total: int

    @property
    def words(self) -> str:
        """Give "31–60 of 168", "" for none."""
        if not self.n:
            return ""
        first = (self.number - 1) * self.per_page + 1
        return say("claims.shown", first=f"{first:,}", last=f"{first + self.n - 1:,}",
                   total=f"{self.total:,}")  # fmt: skip

    @property
    def has_more(self) -> bool:
        """Whether rows follow after this page."""
        return (self.number - 1) * self.per_page + self.n < self.total


def listing(
    request: Request, part: Part, heads: Sequence[Safe], rows: Sequence[Safe], class_: str
) -> Safe:
    """Give the table with its pager, or the words that say that nothing fits (``class_.none``)."""
    if not rows:
        return tag("p", say(f"{class_}.none"), class_="empty")
    table = tag(
        "table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_=f"list {class_}"
    )
    turn = pager(request, part.number, has_more=part.has_more, words=part.words)
    return join((tag("div", table, class_="scroll"), turn))


def head(words: str, title: str | None = None) -> Safe:
    """Give a column's head; ``title`` says what it counts."""
    return tag("th", words, scope="col", title=title)
