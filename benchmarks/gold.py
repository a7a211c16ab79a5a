"""Coded reports for the benchmarks of single layers: read up to a layer, compare by spans."""

from __future__ import annotations

import json
from datetime import date
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from common import DATA
from whosays.pipeline.build import build_annotators
from whosays.pipeline.run import annotate
from whosays.readers.read import read_bytes
from whosays.resources.resources import Resources
from whosays.schema.document import Given
from whosays.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def coded_reports(folder: str, only: str) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Give name, text file and gold of the reports whose names begin with one of ``only``."""
    for path in sorted((DATA / folder).glob("*.gold.json")):
        if any(fnmatch(path.name, f"{o.strip()}*") for o in only.split(",")):
            name = path.name.removesuffix(".gold.json")
            yield name, path.with_name(f"{name}.txt"), json.loads(path.read_text("utf-8"))


def read_layers(names: Sequence[str]) -> Callable[[Path, dict[str, Any]], tuple[Any, Any, Any]]:
    """Give a function that reads a file up to the last layer but one.

    It gives the document, its annotations so far, and the last annotator, to be timed alone.
    """
    annotators = build_annotators(Resources(), load_settings(), names)

    def read(path: Path, about: dict[str, Any]) -> tuple[Any, Any, Any]:
        day = about.get("published")
        published = date.fromisoformat(day) if day and not path.name.startswith("seed") else None
        given = Given(published=published, publisher=about.get("publisher"))
        document = read_bytes(path.read_bytes(), source=path.name, given=given, max_bytes=1 << 30)
        return document, annotate(document, annotators[:-1]), annotators[-1]

    return read


def fits(a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether two spans are the same by the scorer's rule."""
    if not (a[0] < b[1] and b[0] < a[1]):
        return False
    m, n = a[1] - a[0], b[1] - b[0]
    return m <= 3 * n + 10 and n <= 3 * m + 10
