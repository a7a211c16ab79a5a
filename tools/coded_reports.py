"""Turn the hand-coded reports under tests/golden/coded into texts and gold claims.

python tools/coded_reports.py OUT_DIR    writes NAME.txt and NAME.gold.json for the scorer

A coded report is one file: comment lines (``# published: …``), the text, a line ``===``, then a
line a claim: TYPE TRIGGER key=value …, keys a (agents), t (targets), p (places), w (weapons),
f (figures), status, stance, time (START..END, either may be empty), chain. Words are
found in the text; ``word#2`` is its second place. Actors are WORDS:COUNTRY.ROLE.GROUP,
places WORDS:precision, weapons WORDS:code, figures WORDS:what:low:high,
links WORDS:COUNTRY.ROLE:mode.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CODED = Path(__file__).resolve().parent.parent / "tests" / "golden" / "coded"
_KEY = re.compile(r" (a|t|p|w|f|status|stance|time|chain)=")


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report of our own with its claims in the codebook's form."""

    name: str
    text: str
    published: str | None
    publisher: str | None
    claims: tuple[dict[str, Any], ...]


def load_coded(folder: Path = CODED) -> list[CodedReport]:
    """Read every coded report, sorted by name. Raises: ValueError where words are not found."""
    return [read_coded(path) for path in sorted(folder.glob("*.txt"))]


def read_coded(path: Path) -> CodedReport:
    """Read one coded report."""
    head: dict[str, str] = {}
    body, _, table = path.read_text("utf-8").partition("\n===\n")
    lines = body.split("\n")
    while lines and lines[0].startswith("#"):
        key, _, value = lines.pop(0).lstrip("# ").partition(":")
        head[key.strip()] = value.strip()
    text = "\n".join(lines) + "\n"
    claims = [
        _claim(line, text, f"{path.name}: {line}", number)
        for number, line in enumerate(table.splitlines(), 1)
        if line.strip()
    ]
    return CodedReport(
        name=path.stem,
        text=text,
        published=head.get("published") or None,
        publisher=head.get("publisher") or None,
        claims=tuple(claims),
    )


def _claim(line: str, text: str, where: str, number: int) -> dict[str, Any]:
    parts = _KEY.split(" " + line)
    kind, _, trigger = parts[0].strip().partition(" ")
    fields = {key: value.strip() for key, value in zip(parts[1::2], parts[2::2], strict=True)}
    at = _find(text, trigger, where)
    start, _, end = fields.get("time", "..").partition("..")

    def near(words: str) -> list[int]:
        return _find(text, words, where, near=at[0])

    return {
        "id": f"c{number}",
        "type": kind,
        "trigger": at,
        "agents": [_actor(x, near) for x in _items(fields.get("a"))],
        "targets": [_actor(x, near) for x in _items(fields.get("t"))],
        "places": [_place(x, near) for x in _items(fields.get("p"))],
        "weapons": [_weapon(x, near) for x in _items(fields.get("w"))],
        "figures": [_figure(x, near) for x in _items(fields.get("f"))],
        "time": {"span": None, "start": start or None, "end": end or None},
        "status": fields.get("status", "happened"),
        "stance": fields.get("stance", "stated"),
        "chain": [_link(x, near) for x in _items(fields.get("chain"))],
        "incident": None,
    }


def _items(value: str | None) -> list[str]:
    """Split at semicolons, else at commas outside numbers and names of several words."""
    if value and ";" in value:
        return value.split(";")
    return [x for x in re.split(r",(?=\S)(?!\d{3}\b)", value or "") if x]


def _find(text: str, words: str, where: str, near: int | None = None) -> list[int]:
    """Find words as a whole; "word#2" is the second; else the one nearest to ``near``."""
    words, _, nth = words.partition("#")
    edge = r"(?<!\w)" + re.escape(words) + r"(?!\w)"
    found = [m.start() for m in re.finditer(edge, text)]
    if not found:
        msg = f"{where}: {words!r} does not stand in the text"
        raise ValueError(msg)
    if nth:
        start = found[int(nth) - 1]
    elif near is None:
        start = found[0]
    else:
        start = min(found, key=lambda s: (abs(s - near), s))
    return [start, start + len(words)]


def _actor(item: str, find: Any) -> dict[str, Any]:
    words, _, code = item.partition(":")
    country, role, group = (*code.split("."), "", "", "")[:3]
    return {
        "span": find(words),
        "country": country or None,
        "role": role or None,
        "group": group or None,
    }


def _place(item: str, find: Any) -> dict[str, Any]:
    words, _, precision = item.partition(":")
    return {"span": find(words), "name": words.partition("#")[0], "precision": precision}


def _weapon(item: str, find: Any) -> dict[str, Any]:
    words, _, code = item.partition(":")
    return {"span": find(words), "code": code}


def _figure(item: str, find: Any) -> dict[str, Any]:
    words, what, low, high = item.rsplit(":", 3)
    number = {"low": int(low) if low else None, "high": int(high) if high else None}
    return {"span": find(words), "what": what, **number}


def _link(item: str, find: Any) -> dict[str, Any]:
    words, code, mode = item.rsplit(":", 2)
    return {**_actor(f"{words}:{code}", find), "mode": mode}


def write_coded(out: Path) -> None:
    """Write texts and gold files for the scorer into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    reports = load_coded()
    for report in reports:
        (out / f"{report.name}.txt").write_text(report.text, "utf-8")
        document = {"published": report.published, "publisher": report.publisher}
        gold = {"document": document, "claims": list(report.claims)}
        (out / f"{report.name}.gold.json").write_text(json.dumps(gold, indent=1), "utf-8")
    print(f"{len(reports)} reports, {sum(len(r.claims) for r in reports)} claims in {out}")


def main() -> None:
    """Write the coded reports into the folder that is named."""
    write_coded(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
