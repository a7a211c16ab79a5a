"""What commands share: the console, settings, and the wording of failures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from whosays.ledger.ledger import Ledger
    from whosays.ledger.progress import Progress
    from whosays.settings import Settings

EXIT_OK = 0
EXIT_SOME_FAILED = 1
"""Some of the reports could not be read; the others were."""
EXIT_ERROR = 2
"""Nothing could be done."""


def console(*, stderr: bool = False) -> Console:
    """Give a console; colour follows the terminal and NO_COLOR."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def settings_for(ledger: Path | None = None) -> Settings:
    """Read the settings, with the ledger that the command line names."""
    from whosays.settings import load_settings

    return load_settings(ledger_path=str(ledger) if ledger is not None else None)


def sentence_forms() -> dict[str, Any]:
    """Give the verb forms of claim sentences."""
    from whosays.resources.resources import Resources

    return Resources().table("en/sentences.toml")


def warn(message: str) -> None:
    """Print one line on standard error."""
    print(message, file=sys.stderr)


def rebuild_incidents(ledger: Ledger, *, anew: bool = False) -> None:
    """Bring the incidents up to date, or build all anew, with a bar where that takes long."""
    err = console(stderr=True)
    build = ledger.incidents.rebuild if anew else ledger.incidents.refresh
    if not err.is_terminal:
        build()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=err, transient=True) as bar:
        task = bar.add_task("incidents", total=None)

        def tell(progress: Progress) -> None:
            words = f"incidents: {progress.stage}"
            bar.update(task, description=words, completed=progress.done, total=progress.total)

        build(tell)
