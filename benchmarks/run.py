"""Run the benchmarks and write benchmarks/RESULTS.md; figures come from runs alone.

python benchmarks/run.py [--only speed,claims] [--write]    (--write: no run, from kept results)
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from typing import Any

from common import DATA, OUT, ROOT
from whosays._version import __version__

TARGETS = ROOT / "benchmarks" / "targets.toml"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"


def main() -> None:
    """Run what is asked for, then write the page from all results that are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="names with commas; default: all")
    parser.add_argument("--write", action="store_true", help="write the page, run nothing")
    args = parser.parse_args()
    table = tomllib.loads(TARGETS.read_text("utf-8"))
    wanted = [n for n in args.only.split(",") if n] or list(table)
    if not args.write:
        for name in wanted:
            print(f"== {name}", flush=True)
            command = [sys.executable, str(ROOT / "benchmarks" / table[name]["script"])]
            words = [w.format(data=DATA) for w in table[name].get("arguments", [])]
            done = subprocess.run(
                [*command, *words], check=False, stdout=subprocess.PIPE, text=True
            )
            print(done.stdout, flush=True)
            if done.returncode == 0:
                OUT.mkdir(parents=True, exist_ok=True)
                (OUT / f"{name}.out.txt").write_text(done.stdout, "utf-8")
            else:
                print(f"{name} failed with exit code {done.returncode}")
    RESULTS.write_text(page(table), "utf-8")
    print(f"written: {RESULTS.relative_to(ROOT)}")


def page(table: dict[str, Any]) -> str:
    """Give the page: a section a benchmark, a row a figure, its aim and what others reach."""
    day = datetime.now(UTC).date()
    lines = [
        "# Results",
        "",
        f"Written by `python benchmarks/run.py` on {day}, whosays {__version__}.",
        f"Python {platform.python_version()}, {platform.machine()}, 2 shared cores.",
        "",
    ]
    short = []
    for name, section in table.items():
        result = load_result(name)
        lines += [f"## {section['title']}", ""]
        if section.get("note"):
            lines += [section["note"], ""]
        output = OUT / f"{name}.out.txt"
        if (section.get("show") or section.get("first")) and output.is_file():
            shown = output.read_text("utf-8").rstrip().splitlines()
            shown = shown[: section["first"]] if "first" in section else shown[-section["show"] :]
            lines += ["```text", *shown, "```", ""]
        elif result is None:
            lines += ["Not run.", ""]
        if result is None or not section.get("figure"):
            continue
        lines += ["| figure | measured | aim | compare |", "|---|---|---|---|"]
        for row in section.get("figure", []):
            value = look_up(result, row["key"])
            shown = "not measured" if value is None else format_value(value)
            compare = row.get("compare", "")
            lines.append(f"| {row['label']} | {shown} | {row.get('aim', '')} | {compare} |")
            if row.get("readme"):
                short.append(f"| {section['title']}: {row['label']} | {shown} | {compare} |")
        lines.append("")
        for key in section.get("tables", []):
            rows = look_up(result, key)
            if isinstance(rows, dict):
                lines += [f"{key}:", "", "| | |", "|---|---|"]
                lines += [f"| {k} | {format_value(v)} |" for k, v in rows.items()]
                lines.append("")
    lines += [
        "## In short",
        "",
        "<!-- readme -->",
        "| figure | measured | compare |",
        "|---|---|---|",
    ]
    lines += [*short, "<!-- end -->", ""]
    return "\n".join(lines)


def load_result(name: str) -> dict[str, Any] | None:
    """Give a benchmark's kept result, None where it was not run."""
    path = OUT / f"{name}.result.json"
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def look_up(result: dict[str, Any], key: str) -> Any:
    """Follow a key with parts divided by "/" into a result, None where it ends."""
    if key in result:
        return result[key]
    found: Any = result
    for part in key.split("/"):
        if not isinstance(found, dict) or part not in found:
            return None
        found = found[part]
    return found


def format_value(value: Any) -> str:
    """Give a number in few digits, an F1 row as its F1 with precision and recall."""
    if isinstance(value, dict) and "f1" in value:
        if "p" in value:
            return f"{value['f1']:.3f} (P {value['p']:.3f}, R {value['r']:.3f})"
        return f"{value['f1']:.3f}"
    if isinstance(value, dict) and "accuracy" in value:
        return f"{value['accuracy']:.3f} of {value['of']}"
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


if __name__ == "__main__":
    main()
