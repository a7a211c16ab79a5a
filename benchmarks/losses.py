"""The ministry's saved loss pages: totals and increments right, false figures; same scorer as ever.

python benchmarks/losses.py
"""

from __future__ import annotations

import json

from common import DATA, run_scorer, save_result, write_lines
from whosays.pipeline.read import Reader
from whosays.schema.contract import encode_reading


def main() -> None:
    """Read every saved page as a file of its own, and score the figures."""
    folder = DATA / "mod-loss-pages"
    reader = Reader()
    lines = []
    for path in sorted((folder / "pages").iterdir()):
        reading = reader.read_lenient(path.read_bytes(), source=path.name)
        print(path.name, reading.published.start, len(reading.claims), "claims")
        lines.append(encode_reading(reading))
    result = run_scorer("score_losses.py", folder / "gold.csv", write_lines("losses.jsonl", lines))
    save_result("losses", result)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
