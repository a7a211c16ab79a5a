"""Settings: data/default.toml < the user's file < WHOSAYS_*; an unknown key is an error."""

from __future__ import annotations

import difflib
import hashlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULTS = Path(__file__).resolve().parent / "data" / "default.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, resolved; see data/default.toml for units and defaults."""

    reading_max_bytes: int
    reading_place_threshold: float
    reading_workers: int
    data_folder: Path
    data_gazetteers: tuple[str, ...]
    data_actors: str
    data_gazetteer_url: str
    ledger_path: Path
    map_tiles: str = ""

    def reading_hash(self) -> str:
        """Give a hash of the settings that can change a reading (not paths, not workers)."""
        key = f"{self.reading_max_bytes}|{self.reading_place_threshold}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def gazetteer_paths(self) -> tuple[Path, ...]:
        """Give the files of added gazetteers, the data folder's first, sorted by name."""
        folder = self.data_folder / "gazetteers"
        found = sorted(folder.glob("*.sqlite")) if folder.is_dir() else []
        return (*found, *(Path(p) for p in self.data_gazetteers))


def load_settings(
    path: Path | None = None, environ: Mapping[str, str] | None = None, **overrides: object
) -> Settings:
    """Read the settings; ``path`` is the user's file (default: WHOSAYS_SETTINGS, or config.toml in
    the data folder); ``overrides`` are ``group_key=value`` and outweigh all.

    Raises: SettingsError A201 for an unknown key, A202 for a wrong value, A203 for a bad file.
    """
    env = os.environ if environ is None else environ
    values = _flatten(_parse(DEFAULTS), str(DEFAULTS), None)
    known = dict(values)
    file = path or (Path(env["WHOSAYS_SETTINGS"]) if env.get("WHOSAYS_SETTINGS") else None)
    if file is None:
        file = default_folder(env) / "config.toml"
        if not file.is_file():
            file = None
    if file is not None:
        values.update(_flatten(_parse(file), str(file), known))
    for name, text in sorted(env.items()):
        if name.startswith("WHOSAYS_") and name not in {"WHOSAYS_SETTINGS", "WHOSAYS_HOME"}:
            key = name.removeprefix("WHOSAYS_").lower()
            _check_known(key, name, known)
            values[key] = _convert(key, text, known[key], name)
    for key, value in overrides.items():
        _check_known(key, "a call", known)
        if value is not None:
            values[key] = value
    folder = Path(values["data_folder"]) if values["data_folder"] else default_folder(env)
    ledger = Path(values["ledger_path"]) if values["ledger_path"] else folder / "ledger.sqlite"
    threshold = float(values["reading_place_threshold"])
    if not 0 <= threshold <= 1:
        raise SettingsError(
            "A202", key="reading.place_threshold", value=threshold, wanted="0..1", where="settings"
        )
    return Settings(
        reading_max_bytes=int(values["reading_max_bytes"]),
        reading_place_threshold=threshold,
        reading_workers=int(values["reading_workers"]),
        data_folder=folder,
        data_gazetteers=tuple(values["data_gazetteers"]),
        data_actors=str(values["data_actors"]),
        data_gazetteer_url=str(values["data_gazetteer_url"]),
        ledger_path=ledger,
        map_tiles=str(values["map_tiles"]),
    )


def default_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Give the user's data folder: WHOSAYS_HOME, or whosays under the platform's data home."""
    env = os.environ if environ is None else environ
    if env.get("WHOSAYS_HOME"):
        return Path(env["WHOSAYS_HOME"])
    if os.name == "nt":
        return Path(env.get("LOCALAPPDATA", str(Path.home()))) / "whosays"
    return Path(env.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "whosays"


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("A203", path=path, reason=error) from error


def _flatten(table: dict[str, Any], where: str, known: dict[str, Any] | None) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for group, rows in table.items():
        if not isinstance(rows, dict):
            _check_known(group, where, known or {})
        for key, value in rows.items():
            name = f"{group}_{key}"
            if known is not None:
                _check_known(name, where, known)
                value = _convert(name, value, known[name], where)  # noqa: PLW2901 - the checked value replaces the raw one
            flat[name] = value
    return flat


def _check_known(key: str, where: str, known: dict[str, Any]) -> None:
    if key not in known:
        near = ", ".join(difflib.get_close_matches(key, known, n=3)) or ", ".join(sorted(known))
        raise SettingsError("A201", key=key, where=where, near=near)


def _convert(key: str, value: Any, default: Any, where: str) -> Any:
    try:
        if isinstance(default, list):
            if isinstance(value, str):
                return [v for v in value.split(os.pathsep) if v]
            return [str(v) for v in value]
        if isinstance(default, bool):
            return str(value).lower() in {"1", "true", "yes"}
        return type(default)(value)
    except (TypeError, ValueError) as error:
        wanted = type(default).__name__
        raise SettingsError("A202", key=key, value=value, wanted=wanted, where=where) from error
