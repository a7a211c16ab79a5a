"""Claims against our own coded reports: the regression suite, by the same scorer.

python benchmarks/coded.py
"""

from __future__ import annotations

import json
import sys
from datetime import date

from common import OUT, ROOT, home_with_gazetteer, run_scorer, save_result, write_lines
from whosays.pipeline.read import Reader
from whosays.schema.contract import encode_reading
from whosays.schema.document import Given

sys.path.insert(0, str(ROOT / "tools"))
from coded_reports import load_coded, write_coded


def main() -> None:
    """Read every coded report and score its claims."""
    home_with_gazetteer()
    reader = Reader()
    lines = []
    for report in load_coded():
        day = date.fromisoformat(report.published) if report.published else None
        given = Given(published=day, publisher=report.publisher, name=report.name)
        lines.append(encode_reading(reader.read_text(report.text, given=given)))
    folder = OUT / "coded"
    write_coded(folder)
    result = run_scorer("score_claims.py", folder, write_lines("coded.jsonl", lines))
    save_result("coded", result)
    print(json.dumps({k: v for k, v in result.items() if k != "types"}, indent=1))


if __name__ == "__main__":
    main()
