"""What the benchmarks share: the data beside the checkout, readings as files, scorers, results."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
DATA = BENCH / "data"
OUT = Path(os.environ.get("WHOSAYS_BENCH_OUT", tempfile.gettempdir())) / "whosays-bench"
"""Where readings and result files of a run lie; not in the repository."""


def home_with_gazetteer() -> Path:
    """Give a data folder with the country dump beside the checkout added; built once a machine."""
    home = OUT / "home"
    from whosays.resources.gazetteer_shelf import add_gazetteer  # noqa: PLC0415
    from whosays.resources.resources import Resources  # noqa: PLC0415
    from whosays.settings import load_settings  # noqa: PLC0415

    os.environ["WHOSAYS_HOME"] = str(home)
    settings = load_settings()
    if not settings.gazetteer_paths():
        add_gazetteer(SHARED / "gazetteer" / "UA.txt", Resources(), settings)
    return home


def run_scorer(name: str, *arguments: object) -> dict[str, Any]:
    """Run a scorer of the shared bench with --json and give its result."""
    command = [sys.executable, str(BENCH / name), *map(str, arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def write_lines(name: str, lines: Iterable[bytes]) -> Path:
    """Write encoded readings to a JSON Lines file in OUT and give its path."""
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def day_of(value: str | None) -> date | None:
    """Give a date from the gold's text, None for null."""
    return date.fromisoformat(value) if value else None


def save_result(name: str, result: dict[str, Any]) -> None:
    """Keep a benchmark's figures for benchmarks/run.py, which writes RESULTS.md."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.result.json").write_text(json.dumps(result, indent=1), "utf-8")
