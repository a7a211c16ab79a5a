"""Review: people's decisions, each by a named reviewer, with time and reason; nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.errors import UsageError
from whosays.ledger.corrections import whole_correction
from whosays.schema.judgement import Judgement, Verdict
from whosays.schema.query import Query, Sort
from whosays.schema.revision import Action, Revision, value_at
from whosays.store.entries import undoable
from whosays.store.judge import append_judgement, judgements
from whosays.store.lineage import current_rows
from whosays.store.rate import take_back_rating
from whosays.store.revise import append_revision, effective_claims, machine_claim, revisions
from whosays.store.search import find_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.ledger.ledger import Ledger
    from whosays.schema.claim import Claim
    from whosays.store.base import LedgerClaim

_QUEUED = 50


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of a claim's history: a revision or a judgement; ``is_undone`` if taken back."""

    seq: int
    at: str
    by: str
    words: str
    reason: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a person's correction and the machine's present reading differ in a claim's field."""

    claim: str
    field: str
    person: Any
    machine: Any
    by: str


class Review:
    """What people do to a ledger; every method appends an entry and gives its number.

    ``by`` names the reviewer. The machine's values stay: see ``Ledger.review.machine`` and
    ``history``. A later reading does not override what stands here.

    Raises: UsageError A702 for a claim that is not there, A721 for a value that does not fit,
    A722 for a missing name.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def accept(self, claim: str, *, by: str, reason: str = "") -> int:
        """Say that a claim is coded rightly."""
        return self._revise(Revision(self._id(claim), Action.ACCEPT, by, reason))

    def reject(self, claim: str, *, by: str, reason: str = "") -> int:
        """Say that it is no claim; it no longer counts, and can still be seen."""
        return self._revise(Revision(self._id(claim), Action.REJECT, by, reason))

    def correct(self, claim: str, field: str, value: Any, *, by: str, reason: str = "") -> int:
        """Set a field, or a part of one (``agents[0].country``), to a value as JSON has it.

        ``agents[+]`` adds a part, ``agents[0]`` set to None takes one away, and so with targets,
        places, weapons, figures and chain. A part quotes its ``span``, or its ``words``: see
        ``ledger.corrections.whole_correction``. A later reading's part is corrected if it quotes
        the same words.
        """
        known = self._ledger.claim(claim)
        try:
            field, value = whole_correction(known.claim, known.text, field, value)
            text = msgspec.json.encode(value).decode()
        except (TypeError, ValueError) as error:
            raise UsageError("A721", claim=claim, field=field, reason=error) from error
        return self._revise(Revision(known.id, Action.CORRECT, by, reason, field, text))

    def comment(self, claim: str, words: str, *, by: str) -> int:
        """Leave a remark on a claim; nothing else changes."""
        return self._revise(Revision(self._id(claim), Action.COMMENT, by, words))

    def undo(self, seq: int, *, by: str, reason: str = "") -> int:
        """Take back an earlier decision or rating by the number of its entry; both stay in the log.

        Raises: UsageError A736 where there is no such entry, or it is no decision, was taken back
        before, or is itself an undoing.
        """
        _check_name(by)
        with self._ledger.store.file.read() as connection:
            kind, hindrance = undoable(connection, seq)
        if kind is None:
            raise UsageError("A736", seq=seq, reason="the log has no such entry")
        if hindrance:
            raise UsageError("A736", seq=seq, reason=hindrance)
        if kind != "rating":
            return self._revise(Revision("", Action.UNDO, by, reason, undoes=seq))
        at = self._ledger.timestamp()
        with self._ledger.store.file.write() as connection:
            return take_back_rating(connection, seq, by=by, reason=reason, at=at)

    def judge(self, left: str, right: str, verdict: Verdict, *, by: str, reason: str = "") -> int:
        """Say whether two claims speak of one happening. UNSURE takes an earlier verdict back.

        What the scorer said of the pair, feature by feature, is kept with the entry.
        """
        _check_name(by)
        pair = (self._id(left), self._id(right))
        if pair[0] == pair[1]:
            raise UsageError("A721", claim=left, field="incident", reason="it is one claim")
        told = self._told_by_scorer(*pair)
        judgement = Judgement(
            *pair, verdict, by=by, reason=reason, score=told.score, reasons=told.reasons
        )
        at = self._ledger.timestamp()
        with self._ledger.store.file.write() as connection:
            return append_judgement(connection, judgement, at)

    def merge(self, claims: Sequence[str], *, by: str, reason: str = "") -> list[int]:
        """Say that all these claims, and so their incidents, are one happening."""
        return [
            self.judge(claims[0], other, Verdict.SAME, by=by, reason=reason) for other in claims[1:]
        ]

    def split(self, claims: Sequence[str], *, by: str, reason: str = "") -> list[int]:
        """Say that these claims are a happening of their own, apart from the rest of theirs."""
        ids = [self._id(c) for c in claims]
        rest: dict[str, None] = {}
        for claim in ids:
            incident = self._ledger.incidents.of_claim(claim)
            for other in incident.claims:
                if other not in ids:
                    rest[other] = None
        return [
            self.judge(claim, other, Verdict.DIFFERENT, by=by, reason=reason)
            for claim in ids
            for other in rest
        ]

    def machine(self, claim: str) -> Claim:
        """Give a claim as the machine coded it, whatever people made of it since."""
        with self._ledger.store.file.read() as connection:
            found = machine_claim(connection, self._id(claim))
        if found is None:
            raise UsageError("A702", name=claim, path=self._ledger.path)
        return found[2]

    def history(self, claim: str) -> tuple[Decision, ...]:
        """Give all that people decided about a claim, the first first."""
        known = self._ledger.claim(claim)
        with self._ledger.store.file.read() as connection:
            every = revisions(connection, document=known.document.id, undone=True)
            pairs = judgements(connection, known.id)
            heirs = {r.revision.claim: current_rows(connection, r.revision.claim) for r in every}
        taken_back: set[int | None] = {
            r.revision.undoes for r in every if r.revision.undoes is not None
        }
        found = [
            _decision(r.revision, taken_back)
            for r in every
            if r.revision.claim == known.id or known.row in heirs[r.revision.claim]
        ]
        for judgement in pairs:
            other = judgement.right if judgement.left == known.id else judgement.left
            words = f"{judgement.verdict.value} happening as {other}"
            found.append(
                Decision(
                    judgement.seq or 0,
                    judgement.at,
                    judgement.by,
                    words,
                    judgement.reason,
                    False,  # noqa: FBT003 - the last field
                )
            )
        return tuple(sorted(found, key=lambda d: d.seq))

    def differences(self) -> Iterator[Difference]:
        """Give where people's corrections and the machine's present values differ."""
        with self._ledger.store.file.read() as connection:
            documents = sorted({r.document for r in revisions(connection)})
            for document in documents:
                decided = revisions(connection, document=document)
                for effective in effective_claims(connection, document):
                    if effective.corrected_by is None:
                        continue
                    machine = machine_claim(connection, effective.claim.id)
                    assert machine is not None
                    seen = set()
                    for _, revision, *_ in decided:
                        if revision.action is not Action.CORRECT or revision.field in seen:
                            continue
                        mine = value_at(effective.claim, revision.field)
                        theirs = value_at(machine[2], revision.field)
                        if mine != theirs:
                            seen.add(revision.field)
                            yield Difference(
                                effective.claim.id, revision.field, mine, theirs, revision.by
                            )

    def queue(self, query: Query | None = None) -> Iterator[LedgerClaim]:
        """Give the claims that nobody has decided on yet, document by document.

        They are those of the moment of asking, read a few at a time.
        """
        asked = replace(query or Query(sort=Sort.ADDED, limit=None), verdict="undecided")
        store = self._ledger.store
        with store.file.read() as connection:
            rows = [row for row, _ in find_rows(connection, asked)]
        for start in range(0, len(rows), _QUEUED):
            yield from store.claims_by_row(rows[start : start + _QUEUED])

    def count_queue(self) -> int:
        """Count the claims that nobody has decided on yet."""
        return self._ledger.count(Query(verdict="undecided"))

    def _told_by_scorer(self, left: str, right: str) -> Judgement:
        try:
            return self._ledger.incidents.compare(left, right)
        except UsageError:
            # A rejected claim is compared with nothing.
            return Judgement(left, right, Verdict.UNSURE)

    def _revise(self, revision: Revision) -> int:
        _check_name(revision.by)
        at = self._ledger.timestamp()
        try:
            with self._ledger.store.file.write() as connection:
                return append_revision(connection, revision, at)
        except ValueError as error:
            raise UsageError(
                "A721", claim=revision.claim, field=revision.field, reason=error
            ) from error
        except LookupError as error:
            name = revision.claim or f"entry {revision.undoes}"
            raise UsageError("A702", name=name, path=self._ledger.path) from error

    def _id(self, claim: str) -> str:
        return self._ledger.claim(claim).id


def _check_name(by: str) -> None:
    if not by.strip():
        raise UsageError("A722")


def _decision(revision: Revision, taken_back: set[int | None]) -> Decision:
    words = {
        Action.ACCEPT: "accepted",
        Action.REJECT: "rejected",
        Action.CORRECT: f"{revision.field} = {revision.value}",
        Action.COMMENT: "comment",
        Action.UNDO: f"undid entry {revision.undoes}",
    }[revision.action]
    return Decision(
        seq=revision.seq or 0,
        at=revision.at,
        by=revision.by,
        words=words,
        reason=revision.reason,
        is_undone=revision.seq in taken_back,
    )
