"""Reviewers: add, list, remove and recognise those who may decide in a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import UsageError
from whosays.store import reviewers

if TYPE_CHECKING:
    from whosays.ledger.ledger import Ledger
    from whosays.store.reviewers import ReviewerInfo

_SHORTEST = 8
_LONGEST_NAME = 80


class Reviewers:
    """Those who may decide, by name and password; a ledger without any asks nobody for one.

    Passwords are kept as salted scrypt hashes. The table is no part of the hash-chained log: what
    a removed reviewer decided stays in the log under their name.

    >>> import tempfile, pathlib
    >>> from whosays.ledger.ledger import Ledger
    >>> with Ledger(pathlib.Path(tempfile.mkdtemp()) / "l.sqlite") as ledger:
    ...     ledger.reviewers.add("Ann", "correct horse")
    ...     ledger.reviewers.verify("ann", "correct horse")
    'Ann'
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, name: str, password: str) -> None:
        """Add a reviewer. Raises: UsageError A722 no name, A731 name taken, A732 password short."""
        shown = " ".join(name.split())[:_LONGEST_NAME]
        if not shown:
            raise UsageError("A722")
        _check(password)
        at = self._ledger.timestamp()
        with self._ledger.store.file.write() as connection:
            if not reviewers.put_reviewer(connection, shown, password, at):
                raise UsageError("A731", name=shown)

    def set_password(self, name: str, password: str) -> None:
        """Give a reviewer another password. Raises: UsageError A732 short, A733 unknown."""
        _check(password)
        with self._ledger.store.file.write() as connection:
            if not reviewers.set_password(connection, name, password):
                raise UsageError("A733", name=name)

    def remove(self, name: str) -> None:
        """Remove a reviewer; what they decided stays. Raises: UsageError A733 where unknown."""
        with self._ledger.store.file.write() as connection:
            if not reviewers.drop_reviewer(connection, name):
                raise UsageError("A733", name=name)

    def all(self) -> list[ReviewerInfo]:
        """Give all reviewers by name; an empty list means that nobody has to log in."""
        with self._ledger.store.file.read() as connection:
            return reviewers.reviewer_infos(connection)

    def verify(self, name: str, password: str) -> str | None:
        """Give the reviewer's name as it was added if the password is right, else None.

        Takes about 0.2 s, whether the name is known or not; count tries at the door.
        """
        with self._ledger.store.file.read() as connection:
            return reviewers.known_reviewer(connection, name, password)


def _check(password: str) -> None:
    if len(password) < _SHORTEST:
        raise UsageError("A732", shortest=_SHORTEST)
