"""whosays backup and restore: a whole ledger in one file, while it is in use."""

from __future__ import annotations

from pathlib import Path

import typer

from whosays.cli.common import EXIT_ERROR, settings_for, warn


def backup(
    target: Path = typer.Argument(..., help="The new file; nothing is overwritten."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Copy the ledger into a new file while others read and write it.

    Example: whosays backup ledger-monday.sqlite
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        kept.backup(target)
    print(f"backed up to {target}")


def restore(
    source: Path = typer.Argument(..., help="A file that whosays backup made."),
    ledger: Path | None = typer.Option(None, help="The ledger to make; it must not be there yet."),
) -> None:
    """Make a ledger from a backup, after checking that the backup is sound.

    Example: whosays restore ledger-monday.sqlite --ledger ledger.sqlite
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(source, create=False, read_only=True) as kept:
        found = kept.verify()
        for problem in found.problems:
            warn(problem)
        if not found.is_sound:
            raise typer.Exit(EXIT_ERROR)
        path = settings_for(ledger).ledger_path
        path.parent.mkdir(parents=True, exist_ok=True)
        kept.backup(path)
    print(f"restored {found.n_documents:,} documents to {path}")
