"""whosays claims: what the ledger holds."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from whosays.cli.common import console, sentence_forms, settings_for
from whosays.errors import InputError, UsageError
from whosays.schema.claim import EventType, Stance, Status
from whosays.schema.query import Query, Sort

if TYPE_CHECKING:
    from whosays.store.base import LedgerClaim


class ListFormat(StrEnum):
    """How claims of the ledger are printed."""

    LIST = "list"
    TABLE = "table"
    JSONL = "jsonl"


def claims(
    text: str | None = typer.Argument(None, help='Words, "two words", part*, -without.'),
    type: list[EventType] = typer.Option([], help="Event type; may be repeated."),  # noqa: A002 - the option's name
    place: str | None = typer.Option(None, help="Place name, in any spelling."),
    near: str | None = typer.Option(None, help="LAT,LON,KM: within so many kilometres."),
    actor: str | None = typer.Option(None, help="Agent or target: UKR, MIL, RUS/MIL, a name."),
    agent: str | None = typer.Option(None, help="Who did it, written as for --actor."),
    target: str | None = typer.Option(None, help="To whom, written as for --actor."),
    source: str | None = typer.Option(None, help="Anywhere in the chain, or the publisher."),
    since: str | None = typer.Option(None, help="First day, as 2022-07-19."),
    until: str | None = typer.Option(None, help="Last day, as 2022-07-19."),
    status: Status | None = typer.Option(None, help="Did it happen, as told."),
    stance: Stance | None = typer.Option(None, help="How surely the source says it."),
    weapon: str | None = typer.Option(None, help="Weapon code, as rocket_artillery."),
    measure: str | None = typer.Option(None, help="What a figure counts, as killed or tank."),
    at_least: float | None = typer.Option(None, help="The figure may be so large, or larger."),
    at_most: float | None = typer.Option(None, help="The figure may be so small, or smaller."),
    document: str | None = typer.Option(None, help="Document name, number or sha256."),
    incident: str | None = typer.Option(None, help="Only claims of this incident."),
    min_origins: int | None = typer.Option(
        None, min=1, help="Only of incidents that so many independent origins tell."
    ),
    sort: Sort = typer.Option(Sort.NEWEST, help="Order of the list."),
    limit: int = typer.Option(20, min=1, help="Claims a page."),
    offset: int = typer.Option(0, min=0, help="Claims to pass over."),
    format: ListFormat = typer.Option(ListFormat.LIST, help="How to print them."),  # noqa: A002 - the option's name
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """List the claims that the ledger holds, by type, place, actor, source, days, figures, words.

    Example: whosays claims --type shelling --place Lyman --since 2023-05-01
    """
    from whosays.ledger.ledger import Ledger

    lat, lon, radius = _circle(near)
    query = Query(
        type=tuple(type) or None, place=place, lat=lat, lon=lon, radius_km=radius,
        actor=actor, agent=agent, target=target, source=source,
        since=_day(since), until=_day(until), status=status, stance=stance, weapon=weapon,
        incident=incident, min_origins=min_origins,
        measure=measure, at_least=at_least, at_most=at_most, text=text, document=document,
        sort=sort, limit=limit, offset=offset,
    )  # fmt: skip
    with Ledger(settings_for(ledger).ledger_path, read_only=True, create=False) as kept:
        page = kept.claims(query)
    rows, total = list(page), page.total
    if format is ListFormat.JSONL:
        for row in rows:
            print(json.dumps(_object(row), ensure_ascii=False))
        return
    _print_rows(rows, format)
    last = offset + len(rows)
    bound = "more than " * page.is_more
    shown = f"{offset + 1}–{last} of {bound}{total:,}" if rows else f"none of {total:,}"
    print(f"claims {shown}", file=sys.stderr)
    if page.has_more:
        print(f"the next page: add --offset {last}", file=sys.stderr)


def _print_rows(rows: list[LedgerClaim], how: ListFormat) -> None:
    from rich.table import Table
    from rich.text import Text

    from whosays.pipeline.sentence import chain_arrows, claim_sentence, day_range, happening

    out, forms = console(), sentence_forms()
    if how is ListFormat.TABLE:
        table = Table("claim", "type", "says", "what", "days", "document")
        for row in rows:
            arrows = chain_arrows(row.claim, row.text, publisher=row.document.publisher)
            what = Text(happening(row.claim, row.text, forms, dated=False))
            days = day_range(row.claim.time.start, row.claim.time.end)
            name = Text(row.document.name)
            table.add_row(row.id[:8], row.claim.type.value, Text(arrows), what, days, name)
        out.print(table)
        return
    for row in rows:
        line = Text(f"{row.id[:8]} ", style="bold")
        words = claim_sentence(row.claim, row.text, forms, publisher=row.document.publisher)
        line.append(words, style="default")
        line.append(f"  [{row.document.name}]", style="dim")
        out.print(line)


def _object(row: LedgerClaim) -> dict[str, Any]:
    import msgspec

    from whosays.schema.contract import claim_object

    found: dict[str, Any] = msgspec.to_builtins(claim_object(row.claim))
    found["document"] = {
        "id": row.document.name,
        "sha256": row.document.sha256,
        "publisher": row.document.publisher,
    }
    found["words"] = row.sentence
    return found


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError("A108", value=value) from error


def _circle(near: str | None) -> tuple[float | None, float | None, float | None]:
    if near is None:
        return None, None, None
    try:
        lat, lon, radius = (float(part) for part in near.split(","))
    except ValueError as error:
        raise UsageError("A704", value=near) from error
    return lat, lon, radius
