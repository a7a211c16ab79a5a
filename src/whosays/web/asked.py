"""Asked: the filters of an address as one Query, and back; every list of claims uses it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from whosays.errors import InputError, WebError
from whosays.schema.claim import EventType, Stance, Status
from whosays.schema.query import VERDICTS, Query, Sort
from whosays.web.sides import side_code

if TYPE_CHECKING:
    from collections.abc import Mapping

FILTERS = (
    "text", "type", "agent", "target", "actor", "place", "source", "since", "until", "month",
    "status", "stance", "verdict", "weapon", "document", "incident",
)  # fmt: skip
"""Parameters of an address that narrow a list of claims."""
_MAX_LENGTH = 300
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they stand in the address, and the query that they make."""

    filters: tuple[tuple[str, str], ...]
    query: Query

    def address(self, path: str, **changes: str | None) -> str:
        """Give the address of the same filters with some changed; None takes one away."""
        pairs = [(k, v) for k, v in self.filters if k not in changes]
        pairs += [(k, v) for k, v in changes.items() if v]
        return f"{path}?{urlencode(pairs)}" if pairs else path


def asked(parameters: Mapping[str, str], *, limit: int | None = 50, offset: int = 0) -> Asked:
    """Read the filters of an address.

    Raises: WebError A909 for a value that is none of its kind, InputError A108 for a broken day.
    """
    found = {
        k: parameters[k].strip()[:_MAX_LENGTH] for k in FILTERS if parameters.get(k, "").strip()
    }
    for side in ("agent", "target", "actor"):
        if side in found:
            found[side] = side_code(found[side])
    since, until = _days(found)
    sort = parameters.get("sort", "")
    verdict = found.get("verdict")
    if verdict is not None and verdict not in VERDICTS:
        raise WebError("A909", name="verdict", value=verdict)
    try:
        query = Query(
            type=_one(EventType, "type", found.get("type")),
            place=found.get("place"),
            actor=found.get("actor"),
            agent=found.get("agent"),
            target=found.get("target"),
            source=found.get("source"),
            since=since,
            until=until,
            status=_one(Status, "status", found.get("status")),
            stance=_one(Stance, "stance", found.get("stance")),
            weapon=found.get("weapon"),
            text=found.get("text"),
            document=found.get("document"),
            incident=found.get("incident"),
            verdict=verdict,
            sort=_one(Sort, "sort", sort) or Sort.NEWEST,
            limit=limit,
            offset=offset,
        )
    except ValueError as error:
        raise WebError("A909", name="filter", value=str(error)) from error
    filters = tuple(found.items())
    if sort and sort != Sort.NEWEST.value:
        filters = (*filters, ("sort", sort))
    return Asked(filters, query)


def _days(found: Mapping[str, str]) -> tuple[date | None, date | None]:
    since, until = _day(found.get("since")), _day(found.get("until"))
    month = found.get("month")
    if month:
        first = _day(f"{month}-01")
        assert first is not None
        last = first.replace(day=monthrange(first.year, first.month)[1])
        since = max(first, since) if since else first
        until = min(last, until) if until else last
    return since, until


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError("A108", value=value) from error


def _one(kind: type[E], name: str, value: str | None) -> E | None:
    if not value:
        return None
    try:
        return kind(value)
    except ValueError as error:
        raise WebError("A909", name=name, value=value) from error
