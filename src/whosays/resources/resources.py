"""Resources: one place that opens files of ``data/``, and remembers their hashes."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from whosays.errors import ResourceError

DATA = Path(__file__).resolve().parent.parent / "data"
"""The folder of bundled data files."""


class Resources:
    """Bundled data files, read once each; ``hashes`` tells what was read (name → sha256).

    A language's files lie in ``data/<language>/``; the same names in every language.
    """

    def __init__(self, data: Path = DATA) -> None:
        self.data = data
        self._tables: dict[str, dict[str, Any]] = {}
        self._hashes: dict[str, str] = {}

    @property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """Names and sha256 of all that was read so far, sorted."""
        return tuple(sorted(self._hashes.items()))

    def note_hash(self, name: str, sha256: str) -> None:
        """Record a resource that another loader opened (a gazetteer file)."""
        self._hashes[name] = sha256

    def table(self, name: str) -> dict[str, Any]:
        """Give a TOML file of ``data/`` ("actors.toml", "en/cues.toml") as dictionaries.

        Raises: ResourceError A401 where it is missing, A402 where it cannot be parsed.
        """
        if name not in self._tables:
            path = self.data / name
            try:
                raw = path.read_bytes()
            except OSError as error:
                raise ResourceError("A401", path=name) from error
            try:
                self._tables[name] = tomllib.loads(raw.decode("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise ResourceError("A402", path=name, reason=error) from error
            self._hashes[name] = hashlib.sha256(raw).hexdigest()
        return self._tables[name]
