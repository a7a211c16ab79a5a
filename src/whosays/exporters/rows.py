"""Rows: claims, figures, evidence and incidents as flat dictionaries, the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from whosays.schema.contract import claim_object

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whosays.schema.claim import Claim
    from whosays.schema.incident import Incident

Row = dict[str, Any]
Grades = Callable[[Iterable[str | None]], str | None]
"""Gives the grade (A to F) of the first of some names that has one, None where none has."""


def no_grades(_names: Iterable[str | None]) -> str | None:
    """Give no grade: nobody rated a source."""
    return None


class _Document(Protocol):
    """What a row says of its document."""

    @property
    def name(self) -> str:
        """Name."""

    @property
    def sha256(self) -> str:
        """Sha256."""

    @property
    def publisher(self) -> str | None:
        """Publisher."""

    @property
    def title(self) -> str | None:
        """Title."""

    @property
    def published_start(self) -> date | None:
        """Published start."""

    @property
    def published_end(self) -> date | None:
        """Published end."""


class ExportedClaim(Protocol):
    """A claim of the ledger with its document and its words."""

    @property
    def claim(self) -> Claim:
        """Claim."""

    @property
    def document(self) -> _Document:
        """Document."""

    @property
    def text(self) -> str:
        """Text."""

    @property
    def sentence(self) -> str:
        """Sentence."""

    @property
    def verdict(self) -> str | None:
        """Verdict."""


def claim_row(row: ExportedClaim, incident: str | None = None, grades: Grades = no_grades) -> Row:
    """Give a claim as one flat row; several values of a field stand between semicolons."""
    claim, text = row.claim, row.text
    first = claim.places[0] if claim.places else None
    return {
        "claim": claim.id,
        **_document(row),
        "type": claim.type.value,
        "status": claim.status.value,
        "stance": claim.stance.value,
        "start": _day(claim.time.start),
        "end": _day(claim.time.end),
        "time_basis": claim.time.basis.value,
        "agents": _join(_party(a, text) for a in claim.agents),
        "targets": _join(_party(a, text) for a in claim.targets),
        "places": _join(p.name for p in claim.places),
        "lat": first.lat if first else None,
        "lon": first.lon if first else None,
        "precision": first.precision.value if first else None,
        "weapons": _join(dict.fromkeys(w.code for w in claim.weapons)),
        "figures": _join(
            f"{f.what}: {_bounds(f.low, f.high, about=f.approx)}" for f in claim.figures
        ),
        "chain": " > ".join(_party(link, text) for link in claim.chain),
        "source_reliability": grades(innermost_names(row)),
        "publisher_reliability": grades([row.document.publisher]),
        "incident": incident,
        "verdict": row.verdict,
        "sentence": row.sentence,
    }


def innermost_names(row: ExportedClaim) -> tuple[str | None, ...]:
    """Give the names by which a claim's innermost source may be rated; empty without a chain."""
    if not row.claim.chain:
        return ()
    link = row.claim.chain[0]
    start, end = link.span
    return link.name, row.text[start:end], link.group


def figure_rows(row: ExportedClaim) -> Iterator[Row]:
    """Give one row for each figure of a claim."""
    claim = row.claim
    for figure in claim.figures:
        start, end = figure.span
        yield {
            "claim": claim.id,
            **_document(row),
            "type": claim.type.value,
            "what": figure.what,
            "low": figure.low,
            "high": figure.high,
            "approx": figure.approx,
            "total": figure.total,
            "as_of": _day(figure.as_of),
            "unit": figure.unit,
            "words": row.text[start:end],
            "source": _party(claim.chain[0], row.text) if claim.chain else None,
        }


def evidence_rows(row: ExportedClaim) -> Iterator[Row]:
    """Give one row for each span that a claim quotes: field, offsets, words."""
    claim, text = row.claim, row.text
    spans: list[tuple[str, tuple[int, int] | None]] = [("type", claim.trigger)]
    for name in ("agents", "targets", "places", "weapons", "figures", "chain"):
        spans.extend((f"{name}[{n}]", part.span) for n, part in enumerate(getattr(claim, name)))
    spans.append(("time", claim.time.span))
    spans.append(("status", claim.status_cue))
    spans.append(("stance", claim.stance_cue))
    for field, span in spans:
        if span is not None:
            yield {
                "claim": claim.id,
                "document": row.document.name,
                "sha256": row.document.sha256,
                "field": field,
                "start": span[0],
                "end": span[1],
                "words": text[span[0] : span[1]],
            }


def claim_json(row: ExportedClaim, incident: str | None = None, grades: Grades = no_grades) -> Row:
    """Give a claim as the contract has it, with its document, sentence, incident and grades."""
    return {
        **msgspec.to_builtins(claim_object(row.claim)),
        "document": _document(row),
        "sentence": row.sentence,
        "source_reliability": grades(innermost_names(row)),
        "publisher_reliability": grades([row.document.publisher]),
        "across": incident,
        "verdict": row.verdict,
    }


def incident_row(incident: Incident, grades: Grades = no_grades) -> Row:
    """Give an incident as one flat row; a rated origin shows its grade: *police (UKR) B*."""
    contradicted = [f for f in incident.agreement if f.accord.value == "contradict"]
    return {
        "incident": incident.id,
        "types": _join(incident.types),
        "start": _day(incident.start),
        "end": _day(incident.end),
        "place": incident.place,
        "lat": incident.lat,
        "lon": incident.lon,
        "n_claims": len(incident.claims),
        "n_origins": len(incident.origins),
        "origins": _join(
            f"{o.name} ({o.side}) {grades([o.name]) or ''}".rstrip() for o in incident.origins
        ),
        "contradictions": _join(f"{f.field}: {f.reason}" for f in contradicted),
        "estimates": _join(
            f"{e.measure} best {_number(e.best)} low {_number(e.low)} high {_number(e.high)}"
            for e in incident.estimates
            if not e.origin
        ),
        "grade": incident.grade.airwars,
        "admiralty": incident.grade.admiralty,
        "claims": _join(incident.claims),
    }


def incident_json(incident: Incident, grades: Grades = no_grades) -> Row:
    """Give an incident with all its parts, each origin with the grade that people gave it."""
    found: Row = msgspec.to_builtins(incident)
    found["origins"] = [{**o, "reliability": grades([o["name"]])} for o in found["origins"]]
    return found


def _document(row: ExportedClaim) -> Row:
    document = row.document
    return {
        "document": document.name,
        "sha256": document.sha256,
        "publisher": document.publisher,
        "title": document.title,
        "published": _day(document.published_end),
    }


def _party(actor: Any, text: str) -> str:
    start, end = actor.span
    code = "/".join(str(p) for p in (actor.country, actor.group, actor.role) if p)
    words = actor.name or text[start:end]
    return f"{words} [{code}]" if code else words


def _bounds(low: float | None, high: float | None, *, about: bool) -> str:
    if low is not None and low == high:
        return f"{'about ' * about}{low:g}"
    return f"{_number(low)}..{_number(high)}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _join(values: Any) -> str:
    return "; ".join(values)
