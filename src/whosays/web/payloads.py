"""Payloads: the public JSON of the pages; every page has its own."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.exporters.write import harmless as words_of
from whosays.schema.contract import claim_object, reading_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.store.base import LedgerClaim
    from whosays.web.card import Shown
    from whosays.web.views import ReportView


def json_bytes(value: object) -> bytes:
    """Encode a payload as UTF-8 JSON."""
    return msgspec.json.encode(value)


def report_object(view: ReportView) -> dict[str, Any]:
    """Give the reading's contract; ``claims`` hold what people made of them, with ``verdict``."""
    found = reading_object(view.reading)
    found["claims"] = [_shown_object(s) for s in view.claims]
    found["ledger_document"] = view.document
    return found


def row_object(row: LedgerClaim) -> dict[str, Any]:
    """Give a claim of the ledger with its document, its sentence and its verdict."""
    found: dict[str, Any] = msgspec.to_builtins(claim_object(row.claim))
    found["document"] = {
        "ledger_id": row.document.id,
        "id": row.document.name,
        "sha256": row.document.sha256,
        "title": row.document.title,
        "publisher": row.document.publisher,
        "published": row.document.published_start,
    }
    found["words"] = row.sentence
    found["verdict"] = row.verdict
    return found


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table for a spreadsheet, in which no words of a report act as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([harmless(v) for v in row] for row in rows)
    return buffer.getvalue()


def harmless(value: object) -> str:
    """Give a value as a cell of a spreadsheet, which takes no words of a report for a formula."""
    return words_of("" if value is None else str(value).encode("utf-8", "replace").decode())


def json_lines(objects: Iterable[object]) -> Iterable[bytes]:
    """Encode one object a line."""
    for value in objects:
        yield json_bytes(value) + b"\n"


def _shown_object(shown: Shown) -> dict[str, Any]:
    return {**claim_object(shown.claim), "verdict": shown.verdict}
