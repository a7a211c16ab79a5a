"""whosays export: claims, incidents, figures or evidence as JSON Lines or CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from whosays.cli.common import settings_for, warn
from whosays.exporters.kinds import ExportFormat, Kind
from whosays.schema.claim import EventType, Stance, Status


def export(
    kind: Kind = typer.Argument(Kind.CLAIMS, help="What to write."),
    format: ExportFormat = typer.Option(ExportFormat.JSONL, help="How to write it."),  # noqa: A002 - the option's name
    output: Path | None = typer.Option(None, "--output", "-o", help="File; default: the screen."),
    mask: bool = typer.Option(False, "--mask", help="Give private persons pseudonyms."),
    text: str | None = typer.Option(None, help='Words, "two words", part*, -without.'),
    type: list[EventType] = typer.Option([], help="Event type; may be repeated."),  # noqa: A002 - the option's name
    place: str | None = typer.Option(None, help="Place name, in any spelling."),
    actor: str | None = typer.Option(None, help="Agent or target: UKR, MIL, RUS/MIL, a name."),
    source: str | None = typer.Option(None, help="Anywhere in the chain, or the publisher."),
    since: str | None = typer.Option(None, help="First day, as 2022-07-19."),
    until: str | None = typer.Option(None, help="Last day, as 2022-07-19."),
    status: Status | None = typer.Option(None, help="Did it happen, as told."),
    stance: Stance | None = typer.Option(None, help="How surely the source says it."),
    document: str | None = typer.Option(None, help="Document name, number or sha256."),
    min_origins: int | None = typer.Option(None, help="Told by at least so many origins."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Write what the ledger holds, as other programs read it.

    Example: whosays export incidents --format csv --since 2023-05-01 -o incidents.csv
    """
    from whosays.cli.claims import _day
    from whosays.ledger.export import ExportOptions
    from whosays.ledger.ledger import Ledger
    from whosays.schema.query import Query, Sort

    query = Query(
        type=tuple(type) or None, place=place, actor=actor, source=source, since=_day(since),
        until=_day(until), status=status, stance=stance, text=text, document=document,
        min_origins=min_origins, sort=Sort.ADDED, limit=None,
    )  # fmt: skip
    options = ExportOptions(kind, format, mask=mask)
    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        if output is None:
            kept.export(sys.stdout, query, options)
            return
        with output.open("w", encoding="utf-8", newline="") as file:
            n = kept.export(file, query, options)
    warn(f"{n:,} rows written to {output}")
