"""Revise: append people's decisions on claims, and settle which values hold now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import text

from whosays.schema.revision import Action, Revision, claim_spans, corrected, retargeted
from whosays.store.ask import document_text
from whosays.store.lineage import heir_of
from whosays.store.log import append_entry
from whosays.store.parts import append_claims
from whosays.store.rows import claim_row, decode_claim, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from whosays.schema.claim import Claim

_COLUMNS = (
    "claim_id", "document_id", "type", "trigger_start", "trigger_end", "action", "field", "value",
    "reason", "undoes", "by", "at",
)  # fmt: skip


class Anchored(NamedTuple):
    """A revision with the words that it is about: a later reading finds them again."""

    number: int
    revision: Revision
    document: int
    type: str
    trigger: tuple[int, int]


class Effective(NamedTuple):
    """A claim as it holds: ``row`` of the machine's claim, the last correction, the verdict."""

    machine_row: int
    reading: int
    claim: Claim
    corrected_by: int | None
    verdict: str | None


def append_revision(connection: Connection, revision: Revision, at: str) -> int:
    """Append a decision and let it hold; give the number of its log entry.

    Raises: ValueError where a correction does not fit its field; LookupError where there is no
    such claim, or no such entry to undo.
    """
    anchor = _anchor(connection, revision)
    number = int(
        connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM revision").scalar_one()
    )
    row = {
        "id": number,
        "claim_id": anchor["claim_id"],
        "document_id": anchor["document_id"],
        "type": anchor["type"],
        "trigger_start": anchor["trigger_start"],
        "trigger_end": anchor["trigger_end"],
        "action": revision.action.value,
        "field": revision.field,
        "value": revision.value,
        "reason": revision.reason,
        "undoes": revision.undoes,
        "by": revision.by,
        "at": at,
    }
    connection.execute(
        text(
            "INSERT INTO revision (id, claim_id, document_id, type, trigger_start, trigger_end, "
            'action, field, value, reason, undoes, "by", at) VALUES (:id, :claim_id, :document_id, '
            ":type, :trigger_start, :trigger_end, :action, :field, :value, :reason, :undoes, :by, "
            ":at)"
        ),
        row,
    )
    append_entry(connection, "revision", number, revision_digest(row), at)
    seq = int(connection.exec_driver_sql("SELECT max(seq) FROM entry").scalar_one())
    settle(connection, int(row["document_id"]), at)
    return seq


def revision_digest(row: Mapping[str, Any]) -> str:
    """Give the hash that the log keeps of a revision."""
    return digest(*(None if row[c] is None else str(row[c]) for c in _COLUMNS))


def revisions(
    connection: Connection, *, document: int | None = None, undone: bool = False
) -> list[Anchored]:
    """Give the revisions as they stand in the log; undone ones and undoings only on request."""
    where = [] if document is None else ["r.document_id = :document"]
    if not undone:
        where.append("r.undoes IS NULL")
        where.append("e.seq NOT IN (SELECT u.undoes FROM revision AS u WHERE u.undoes IS NOT NULL)")
    rows = connection.execute(
        text(
            "SELECT r.*, e.seq FROM revision AS r "
            "JOIN entry AS e ON e.kind = 'revision' AND e.ref = r.id "
            f"WHERE {' AND '.join(where) or '1'} ORDER BY r.id"
        ),
        {} if document is None else {"document": document},
    ).mappings()
    return [
        Anchored(
            number=r["id"],
            revision=Revision(
                claim=r["claim_id"],
                action=Action(r["action"]),
                by=r["by"],
                reason=r["reason"],
                field=r["field"],
                value=r["value"],
                undoes=r["undoes"],
                at=r["at"],
                seq=r["seq"],
            ),
            document=r["document_id"],
            type=r["type"],
            trigger=(r["trigger_start"], r["trigger_end"]),
        )
        for r in rows
    ]


