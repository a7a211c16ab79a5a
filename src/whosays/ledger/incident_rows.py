"""Rows of the incident tables, as both ways of building them write."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.incidents.origins import count_origins
from whosays.incidents.view import view_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.incidents.origins import OriginKey
    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView
    from whosays.store.views import ClaimRecord

INSERT_VIEW = "INSERT OR REPLACE INTO incident_view (claim, content) VALUES (?, ?)"
INSERT_BLOCK = "INSERT OR IGNORE INTO incident_block (key, claim) VALUES (?, ?)"
INSERT_EDGE = "INSERT OR REPLACE INTO incident_edge (left, right, score) VALUES (?, ?, ?)"
INSERT_MEMBER = "INSERT INTO incident_member (claim, document_id, incident) VALUES (?, ?, ?)"
INSERT_INCIDENT = (
    "INSERT OR REPLACE INTO incident (id, first, n_claims, n_documents, n_origins, n_conflicts) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)

LINK = 2.0
"""The score that marks a pair which one document holds for one incident: no chance is so high."""


def as_view(record: ClaimRecord, rules: IncidentRules) -> ClaimView:
    """Make the view of a stored claim."""
    return view_of(
        record.claim,
        row=record.row,
        document=record.document,
        sentence=record.sentence,
        common=rules.common,
        publisher=record.publisher,
        copies=record.family,
        name=record.name,
        states=rules.states,
        units=rules.units,
        sentence_start=record.start,
    )


def links_of(claims: Iterable[ClaimView]) -> Iterator[tuple[int, int]]:
    """Give the pairs of neighbours among claims that one document holds for one incident."""
    groups: dict[tuple[int, str], list[int]] = {}
    for claim in claims:
        if claim.in_document is not None:
            groups.setdefault((claim.document, claim.in_document), []).append(claim.row)
    for rows in groups.values():
        yield from pairwise(sorted(rows))


def summary(
    name: str, claims: Sequence[tuple[int, int, int, OriginKey]], conflicts: int
) -> tuple[str, int, int, int, int, int]:
    """Give the row of an incident; its claims are (row, document, family of copies, origin)."""
    if len(claims) == 1:
        return name, claims[0][0], 1, 1, 1, 0
    n_origins = count_origins((row, copies, origin) for row, _, copies, origin in claims)
    documents = len({document for _, document, _, _ in claims})
    return name, claims[0][0], len(claims), documents, n_origins, conflicts
