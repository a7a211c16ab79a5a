"""whosays sources: who is quoted, how their claims fare, how reliable people hold them to be."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from whosays.cli.common import console, settings_for

if TYPE_CHECKING:
    from rich.console import Console

    from whosays.ledger.ledger import Ledger


def sources(
    name: str | None = typer.Argument(None, help="One source: its claims and its grades."),
    rate: str | None = typer.Option(
        None, help="Its reliability: A (completely reliable) to E (unreliable), F (unknown)."
    ),
    by: str | None = typer.Option(None, help="Your name; default: that of your account."),
    reason: str = typer.Option("", help="Why."),
    limit: int = typer.Option(20, min=1, help="Sources a page."),
    offset: int = typer.Option(0, min=0, help="Sources to pass over."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """List the sources, or grade one for its reliability; every grade is logged and can be undone.

    Example: whosays sources "Kharkiv police" --rate B --reason "corrects its counts"
    """
    from whosays.errors import UsageError
    from whosays.ledger.ledger import Ledger

    out = console()
    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        if rate is not None:
            if name is None:
                raise UsageError("A735")
            seq = kept.sources.rate(name, rate, by=by or getpass.getuser(), reason=reason)
            out.print(f"entered as {seq}; to take it back: whosays review --undo {seq}")
        elif name is not None:
            _one(out, kept, name)
        else:
            _all(out, kept, limit, offset)


def _all(out: Console, kept: Ledger, limit: int, offset: int) -> None:
    from rich.text import Text

    from whosays.cli.pretty import count_words

    found, total = kept.source_counts(limit=limit, offset=offset)
    for s in found:
        side = "/".join(p for p in (s.country, s.role) if p)
        line = Text(f"{s.reliability or '·'}  {s.name}", style="bold")
        line.append(f"  {side}  ", style="cyan")
        told = [count_words(s.claims, "claim"), count_words(s.documents, "report")]
        fates = (("doubted", s.doubted), ("confirmed", s.confirmed), ("denied", s.denied))
        told += [f"{n:,} {fate}" for fate, n in fates if n]
        line.append(", ".join(told), style="default")
        out.print(line)
    last = offset + len(found)
    out.print(f"{offset + 1 if found else 0}–{last} of {total:,} sources", style="dim")
    if last < total:
        out.print(f"the next page: add --offset {last}", style="dim")


def _one(out: Console, kept: Ledger, name: str) -> None:
    from rich.text import Text

    from whosays.ledger.query import Query

    history = kept.sources.history(name)
    n = kept.count(Query(source=name))
    if not n and not history:
        from whosays.errors import UsageError

        raise UsageError("A702", name=name, path=kept.path)
    grade = kept.sources.rating(name)
    said = "not graded" if grade is None else f"{grade.grade.value}, {grade.grade.words}"
    out.print(Text(f"{name}: {n:,} claim{'s' * (n != 1)}; {said}", style="bold"))
    for rating in history:
        undone = " (undone)" if rating.is_undone else ""
        why = f": {rating.reason}" if rating.reason else ""
        out.print(
            Text(f"  {rating.seq} {rating.at[:10]} {rating.by}: {rating.grade.value}{undone}{why}")
        )
    out.print(Text(f'its claims: whosays claims --source "{name}"', style="dim"))
