"""Local: read many reports, one after another or in a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING

from whosays.engine.base import Outcome, Source
from whosays.errors import InputError, WhosaysError
from whosays.pipeline.read import Reader, load_file, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.settings import Settings

# A worker costs about a second to start; below this many reports one process is faster.
POOL_FROM = 8

_reader: Reader | None = None


def read_many(
    sources: Iterable[Source], settings: Settings, *, workers: int | None = None
) -> Iterator[Outcome]:
    """Read all sources and give outcomes in their order, the same for any number of workers.

    ``workers`` None or 0 means the setting, and that 0 one a core; a few reports are read
    in this process.
    """
    rows = list(sources)
    wanted = workers or settings.reading_workers or os.cpu_count() or 1
    count = min(wanted, max(1, len(rows) // (1 if workers else POOL_FROM)))
    if count <= 1:
        yield from _read_here(rows, settings)
    else:
        yield from _read_in_pool(rows, settings, count)


def read_source(reader: Reader, source: Source) -> Outcome:
    """Read one source; a failure is recorded in the reading's problems."""
    raw = source.raw or b""
    try:
        if source.path is not None:
            raw = _load(source, reader.settings)
        reading = reader.read_bytes(raw, source=source.name, given=source.given)
    except WhosaysError as error:
        reading = unreadable(raw, source=source.name, given=source.given, error=error)
    return Outcome(source=source, raw=raw, reading=reading)


def _load(source: Source, settings: Settings) -> bytes:
    path = source.path
    assert path is not None
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size > settings.reading_max_bytes:
        mib = 1 << 20
        limit = settings.reading_max_bytes // mib
        raise InputError("A106", path=path, size=size // mib, limit=limit)
    return load_file(path)


def _read_here(rows: list[Source], settings: Settings) -> Iterator[Outcome]:
    if not rows:
        return
    reader = Reader(settings)
    for source in rows:
        yield read_source(reader, source)


def _read_in_pool(rows: list[Source], settings: Settings, count: int) -> Iterator[Outcome]:
    one_thread_of_algebra()
    # Spawned, not forked: the model runtime's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with context.Pool(count, initializer=_start, initargs=(settings,)) as pool:
        yield from pool.imap(_read_one, rows, chunksize=1)


def one_thread_of_algebra() -> None:
    """Let linear algebra use one thread, unless the user says otherwise.

    Matrices are small here: handing them to more threads took 15 µs a word instead of 6.
    Works where numpy was not imported yet, and in processes that are started after it.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def _start(settings: Settings) -> None:
    global _reader  # noqa: PLW0603 - one reader a worker process
    _reader = Reader(settings)


def _read_one(source: Source) -> Outcome:
    assert _reader is not None
    return read_source(_reader, source)
