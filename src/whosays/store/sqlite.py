"""SQLite: open a ledger file, keep its transactions short, and give its failures their numbers."""

from __future__ import annotations

import math
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from whosays.errors import LedgerError
from whosays.store.migrate import SCHEMA, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x77686F73
"""``whos`` in ASCII: the mark of a ledger in the file's header."""
_HEADER = b"SQLite format 3\x00"
_EARTH_RADIUS_KM = 6371.0088
_CHECKPOINT_PAGES = 2000
_FIRST_SAMPLE = 50
"""Documents from which on the indexes are sampled."""
_READ_SAMPLED = "SELECT value FROM view_state WHERE name = 'sampled'"


class SqliteFile:
    """One ledger file: ``read()`` and ``write()`` give a connection inside a transaction.

    Many may read while one writes; a second writer waits up to ``timeout_s``.

    Raises: LedgerError A601 for a newer ledger, A602 for another kind of file or a damaged one,
    A603, A604, A605, A606 as the disk and other writers will have it.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, timeout_s: float = 60.0, schema: int = SCHEMA
    ) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.timeout_s = timeout_s
        self._sampled: int | None = None
        self._check_header()
        self._engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=28
        )
        event.listen(self._engine, "begin", _begin)
        try:
            with self._guard():
                self._prepare(schema)
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Close all connections; the last one out folds the write-ahead log into the file."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state of the ledger."""
        with self._guard(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection that alone may write; all is kept at the end, or nothing.

        Raises: LedgerError A603 where the ledger was opened for reading alone.
        """
        if self.read_only:
            raise LedgerError("A603", path=self.path)
        with self._guard(), self._engine.connect() as connection:
            connection.execution_options(whosays_write=True)
            with connection.begin():
                yield connection

    def backup(self, target: Path) -> None:
        """Copy the ledger as it is now, page by page, while others read and write."""
        with self._guard(), self._engine.connect() as connection:
            source = connection.connection.driver_connection
            assert source is not None
            copy = sqlite3.connect(target)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()

    def optimise(self) -> None:
        """Let SQLite sample its indexes; a few seconds at a million claims."""
        with self.write() as connection:
            sample(connection)

    def keep_sampled(self, documents: int) -> None:
        """Sample the indexes again where the ledger has doubled since: it costs little in all.

        Without a sample, or with one of an almost empty ledger, queries take the wrong way.
        """
        if self._sampled is None:
            with self.read() as connection:
                found = connection.exec_driver_sql(_READ_SAMPLED).scalar()
                self._sampled = int(found or 0)
        if documents >= 2 * self._sampled + _FIRST_SAMPLE:
            with self.write() as connection:
                sample(connection)
            self._sampled = documents

    def integrity(self) -> list[str]:
        """Give what SQLite finds wrong with the file's pages and indexes; empty for nothing."""
        try:
            with self._engine.connect() as connection:
                rows = connection.exec_driver_sql("PRAGMA integrity_check(100)").scalars().all()
        except DBAPIError as error:
            return [str(error.orig)]
        return [] if rows == ["ok"] else [str(r) for r in rows]

    def _check_header(self) -> None:
        try:
            if not self.path.exists():
                if self.read_only:
                    raise LedgerError("A606", path=self.path, reason="there is no such file")
                return
            with self.path.open("rb") as file:
                header = file.read(100)
        except OSError as error:
            raise LedgerError("A606", path=self.path, reason=error.strerror or error) from error
        if not header:
            return
        mark = int.from_bytes(header[68:72], "big")
        if not header.startswith(_HEADER) or mark not in {0, APPLICATION_ID}:
            raise LedgerError("A602", path=self.path, reason="its header is another program's")

    def _connect(self) -> sqlite3.Connection:
        name = self.path.absolute().as_uri()
        mode = "ro" if self.read_only else "rwc"
        connection = sqlite3.connect(
            f"{name}?mode={mode}", uri=True, timeout=self.timeout_s, check_same_thread=False
        )
        connection.isolation_level = None
        connection.create_function("distance_km", 4, distance_km, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        if not self.read_only:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        return connection

    def _prepare(self, schema: int) -> None:
        with self._engine.connect() as connection:
            found = self._schema_of(connection)
            if found > SCHEMA:
                raise LedgerError("A601", path=self.path, found=found, known=SCHEMA)
            if found >= schema:
                return
        if self.read_only and not found:
            raise LedgerError("A602", path=self.path, reason="it is empty")
        if self.read_only:
            # An older ledger is brought up to date once, by whoever opens it first.
            SqliteFile(self.path, timeout_s=self.timeout_s, schema=schema).close()
            return
        with self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with self._engine.connect() as connection:
            connection.execution_options(whosays_write=True)
            with connection.begin():
                # Another process may have migrated it while this one waited for the lock.
                if self._schema_of(connection) < schema:
                    upgrade(connection, schema)
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.exec_driver_sql(f"PRAGMA user_version = {schema}")

    def _schema_of(self, connection: Connection) -> int:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        mark = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if tables and mark != APPLICATION_ID:
            raise LedgerError("A602", path=self.path, reason="its tables are another program's")
        return found

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._numbered(error) from error
        except sqlite3.Error as error:
            raise self._numbered(error) from error

    def _numbered(self, error: Exception) -> LedgerError:
        reason = str(getattr(error, "orig", error))
        low = reason.lower()
        if "append-only" in low:
            table = low.rpartition(": ")[2]
            return LedgerError("A608", path=self.path, table=table, row="named")
        if "readonly" in low or "read-only" in low:
            return LedgerError("A603", path=self.path)
        if "full" in low or "disk i/o" in low:
            return LedgerError("A604", path=self.path)
        if "locked" in low or "busy" in low:
            return LedgerError("A605", path=self.path, seconds=self.timeout_s)
        if "unable to open" in low:
            return LedgerError("A606", path=self.path, reason=reason)
        return LedgerError("A602", path=self.path, reason=reason)


def sample(connection: Connection) -> None:
    """Count some values of every index, so that queries take the shortest way."""
    connection.exec_driver_sql("PRAGMA analysis_limit = 2000")
    connection.exec_driver_sql("ANALYZE")
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO view_state (name, value) "
        "SELECT 'sampled', coalesce(max(id), 0) FROM document"
    )


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float | None:
    """Measure the great circle between two points; None where one is not known."""
    values: tuple[Any, ...] = (lat, lon, other_lat, other_lon)
    if None in values:
        return None
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    turn = math.sin(math.radians(other_lon - lon) / 2) ** 2
    return (
        2
        * _EARTH_RADIUS_KM
        * math.asin(min(1.0, math.sqrt(half + math.cos(a) * math.cos(b) * turn)))
    )


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("whosays_write") else "BEGIN")
