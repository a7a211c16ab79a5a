"""whosays incidents: happenings across documents, on whose word, and where they conflict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from whosays.cli.common import console, rebuild_incidents, settings_for
from whosays.schema.claim import EventType

if TYPE_CHECKING:
    from rich.text import Text

    from whosays.ledger.ledger import Ledger
    from whosays.schema.incident import Incident


def incidents(
    name: str | None = typer.Argument(None, help="An incident's or a claim's id: all about it."),
    type: list[EventType] = typer.Option([], help="Event type; may be repeated."),  # noqa: A002 - the option's name
    place: str | None = typer.Option(None, help="Place name, in any spelling."),
    since: str | None = typer.Option(None, help="First day, as 2022-07-19."),
    until: str | None = typer.Option(None, help="Last day, as 2022-07-19."),
    text: str | None = typer.Option(None, help='Words, "two words", part*, -without.'),
    min_origins: int | None = typer.Option(None, help="Told by at least so many origins."),
    contradicted: bool = typer.Option(False, "--contradicted", help="Only with contradictions."),
    limit: int = typer.Option(20, min=1, help="Incidents a page."),
    offset: int = typer.Option(0, min=0, help="Incidents to pass over."),
    rebuild: bool = typer.Option(False, "--rebuild", help="Build all incidents anew first."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """List happenings: who tells them, from how many independent origins, what contradicts what.

    Example: whosays incidents --min-origins 2
    """
    from whosays.cli.claims import _day
    from whosays.ledger.ledger import Ledger
    from whosays.schema.query import Query

    out = console()
    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        rebuild_incidents(kept, anew=rebuild)
        if name is not None:
            found = kept.incidents.of_claim(name) if name[:1] == "c" else kept.incidents.get(name)
            for line in _all_lines(kept, found):
                out.print(line)
            return
        query = Query(
            type=tuple(type) or None, place=place, since=_day(since), until=_day(until),
            text=text, min_origins=min_origins, contradicted=contradicted, limit=limit,
            offset=offset,
        )  # fmt: skip
        shown = 0
        for incident in kept.incidents.find(query):
            out.print(_heading(incident))
            for field in incident.agreement:
                if field.accord.value == "contradict":
                    out.print(f"    ≠ {field.field}: {field.reason}", markup=False)
            shown += 1
        total, last = kept.incidents.count(query), offset + shown
        out.print(f"{offset + 1 if shown else 0}–{last} of {total:,} incidents", style="dim")
        if last < total:
            out.print(f"the next page: add --offset {last}", style="dim")


def _heading(incident: Incident) -> Text:
    from rich.text import Text

    days = " – ".join(dict.fromkeys(str(d) for d in (incident.start, incident.end) if d))
    line = Text(incident.id, style="bold")
    line.append(f"  {days or 'no date'}  {incident.place or 'no place'}  ")
    line.append(", ".join(incident.types[:3]))
    origins = ", ".join(o.name for o in incident.origins[:4])
    n = len(incident.origins)
    line.append(f"  {n} origin{'s' * (n != 1)}: {origins}", style="cyan")
    line.append(f"  {incident.grade.airwars}/{incident.grade.admiralty}", style="dim")
    return line


def _all_lines(kept: Ledger, incident: Incident) -> list[Text]:
    from rich.text import Text

    lines = [_heading(incident), Text(f"  suggested: {incident.grade.reason}", style="dim")]
    for origin in incident.origins:
        own = "; against its own interest" if origin.against_interest else ""
        lines.append(
            Text(
                f"  {origin.name} [{origin.side or '?'}]: {len(origin.claims)} claims, "
                f"{origin.documents} documents, {origin.families} not copies{own}"
            )
        )
    marks = {"agree": "=", "compatible": "~", "contradict": "≠"}
    lines.extend(Text(f"  {marks[f.accord]} {f.field}: {f.reason}") for f in incident.agreement)
    for estimate in incident.estimates:
        who = estimate.origin or "all"
        numbers = ", ".join(
            f"{n} {v:g}"
            for n, v in (("best", estimate.best), ("low", estimate.low), ("high", estimate.high))
            if v is not None
        )
        lines.append(Text(f"  {estimate.measure} {estimate.of_whom} ({who}): {numbers}"))
    for name in incident.claims:
        claim = kept.claim(name)
        publisher = claim.document.publisher or claim.document.name
        lines.append(Text(f"  {name} {publisher}: {claim.sentence}"))
    return lines
