"""whosays trace: from a claim's values to its words, its bytes, its run."""

from __future__ import annotations

from pathlib import Path

import typer

from whosays.cli.common import console, settings_for


def trace(
    claim: str = typer.Argument(..., help="A claim's id or its start."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Follow a claim from value to words to the document's bytes, its run, its log entry.

    Example: whosays trace c2f1a9b0
    """
    from rich.text import Text

    from whosays.ledger.ledger import Ledger

    out = console()
    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        found = kept.trace(claim)
    row = found.claim
    out.print(Text(f"claim {row.id}", style="bold"))
    out.print(Text(row.sentence))
    for value in found.values:
        line = Text(f"  {value.field}: ", style="bold")
        line.append(value.value, style="")
        if value.words is not None and value.span is not None:
            line.append(f"  ← “{value.words}” [{value.span[0]}, {value.span[1]})", style="cyan")
        if value.corrected_by:
            line.append(f"  corrected by {value.corrected_by}", style="magenta")
        elif value.rules:
            line.append("  " + "; ".join(value.rules), style="dim")
        out.print(line)
    matches = {True: "the kept bytes match it", False: "THE KEPT BYTES DO NOT MATCH IT"}
    said = "no bytes kept" if found.bytes_match is None else matches[found.bytes_match]
    document = row.document
    out.print(Text(f"document {document.id}: {document.name} ({document.source})"))
    out.print(Text(f"  sha256 {found.sha256}: {said}"))
    out.print(Text(f"run: whosays {found.run.version}, settings {found.run.settings or '-'}"))
    for name, digest in (*found.run.models, *found.run.resources):
        out.print(Text(f"  {name} {digest[:16]}", style="dim"))
    out.print(Text(f"log entry {found.entry}, {found.read_at}, hash {found.entry_hash[:16]}"))
    for decision in found.decisions:
        undone = " (undone)" if decision.is_undone else ""
        out.print(Text(f"  {decision.seq} {decision.at} {decision.by}: {decision.words}{undone}"))