def settle(connection: Connection, document: int, at: str) -> None:
    """Let the views show what holds: the current reading under people's decisions."""
    whole = None
    shown: list[tuple[int, Claim, str | None]] = []
    for effective in effective_claims(connection, document):
        row = effective.machine_row
        if effective.corrected_by is not None:
            found = connection.execute(
                text(
                    "SELECT row, content FROM claim WHERE revision_id = :revision "
                    "AND id = :id AND reading_id = :reading"
                ),
                {
                    "revision": effective.corrected_by,
                    "id": effective.claim.id,
                    "reading": effective.reading,
                },
            ).all()
            known = [r.row for r in found if decode_claim(r.content) == effective.claim]
            if known:
                row = known[0]
            else:
                whole = whole if whole is not None else _text(connection, document)
                new = _corrected_row(connection, effective)
                row = new["row"]
                append_claims(connection, [effective.claim], [new], whole)
                append_entry(connection, "claim", row, digest(new["content"]), at)
        shown.append((row, effective.claim, effective.verdict))
    _show(connection, document, shown)


def effective_claims(connection: Connection, document: int) -> list[Effective]:
    """Give the claims of a document as they hold now, rejected ones with their verdict."""
    reading = connection.execute(
        text("SELECT reading_id FROM current_reading WHERE document_id = :d"), {"d": document}
    ).scalar_one()
    machine = _machine(connection, "reading_id = :value", reading)
    by_row: dict[int, list[Anchored]] = defaultdict(list)
    orphans: dict[str, list[Anchored]] = defaultdict(list)
    for anchored in revisions(connection, document=document):
        row = _heir(anchored, machine)
        if row is None:
            orphans[anchored.revision.claim].append(anchored)
        else:
            by_row[row].append(anchored)
    found = [
        _effective(connection, row, reading_id, claim, by_row.get(row, ()))
        for row, reading_id, claim in machine
    ]
    for claim_id, decided in sorted(orphans.items()):
        # The machine no longer finds what a person accepted or corrected: it stands all the same.
        earlier = _machine(connection, "id = :value", claim_id)
        if earlier:
            kept = _effective(connection, *earlier[0], decided)
            if kept.verdict in {"accepted", "corrected"}:
                found.append(kept)
    return found


def machine_claim(connection: Connection, claim_id: str) -> tuple[int, int, Claim] | None:
    """Give (row, reading, claim) as the machine coded it, None where there is none."""
    found = _machine(connection, "id = :value", claim_id)
    return found[-1] if found else None


def _machine(connection: Connection, where: str, value: object) -> list[tuple[int, int, Claim]]:
    rows = connection.execute(
        text(
            "SELECT row, reading_id, content FROM claim "
            f"WHERE revision_id IS NULL AND {where} ORDER BY row"
        ),
        {"value": value},
    )
    return [(r.row, r.reading_id, decode_claim(r.content)) for r in rows]


def _heir(anchored: Anchored, machine: Sequence[tuple[int, int, Claim]]) -> int | None:
    for row, _, claim in machine:
        if claim.id == anchored.revision.claim:
            return row
    return heir_of(
        anchored.type,
        anchored.trigger,
        ((row, claim.type.value, *claim.trigger) for row, _, claim in machine),
    )


def _effective(
    connection: Connection, row: int, reading: int, claim: Claim, decided: Sequence[Anchored]
) -> Effective:
    verdict, changed, last = None, claim, None
    # As the claims that were corrected looked then: paths such as agents[1] are into those.
    then: dict[str, Claim] = {claim.id: claim}
    for number, revision, *_ in decided:
        if revision.action is Action.ACCEPT:
            verdict = "accepted"
        elif revision.action is Action.REJECT:
            verdict = "rejected"
        elif revision.action is Action.CORRECT:
            value = msgspec.json.decode(revision.value)
            if revision.claim not in then:
                earlier = machine_claim(connection, revision.claim)
                then[revision.claim] = claim if earlier is None else earlier[2]
            try:
                path = retargeted(revision.field, then[revision.claim], changed)
                then[revision.claim] = corrected(then[revision.claim], revision.field, value)
                changed = corrected(changed, path, value)
            except ValueError:
                # A part that the newer reading does not have cannot be corrected in it.
                continue
            last = number
            if verdict != "rejected":
                verdict = "corrected"
    if last is not None:
        changed = replace(changed, id=claim.id)
    return Effective(row, reading, changed, None if changed == claim else last, verdict)


