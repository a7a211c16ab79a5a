"""Reviewers: who may decide, each with a password of which only a salted hash is kept.

The table stands beside the log: a reviewer may be removed, and the log keeps what they decided.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

# scrypt's cost: memory 128 * n * r = 16 MiB, about 0.2 s a try. A row keeps its own, so that
# a later version may ask for more.
_COST = "16384,8,5"
_SALT_BYTES = 16
_HASH_BYTES = 32


class ReviewerInfo(NamedTuple):
    """A reviewer's name and when it was added (ISO 8601)."""

    name: str
    added_at: str


def put_reviewer(connection: Connection, name: str, password: str, at: str) -> bool:
    """Keep a reviewer; give False, and keep nothing, where the name is taken."""
    if _row(connection, name) is not None:
        return False
    salt = secrets.token_bytes(_SALT_BYTES)
    connection.execute(
        text(
            "INSERT INTO reviewer (key, name, salt, hash, cost, added_at) "
            "VALUES (:key, :name, :salt, :hash, :cost, :at)"
        ),
        {
            "key": reviewer_key(name),
            "name": name,
            "salt": salt,
            "hash": _hashed(password, salt, _COST),
            "cost": _COST,
            "at": at,
        },
    )
    return True


def set_password(connection: Connection, name: str, password: str) -> bool:
    """Give a reviewer another password; False where there is no such reviewer."""
    salt = secrets.token_bytes(_SALT_BYTES)
    changed = connection.execute(
        text("UPDATE reviewer SET salt = :salt, hash = :hash, cost = :cost WHERE key = :key"),
        {
            "key": reviewer_key(name),
            "salt": salt,
            "hash": _hashed(password, salt, _COST),
            "cost": _COST,
        },
    )
    return changed.rowcount > 0


def drop_reviewer(connection: Connection, name: str) -> bool:
    """Remove a reviewer; False where there is none of that name."""
    gone = connection.execute(
        text("DELETE FROM reviewer WHERE key = :key"), {"key": reviewer_key(name)}
    )
    return gone.rowcount > 0


def reviewer_infos(connection: Connection) -> list[ReviewerInfo]:
    """Give all reviewers by name."""
    rows = connection.execute(text("SELECT name, added_at FROM reviewer ORDER BY key"))
    return [ReviewerInfo(*r) for r in rows]


def known_reviewer(connection: Connection, name: str, password: str) -> str | None:
    """Give a reviewer's name as it was added if the password is theirs, else None.

    An unknown name takes as long as a wrong password, so that names cannot be tried out.
    """
    row = _row(connection, name)
    if row is None:
        _hashed(password, b"\0" * _SALT_BYTES, _COST)
        return None
    shown, salt, kept, cost = row
    return shown if hmac.compare_digest(_hashed(password, salt, cost), kept) else None


def reviewer_key(name: str) -> str:
    """Fold a reviewer's name: *ann* and *Ann* are one."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _row(connection: Connection, name: str) -> tuple[str, bytes, bytes, str] | None:
    found = connection.execute(
        text("SELECT name, salt, hash, cost FROM reviewer WHERE key = :key"),
        {"key": reviewer_key(name)},
    ).one_or_none()
    return None if found is None else (found.name, found.salt, found.hash, found.cost)


def _hashed(password: str, salt: bytes, cost: str) -> bytes:
    n, r, p = (int(v) for v in cost.split(","))
    words = unicodedata.normalize("NFKC", password).encode()
    return hashlib.scrypt(
        words, salt=salt, n=n, r=r, p=p, dklen=_HASH_BYTES, maxmem=256 * n * r + 2**20
    )
