"""The shelf of gazetteers: what ``whosays gazetteer list|get|add|remove|find`` does, unprinted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import ResourceError, UsageError
from whosays.resources.download import download
from whosays.resources.gazetteer import BUILT_IN, Gazetteer, Match
from whosays.resources.gazetteer_dump import write_dump
from whosays.resources.gazetteer_file import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from whosays.resources.resources import Resources
    from whosays.settings import Settings


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """One gazetteer file; ``error`` is None or why it cannot be used."""

    name: str
    path: Path
    title: str = ""
    count: int = 0
    licence: str = ""
    built_in: bool = False
    error: str | None = None


def list_gazetteers(resources: Resources, settings: Settings) -> tuple[GazetteerInfo, ...]:
    """Give the built-in gazetteer, then the added ones, broken ones with their error."""
    paths = [(resources.data / BUILT_IN, True), *((p, False) for p in settings.gazetteer_paths())]
    return tuple(_info(path, built_in) for path, built_in in paths)


def _info(path: Path, built_in: bool) -> GazetteerInfo:  # noqa: FBT001 - set by this file alone
    try:
        file = open_gazetteer(path)
    except ResourceError as error:
        return GazetteerInfo(path.stem, path, built_in=built_in, error=str(error))
    meta = dict(file.execute("SELECT key, value FROM meta"))
    file.close()
    return GazetteerInfo(
        path.stem, path, meta.get("title", ""), int(meta.get("count", 0)),
        meta.get("licence", ""), built_in,
    )  # fmt: skip


def add_gazetteer(
    source: Path,
    resources: Resources,
    settings: Settings,
    *,
    progress: Callable[[int, int | None], None] | None = None,
) -> GazetteerInfo:
    """Add a GeoNames country dump (.txt, .zip) to the user's gazetteers, or replace it.

    ``progress`` is called with (rows read, None).
    Raises: ResourceError A411, A413, A414, A415; what was there before then stays.
    """
    target = _folder(settings) / f"{source.stem}.sqlite"
    codes = Gazetteer([resources.data / BUILT_IN]).iso3_by_iso2
    write_dump(source, target, codes, progress)
    return _info(target, built_in=False)


def get_gazetteer(
    code: str,
    resources: Resources,
    settings: Settings,
    *,
    base_url: str | None = None,
    sha256: str | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> GazetteerInfo:
    """Download a country's dump by its ISO 3166-1 alpha-2 code, and add it.

    A part that an earlier try left is resumed. ``sha256`` is checked where given, or where the
    server has it under the file's name with ``.sha256``. ``progress`` is called with bytes.
    Raises: UsageError A419 for a wrong code, ResourceError A416, A417, A413 to A415.
    """
    code = code.upper()
    codes = Gazetteer([resources.data / BUILT_IN]).iso3_by_iso2
    if code not in codes:
        raise UsageError("A419", name=code)
    url = f"{(base_url or settings.data_gazetteer_url).rstrip('/')}/{code}.zip"
    part = _folder(settings) / f"{code}.zip"
    download(url, part, sha256=sha256, progress=progress)
    target = _folder(settings) / f"{code}.sqlite"
    try:
        write_dump(part, target, codes)
    finally:
        part.unlink(missing_ok=True)
    return _info(target, built_in=False)


def remove_gazetteer(name: str, settings: Settings) -> Path:
    """Remove an added gazetteer and give the path it had.

    Raises: UsageError A418 where there is none of that name.
    """
    paths = {p.stem: p for p in settings.gazetteer_paths() if p.parent == _folder(settings)}
    if name not in paths:
        raise UsageError("A418", name=name, known=", ".join(sorted(paths)) or "none added")
    paths[name].unlink()
    return paths[name]


def find_places(gazetteer: Gazetteer, name: str, *, country: str = "") -> tuple[Match, ...]:
    """Give the places a name may mean: its exact bearers, else those of a near spelling.

    ``country`` (ISO 3166-1 alpha-3) bounds both.
    """
    exact = tuple(
        m for m in gazetteer.find(name) if not country or m.place.country == country
    )  # fmt: skip
    return exact or gazetteer.find_spelling(name, country=country)


def _folder(settings: Settings) -> Path:
    return settings.data_folder / "gazetteers"
