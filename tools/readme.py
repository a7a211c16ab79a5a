"""Write real output and measured figures into README.md, between its markers.

python tools/readme.py [--check]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OUTPUT = re.compile(r"(<!-- output: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)
HEAD, CLAIMS = 26, 30
RESULTS = re.compile(r"<!-- readme -->\n(.*?)<!-- end -->", re.DOTALL)


def output_of(command: str) -> str:
    """Run a whosays command at 80 columns without colour, in an empty home."""
    words = command.split()
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "WHOSAYS_HOME": home, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
        done = subprocess.run(
            [sys.executable, "-m", "whosays", *words[1:]],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
    lines = [line.rstrip() for line in done.stdout.rstrip().splitlines()]
    return "\n".join(shorten(lines))


def shorten(lines: list[str]) -> list[str]:
    """Keep a long output's first lines and the first claims after its rule, the cuts marked."""
    if len(lines) <= HEAD + CLAIMS:
        return lines
    rule = next((n for n, line in enumerate(lines) if " claims ──" in line), HEAD)
    return [*lines[:HEAD], "[…]", *lines[rule : rule + CLAIMS], "[…]"]


def main() -> None:
    """Rewrite the marked parts; with --check, exit 1 where the demo's output has changed."""
    text = README.read_text("utf-8")
    fresh = OUTPUT.sub(lambda m: f"{m[1]}```text\n{output_of(m[2])}\n```\n{m[3]}", text)
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text("utf-8")
    found = RESULTS.search(results)
    if found:
        fresh = FIGURES.sub(lambda m: f"{m[1]}{found[1]}{m[2]}", fresh)
    if "--check" in sys.argv:
        sys.exit(fresh != text)
    README.write_text(fresh, "utf-8")


if __name__ == "__main__":
    main()
