"""whosays doctor: versions, models and data, what is missing and how to mend it."""

from __future__ import annotations

import platform
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from whosays.cli.common import EXIT_SOME_FAILED, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = (
    "msgspec", "numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml",
    "charset-normalizer", "rapidfuzz", "sqlalchemy", "alembic", "typer", "rich",
)  # fmt: skip
"""What the main job needs."""


def doctor(
    lang: str = typer.Option("en", help="Which language's data to check, as en, uk or ru."),
) -> None:
    """Tell versions, models and data with their hashes, what is missing and how to mend it.

    Example: whosays doctor
    """
    faults = 0
    for line, is_fault in _findings(lang):
        print(("! " if is_fault else "  ") + line)
        faults += is_fault
    print(f"{faults} to mend" if faults else "all is well")
    raise typer.Exit(EXIT_SOME_FAILED if faults else 0)


def _findings(lang: str) -> Iterator[tuple[str, bool]]:
    from whosays._version import CONTRACT_VERSION, __version__

    yield f"whosays {__version__}, contract {CONTRACT_VERSION}", False
    yield f"Python {sys.version.split()[0]} on {platform.system()} {platform.machine()}", False
    yield from _packages()
    yield from _models()
    yield from _data(lang)
    yield from _settings()


def _packages() -> Iterator[tuple[str, bool]]:
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}", False
        except PackageNotFoundError:
            yield f"{name} is missing. Mend: pip install {name}", True


def _models() -> Iterator[tuple[str, bool]]:
    from whosays.resources.resources import DATA
    from whosays.resources.sources import file_hash

    cards = sorted((DATA / "models").rglob("card.toml"))
    if not cards:
        yield "no model is installed. Mend: pip install --force-reinstall whosays", True
    for card in cards:
        name = card.parent.relative_to(DATA / "models").as_posix()
        files = tomllib.loads(card.read_text("utf-8")).get("files", {})
        for file, wanted in sorted(files.items()):
            path = card.parent / file
            if not path.is_file():
                yield f"model {name}: {file} is missing. Mend: install whosays again", True
            elif file_hash(path) != wanted:
                yield f"model {name}: {file} differs from its card. Mend: install again", True
            else:
                yield f"model {name}: {file} {wanted[:12]}", False


def _data(lang: str) -> Iterator[tuple[str, bool]]:
    from whosays.errors import ResourceError
    from whosays.resources.resources import DATA
    from whosays.resources.sources import check_sources, load_sources

    try:
        yield f"{len(load_sources(DATA))} data files listed in SOURCES.toml", False
        for fault in check_sources(DATA):
            yield f"{fault}. Mend: install whosays again", True
    except ResourceError as error:
        yield str(error), True
    for name in _language_gaps(DATA, lang):
        yield f"language {lang}: {name} is not there yet; English has it", True


def _language_gaps(data: Path, lang: str) -> list[str]:
    english = {p.relative_to(data / "en").as_posix() for p in (data / "en").rglob("*.toml")}
    folder = data / lang
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*.toml")}
    return [f"{lang}/{name}" for name in sorted(english - there)]


def _settings() -> Iterator[tuple[str, bool]]:
    settings = settings_for()
    yield f"data folder {settings.data_folder}", False
    ledger = settings.ledger_path
    state = f"{ledger.stat().st_size:,} bytes" if ledger.is_file() else "none yet"
    yield f"ledger {ledger}: {state}", False
    for path in settings.gazetteer_paths():
        there = path.is_file()
        mend = "" if there else " is missing. Mend: whosays gazetteer add FILE"
        yield f"gazetteer {path}{mend}", not there
    if not settings.gazetteer_paths():
        yield "gazetteer: the built-in one; more villages: whosays gazetteer get UA", False
