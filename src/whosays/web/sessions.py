"""Sessions: who is signed in, under names nobody can guess, and how often a password was tried."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FREE_TRIES = 5
"""Wrong tries that cost nothing; each further one doubles the wait."""
_MOST_WAIT_S = 900.0
_MOST_KEPT = 10_000


@dataclass(slots=True)
class Session:
    """Who is signed in, "" for one who may only look; until when at the latest, and seen when."""

    user: str
    ends: float
    seen: float


class Sessions:
    """All sessions of a running app; they end with it. ``now`` gives seconds that never go back."""

    def __init__(
        self, lasts_s: float, idle_s: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._lasts_s = lasts_s
        self._idle_s = idle_s
        self._now = now
        self._known: dict[str, Session] = {}

    def start(self, user: str, *, instead_of: str = "") -> str:
        """Sign in under a new name; one that the browser brought along is never taken over."""
        self.end(instead_of)
        now = self._now()
        self._known = {k: s for k, s in self._known.items() if self._holds(s, now)}
        name = secrets.token_urlsafe(32)
        self._known[name] = Session(user, now + self._lasts_s, now)
        return name

    def user(self, name: str) -> str | None:
        """Give who is signed in by a session, None where it is none or is over."""
        session = self._known.get(name)
        now = self._now()
        if session is None or not self._holds(session, now):
            self.end(name)
            return None
        session.seen = now
        return session.user

    def end(self, name: str) -> None:
        """Sign out."""
        self._known.pop(name, None)

    def end_all(self, user: str, *, but: str = "") -> None:
        """Sign a user out everywhere else."""
        gone = [k for k, s in self._known.items() if s.user == user and k != but]
        for name in gone:
            del self._known[name]

    def _holds(self, session: Session, now: float) -> bool:
        return now < session.ends and now < session.seen + self._idle_s


class Tries:
    """Wrong passwords by address and by name: after a few, each makes the next wait longer."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait_s(self, *keys: str) -> float:
        """Give how long these must wait before the next try, 0 for not at all."""
        now = self._now()
        return max((self._until(k) - now for k in keys), default=0.0)

    def wrong(self, *keys: str) -> None:
        """Note a wrong try."""
        now = self._now()
        for key in keys:
            count, last = self._wrong.pop(key, (0, now))
            if now - last > _MOST_WAIT_S:
                count = 0
            self._wrong[key] = (count + 1, now)
            while len(self._wrong) > _MOST_KEPT:
                self._wrong.popitem(last=False)

    def right(self, *keys: str) -> None:
        """Forget the wrong tries of these."""
        for key in keys:
            self._wrong.pop(key, None)

    def _until(self, key: str) -> float:
        count, last = self._wrong.get(key, (0, 0.0))
        if count < FREE_TRIES:
            return 0.0
        return last + min(2.0 ** (count - FREE_TRIES), _MOST_WAIT_S)
