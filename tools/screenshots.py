"""Make screenshots of every page, in both themes and at both widths, into a folder.

    python tools/screenshots.py FOLDER [--only read,report]
    python tools/screenshots.py --readme

A fresh ledger is filled with the bundled reports, so that the pages show the same each time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from whosays.engine.local import read_many
from whosays.engine.samples import bundled_sources
from whosays.ledger.ledger import Ledger
from whosays.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = {"wide": (1280, 860), "narrow": (390, 844)}
THEMES = ("light", "dark")
IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WHOLE = frozenset({"read", "review", "incident", "source", "correct"})
"""Pages that are photographed to their end."""


def main() -> None:
    """Start the app over a filled ledger, visit every page, and keep what it looks like."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    parser.add_argument("--only", default="", help="names of pages, between commas")
    options = parser.parse_args()
    if options.folder == IMAGES and not options.readme:
        parser.error("name a folder, or --readme")
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = {w for w in options.only.split(",") if w}
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        fill(Path(home))
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        if options.readme:
            with served(Path(home)) as start:
                picture(browser, start)
            browser.close()
            return
        with served(Path(home)) as start:
            photograph(browser, start, visited(start), options.folder, wanted)
        with served(Path(home), "--locked") as start:
            pages = {"login": "/login", "join": "/join?token=x"}
            photograph(browser, start, pages, options.folder, wanted)
        browser.close()


def picture(browser: Any, start: str) -> None:
    """Take the README's pictures: one window each, in the light theme."""
    width, height = WIDTHS["wide"]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
    pages = visited(start)
    for name in ("report", "incident", "map"):
        page = context.new_page()
        page.goto(start + pages[name], wait_until="load")
        page.wait_for_timeout(1500)
        page.screenshot(path=IMAGES / f"{name}.png")
        print(f"docs/images/{name}.png", flush=True)
        page.close()
    context.close()


def photograph(
    browser: Any, start: str, pages: dict[str, str], folder: Path, wanted: set[str]
) -> None:
    """Keep what pages look like, in both themes and at both widths."""
    for theme in THEMES:
        for width, (w, h) in WIDTHS.items():
            context = browser.new_context(viewport={"width": w, "height": h}, color_scheme=theme)
            for name, path in pages.items():
                if wanted and name not in wanted:
                    continue
                page = context.new_page()
                page.goto(start + path, wait_until="load")
                page.wait_for_timeout(500)
                act(page, name)
                file = folder / f"{name}-{theme}-{width}.png"
                page.screenshot(path=file, full_page=name in WHOLE)
                wide = page.evaluate("document.documentElement.scrollWidth")
                note = f"  WIDER THAN THE WINDOW: {wide} px" if wide > w else ""
                print(f"{file.name}{note}", flush=True)
                page.close()
            context.close()


def visited(start: str) -> dict[str, str]:
    """Give every page by name."""
    with urllib.request.urlopen(f"{start}/claims.json?document=5") as answer:
        claims = json.load(answer)["claims"]
    claim = next((c["id"] for c in claims if c["places"]), claims[0]["id"])
    with urllib.request.urlopen(f"{start}/incidents.json?shows=contradicted") as answer:
        incident = json.load(answer)["incidents"][0]["id"]
    with urllib.request.urlopen(f"{start}/sources.json") as answer:
        source = json.load(answer)["sources"][0]["name"]
    return {
        "read": "/read",
        "report": "/report/5",
        "report-claim": f"/report/5#{claim}",
        "report-bulletin": "/report/1",
        "report-table": "/report/3",
        "report-correct": f"/report/5#{claim}",
        "claims": "/claims",
        "claims-search": "/claims?text=drone*",
        "claim": f"/claim/{claim}",
        "correct": f"/claim/{claim}/correct",
        "map": "/map",
        "map-report": "/map?document=5",
        "timeline": "/timeline",
        "timeline-lanes": "/timeline?lane=type&from=2024-01-12&to=2024-01-12",
        "incidents": "/incidents",
        "incident": f"/incident/{incident}",
        "series": "/series",
        "sources": "/sources",
        "source": f"/source?{urllib.parse.urlencode({'name': source})}",
        "review": "/review",
        "log": "/log",
        "error": "/nowhere",
    }


def act(page: Any, name: str) -> None:
    """Do what a page's picture wants: give a name, open the form that corrects."""
    if name not in {"report-correct", "source", "correct", "incident"}:
        return
    page.context.request.post(
        page.url.partition("/")[0] + "//" + page.url.split("/")[2] + "/reviewer",
        form={"name": "Anna Example", "next": "/"},
        headers={"origin": "/".join(page.url.split("/")[:3])},
    )
    page.reload()
    page.wait_for_timeout(400)
    if name == "report-correct":
        page.keyboard.press("e")
        page.wait_for_selector(".slot form")
        page.wait_for_timeout(600)


def fill(home: Path) -> None:
    """Read the bundled reports into the ledger."""
    settings = load_settings(environ={"WHOSAYS_HOME": str(home)})
    with Ledger(settings.ledger_path) as ledger:
        for outcome in read_many(bundled_sources(), settings, workers=1):
            ledger.add(outcome.reading, raw=outcome.raw, given=outcome.source.given)


@contextlib.contextmanager
def served(home: Path, *more: str) -> Iterator[str]:
    """Serve the app on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "WHOSAYS_HOME": str(home)}
    command = [sys.executable, "-m", "whosays", "serve", "--port", str(port), *more]
    process = subprocess.Popen(command, env=environ)
    start = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{start}/static/app.js"):
                break
            time.sleep(0.2)
        yield start
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main()
