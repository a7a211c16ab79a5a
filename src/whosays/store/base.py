"""What every store of a ledger does, whatever it is kept in; and the values that it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from whosays.schema.claim import Claim
    from whosays.schema.document import Given
    from whosays.schema.query import Query
    from whosays.schema.reading import Reading
    from whosays.schema.run import Run


@dataclass(frozen=True, slots=True)
class Addition:
    """One reading on its way into the ledger; ``raw`` are the file's bytes, None if not kept."""

    reading: Reading
    raw: bytes | None = None
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class AddResult:
    """What adding a reading did. ``n_claims`` counts the claims that are new in the ledger.

    A document or reading that was there already is named again, and nothing is added.
    """

    document_id: int
    reading_id: int
    sha256: str
    is_new_document: bool
    is_new_reading: bool
    n_claims: int


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the ledger knows of one document, without its text.

    ``id`` is its number in this ledger. ``published_*`` are of the current reading, None together
    where unknown; ``n_claims`` counts its current claims, ``n_readings`` the versions that read it.
    """

    id: int
    sha256: str
    name: str
    source: str
    media_type: str
    title: str | None
    publisher: str | None
    author: str | None
    language: str
    published_start: date | None
    published_end: date | None
    published_basis: str
    reading_id: int
    version: str
    n_claims: int
    n_readings: int
    n_chars: int
    added_at: str


@dataclass(frozen=True, slots=True)
class LedgerClaim:
    """One claim as the ledger holds it, with its document and the words around it.

    ``claim`` has the values that hold now; where a person corrected it, ``verdict`` says so and the
    machine's values stand in ``Ledger.history``. ``row`` is its number in this ledger.
    ``text`` is the document's whole text, ``sentence`` the stretch of it around the trigger.
    """

    row: int
    claim: Claim
    document: DocumentInfo
    text: str
    sentence: str
    verdict: str | None = None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


@dataclass(frozen=True, slots=True)
class ReadingOrigin:
    """Which run read a claim, when it was stored, and the log's entry of that reading."""

    run: Run
    read_at: str
    entry: int
    entry_hash: str


class Store(Protocol):
    """Where a ledger is kept. One suite of tests, in tests/contracts, holds for every store."""

    @property
    def path(self) -> Path:
        """Where it is, as messages name it."""

    def close(self) -> None:
        """Let go of the file or the connection."""

    def add(self, additions: Iterable[Addition], at: datetime) -> list[AddResult]:
        """Append readings in one transaction: all of them or none."""

    def claims(self, query: Query) -> list[LedgerClaim]:
        """Give the claims of one page."""

    def count(self, query: Query, at_most: int | None = None) -> int:
        """Count the claims of all pages; with ``at_most`` no further than one more than that."""

    def claim_rows(self, name: str) -> list[int]:
        """Give the rows of the current claims whose id is or begins with ``name``."""

    def claims_by_row(self, rows: Iterable[int]) -> list[LedgerClaim]:
        """Give claims by their rows, in that order."""

    def documents(self, name: str | None = None) -> Iterator[DocumentInfo]:
        """Give documents as they were added; ``name`` is a number, a sha256's start or a name."""

    def document_text(self, document_id: int) -> str:
        """Give a document's canonical text."""

    def document_raw(self, document_id: int) -> bytes | None:
        """Give a document's bytes as they were read, None where they were not kept."""

    def reading(self, reading_id: int) -> Reading:
        """Give a reading as it was stored."""
