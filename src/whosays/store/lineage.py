"""Lineage: which claim of the current reading stands for a claim of an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


def current_rows(connection: Connection, claim_id: str) -> list[int]:
    """Give the current rows of a claim: its own, or those that a later reading has in its place.

    Empty where the later readings find no such claim, or there never was one.
    """
    own = connection.execute(
        text(
            "SELECT k.row FROM claim AS k JOIN current_claim AS c ON c.claim = k.row "
            "WHERE k.id = :id ORDER BY k.row"
        ),
        {"id": claim_id},
    ).scalars()
    rows = list(own)
    if rows:
        return rows
    earlier = connection.execute(
        text(
            "SELECT k.type, k.trigger_start, k.trigger_end, r.document_id FROM claim AS k "
            "JOIN reading AS r ON r.id = k.reading_id WHERE k.id = :id ORDER BY k.row"
        ),
        {"id": claim_id},
    ).all()
    for claim in earlier:
        heir = heir_of(
            claim.type,
            (claim.trigger_start, claim.trigger_end),
            _now(connection, claim.document_id),
        )
        if heir is not None and heir not in rows:
            rows.append(heir)
    return rows


def heir_of(
    event_type: str, trigger: tuple[int, int], claims: Iterable[tuple[int, str, int, int]]
) -> int | None:
    """Give the row, among (row, type, start, end), that speaks on the same words; None for none.

    Overlapping triggers are wanted; of several the one of the same type, then the widest overlap.
    """
    best: tuple[tuple[bool, int, int], int] | None = None
    for row, other, start, end in claims:
        overlap = min(trigger[1], end) - max(trigger[0], start)
        if overlap <= 0:
            continue
        rank = (other == event_type, overlap, -row)
        if best is None or rank > best[0]:
            best = (rank, row)
    return None if best is None else best[1]


def _now(connection: Connection, document_id: int) -> Sequence[Any]:
    return connection.execute(
        text(
            "SELECT k.row, k.type, k.trigger_start, k.trigger_end FROM current_claim AS c "
            "JOIN claim AS k ON k.row = c.claim WHERE c.document_id = :d ORDER BY k.row"
        ),
        {"d": document_id},
    ).all()
