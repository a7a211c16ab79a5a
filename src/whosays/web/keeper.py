"""Keeper: brings the incidents up to date in a thread of its own, and tells how far it is."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.ledger.ledger import Ledger
    from whosays.ledger.progress import Progress

PATIENCE_S = 0.7
"""A page waits so long for the incidents before it says that it waits."""
_log = logging.getLogger(__name__)


class _ClosingError(Exception):
    """The app ends: what is being built is left as it was."""


class Keeper:
    """The one hand that joins claims to incidents while the app runs.

    ``generation`` counts how often they changed: what was counted before is counted again.
    ``on_done`` is called after each round, in the same thread, with what tells it to end.
    """

    def __init__(self, ledger: Ledger, *, is_read_only: bool = False) -> None:
        self._ledger = ledger
        self._is_read_only = is_read_only
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="whosays-incidents")
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._done.set()
        self._is_closing = False
        self.generation = 0
        self.progress: Progress | None = None
        self.problem = ""
        self.on_done: Callable[[Callable[[], bool]], None] = lambda _is_over: None

    def wake(self) -> None:
        """Take in what is new, in the background."""
        with self._lock:
            if self._is_closing or self._is_read_only or not self._done.is_set():
                return
            self._done.clear()
            self._pool.submit(self._work)

    def is_ready(self, patience_s: float = PATIENCE_S) -> bool:
        """Tell whether the incidents are up to date, now or soon; else they are being brought so.

        A ledger that cannot be written is as ready as it can be, and so is one that failed.
        """
        if self._is_read_only or self._ledger.incidents.waiting() == 0:
            return True
        self.wake()
        return self._done.wait(patience_s) and (
            bool(self.problem) or self._ledger.incidents.waiting() == 0
        )

    def wait(self) -> None:
        """Wait until the incidents are up to date: a program asks once and can be patient."""
        while not self.is_ready(60.0):
            pass

    def close(self) -> None:
        """End; what is being built is given up."""
        self._is_closing = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> None:
        try:
            if self._ledger.incidents.refresh(self._tell):
                self.generation += 1
            self.problem = ""
        except _ClosingError:
            pass
        except WhosaysError as error:
            self.problem = str(error)
            _log.warning("%s", error)
        finally:
            self.progress = None
            self._done.set()
        if not self._is_closing:
            self.on_done(lambda: self._is_closing or not self._done.is_set())

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        if self._is_closing:
            raise _ClosingError
