"""The app served by a process of its own, and a browser that notes when it is seen."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Notes the input that left a page, and, in the page that answers, when it was first seen.
WATCH = """
(() => {
  const stamp = () => performance.timeOrigin + performance.now();
  for (const kind of ["click", "keydown", "pointerup"]) {
    addEventListener(kind, (e) => {
      const at = performance.timeOrigin + e.timeStamp;
      globalThis.__input = at;
      try { sessionStorage.setItem("input", String(at)); } catch { /* about:blank */ }
    }, true);
  }
  globalThis.__painted = new Promise((done) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === "first-contentful-paint") done(entry.startTime);
      }
    }).observe({ type: "paint", buffered: true });
  });
  // A part that is swapped answers as a page does.
  globalThis.__swapped = new Promise((done) => {
    addEventListener("whosays:swapped", () => {
      requestAnimationFrame(() => setTimeout(() => done(stamp()), 0));
    }, true);
  });
  globalThis.__seen = (selector) => new Promise((done) => {
    const look = () => {
      const seen = () => setTimeout(() => done(stamp()), 0);
      if (document.querySelector(selector)) requestAnimationFrame(seen);
      else setTimeout(look, 4);
    };
    look();
  });
})();
"""


class Served:
    """An app that is served by a process of its own."""

    def __init__(self, start: str, process: subprocess.Popen[bytes]) -> None:
        self.start = start
        self._process = process

    def cpu_ms(self) -> float:
        """Give the processor time of all its threads so far."""
        # The number of another process's clock, as clock_getcpuclockid(3) makes it.
        return 1000 * time.clock_gettime((~self._process.pid << 3) | 2)


@contextlib.contextmanager
def browser_context() -> Iterator[BrowserContext]:
    """Give a window of 1280 pixels of Debian's Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        context.add_init_script(WATCH)
        yield context
        browser.close()


@contextlib.contextmanager
def served(ledger: Path, source: Path | None = None) -> Iterator[Served]:
    """Serve the app over a ledger until the block ends; ``source`` is another checkout's src."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "whosays", "serve", "--port", str(port),
                   "--ledger", str(ledger)]  # fmt: skip
        environ = {**os.environ, "WHOSAYS_HOME": home}
        if source is not None:
            environ["PYTHONPATH"] = str(source)
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        start = f"http://127.0.0.1:{port}"
        try:
            for _ in range(900):
                if process.poll() is not None:
                    raise RuntimeError(f"the app did not start over {ledger}")
                with contextlib.suppress(OSError), urllib.request.urlopen(f"{start}/static/app.js"):
                    break
                time.sleep(0.2)
            app = Served(start, process)
            rest(app)
            yield app
        finally:
            process.terminate()
            process.wait(30)


def rest(app: Served) -> None:
    """Wait until the app has loaded its models and counted ahead, which would be measured too."""
    quiet, before = 0, app.cpu_ms()
    for _ in range(240):
        time.sleep(0.5)
        now = app.cpu_ms()
        quiet = quiet + 1 if now - before < 20 else 0
        before = now
        if quiet == 6:
            return
