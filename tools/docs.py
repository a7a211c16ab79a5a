"""Write the reference pages that follow from the code's tables: errors, settings, types.

python tools/docs.py [--check]
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from whosays.errors import MESSAGES
from whosays.pipeline.build import ANNOTATORS
from whosays.resources.resources import DATA

DOCS = Path(__file__).resolve().parent.parent / "docs"
GROUPS = {
    "A1": "Input",
    "A2": "Settings",
    "A3": "Pipeline",
    "A4": "Resources and gazetteers",
    "A5": "Models",
    "A6": "Ledger",
    "A7": "Usage",
    "A9": "Web",
}


def errors_page() -> str:
    """Give every numbered message, by group."""
    lines = ["# Errors", "", "Every message says what is so, what it likely means, what to do.", ""]
    group = ""
    for code, message in sorted(MESSAGES.items()):
        if code[:2] != group:
            group = code[:2]
            lines += ["", f"## {GROUPS[group]} ({group}xx)", ""]
        lines += [f"### {code}", "", message.replace("{", "*").replace("}", "*"), ""]
    return _tidy(lines)


def settings_page() -> str:
    """Give every setting with its default, its meaning and its variable."""
    lines = [
        "# Settings",
        "",
        "`data/default.toml`, then the user's `config.toml` in the data folder (or the file that",
        "`WHOSAYS_SETTINGS` names), then `WHOSAYS_*` variables; an unknown key is an error.",
        "`WHOSAYS_HOME` moves the data folder.",
        "",
        "| setting | default | meaning | variable |",
        "|---|---|---|---|",
    ]
    notes = {}
    group = ""
    text = (DATA / "default.toml").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip("[] ")
        elif "=" in line and not line.startswith("#"):
            key, _, rest = line.partition("=")
            notes[f"{group}.{key.strip()}"] = rest.partition("#")[2].strip()
    for group, rows in tomllib.loads(text).items():
        for key, value in rows.items():
            variable = f"WHOSAYS_{group}_{key}".upper()
            lines.append(
                f"| {group}.{key} | `{value!r}` | {notes[f'{group}.{key}']} | {variable} |"
            )
    return _tidy(lines)


def types_page() -> str:
    """Give the event types with what they are."""
    rows = tomllib.loads((DATA / "event_types.toml").read_text("utf-8"))["type"]
    lines = ["# Event types", "", "ACLED and PLOVER: the nearest of their types.", ""]
    lines += ["| type | is | is not | ACLED | PLOVER |", "|---|---|---|---|---|"]
    for name, row in rows.items():
        acled, plover = " / ".join(row["acled"]), " / ".join(filter(None, row["plover"]))
        lines.append(f"| `{name}` | {row['is']} | {row.get('is_not', '')} | {acled} | {plover} |")
    lines += ["", "# Annotators", "", ", ".join(f"`{name}`" for name in ANNOTATORS)]
    return _tidy(lines)


def _tidy(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the pages; with --check, exit 1 where one is out of date."""
    pages = {"errors.md": errors_page(), "settings.md": settings_page(), "types.md": types_page()}
    stale = []
    for name, text in pages.items():
        path = DOCS / name
        if not path.is_file() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, "utf-8")
    if "--check" in sys.argv and stale:
        print(f"out of date: {', '.join(stale)}. Run: python tools/docs.py")
        sys.exit(1)


if __name__ == "__main__":
    main()
