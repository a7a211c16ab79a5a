"""whosays series: counts over time, by who tells them, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import typer

from whosays.cli.common import console, settings_for


def series(
    measure: str | None = typer.Argument(None, help="What is counted, as killed or tank."),
    of_whom: str | None = typer.Option(None, help="Of whom, as RUS/MIL."),
    origin: str | None = typer.Option(None, help="Who counts: a part of its name."),
    findings_only: bool = typer.Option(False, "--findings", help="Only what does not fit."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Show how counts moved over time, by source, and list every disagreement with its claims.

    Example: whosays series killed --of-whom RUS/MIL
    """
    from rich.text import Text

    from whosays.cli.pretty import count_words
    from whosays.ledger.ledger import Ledger
    from whosays.ledger.series import ledger_findings
    from whosays.series.check import told

    out = console()
    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        found = kept.series(measure=measure, of_whom=of_whom, origin=origin)
    if not findings_only:
        for one in found:
            whom = f" of {one.key.of_whom}" if one.key.of_whom else ""
            out.print(Text(f"{one.key.measure}{whom}, by {one.key.origin}", style="bold"))
            for point in one.totals:
                out.print(Text(f"  {point.day}  total {told(point)}  {point.document}"))
            for point in one.increments:
                out.print(Text(f"  {point.day}  {told(point)}  {point.document}"))
    findings = ledger_findings(found)
    for finding in findings:
        line = Text(f"{finding.day} {finding.kind}: ", style="yellow")
        line.append(f"{finding.words}  ", style="")
        line.append(" ".join(finding.claims), style="dim")
        out.print(line)
    out.print(Text(f"{len(found)} series, {count_words(len(findings), 'finding')}", style="dim"))
