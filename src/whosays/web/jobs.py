"""Jobs: reports are read in one thread of their own, so that the pages stay quick."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from whosays.engine.base import Outcome, Source
from whosays.errors import WebError, WhosaysError
from whosays.pipeline.read import Reader, load_file, unreadable
from whosays.pipeline.run import annotate, reading_of
from whosays.readers.read import read_bytes
from whosays.web.fetch import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whosays.ledger.ledger import Ledger
    from whosays.pipeline.annotator import Annotator
    from whosays.settings import Settings

_MAX_KEPT = 200
_MAX_UNSAVED = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a job: its name, how far it is, and where its view is once it is read.

    ``state`` is waiting, fetching, reading, done or failed; ``step`` the annotator at work.
    """

    name: str
    state: str = "waiting"
    step: str = ""
    link: str = ""
    n_claims: int = 0
    problem: str = ""


@dataclass(slots=True)
class Job:
    """Reports handed in together; ``keep`` tells whether they go into the ledger."""

    id: str
    keep: bool
    items: list[Item] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return all(i.state in {"done", "failed"} for i in self.items)


class Jobs:
    """The queue of reports to read. Unsaved outcomes are kept for a while in memory alone."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings = settings
        self._ledger = ledger
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="whosays-read")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._unsaved: OrderedDict[str, Outcome] = OrderedDict()
        self._lock = threading.Lock()
        self._reader: Reader | None = None
        self.on_added: Callable[[], None] = lambda: None

    def warm(self) -> None:
        """Load models and gazetteer now, in the background."""
        self._pool.submit(self._ready)

    def close(self) -> None:
        """Drop what waits; what is being read is read to its end."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, sources: Sequence[Source], *, keep: bool) -> Job:
        """Queue reports; a source whose name is an address and that has no bytes is fetched."""
        job = Job(id=secrets.token_urlsafe(9), keep=keep, items=[Item(s.name) for s in sources])
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _MAX_KEPT:
                self._jobs.popitem(last=False)
        for number, source in enumerate(sources):
            self._pool.submit(self._work, job, number, source)
        return job

    def job(self, name: str) -> Job:
        """Give a job. Raises: WebError A908 where it is unknown or forgotten."""
        found = self._jobs.get(name)
        if found is None:
            raise WebError("A908", path=f"/jobs/{name}")
        return found

    def unsaved(self, name: str) -> Outcome:
        """Give an outcome that is in memory alone. Raises: WebError A908 once forgotten."""
        found = self._unsaved.get(name)
        if found is None:
            raise WebError("A908", path=f"/report/{name}")
        return found

    def keep(self, name: str) -> int:
        """Put an unsaved outcome into the ledger and give its document's number."""
        outcome = self.unsaved(name)
        result = self._ledger.add(outcome.reading, raw=outcome.raw, given=outcome.source.given)
        self.on_added()
        return result.document_id

    def _ready(self) -> Reader:
        if self._reader is None:
            self._reader = Reader(self._settings)
        return self._reader

    def _work(self, job: Job, number: int, source: Source) -> None:
        def tell(state: str, step: str = "") -> None:
            job.items[number] = replace(job.items[number], state=state, step=step)

        try:
            outcome = self._read(source, tell)
            reading = outcome.reading
            if not reading.document.text:
                first = next(iter((*reading.problems, *reading.document.problems)), None)
                self._fail(job, number, f"{first.code}: {first.message}" if first else "")
                return
            link = f"/report/{self._store(outcome, keep=job.keep)}"
        except WhosaysError as error:
            self._fail(job, number, str(error))
        except Exception as error:  # noqa: BLE001 - one bad report must not end the queue
            self._fail(job, number, f"{type(error).__name__}: {error}")
        else:
            done = replace(
                job.items[number], state="done", step="", link=link, n_claims=len(reading.claims)
            )
            job.items[number] = done

    def _fail(self, job: Job, number: int, words: str) -> None:
        job.items[number] = replace(job.items[number], state="failed", step="", problem=words)

    def _read(self, source: Source, tell: Callable[..., None]) -> Outcome:
        if source.raw is None and source.path is None:
            tell("fetching")
            fetched = fetch(source.name)
            source = replace(source, name=fetched.url, raw=fetched.raw)
        raw = source.raw if source.raw is not None else b""
        tell("reading", "models")
        reader = self._ready()
        try:
            if source.path is not None:
                raw = load_file(source.path)
            tell("reading", "text")
            document = read_bytes(
                raw,
                source=source.name,
                given=source.given,
                max_bytes=self._settings.reading_max_bytes,
            )
            watched = cast("Sequence[Annotator]", _Watched(reader.annotators, tell))
            reading = reading_of(annotate(document, watched), reader.run)
        except WhosaysError as error:
            reading = unreadable(raw, source=source.name, given=source.given, error=error)
        return Outcome(source=source, raw=raw, reading=reading)

    def _store(self, outcome: Outcome, *, keep: bool) -> str:
        if keep:
            result = self._ledger.add(outcome.reading, raw=outcome.raw, given=outcome.source.given)
            self.on_added()
            return str(result.document_id)
        name = "u" + secrets.token_urlsafe(9)
        with self._lock:
            self._unsaved[name] = outcome
            while len(self._unsaved) > _MAX_UNSAVED:
                self._unsaved.popitem(last=False)
        return name


class _Watched:
    """Annotators that tell when each begins."""

    def __init__(self, annotators: Sequence[Annotator], tell: Callable[..., None]) -> None:
        self._annotators = annotators
        self._tell = tell

    def __iter__(self) -> Iterator[Annotator]:
        for annotator in self._annotators:
            self._tell("reading", annotator.name)
            yield annotator
