"""whosays gazetteer: which places are known; get, add, remove and look them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from whosays.cli.common import console, settings_for

Progress = Callable[[int, int | None], None]

app = typer.Typer(
    help="Know more villages: list, get, add, remove gazetteers, or find a name.",
    epilog="Example: whosays gazetteer get UA",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list")
def list_all() -> None:
    """List the gazetteers that places are looked up in.

    Example: whosays gazetteer list
    """
    from whosays.resources.gazetteer_shelf import list_gazetteers
    from whosays.resources.resources import Resources

    for info in list_gazetteers(Resources(), settings_for()):
        kind = "built in" if info.built_in else str(info.path)
        if info.error:
            print(f"! {info.name}: {info.error}")
        else:
            print(f"{info.name:<8} {info.count:>9,} places  {info.licence}  ({kind})")


@app.command("get")
def get(
    code: str = typer.Argument(..., help="ISO 3166-1 alpha-2 code of a country, as UA."),
    url: str | None = typer.Option(None, help="Folder to fetch from, instead of GeoNames' own."),
    sha256: str | None = typer.Option(None, help="Checksum that the file must have."),
) -> None:
    """Download a country's places from GeoNames (CC BY 4.0) and add them; resumes what broke off.

    Example: whosays gazetteer get UA
    """
    from whosays.resources.gazetteer_shelf import get_gazetteer
    from whosays.resources.resources import Resources

    with _progress(f"downloading {code.upper()}", "bytes") as progress:
        info = get_gazetteer(
            code, Resources(), settings_for(), base_url=url, sha256=sha256, progress=progress
        )
    print(f"{info.name}: {info.count:,} places in {info.path}")


@app.command("add")
def add(
    file: Path = typer.Argument(..., help="A GeoNames country dump, .txt or .zip."),
) -> None:
    """Add a country dump in GeoNames' format, or replace the one of that name.

    Example: whosays gazetteer add UA.txt
    """
    from whosays.resources.gazetteer_shelf import add_gazetteer
    from whosays.resources.resources import Resources

    with _progress(f"adding {file.name}", "rows") as progress:
        info = add_gazetteer(file, Resources(), settings_for(), progress=progress)
    print(f"{info.name}: {info.count:,} places in {info.path}")


@app.command("remove")
def remove(name: str = typer.Argument(..., help="Name of an added gazetteer, as UA.")) -> None:
    """Remove an added gazetteer; the built-in one stays.

    Example: whosays gazetteer remove UA
    """
    from whosays.resources.gazetteer_shelf import remove_gazetteer

    print(f"removed {remove_gazetteer(name, settings_for())}")


@app.command("find")
def find(
    name: str = typer.Argument(..., help="A place name, in any spelling."),
    country: str = typer.Option("", help="ISO 3166-1 alpha-3 code that bounds the search."),
    limit: int = typer.Option(20, min=1, help="Places to list."),
) -> None:
    """List the places that a name may mean.

    Example: whosays gazetteer find Slavyansk
    """
    from whosays.resources.gazetteer import load_gazetteer
    from whosays.resources.gazetteer_shelf import find_places
    from whosays.resources.resources import Resources

    matches = find_places(load_gazetteer(Resources(), settings_for()), name, country=country)
    for match in matches[:limit]:
        place = match.place
        how = match.kind.name.lower().replace("_", " ")
        people = f"{place.population:,} people" if place.population else ""
        where = f"{place.lat:8.4f} {place.lon:9.4f}"
        print(f"{place.name:<28} {place.country:<3} {where}  {place.feature:<8} {how:<13} {people}")
    rest = len(matches) - limit
    if rest > 0:
        print(f"and {rest} more: add --limit {len(matches)}")
    if not matches:
        print("none; more villages: whosays gazetteer get UA")


@contextmanager
def _progress(label: str, unit: str) -> Iterator[Progress]:
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}"))
    with Bar(*columns, TextColumn(unit), console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def update(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield update
