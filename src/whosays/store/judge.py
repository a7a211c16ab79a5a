"""Judge: append people's judgements of pairs, and read back what binds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import text

from whosays.schema.judgement import Judgement, Reason, Verdict
from whosays.store.lineage import current_rows
from whosays.store.log import append_entry
from whosays.store.rows import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_COLUMNS = ("left_claim", "right_claim", "verdict", "reason", "score", "reasons", "by", "at")


def append_judgement(connection: Connection, judgement: Judgement, at: str) -> int:
    """Append a judgement and give the number of its log entry."""
    left, right = sorted((judgement.left, judgement.right))
    number = int(
        connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM judgement").scalar_one()
    )
    row = {
        "id": number,
        "left_claim": left,
        "right_claim": right,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "score": judgement.score,
        "reasons": msgspec.json.encode(judgement.reasons).decode(),
        "by": judgement.by,
        "at": at,
    }
    connection.execute(
        text(
            "INSERT INTO judgement (id, left_claim, right_claim, verdict, reason, score, reasons, "
            '"by", at) VALUES (:id, :left_claim, :right_claim, :verdict, :reason, :score, '
            ":reasons, :by, :at)"
        ),
        row,
    )
    append_entry(connection, "judgement", number, judgement_digest(row), at)
    return int(connection.exec_driver_sql("SELECT max(seq) FROM entry").scalar_one())


def judgement_digest(row: Mapping[str, Any]) -> str:
    """Give the hash that the log keeps of a judgement."""
    return digest(*(None if row[c] is None else str(row[c]) for c in _COLUMNS))


def judgements(connection: Connection, claim: str | None = None) -> list[Judgement]:
    """Give the judgements of people as they stand in the log, undone ones left out."""
    where = "" if claim is None else "AND (j.left_claim = :claim OR j.right_claim = :claim)"
    rows = connection.execute(
        text(
            "SELECT j.*, e.seq FROM judgement AS j "
            "JOIN entry AS e ON e.kind = 'judgement' AND e.ref = j.id "
            "WHERE e.seq NOT IN (SELECT undoes FROM revision WHERE undoes IS NOT NULL) "
            f"{where} ORDER BY j.id"
        ),
        {} if claim is None else {"claim": claim},
    ).mappings()
    return [
        Judgement(
            left=row["left_claim"],
            right=row["right_claim"],
            verdict=Verdict(row["verdict"]),
            by=row["by"],
            reason=row["reason"],
            at=row["at"],
            score=row["score"],
            reasons=msgspec.json.decode(row["reasons"], type=tuple[Reason, ...]),
            seq=row["seq"],
        )
        for row in rows
    ]


def binding_pairs(
    connection: Connection,
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the pairs of current rows that people hold for the same (latest first) and different.

    Of several verdicts on one pair the latest holds; UNSURE takes an earlier one back.
    """
    latest: dict[tuple[str, str], Verdict] = {}
    for judgement in judgements(connection):
        pair = (judgement.left, judgement.right)
        latest.pop(pair, None)
        latest[pair] = judgement.verdict
    same: list[tuple[int, int]] = []
    different: list[tuple[int, int]] = []
    for (left, right), verdict in reversed(latest.items()):
        if verdict is Verdict.UNSURE:
            continue
        into = same if verdict is Verdict.SAME else different
        for a in current_rows(connection, left):
            for b in current_rows(connection, right):
                if a != b:
                    into.append((min(a, b), max(a, b)))
    return same, different
