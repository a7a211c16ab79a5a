"""Documents, runs, readings, claims with their parts, the log, and the search over them."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER NOT NULL, digest TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE document (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, name TEXT NOT NULL,
    source TEXT NOT NULL, media_type TEXT NOT NULL, title TEXT, publisher TEXT, author TEXT,
    language TEXT NOT NULL, given TEXT NOT NULL, n_chars INTEGER NOT NULL,
    raw_is_text INTEGER NOT NULL, text BLOB NOT NULL, raw BLOB, added_at TEXT NOT NULL);
CREATE TABLE run (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version TEXT NOT NULL,
    settings TEXT NOT NULL, resources TEXT NOT NULL, models TEXT NOT NULL, added_at TEXT NOT NULL);
CREATE TABLE reading (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES document (id),
    run_id INTEGER NOT NULL REFERENCES run (id), published_start TEXT, published_end TEXT,
    published_basis TEXT NOT NULL, n_claims INTEGER NOT NULL, content BLOB NOT NULL,
    added_at TEXT NOT NULL, UNIQUE (document_id, run_id));
CREATE TABLE claim (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id INTEGER NOT NULL REFERENCES reading (id),
    position INTEGER NOT NULL, revision_id INTEGER, type TEXT NOT NULL, status TEXT NOT NULL,
    stance TEXT NOT NULL, start TEXT, "end" TEXT, time_basis TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL, n_links INTEGER NOT NULL, score REAL NOT NULL,
    content BLOB NOT NULL);
CREATE TABLE claim_actor (
    row INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim (row), side TEXT NOT NULL,
    country TEXT, role TEXT, "group" TEXT, name TEXT, words TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE claim_source (
    row INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim (row),
    position INTEGER NOT NULL, mode TEXT NOT NULL, country TEXT, role TEXT, "group" TEXT,
    name TEXT, words TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE claim_place (
    row INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim (row), name TEXT NOT NULL,
    key TEXT NOT NULL, words_key TEXT NOT NULL, skeleton TEXT NOT NULL, geonameid INTEGER,
    lat REAL, lon REAL, cell INTEGER, precision TEXT NOT NULL, relation TEXT NOT NULL,
    radius_km REAL, country TEXT, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE claim_weapon (
    row INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim (row), code TEXT NOT NULL,
    model TEXT, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE claim_figure (
    row INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim (row), what TEXT, low REAL,
    high REAL, approx INTEGER NOT NULL, as_of TEXT, total INTEGER NOT NULL, unit TEXT,
    words TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE claim_evidence (
    row INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim (row), field TEXT NOT NULL,
    words TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE current_reading (document_id INTEGER PRIMARY KEY, reading_id INTEGER NOT NULL);
CREATE TABLE current_claim (
    claim INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, type TEXT NOT NULL,
    status TEXT NOT NULL, stance TEXT NOT NULL, start TEXT, "end" TEXT, verdict TEXT);
CREATE INDEX entry_ref ON entry (kind, ref);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_name ON document (name);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_reading ON claim (reading_id);
CREATE INDEX claim_actor_claim ON claim_actor (claim);
CREATE INDEX claim_actor_country ON claim_actor (country, role, claim);
CREATE INDEX claim_actor_group ON claim_actor ("group", claim);
CREATE INDEX claim_source_claim ON claim_source (claim);
CREATE INDEX claim_source_country ON claim_source (country, role, claim);
CREATE INDEX claim_source_name ON claim_source (name, claim);
CREATE INDEX claim_place_claim ON claim_place (claim);
CREATE INDEX claim_place_key ON claim_place (key, claim);
CREATE INDEX claim_place_words ON claim_place (words_key, claim);
CREATE INDEX claim_place_skeleton ON claim_place (skeleton, claim);
CREATE INDEX claim_place_cell ON claim_place (cell, lat, lon, radius_km, claim);
CREATE INDEX claim_weapon_claim ON claim_weapon (claim);
CREATE INDEX claim_weapon_code ON claim_weapon (code, claim);
CREATE INDEX claim_figure_claim ON claim_figure (claim);
CREATE INDEX claim_figure_what ON claim_figure (what, low, high, claim);
CREATE INDEX claim_evidence_claim ON claim_evidence (claim);
CREATE INDEX current_claim_type ON current_claim (type, start, "end");
CREATE INDEX current_claim_start ON current_claim (start, "end");
CREATE INDEX current_claim_document ON current_claim (document_id);
CREATE INDEX current_claim_stance ON current_claim (stance, start);
CREATE INDEX current_claim_status ON current_claim (status, start)
"""

_SEARCH = """
CREATE VIRTUAL TABLE document_search USING fts5 (
    title, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_search USING fts5 (
    sentence, names, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE word_part USING fts5 (
    word, content = 'word', content_rowid = 'id', tokenize = 'trigram')
"""

GROWING = (
    "entry", "document", "run", "reading", "claim", "claim_actor", "claim_source", "claim_place",
    "claim_weapon", "claim_figure", "claim_evidence", "word",
)  # fmt: skip
"""Tables that refuse UPDATE and DELETE from this schema on."""


def upgrade() -> None:
    """Make the first released schema."""
    for script in (_TABLES, _SEARCH):
        for statement in script.split(";\n"):
            op.execute(statement)
    for table in GROWING:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE (ABORT, 'append-only: {table}'); END"
            )
