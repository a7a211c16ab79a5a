"""Indexes that answer what is asked most without a look at the tables."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

# The verdict stands in each, since every question leaves out what people rejected.
_INDEXES = """
DROP INDEX current_claim_type;
DROP INDEX current_claim_start;
DROP INDEX current_claim_document;
DROP INDEX current_claim_stance;
DROP INDEX current_claim_status;
CREATE INDEX current_claim_type ON current_claim (type, start, "end", verdict, status, stance);
CREATE INDEX current_claim_start ON current_claim (start, "end", verdict);
CREATE INDEX current_claim_document ON current_claim (document_id, verdict);
CREATE INDEX current_claim_stance ON current_claim (stance, start, verdict);
CREATE INDEX current_claim_status ON current_claim (status, start, verdict);
CREATE INDEX current_claim_verdict ON current_claim (verdict) WHERE verdict IS NOT NULL;
CREATE INDEX document_publisher ON document (publisher);
CREATE INDEX document_source ON document (source);
CREATE INDEX claim_source_said ON claim_source (coalesce(name, words), claim, position)
"""


def upgrade() -> None:
    """Make the indexes."""
    for statement in _INDEXES.split(";\n"):
        op.execute(statement)
