"""Ratings of sources by people, kept in the log; reviewers with their passwords, kept beside it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

# "source" is the folded name; a row that undoes another names no grade.
_TABLES = """
CREATE TABLE rating (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, grade TEXT NOT NULL,
    reason TEXT NOT NULL, undoes INTEGER, "by" TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE reviewer (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
    cost TEXT NOT NULL, added_at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX rating_source ON rating (source);
CREATE INDEX rating_undoes ON rating (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX revision_undoes ON revision (undoes) WHERE undoes IS NOT NULL
"""

GROWING = ("rating",)
"""Tables that refuse UPDATE and DELETE from this schema on. A reviewer may be removed."""


def upgrade() -> None:
    """Add what people think of sources, and who they are."""
    for statement in _TABLES.split(";\n"):
        op.execute(statement)
    for table in GROWING:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE (ABORT, 'append-only: {table}'); END"
            )
