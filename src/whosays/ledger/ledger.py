"""Ledger: open, add, query. It only grows; a later entry outweighs an earlier one."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from whosays.errors import LedgerError, UsageError
from whosays.ledger.page import Page
from whosays.schema.query import Query
from whosays.store.ask import latest_infos
from whosays.store.base import Addition
from whosays.store.entries import log_entries
from whosays.store.facets import facet_counts
from whosays.store.store import SqliteStore

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from whosays.ledger.export import ExportOptions
    from whosays.ledger.incidents import Incidents
    from whosays.ledger.review import Review
    from whosays.ledger.reviewers import Reviewers
    from whosays.ledger.sources import Sources
    from whosays.ledger.trace import Trace
    from whosays.schema.document import Given
    from whosays.schema.reading import Reading
    from whosays.schema.series import Series
    from whosays.store.base import AddResult, DocumentInfo, LedgerClaim
    from whosays.store.entries import LogEntry
    from whosays.store.overview import SourceCount
    from whosays.store.verify import Verification

_MAX_NAMED = 5
COUNTED = 10_000
"""Claims of all pages are counted so far; to count a million takes longer than to show fifty."""
BATCH = 64
"""Readings that ``add_many`` keeps in one transaction."""


def _clock() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """A ledger of claims in one file; made where there is none. A context manager.

    ``read_only`` opens an existing one without the right to add; ``create=False`` wants it to be
    there. ``now`` gives the time that entries are dated with. ``timeout_s`` is how long a writer
    waits for another.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "ledger.sqlite"
    >>> with Ledger(path) as ledger:
    ...     ledger.count()
    0

    Raises: LedgerError A601 … A606 where the file cannot serve as a ledger.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        read_only: bool = False,
        create: bool = True,
        now: Callable[[], datetime] = _clock,
        timeout_s: float = 60.0,
    ) -> None:
        file = Path(path)
        if not create and not file.exists():
            raise LedgerError("A606", path=file, reason="there is no such file")
        if not read_only:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                reason = error.strerror or error
                raise LedgerError("A606", path=file, reason=reason) from error
        self.now = now
        self.read_only = read_only
        self.store = SqliteStore(file, read_only=read_only, timeout_s=timeout_s)

    @cached_property
    def review(self) -> Review:
        """What people decide: accept, reject, correct, merge, split, comment, undo."""
        from whosays.ledger.review import Review  # noqa: PLC0415 - readers of claims need it not

        return Review(self)

    @cached_property
    def incidents(self) -> Incidents:
        """The happenings that the claims speak of, across documents."""
        from whosays.ledger.incidents import Incidents  # noqa: PLC0415 - the same

        return Incidents(self)

    @cached_property
    def sources(self) -> Sources:
        """How reliable people hold each source to be, on the Admiralty scale."""
        from whosays.ledger.sources import Sources  # noqa: PLC0415 - the same

        return Sources(self)

    @cached_property
    def reviewers(self) -> Reviewers:
        """Who may decide, by name and password."""
        from whosays.ledger.reviewers import Reviewers  # noqa: PLC0415 - the same

        return Reviewers(self)

    def timestamp(self) -> str:
        """Give the time that an entry is dated with, ISO 8601."""
        return self.now().isoformat(timespec="seconds")

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self.store.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a closed ledger opens again by ``Ledger(path)``."""
        self.store.close()

    def add(
        self, reading: Reading, *, raw: bytes | None = None, given: Given | None = None
    ) -> AddResult:
        """Keep a reading. The same bytes, given metadata and run twice add nothing.

        ``raw`` are the bytes that were read: with them the reading can be repeated.
        ``given`` is what the caller said about the document; with the bytes it is its identity.
        A reading of another run stands beside the earlier one and is the current one.

        Raises: LedgerError A603, A604, A605 where nothing could be kept; A607 without a run.
        """
        return self.store.add([Addition(reading, raw, given)], self.now())[0]

    def add_many(self, additions: Iterable[Addition], *, batch: int = BATCH) -> Iterator[AddResult]:
        """Keep many readings, ``batch`` in a transaction, and give each one's result in order."""
        waiting = iter(additions)
        while chunk := list(islice(waiting, batch)):
            yield from self.store.add(chunk, self.now())

    def claims(self, query: Query | None = None) -> Page:
        """Give the current claims that a query asks for, one page of them, with their documents.

        They are counted up to 10,000 (or the page's end); beyond, the page ``is_more``.
        """
        asked = query or Query()
        self._catch_up(asked)
        found = tuple(self.store.claims(asked))
        is_last = asked.limit is None or len(found) < asked.limit
        if is_last and (found or asked.offset == 0):
            return Page(claims=found, total=asked.offset + len(found), query=asked)
        bound = max(COUNTED, asked.offset + len(found))
        total = self.store.count(asked, bound)
        return Page(found, min(total, bound), asked, is_more=total > bound)

    def count(self, query: Query | None = None) -> int:
        """Count the current claims that a query asks for, whatever its limit."""
        asked = query or Query()
        self._catch_up(asked)
        return self.store.count(asked)

    def facet(self, facet: str, query: Query | None = None) -> list[tuple[str, int]]:
        """Count the claims that a query asks for by ``facet``, one of ``store.facets.FACETS``."""
        asked = query or Query()
        self._catch_up(asked)
        with self.store.file.read() as connection:
            return facet_counts(connection, asked, facet)

    def source_counts(
        self, query: Query | None = None, *, limit: int = 50, offset: int = 0
    ) -> tuple[list[SourceCount], int]:
        """Count a query's claims by source, the most quoted first: a page, and how many there are.

        Each comes with how its claims fare and the grade that people gave it.
        """
        from whosays.store.overview import source_counts  # noqa: PLC0415 - readers need it not

        if not self.read_only:
            self.incidents.refresh()
        with self.store.file.read() as connection:
            return source_counts(connection, query or Query(), limit, offset)

    def log(self, *, limit: int = 100, offset: int = 0, people: bool = False) -> list[LogEntry]:
        """Give a page of the log, the latest first; ``people`` leaves out the machine's entries."""
        with self.store.file.read() as connection:
            return log_entries(connection, limit=limit, offset=offset, people=people)

    def claim(self, name: str) -> LedgerClaim:
        """Give a claim by its id or the start of it, as it holds now.

        Raises: UsageError A702 where there is none, A703 where the start fits several.
        """
        rows = self.store.claim_rows(name)
        found = self.store.claims_by_row(rows[-_MAX_NAMED:])
        names = sorted({c.id for c in found})
        if not found:
            raise UsageError("A702", name=name, path=self.path)
        if len(names) > 1:
            raise UsageError("A703", name=name, count=len(rows), names=", ".join(names))
        return found[-1]

    def document(self, name: str | int) -> DocumentInfo:
        """Give a document by its number, the start of its sha256 (4 signs or more), or its name.

        Where one name was read several times, the latest is meant.

        Raises: UsageError A702 where there is none, A703 where the start fits several.
        """
        found = list(self.store.documents(str(name)))
        if not found:
            raise UsageError("A702", name=name, path=self.path)
        if len({d.sha256 for d in found}) > 1 and found[-1].name != str(name):
            names = ", ".join(d.sha256[:16] for d in found[:_MAX_NAMED])
            raise UsageError("A703", name=name, count=len(found), names=names)
        return found[-1]

    def documents(self) -> Iterator[DocumentInfo]:
        """Give all documents as they were added."""
        return self.store.documents()

    def latest_documents(self, count: int) -> list[DocumentInfo]:
        """Give the documents that were added last, the latest first."""
        with self.store.file.read() as connection:
            return latest_infos(connection, count)

    def text(self, name: str | int) -> str:
        """Give a document's canonical text, which all spans of its claims are into."""
        return self.store.document_text(self.document(name).id)

    def raw(self, name: str | int) -> bytes | None:
        """Give a document's bytes as they were read, None where they were not kept."""
        return self.store.document_raw(self.document(name).id)

    def reading(self, name: str | int) -> Reading:
        """Give the current reading of a document, as the machine made it."""
        return self.store.reading(self.document(name).reading_id)

    def _catch_up(self, query: Query) -> None:
        """Bring the incidents up to date where a query asks about them."""
        if query.incident is not None or query.min_origins is not None or query.contradicted:
            self.incidents.refresh()

    def series(
        self, *, measure: str | None = None, of_whom: str | None = None, origin: str | None = None
    ) -> tuple[Series, ...]:
        """Give dated counts by origin, measure and of whom, each with what does not fit.

        ``of_whom`` is written ``RUS/MIL``; ``origin`` is a part of an origin's key.
        """
        from whosays.ledger.series import ledger_series  # noqa: PLC0415 - readers need it not

        return ledger_series(self, measure=measure, of_whom=of_whom, origin=origin)

    def export(
        self, out: TextIO, query: Query | None = None, options: ExportOptions | None = None
    ) -> int:
        """Write claims, incidents, figures or evidence to ``out``; give the number of rows."""
        from whosays.ledger.export import ExportOptions, export  # noqa: PLC0415 - the same

        return export(self, out, query, options or ExportOptions())

    def trace(self, name: str) -> Trace:
        """Follow a claim from its values to its words, its document's bytes, its run."""
        from whosays.ledger.trace import trace  # noqa: PLC0415 - readers of claims need it not

        return trace(self, name)

    def verify(self, head: str | None = None) -> Verification:
        """Check every hash, every quoted span and the log's chain; see ``store.verify``.

        ``head`` is the last hash as noted down earlier; it shows that the end was not cut off.
        """
        from whosays.store.verify import verify  # noqa: PLC0415 - the same

        return verify(self.store.file, head)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the ledger into a new file while it is in use. Raises: LedgerError A609, A604."""
        target = Path(path)
        if target.exists():
            raise LedgerError("A609", path=target)
        self.store.file.backup(target)

    def optimise(self) -> None:
        """Count the values of every index, so that queries take the shortest way."""
        self.store.file.optimise()

    def counts(self) -> dict[str, int]:
        """Count what the ledger holds: documents, readings, claims, current_claims, entries."""
        return self.store.counts()
