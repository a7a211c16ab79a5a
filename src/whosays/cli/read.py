"""whosays read: read reports and keep their claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import typer

from whosays.cli.common import (
    EXIT_ERROR,
    EXIT_SOME_FAILED,
    console,
    rebuild_incidents,
    sentence_forms,
    settings_for,
    warn,
)
from whosays.errors import InputError, WhosaysError

if TYPE_CHECKING:
    from whosays.engine.base import Outcome, Source
    from whosays.schema.document import Given
    from whosays.settings import Settings

KINDS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
"""Endings of the files that are taken from a folder."""


class Format(StrEnum):
    """How readings are printed."""

    PRETTY = "pretty"
    JSONL = "jsonl"
    TABLE = "table"


def read(
    paths: list[str] = typer.Argument(..., help="Files, folders, or - for standard input."),
    published: str | None = typer.Option(None, help="Day of publication, as 2022-07-19."),
    publisher: str | None = typer.Option(None, help="Who published it; never a link of a chain."),
    manifest: Path | None = typer.Option(
        None, help="A .tsv file with the columns name, published, publisher, title."
    ),
    format: Format = typer.Option(Format.PRETTY, help="How to print what was found."),  # noqa: A002 - the option's name
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
    no_ledger: bool = typer.Option(False, "--no-ledger", help="Print only, keep nothing."),
    workers: int = typer.Option(0, help="Processes that read; 0 means one a core."),
) -> None:
    """Read reports: print the claims with their words, and keep them in the ledger.

    Example: whosays read report.txt --published 2022-07-19
    """
    from whosays.engine.local import read_many

    settings = settings_for(ledger)
    given = _given(published, publisher)
    rows = _read_manifest(manifest) if manifest else {}
    sources, failures = _sources(paths, given, rows)
    for error in failures:
        warn(str(error))
    failed = len(failures)
    forms = sentence_forms() if format is not Format.JSONL else {}
    n_kept = n_claims = 0
    with _ledger_of(settings, keep=not no_ledger) as kept:
        for outcome in _with_progress(
            read_many(sources, settings, workers=workers or None), len(sources)
        ):
            if outcome.is_failed:
                failed += 1
                for problem in outcome.reading.problems:
                    warn(f"{problem.code}: {problem.message}")
            elif kept is not None:
                added = kept.add(outcome.reading, raw=outcome.raw, given=outcome.source.given)
                n_kept, n_claims = n_kept + added.is_new_reading, n_claims + added.n_claims
            _print(outcome, format, forms)
        if kept is not None and len(sources) > 1:
            rebuild_incidents(kept)
            named = "" if ledger is None else f" --ledger {quote(str(ledger))}"
            warn(
                f"{n_kept:,} new readings with {n_claims:,} claims kept in {kept.path}; "
                f"see them: whosays claims{named}, whosays incidents{named}, whosays serve{named}"
            )
    if failed:
        total = len(sources) + len(failures)
        if total > 1:
            warn(f"{failed} of {total} could not be read; the others were.")
        raise typer.Exit(EXIT_ERROR if failed == total else EXIT_SOME_FAILED)


def _ledger_of(settings: Settings, *, keep: bool) -> Any:
    if not keep:
        return nullcontext(None)
    from whosays.ledger.ledger import Ledger

    return Ledger(settings.ledger_path)


def _print(outcome: Outcome, how: Format, forms: dict[str, Any]) -> None:
    if how is Format.JSONL:
        from whosays.schema.contract import encode_reading

        sys.stdout.buffer.write(encode_reading(outcome.reading) + b"\n")
        sys.stdout.buffer.flush()
        return
    if outcome.is_failed:
        return
    from whosays.cli.pretty import claims_table, reading_view

    out = console()
    if how is Format.TABLE:
        out.print(claims_table(outcome.reading, forms))
    else:
        out.print(reading_view(outcome.reading, forms))
        out.print()


def _given(published: str | None, publisher: str | None) -> Given:
    from whosays.schema.document import Given

    return Given(published=_day(published), publisher=publisher)


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError("A108", value=value) from error


def _read_manifest(path: Path) -> dict[str, tuple[str, str, str]]:
    """Read name → (published, publisher, title); a header line is passed over."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError("A101", path=path) from error
    except UnicodeDecodeError as error:
        raise InputError("A109", path=path, line=1, reason="it is not UTF-8") from error
    rows: dict[str, tuple[str, str, str]] = {}
    for number, line in enumerate(lines, 1):
        cells = [c.strip() for c in line.split("\t")]
        if not line.strip() or line.startswith("#") or (number == 1 and cells[0] == "name"):
            continue
        if len(cells) > 4:
            raise InputError("A109", path=path, line=number, reason=f"{len(cells)} columns")
        name, published, publisher, title = (*cells, "", "", "", "")[:4]
        try:
            _day(published)
        except InputError as error:
            reason = f"{published!r} is no date"
            raise InputError("A109", path=path, line=number, reason=reason) from error
        rows[name] = (published, publisher, title)
    return rows


def _sources(
    paths: list[str], given: Given, manifest: dict[str, tuple[str, str, str]]
) -> tuple[list[Source], list[WhosaysError]]:
    from whosays.engine.base import Source

    sources: list[Source] = []
    failures: list[WhosaysError] = []
    for text in paths:
        if text == "-":
            raw = sys.stdin.buffer.read()
            sources.append(Source(name="-", raw=raw, given=_with_manifest("-", given, manifest)))
            continue
        path = Path(text)
        if path.is_dir():
            found = list(_files_under(path))
            if not found:
                failures.append(InputError("A104", path=path, kinds=", ".join(KINDS)))
        elif path.exists():
            found = [path]
        else:
            failures.append(InputError("A101", path=path))
            continue
        sources.extend(
            Source(name=str(p), path=p, given=_with_manifest(p.name, given, manifest))
            for p in found
        )
    return sources, failures


def _files_under(folder: Path) -> Iterable[Path]:
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() in KINDS)
    return sorted(p for p in found if not any(part.startswith(".") for part in p.parts[1:]))


def _with_manifest(name: str, given: Given, rows: dict[str, tuple[str, str, str]]) -> Given:
    row = rows.get(name) or rows.get(Path(name).stem)
    if row is None:
        return given
    published, publisher, title = row
    return replace(
        given,
        published=_day(published) or given.published,
        publisher=publisher or given.publisher,
        title=title or given.title,
    )


def _with_progress(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    err = console(stderr=True)
    if total < 2 or not err.is_terminal:
        yield from outcomes
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=err, transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for outcome in outcomes:
            progress.update(task, advance=1, description=outcome.source.name[-40:])
            yield outcome
