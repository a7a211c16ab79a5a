"""Accounts: who may sign in, whether one must, and the sessions of those who did."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from whosays.errors import UsageError, WebError
from whosays.web.sessions import Sessions, Tries

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.errors import WhosaysError
    from whosays.ledger.ledger import Ledger
    from whosays.web.options import WebOptions

_KNOWN_FOR_S = 3.0
"""The names are asked for anew after so long: another program may add or remove reviewers."""


class Accounts:
    """The reviewers of the ledger at the app's door.

    One must sign in where others can reach the app, where it was started locked, and where the
    ledger has reviewers. A ledger that cannot be written admits its token instead, to look only.
    """

    def __init__(
        self,
        ledger: Ledger,
        options: WebOptions,
        *,
        is_read_only: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ledger = ledger
        self._options = options
        self._now = now
        self._names: frozenset[str] = frozenset()
        self._asked_at: float | None = None
        self.is_read_only = is_read_only
        self.sessions = Sessions(options.session_s, options.idle_s, now)
        self.tries = Tries(now)

    @property
    def must_sign_in(self) -> bool:
        """Whether pages are for those signed in alone."""
        return self._options.is_shared or bool(self.names())

    @property
    def takes_token(self) -> bool:
        """Whether the token alone opens the app: nobody can make an account in this ledger."""
        return self.is_read_only and not self.names()

    def names(self) -> frozenset[str]:
        """Give the reviewers' names."""
        now = self._now()
        if self._asked_at is None or now - self._asked_at > _KNOWN_FOR_S:
            self._names = frozenset(r.name for r in self._ledger.reviewers.all())
            self._asked_at = now
        return self._names

    def signed_in(self, session: str) -> str | None:
        """Give who a session belongs to, None for nobody; a reviewer since removed is nobody."""
        user = self.sessions.user(session)
        if user and user not in self.names():
            self.sessions.end_all(user)
            return None
        return user

    def sign_in(self, name: str, password: str, address: str, *, old: str) -> str:
        """Give a new session for a right password.

        Raises: WebError A911 for a wrong name or password, A912 after too many of them.
        """
        keys = (f"address {address}", f"name {' '.join(name.split()).casefold()[:80]}")
        wait = self.tries.wait_s(*keys)
        if wait > 0:
            raise WebError("A912", seconds=max(1, round(wait)))
        # Counted before it is checked: tries sent at once are tries all the same.
        self.tries.wrong(*keys)
        user = self._ledger.reviewers.verify(name[:200], password[:1000])
        if user is None:
            raise WebError("A911")
        self.tries.right(*keys)
        return self.sessions.start(user, instead_of=old)

    def join(self, name: str, password: str, *, old: str) -> str:
        """Add a reviewer who holds the token, and sign them in."""
        self._ledger.reviewers.add(name, password[:1000])
        self._asked_at = None
        user = self._ledger.reviewers.verify(name, password[:1000])
        assert user is not None
        return self.sessions.start(user, instead_of=old)

    def change_password(self, user: str, old: str, new: str, *, session: str) -> None:
        """Set another password; other sessions of the user end.

        Raises: WebError A911 where the old one is wrong, A912 after too many tries.
        """
        key = f"name {user.casefold()}"
        wait = self.tries.wait_s(key)
        if wait > 0:
            raise WebError("A912", seconds=max(1, round(wait)))
        self.tries.wrong(key)
        if self._ledger.reviewers.verify(user, old[:1000]) is None:
            raise WebError("A911")
        self.tries.right(key)
        self._ledger.reviewers.set_password(user, new[:1000])
        self.sessions.end_all(user, but=session)

    @staticmethod
    def problem_of(name: str, passwords: tuple[str, str]) -> WhosaysError | None:
        """Give what is wrong with a new name and the password written twice, None for nothing."""
        if not name.strip():
            return UsageError("A722")
        return WebError("A913") if passwords[0] != passwords[1] else None
