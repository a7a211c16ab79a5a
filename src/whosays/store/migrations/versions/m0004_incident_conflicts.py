"""Incidents with the number of their contradictions, and in the order in which they are shown."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

# Views follow from the ledger: they are made anew, and filled when they are first asked for.
_TABLES = """
DROP TABLE incident;
DELETE FROM incident_member;
DELETE FROM incident_block;
DELETE FROM incident_edge;
DELETE FROM copy_sketch;
DELETE FROM copy_family;
DELETE FROM view_state;
CREATE TABLE incident (
    id TEXT PRIMARY KEY, first INTEGER NOT NULL, n_claims INTEGER NOT NULL,
    n_documents INTEGER NOT NULL, n_origins INTEGER NOT NULL,
    n_conflicts INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX incident_shown ON incident (
    n_origins DESC, n_documents DESC, n_claims DESC, id, n_conflicts);
CREATE INDEX incident_conflicts ON incident (n_conflicts) WHERE n_conflicts > 0
"""


def upgrade() -> None:
    """Make the table of incidents anew."""
    for statement in _TABLES.split(";\n"):
        op.execute(statement)
