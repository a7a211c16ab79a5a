"""Judgements and revisions of people; incidents and families of copies as views."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = """
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, left_claim TEXT NOT NULL, right_claim TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT NOT NULL, score REAL, reasons TEXT NOT NULL,
    "by" TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE revision (
    id INTEGER PRIMARY KEY, claim_id TEXT NOT NULL, document_id INTEGER NOT NULL,
    type TEXT NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
    action TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL,
    undoes INTEGER, "by" TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE incident_block (
    key INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
CREATE TABLE incident_edge (
    left INTEGER NOT NULL, right INTEGER NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (left, right)) WITHOUT ROWID;
CREATE TABLE incident_member (
    claim INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, incident TEXT NOT NULL);
CREATE TABLE incident (
    id TEXT PRIMARY KEY, first INTEGER NOT NULL, n_claims INTEGER NOT NULL,
    n_documents INTEGER NOT NULL, n_origins INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE copy_sketch (
    hash INTEGER NOT NULL, document_id INTEGER NOT NULL,
    PRIMARY KEY (hash, document_id)) WITHOUT ROWID;
CREATE TABLE copy_family (document_id INTEGER PRIMARY KEY, family INTEGER NOT NULL);
CREATE TABLE view_state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE INDEX judgement_left ON judgement (left_claim);
CREATE INDEX judgement_right ON judgement (right_claim);
CREATE INDEX revision_claim ON revision (claim_id);
CREATE INDEX revision_document ON revision (document_id);
CREATE INDEX claim_revision ON claim (revision_id) WHERE revision_id IS NOT NULL;
CREATE INDEX incident_block_claim ON incident_block (claim);
CREATE INDEX incident_edge_right ON incident_edge (right);
CREATE INDEX incident_member_incident ON incident_member (incident);
CREATE INDEX incident_member_document ON incident_member (document_id);
CREATE INDEX incident_origins ON incident (n_origins);
CREATE INDEX copy_family_family ON copy_family (family)
"""

GROWING = ("judgement", "revision")
"""Tables that refuse UPDATE and DELETE from this schema on, besides the earlier ones."""


def upgrade() -> None:
    """Add people's decisions and the views that follow from them."""
    for statement in _TABLES.split(";\n"):
        op.execute(statement)
    for table in GROWING:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE (ABORT, 'append-only: {table}'); END"
            )
