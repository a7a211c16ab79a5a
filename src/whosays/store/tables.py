"""The tables of the ledger, as SQLAlchemy sees them; the migrations make them.

``entry`` is the hash-chained log. ``GROWING`` tables refuse UPDATE and DELETE; the ``VIEWS`` are
derived from them and can be built again at any time.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, metadata, *columns)


def _int(name: str, *, primary_key: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=primary_key)


def _text(name: str) -> Column[Any]:
    return Column(name, Text)


def _real(name: str) -> Column[Any]:
    return Column(name, Float)


def _blob(name: str) -> Column[Any]:
    return Column(name, LargeBinary)


entry = _table(
    "entry",
    _int("seq", primary_key=True),
    _text("kind"),
    _int("ref"),
    _text("digest"),
    _text("previous"),
    _text("hash"),
    _text("at"),
)
document = _table(
    "document",
    _int("id", primary_key=True),
    _text("key"),
    _text("sha256"),
    _text("name"),
    _text("source"),
    _text("media_type"),
    _text("title"),
    _text("publisher"),
    _text("author"),
    _text("language"),
    _text("given"),
    _int("n_chars"),
    _int("raw_is_text"),
    _blob("text"),
    _blob("raw"),
    _text("added_at"),
)
run = _table(
    "run",
    _int("id", primary_key=True),
    _text("key"),
    _text("version"),
    _text("settings"),
    _text("resources"),
    _text("models"),
    _text("added_at"),
)
reading = _table(
    "reading",
    _int("id", primary_key=True),
    _int("document_id"),
    _int("run_id"),
    _text("published_start"),
    _text("published_end"),
    _text("published_basis"),
    _int("n_claims"),
    _blob("content"),
    _text("added_at"),
)
claim = _table(
    "claim",
    _int("row", primary_key=True),
    _text("id"),
    _int("reading_id"),
    _int("position"),
    _int("revision_id"),
    _text("type"),
    _text("status"),
    _text("stance"),
    _text("start"),
    _text("end"),
    _text("time_basis"),
    _int("trigger_start"),
    _int("trigger_end"),
    _int("sentence_start"),
    _int("sentence_end"),
    _int("n_links"),
    _real("score"),
    _blob("content"),
)
claim_actor = _table(
    "claim_actor",
    _int("row", primary_key=True),
    _int("claim"),
    _text("side"),
    _text("country"),
    _text("role"),
    _text("group"),
    _text("name"),
    _text("words"),
    _int("span_start"),
    _int("span_end"),
)
claim_source = _table(
    "claim_source",
    _int("row", primary_key=True),
    _int("claim"),
    _int("position"),
    _text("mode"),
    _text("country"),
    _text("role"),
    _text("group"),
    _text("name"),
    _text("words"),
    _int("span_start"),
    _int("span_end"),
)
claim_place = _table(
    "claim_place",
    _int("row", primary_key=True),
    _int("claim"),
    _text("name"),
    _text("key"),
    _text("words_key"),
    _text("skeleton"),
    _int("geonameid"),
    _real("lat"),
    _real("lon"),
    _int("cell"),
    _text("precision"),
    _text("relation"),
    _real("radius_km"),
    _text("country"),
    _int("span_start"),
    _int("span_end"),
)
claim_weapon = _table(
    "claim_weapon",
    _int("row", primary_key=True),
    _int("claim"),
    _text("code"),
    _text("model"),
    _int("span_start"),
    _int("span_end"),
)
claim_figure = _table(
    "claim_figure",
    _int("row", primary_key=True),
    _int("claim"),
    _text("what"),
    _real("low"),
    _real("high"),
    _int("approx"),
    _text("as_of"),
    _int("total"),
    _text("unit"),
    _text("words"),
    _int("span_start"),
    _int("span_end"),
)
claim_evidence = _table(
    "claim_evidence",
    _int("row", primary_key=True),
    _int("claim"),
    _text("field"),
    _text("words"),
    _int("span_start"),
    _int("span_end"),
)
current_reading = _table(
    "current_reading", _int("document_id", primary_key=True), _int("reading_id")
)
current_claim = _table(
    "current_claim",
    _int("claim", primary_key=True),
    _int("document_id"),
    _text("type"),
    _text("status"),
    _text("stance"),
    _text("start"),
    _text("end"),
    _text("verdict"),
)
word = _table("word", _int("id", primary_key=True), _text("word"))

PARTS = (claim_actor, claim_source, claim_place, claim_weapon, claim_figure, claim_evidence)
"""Tables whose rows belong to one claim."""
