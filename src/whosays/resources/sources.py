"""Sources: where every bundled data file comes from, and whether it is whole."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import ResourceError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One file of data/: path there, origin, licence, who or what made it, sha256 ("" unset)."""

    path: str
    origin: str
    licence: str
    made_by: str
    sha256: str = ""


def load_sources(data: Path) -> tuple[SourceRow, ...]:
    """Read data/SOURCES.toml. Raises: ResourceError A401, A402."""
    path = data / "SOURCES.toml"
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["file"]
        return tuple(SourceRow(**row) for row in rows)
    except OSError as error:
        raise ResourceError("A401", path=path.name) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ResourceError("A402", path=path.name, reason=error) from error


def file_hash(path: Path) -> str:
    """Give the sha256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check_sources(data: Path) -> list[str]:
    """Give a line for each file that is missing, changed or not listed."""
    found = []
    listed = set()
    for row in load_sources(data):
        listed.add(row.path)
        path = data / row.path
        if not path.is_file():
            found.append(f"{row.path} is listed but missing")
        elif row.sha256 and file_hash(path) != row.sha256:
            found.append(f"{row.path} differs from its listed sha256")
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        if path.is_file() and name not in listed and not name.startswith(("models/", "SOURCES")):
            found.append(f"{name} is not listed in SOURCES.toml")
    return found
