"""What comparison needs of each claim, kept; an index of the claims that span many days."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

# The keys of blocks are reckoned anew, too: the views are filled when they are first asked for.
_TABLES = """
CREATE TABLE incident_view (claim INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE INDEX current_claim_long ON current_claim ("end", start)
    WHERE start IS NULL OR julianday("end") - julianday(start) > 31;
DELETE FROM incident;
DELETE FROM incident_member;
DELETE FROM incident_block;
DELETE FROM incident_edge;
DELETE FROM copy_sketch;
DELETE FROM copy_family;
DELETE FROM view_state
"""


def upgrade() -> None:
    """Make the table."""
    for statement in _TABLES.split(";\n"):
        op.execute(statement)
