"""Views: what pages show of a report, put together from the ledger or from memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from whosays.errors import WebError
from whosays.schema.query import Query, Sort
from whosays.web.card import Shown

if TYPE_CHECKING:
    from whosays.schema.claim import Claim
    from whosays.schema.reading import Reading
    from whosays.store.base import LedgerClaim
    from whosays.web.state import State


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its claims as they hold now; ``document`` is None while it is not kept."""

    name: str
    reading: Reading
    claims: tuple[Shown, ...]
    document: int | None
    version: str

    @property
    def title(self) -> str:
        """The title, or the file's name."""
        return self.reading.document.meta.title or self.reading.document.id

    @property
    def file_name(self) -> str:
        """A harmless name for a saved file, without its ending."""
        stem = PurePosixPath(self.reading.document.id.replace("\\", "/")).stem
        kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in stem)
        return kept.strip("-.")[:80] or "report"


def report_view(state: State, name: str) -> ReportView:
    """Give the view of a kept report (a number) or of an unsaved one.

    Raises: WebError A908 or UsageError A702 where there is none.
    """
    if name.isdecimal() and len(name) < 10:
        return _kept(state, name)
    if not name.startswith("u"):
        raise WebError("A908", path=f"/report/{name}")
    reading = state.jobs.unsaved(name).reading
    publisher = reading.document.meta.publisher
    claims = [
        Shown(n, c, reading.text, publisher, None, reading.document.id)
        for n, c in enumerate(_in_order(reading), 1)
    ]
    version = reading.run.version if reading.run else ""
    return ReportView(name, reading, tuple(claims), None, version)


def report_bytes(state: State, view: ReportView) -> bytes:
    """Give the report's bytes as they were read, or its text where they were not kept."""
    if view.document is None:
        return state.jobs.unsaved(view.name).raw
    raw = state.ledger.raw(view.document)
    return view.reading.text.encode("utf-8", "replace") if raw is None else raw


def shown_claim(row: LedgerClaim, number: int, *, can_decide: bool) -> Shown:
    """Give a ledger's claim as a page shows it."""
    return Shown(
        number=number,
        claim=row.claim,
        text=row.text,
        publisher=row.document.publisher,
        document=row.document.id,
        document_name=row.document.title or row.document.name,
        verdict=row.verdict,
        can_decide=can_decide,
    )


def _kept(state: State, name: str) -> ReportView:
    document = state.ledger.document(int(name))
    query = Query(document=name, rejected=True, sort=Sort.ADDED, limit=None)
    rows = sorted(state.ledger.claims(query), key=lambda r: (r.claim.trigger, r.claim.id))
    can_decide = not state.is_read_only
    shown = [shown_claim(row, n, can_decide=can_decide) for n, row in enumerate(rows, 1)]
    reading = state.ledger.reading(int(name))
    return ReportView(name, reading, tuple(shown), document.id, document.version)


def _in_order(reading: Reading) -> list[Claim]:
    return sorted(reading.claims, key=lambda c: (c.trigger, c.id))
