"""whosays demo: the bundled reports, read offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from whosays.cli.common import console, sentence_forms, settings_for
from whosays.engine.samples import bundled_sources

if TYPE_CHECKING:
    from whosays.engine.base import Source


def demo(
    name: str | None = typer.Argument(None, help="Which bundled report to show; default: one."),
    all_reports: bool = typer.Option(False, "--all", help="Show every bundled report."),
) -> None:
    """Read the bundled reports, offline, and show the claims of one with its text marked.

    Nothing is kept. Example: whosays demo
    """
    from whosays.cli.pretty import count_words, reading_view
    from whosays.engine.local import read_source
    from whosays.errors import UsageError
    from whosays.pipeline.read import Reader

    sources = bundled_sources()
    names = [s.name for s in sources]
    chosen = next((s for s in sources if name and s.name.startswith(name)), None)
    if name and chosen is None:
        raise UsageError("A701", name=name, names=", ".join(names))
    shown: list[Source] = sources if all_reports else [chosen or _first_choice(sources)]
    out, forms, reader = console(), sentence_forms(), Reader(settings_for())
    for source in shown:
        out.print(reading_view(read_source(reader, source).reading, forms))
        out.print()
    if not all_reports:
        rest = [s for s in sources if s not in shown]
        claims = sum(len(read_source(reader, s).reading.claims) for s in rest)
        out.print(f"The other {len(rest)} bundled reports hold {count_words(claims, 'claim')}:")
        for source in rest:
            out.print(f"  whosays demo {Path(source.name).stem}", soft_wrap=True)
    out.print("Your own: whosays read report.txt --published 2022-07-19")


def _first_choice(sources: list[Source]) -> Source:
    return next((s for s in sources if "wire" in s.name), sources[0])
