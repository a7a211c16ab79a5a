"""whosays verify: every hash, every quoted span, the chain of the log."""

from __future__ import annotations

from pathlib import Path

import typer

from whosays.cli.common import EXIT_ERROR, settings_for, warn


def verify(
    head: str | None = typer.Option(None, help="The last hash as you noted it down earlier."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Check that nothing in the ledger was changed: one altered byte is found.

    Example: whosays verify
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(settings_for(ledger).ledger_path, create=False, read_only=True) as kept:
        found = kept.verify(head)
    print(
        f"{found.n_entries:,} entries, {found.n_documents:,} documents, {found.n_claims:,} claims, "
        f"{found.n_spans:,} quoted spans"
    )
    for problem in found.problems:
        warn(problem)
    if not found.is_sound:
        print(f"not sound: {len(found.problems)} problems")
        raise typer.Exit(EXIT_ERROR)
    print(f"sound; the last hash is {found.head}")
