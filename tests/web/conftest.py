"""A running app over a ledger of its own, and plain requests to it."""

import contextlib
import http.client
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("nicegui", reason="the web extra is not installed")

import uvicorn

from whosays.ledger.ledger import Ledger
from whosays.settings import load_settings
from whosays.web.app import _listen, create_app
from whosays.web.options import WebOptions

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


@dataclass
class Running:
    port: int
    settings: object
    options: WebOptions
    guard: object

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def request(self, method, path, body=None, headers=None, host=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": host or f"127.0.0.1:{self.port}", **(headers or {})}
        try:
            connection.request(method, path, body=body, headers=sent)
            got = connection.getresponse()
            found = {k.lower(): v for k, v in got.getheaders()}
            return Answer(got.status, found, got.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.request(
            "GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )

    def post(self, path, form=(), **headers):
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url}
        sent.update({k.replace("_", "-"): v for k, v in headers.items()})
        return self.request("POST", path, urlencode(dict(form)).encode(), sent)

    def upload(self, fields, files=()):
        edge = "edge-of-parts"
        parts = []
        for name, value in dict(fields).items():
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            parts.append(head.encode() + value.encode("utf-8") + b"\r\n")
        for name, raw in files:
            head = (
                f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
                "Content-Type: text/plain\r\n\r\n"
            )
            parts.append(head.encode() + raw + b"\r\n")
        parts.append(f"--{edge}--\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Origin": self.url}
        return self.request("POST", "/read", b"".join(parts), headers)

    def wait(self, path, seconds=90):
        """Wait for a job and give its items."""
        import json

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            job = json.loads(self.get(f"{path}.json").body)
            if job["is_done"]:
                return job["items"]
            time.sleep(0.1)
        raise AssertionError(job)

    @contextlib.contextmanager
    def ledger(self):
        with Ledger(self.settings.ledger_path) as ledger:
            yield ledger


@pytest.fixture
def serve(tmp_path):
    """Give a starter of apps; each has its own ledger in the test's folder."""
    started = []

    def start(*, map_tiles="", **options):
        options = {"port": 0, "warm": False, **options}
        import socket

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            options["port"] = free.getsockname()[1]
        chosen = WebOptions(**options)
        settings = load_settings(ledger_path=str(tmp_path / "ledger.sqlite"), map_tiles=map_tiles)
        guard = create_app(settings, chosen)
        listener = _listen(chosen)
        server = uvicorn.Server(uvicorn.Config(guard, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        started.append((server, thread, listener))
        return Running(chosen.port, settings, chosen, guard)

    yield start
    for server, thread, listener in started:
        server.should_exit = True
        thread.join(20)
        listener.close()


@pytest.fixture
def app(serve):
    return serve()


@pytest.fixture
def add_reading():
    """Give an adder of hand-made readings: no model is loaded for what only shows text."""
    from whosays.schema.claim import Claim, EventType, Stance, Status
    from whosays.schema.document import Document, DocumentMeta
    from whosays.schema.place import PlaceCandidate, PlaceMention
    from whosays.schema.reading import Published, Reading
    from whosays.schema.run import Run
    from whosays.schema.segment import Segment, SegmentKind
    from whosays.schema.span import Span
    from whosays.schema.time import ClaimTime

    def add(
        ledger,
        text,
        trigger,
        *,
        place="Siversk",
        name="r.txt",
        title=None,
        publisher=None,
        day=None,
    ):
        import hashlib

        def span(words):
            start = text.index(words)
            return Span(start, start + len(words))

        candidates = (
            PlaceCandidate("Siversk", 693468, 48.86, 38.1, 0.8, "UKR"),
            PlaceCandidate("Sivers'k", 111, 51.3, 33.1, 0.2, "UKR"),
        )
        found = PlaceMention(
            span(place),
            place,
            693468,
            48.86,
            38.1,
            radius_km=2.0,
            score=0.8,
            country="UKR",
            candidates=candidates,
        )
        raw = text.encode("utf-8", "surrogatepass")
        sha = hashlib.sha256(raw).hexdigest()
        claim = Claim(
            id="c" + sha[:15],
            type=EventType.SHELLING,
            trigger=span(trigger),
            agents=(),
            targets=(),
            places=(found,),
            time=ClaimTime(start=day, end=day),
            weapons=(),
            figures=(),
            status=Status.HAPPENED,
            stance=Stance.ALLEGED,
            chain=(),
        )
        document = Document(
            id=name,
            sha256=sha,
            text=text,
            language="en",
            segments=(Segment(Span(0, len(text)), SegmentKind.PARAGRAPH, "en"),),
            meta=DocumentMeta(source=name, title=title, publisher=publisher),
        )
        reading = Reading(document, Published(), claims=(claim,), run=Run("0"))
        result = ledger.add(reading, raw=raw)
        return result.document_id, claim.id

    return add


@pytest.fixture
def chromium():
    """Give a browser, or skip where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("no chromium: apt-get install -y chromium")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(app, chromium):
    """Give a browser's tab on the app; at the end nothing may have gone wrong or out."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.wrong, page.outside = [], []
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.wrong.append(str(e)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((app.url, "data:")) else page.outside.append(r.url),
    )
    page.start = app.url
    yield page
    assert page.wrong == []
    assert page.outside == []
