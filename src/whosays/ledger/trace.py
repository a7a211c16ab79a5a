"""Trace: from a claim's value to its words, its document, its bytes, its run and its decisions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.ledger.ledger import Ledger
    from whosays.ledger.review import Decision
    from whosays.schema.claim import Claim
    from whosays.schema.run import Run
    from whosays.store.base import LedgerClaim


@dataclass(frozen=True, slots=True)
class TracedValue:
    """One value of a claim: the words it rests on, and the rules or people that made it.

    ``span`` and ``words`` are None where the value quotes nothing (a default, an inferred day).
    """

    field: str
    value: str
    span: tuple[int, int] | None
    words: str | None
    rules: tuple[str, ...]
    corrected_by: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a claim comes from, all the way down.

    ``bytes_match`` tells whether the kept bytes have the document's sha256, None if none are kept;
    ``entry`` is the log's entry of the reading, with its hash.
    """

    claim: LedgerClaim
    values: tuple[TracedValue, ...]
    sha256: str
    bytes_match: bool | None
    run: Run
    read_at: str
    entry: int
    entry_hash: str
    decisions: tuple[Decision, ...]


def trace(ledger: Ledger, name: str) -> Trace:
    """Follow a claim from its values to the bytes and the run. Raises: UsageError A702, A703."""
    found = ledger.claim(name)
    decisions = ledger.review.history(found.id)
    raw = ledger.store.document_raw(found.document.id)
    matches = None if raw is None else hashlib.sha256(raw).hexdigest() == found.document.sha256
    origin = ledger.store.origin(found.row)
    machine = ledger.review.machine(found.id)
    return Trace(
        claim=found,
        values=tuple(_values(found, machine, decisions)),
        sha256=found.document.sha256,
        bytes_match=matches,
        run=origin.run,
        read_at=origin.read_at,
        entry=origin.entry,
        entry_hash=origin.entry_hash,
        decisions=decisions,
    )


def _values(
    found: LedgerClaim, machine: Claim, decisions: tuple[Decision, ...]
) -> Iterator[TracedValue]:
    claim, text = found.claim, found.text
    now, before = msgspec.to_builtins(claim), msgspec.to_builtins(machine)

    def value(
        field: str, said: str, span: tuple[int, int] | None, *, top: str | None = None
    ) -> TracedValue:
        key = top or field.partition("[")[0]
        by = None
        if _part(now, field) not in _parts(before, key):
            by = next(
                (d.by for d in reversed(decisions) if not d.is_undone and d.words.startswith(key)),
                None,
            )
        rules = tuple(b.rule for b in claim.because if b.field.startswith(field))
        words = None if span is None else text[span[0] : span[1]]
        where = None if span is None else (span[0], span[1])
        return TracedValue(field, said, where, words, rules, by)

    yield value("type", claim.type.value, claim.trigger)
    for name, actors in (("agents", claim.agents), ("targets", claim.targets)):
        for n, actor in enumerate(actors):
            yield value(f"{name}[{n}]", _party(actor), actor.span)
    for n, place in enumerate(claim.places):
        where = place.name
        if place.lat is not None:
            where += f" {place.lat:.4f},{place.lon:.4f} ({place.precision}, {place.relation})"
        yield value(f"places[{n}]", where, place.span)
    days = " to ".join(str(d) for d in (claim.time.start, claim.time.end) if d is not None)
    yield value("time", f"{days or 'unknown'} ({claim.time.basis})", claim.time.span)
    for n, weapon in enumerate(claim.weapons):
        yield value(f"weapons[{n}]", weapon.model or weapon.code, weapon.span)
    for n, figure in enumerate(claim.figures):
        said = f"{figure.what}: low {figure.low}, high {figure.high}"
        yield value(f"figures[{n}]", said, figure.span)
    yield value("status", claim.status.value, claim.status_cue)
    yield value("stance", claim.stance.value, claim.stance_cue)
    for n, link in enumerate(claim.chain):
        yield value(f"chain[{n}]", f"{_party(link)} ({link.mode})", link.span)


def _part(claim: dict[str, Any], field: str) -> Any:
    """Give a field's value, or one part of a list: ``agents[1]``."""
    name, _, rest = field.partition("[")
    return claim.get(name) if not rest else claim[name][int(rest.rstrip("]"))]


def _parts(claim: dict[str, Any], key: str) -> list[Any]:
    """Give what the machine has in a field: its value, or all parts of a list."""
    found = claim.get(key)
    is_list = key in {"agents", "targets", "places", "weapons", "figures", "chain"}
    return list(found or ()) if is_list else [found]


def _party(actor: Any) -> str:
    parts = (actor.name, "/".join(p for p in (actor.country, actor.group, actor.role) if p))
    return ", ".join(p for p in parts if p) or "not resolved"