def _corrected_row(connection: Connection, effective: Effective) -> dict[str, Any]:
    old = connection.execute(
        text(
            "SELECT position, sentence_start, sentence_end, reading_id FROM claim WHERE row = :row"
        ),
        {"row": effective.machine_row},
    ).one()
    low = min(old.sentence_start, effective.claim.trigger[0])
    high = max(old.sentence_end, effective.claim.trigger[1])
    new = claim_row(effective.claim, old.reading_id, old.position, (low, high))
    new["row"] = int(connection.exec_driver_sql("SELECT max(row) + 1 FROM claim").scalar_one())
    new["revision_id"] = effective.corrected_by
    return new


def _show(
    connection: Connection, document: int, shown: Sequence[tuple[int, Claim, str | None]]
) -> None:
    connection.execute(text("DELETE FROM current_claim WHERE document_id = :d"), {"d": document})
    if not shown:
        return
    connection.execute(
        text(
            'INSERT INTO current_claim (claim, document_id, type, status, stance, start, "end", '
            "verdict) VALUES (:claim, :document, :type, :status, :stance, :start, :end, :verdict)"
        ),
        [
            {
                "claim": row,
                "document": document,
                "type": claim.type.value,
                "status": claim.status.value,
                "stance": claim.stance.value,
                "start": None if claim.time.start is None else claim.time.start.isoformat(),
                "end": None if claim.time.end is None else claim.time.end.isoformat(),
                "verdict": verdict,
            }
            for row, claim, verdict in shown
        ],
    )


def _anchor(connection: Connection, revision: Revision) -> dict[str, Any]:
    if revision.action is Action.UNDO:
        return _undone(connection, revision)
    found = machine_claim(connection, revision.claim)
    if found is None:
        raise LookupError(revision.claim)
    _, reading, claim = found
    document = connection.execute(
        text("SELECT document_id FROM reading WHERE id = :id"), {"id": reading}
    ).scalar_one()
    if revision.action is Action.CORRECT:
        now = next(
            (e.claim for e in effective_claims(connection, document) if e.claim.id == claim.id),
            claim,
        )
        changed = corrected(now, revision.field, msgspec.json.decode(revision.value))
        _check_spans(connection, changed, document)
    return {
        "claim_id": claim.id,
        "document_id": document,
        "type": claim.type.value,
        "trigger_start": claim.trigger[0],
        "trigger_end": claim.trigger[1],
    }


def _undone(connection: Connection, revision: Revision) -> dict[str, Any]:
    """Find what an undoing is about: the claim of a revision, or the left one of a judgement."""
    entry = connection.execute(
        text("SELECT kind, ref FROM entry WHERE seq = :seq"), {"seq": revision.undoes}
    ).one_or_none()
    if entry is None or entry.kind not in {"revision", "judgement"}:
        raise LookupError(revision.undoes)
    if entry.kind == "revision":
        row = (
            connection.execute(text("SELECT * FROM revision WHERE id = :id"), {"id": entry.ref})
            .mappings()
            .one()
        )
        return dict(row)
    left = connection.execute(
        text("SELECT left_claim FROM judgement WHERE id = :id"), {"id": entry.ref}
    ).scalar_one()
    return _anchor(connection, Revision(left, Action.COMMENT, revision.by))


def _check_spans(connection: Connection, claim: Claim, document: int) -> None:
    length = connection.execute(
        text("SELECT n_chars FROM document WHERE id = :id"), {"id": document}
    ).scalar_one()
    for span in claim_spans(claim):
        if span[1] > length:
            msg = f"the span {list(span)} lies outside the document's {length} code points"
            raise ValueError(msg)


def _text(connection: Connection, document: int) -> str:
    return document_text(connection, document) or ""
