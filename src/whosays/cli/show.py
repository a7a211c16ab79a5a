"""whosays show: one claim or document, every value with its words and its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from whosays.cli.common import console, sentence_forms, settings_for
from whosays.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from whosays.ledger.ledger import Ledger
    from whosays.schema.claim import Claim
    from whosays.schema.span import Span
    from whosays.store.base import LedgerClaim


def show(
    name: str = typer.Argument(..., help="A claim's id or its start, or a document's name."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Show a claim or a document: the words, marked; each value with its evidence; the chain.

    Example: whosays show c2f1a9b0
    """
    from whosays.ledger.ledger import Ledger

    path = settings_for(ledger).ledger_path
    out = console()
    with Ledger(path, read_only=True, create=False) as kept:
        try:
            row = kept.claim(name)
        except UsageError as error:
            if error.code != "A702":
                raise
            _show_document(out, kept, kept.document(name).id)
        else:
            _show_claim(out, row)


def _show_document(out: Console, kept: Ledger, document: int) -> None:
    from whosays.cli.pretty import reading_view

    out.print(reading_view(kept.reading(document), sentence_forms()))


def _show_claim(out: Console, row: LedgerClaim) -> None:
    from rich.rule import Rule
    from rich.text import Text

    from whosays.cli.pretty import Indented, context_text
    from whosays.pipeline.sentence import claim_sentence

    claim, text = row.claim, row.text
    publisher = row.document.publisher
    out.print(Rule(f"{claim.id} · {claim.type.value}", align="left"))
    out.print(Text(claim_sentence(claim, text, sentence_forms(), publisher=publisher)))
    out.print()
    out.print(Indented(context_text(claim, text), 2))
    out.print()
    for label, value, span, reasons in _values(claim, text):
        line = Text(f"{label:<11}", style="bold")
        line.append(value)
        if span is not None:
            line.append(f"  “{_words(text, span)}” [{span.start}–{span.end}]", style="green")
        out.print(Indented(line, 11, first=0))
        for reason in dict.fromkeys(reasons):
            out.print(Indented(Text(f"because {reason}", style="dim"), 11))
    document = row.document
    days = f"{document.published_start or 'unknown'}"
    out.print()
    out.print(
        Text(
            f"document   {document.name}, sha256 {document.sha256[:16]}…, published {days} "
            f"({document.published_basis}), read by whosays {document.version}",
            style="dim",
        )
    )
    if row.verdict:
        out.print(Text(f"reviewed   {row.verdict}"))


def _values(claim: Claim, text: str) -> Iterator[tuple[str, str, Span | None, list[str]]]:
    reasons: dict[str, list[str]] = {}
    for because in claim.because:
        words = f" on “{_words(text, because.span)}”" if because.span else ""
        reasons.setdefault(because.field, []).append(because.rule + words)
    why = reasons.get
    yield "event", claim.type.value, claim.trigger, why("type", []) + why("trigger", [])
    yield "status", claim.status.value, claim.status_cue, why("status", [])
    yield "stance", claim.stance.value, claim.stance_cue, why("stance", [])
    for name, actors in (("agent", claim.agents), ("target", claim.targets)):
        for number, actor in enumerate(actors):
            codes = "/".join(c for c in (actor.country, actor.role, actor.group) if c) or "unknown"
            named = f"{actor.name}, {codes}" if actor.name else codes
            yield name, named, actor.span, why(f"{name}s[{number}]", [])
    for number, place in enumerate(claim.places):
        where = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None else "left open"
        radius = f" ±{place.radius_km:g} km" if place.radius_km else ""
        label = f"{place.relation.value} {place.name} ({place.precision.value}; {where}{radius}; "
        label += f"score {place.score:.2f})"
        yield "place", label, place.span, [*place.because, *why(f"places[{number}]", [])]
    time = claim.time
    days = f"{time.start or '…'} to {time.end or '…'} ({time.basis.value})"
    yield "time", days, time.span, list(time.because) or why("time", [])
    for number, weapon in enumerate(claim.weapons):
        name = f"{weapon.code}, {weapon.model}" if weapon.model else weapon.code
        yield "weapon", name, weapon.span, why(f"weapons[{number}]", [])
    for number, figure in enumerate(claim.figures):
        low = "…" if figure.low is None else f"{figure.low:,}"
        high = "…" if figure.high is None else f"{figure.high:,}"
        bounds = low if low == high else f"{low} to {high}"
        extra = ", about" if figure.approx else ""
        extra += ", running total" if figure.total else ""
        extra += f", as of {figure.as_of}" if figure.as_of else ""
        yield (
            "figure",
            f"{figure.what}: {bounds}{extra}",
            figure.span,
            why(f"figures[{number}]", []),
        )
    for number, link in enumerate(claim.chain):
        codes = "/".join(c for c in (link.country, link.role, link.group) if c) or "unknown"
        cue = f", by “{_words(text, link.cue)}”" if link.cue else ""
        named = f"{link.name}, " if link.name else ""
        label = f"{number + 1}. {named}{codes}, {link.mode.value}{cue}"
        yield "source", label, link.span, why(f"chain[{number}]", [])
    if not claim.chain:
        yield "source", "the report itself", None, why("chain", [])
    for note in claim.notes:
        yield "note", note.kind.replace("_", " "), note.span, []


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
