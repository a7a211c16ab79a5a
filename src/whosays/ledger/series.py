"""Series: the counts of a ledger over time, by who tells them, and where they do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.incidents.origins import canonical_origins
from whosays.schema.query import Query, Sort
from whosays.series.build import CountedClaim, build_series
from whosays.series.check import compare_series

if TYPE_CHECKING:
    from whosays.ledger.ledger import Ledger
    from whosays.schema.series import Finding, Series


def ledger_series(
    ledger: Ledger,
    *,
    measure: str | None = None,
    of_whom: str | None = None,
    origin: str | None = None,
    query: Query | None = None,
) -> tuple[Series, ...]:
    """Give the series of a ledger's figures, sorted by origin, measure, of whom.

    ``origin`` is a part of an origin's key; ``query`` limits the claims further.
    """
    asked = query or Query(measure=measure, limit=None, sort=Sort.ADDED)
    claims = list(ledger.claims(asked))
    views = ledger.incidents.views([c.row for c in claims])
    origins = canonical_origins(views.values())
    counted = (
        CountedClaim(
            claim=c.claim,
            origin=origins[c.row],
            document=c.document.name,
            published=c.document.published_end,
            text=c.text,
        )
        for c in claims
        if c.row in origins
    )
    return tuple(
        s
        for s in build_series(counted)
        if (measure is None or s.key.measure == measure)
        and (of_whom is None or s.key.of_whom == of_whom)
        and (origin is None or origin.lower() in s.key.origin.lower())
    )


def ledger_findings(series: tuple[Series, ...]) -> tuple[Finding, ...]:
    """Give all that does not fit, inside the series and between them, by day."""
    found = [f for s in series for f in s.findings]
    found.extend(compare_series(series))
    return tuple(sorted(set(found), key=lambda f: (f.day, f.kind, f.claims)))
