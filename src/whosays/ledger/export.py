"""Export: what a query asks for, as JSON Lines or CSV, with private persons masked on request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TextIO

from whosays.exporters import rows
from whosays.exporters.kinds import ExportFormat, Kind
from whosays.exporters.mask import Masker, mask_value, person_words
from whosays.exporters.write import write_csv, write_jsonl
from whosays.ledger.query import Query, Sort
from whosays.resources.resources import Resources
from whosays.store.rate import holding_ratings, source_key
from whosays.store.views import column_where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.ledger.ledger import Ledger
    from whosays.store.base import LedgerClaim

__all__ = ["ExportFormat", "ExportOptions", "Kind", "export"]

_PAGE = 500
_FREE = frozenset({"claim", "claims", "sha256", "incident", "across", "id", "n_claims", "because"})
"""Keys whose values are ids or rule names: no names of persons stand in them."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``mask`` gives private persons pseudonyms; ``secret`` makes them, None: the ledger's own."""

    kind: Kind = Kind.CLAIMS
    format: ExportFormat = ExportFormat.JSONL
    mask: bool = False
    secret: bytes | None = None


def export(
    ledger: Ledger,
    out: TextIO,
    query: Query | None = None,
    options: ExportOptions = ExportOptions(),
) -> int:
    """Write what a query asks for (None: all) to ``out``; give the number of rows."""
    asked = query or Query(sort=Sort.ADDED, limit=None)
    found = _rows(ledger, asked, options)
    return write_csv(found, out) if options.format is ExportFormat.CSV else write_jsonl(found, out)


def _rows(ledger: Ledger, query: Query, options: ExportOptions) -> Iterator[dict[str, Any]]:
    names = _Names(ledger, options.secret) if options.mask else None
    flat = options.format is ExportFormat.CSV
    grades = _grades(ledger)
    if options.kind is Kind.INCIDENTS:
        for incident in ledger.incidents.find(query):
            row = (
                rows.incident_row(incident, grades)
                if flat
                else rows.incident_json(incident, grades)
            )
            if names is not None:
                row = names.masked(row, names.of_claims(incident.claims))
            yield row
        return
    for claim, name in _claims(ledger, query, wants_incident=options.kind is Kind.CLAIMS):
        for row in _claim_rows(claim, name, options.kind, grades, flat=flat):
            yield row if names is None else names.masked(row, names.of_document(claim))


def _claim_rows(
    claim: LedgerClaim, incident: str | None, kind: Kind, grades: rows.Grades, *, flat: bool
) -> Iterator[dict[str, Any]]:
    if kind is Kind.FIGURES:
        yield from rows.figure_rows(claim)
    elif kind is Kind.EVIDENCE:
        yield from rows.evidence_rows(claim)
    else:
        make = rows.claim_row if flat else rows.claim_json
        yield make(claim, incident, grades)


def _no_persons(resources: Resources) -> Iterator[str]:
    """Give the names of states, capitals and armed groups, which a reading may take for persons."""
    for row in resources.table("actors/states.toml")["state"].values():
        yield row["name"]
        yield from (*row.get("names", ()), *row.get("capital", ()), *row.get("government", ()))
    for row in resources.table("actors/groups.toml")["group"]:
        yield from (row["group"], row.get("name", row["group"]), *row.get("en", ()))


def _grades(ledger: Ledger) -> rows.Grades:
    """Give what finds the grade of a source by any of its names."""
    with ledger.store.file.read() as connection:
        known = {key: r.grade.value for key, r in holding_ratings(connection).items()}

    def grades(names: Iterable[str | None]) -> str | None:
        keys = (source_key(n) for n in names if n)
        return next((known[k] for k in keys if k in known), None)

    return grades


def _claims(
    ledger: Ledger, query: Query, *, wants_incident: bool
) -> Iterator[tuple[LedgerClaim, str | None]]:
    """Give all claims of a query page by page, so that a million need little memory."""
    if wants_incident:
        ledger.incidents.refresh()
    offset, left = query.offset, query.limit
    while left is None or left > 0:
        limit = _PAGE if left is None else min(_PAGE, left)
        page = ledger.store.claims(replace(query, offset=offset, limit=limit))
        incidents: dict[int, str] = {}
        if wants_incident:
            with ledger.store.file.read() as connection:
                for claim in page:
                    found = column_where(
                        connection, "incident_member", "incident", "claim", [claim.row]
                    )
                    incidents.update({claim.row: found[0]} if found else {})
        yield from ((claim, incidents.get(claim.row)) for claim in page)
        if len(page) < limit:
            return
        offset += limit
        left = None if left is None else left - limit


class _Names:
    """The names to mask, document by document."""

    def __init__(self, ledger: Ledger, secret: bytes | None) -> None:
        self._ledger = ledger
        resources = Resources()
        words = person_words(resources.table("en/persons.toml"), _no_persons(resources))
        self._masker = Masker(words, secret or ledger.store.secret())
        self._known: dict[int, dict[str, str]] = {}

    def of_document(self, claim: LedgerClaim) -> dict[str, str]:
        number = claim.document.id
        if number not in self._known:
            reading = self._ledger.store.reading(claim.document.reading_id)
            # *Kherson mourns*: what is a place in a claim is no person anywhere in the report.
            places = {claim.text[p.span[0] : p.span[1]] for c in reading.claims for p in c.places}
            persons = [e.span for e in reading.entities if e.type == "Person"]
            self._known[number] = self._masker.private_names(
                claim.text, [(s, e) for s, e in persons if claim.text[s:e] not in places]
            )
        return self._known[number]

    def of_claims(self, claims: tuple[str, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in claims:
            found.update(self.of_document(self._ledger.claim(name)))
        return dict(sorted(found.items(), key=lambda m: (-len(m[0]), m[0])))

    def masked(self, row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
        return {k: v if k in _FREE else mask_value(v, names) for k, v in row.items()}
