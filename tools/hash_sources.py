"""Write the sha256 of every file into data/SOURCES.toml; list what is not named there."""

from __future__ import annotations

import sys
from pathlib import Path

from whosays.resources.resources import DATA
from whosays.resources.sources import check_sources, file_hash, load_sources

HEAD = """# Every file under data/: origin, licence, how it was made; sha256 by hash_sources.py.
# Models have their own card.toml.
"""


def main() -> None:
    """Rewrite SOURCES.toml with hashes, sorted by path."""
    rows = sorted(load_sources(DATA), key=lambda row: row.path)
    lines = [HEAD]
    for row in rows:
        path = DATA / row.path
        sha = file_hash(path) if path.is_file() else ""
        lines.append("[[file]]")
        lines.extend(
            f"{key} = {_quoted(value)}"
            for key, value in (
                ("path", row.path),
                ("origin", row.origin),
                ("licence", row.licence),
                ("made_by", row.made_by),
                ("sha256", sha),
            )
        )
        lines.append("")
    Path(DATA / "SOURCES.toml").write_text("\n".join(lines), "utf-8")
    left = check_sources(DATA)
    print("\n".join(left) or "all files are listed and hashed")
    sys.exit(1 if left else 0)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
