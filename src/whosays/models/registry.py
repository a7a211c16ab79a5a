"""Model folders of ``models``: find one by name and version, check its files against its card."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder ``name/version`` whose files have the hashes that its card gives."""

    name: str
    version: str
    path: Path
    card: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """Hash over the hashes of all files: one value that stands for the model."""
        rows = sorted(self.card["files"].items())
        return hashlib.sha256("".join(f"{n} {h}\n" for n, h in rows).encode()).hexdigest()


def find_model(root: Path, name: str, version: str | None = None) -> ModelFolder:
    """Find a model under ``root`` and check every file that its card lists.

    Without ``version`` the highest is taken.
    Raises: ModelError A501 where there is none, A502 where a file is not what the card says.
    """
    folder = root / name
    found = sorted(folder.glob("*/card.toml"), key=lambda p: _version_key(p.parent.name))
    if version is not None:
        found = [p for p in found if p.parent.name == version]
    if not found:
        raise ModelError("A501", name=name, version=version or "", path=root)
    card = tomllib.loads(found[-1].read_text(encoding="utf-8"))
    path = found[-1].parent
    for file_name, wanted in card["files"].items():
        raw = path / file_name
        digest = hashlib.sha256(raw.read_bytes()).hexdigest() if raw.is_file() else "(missing)"
        if digest != wanted:
            raise ModelError("A502", path=raw, found=digest, wanted=wanted)
    return ModelFolder(name, path.name, path, card)


def _version_key(version: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(p), "") if p.isdigit() else (-1, p) for p in version.split("."))
