"""App: the routes put together, served by uvicorn on this machine."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.errors import LedgerError, UsageError, WebError, WhosaysError
from whosays.ledger.ledger import Ledger
from whosays.web.accounts import Accounts
from whosays.web.guard import Guard
from whosays.web.jobs import Jobs
from whosays.web.keeper import Keeper
from whosays.web.state import State
from whosays.web.warm import warm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Mount

    from whosays.settings import Settings
    from whosays.web.options import WebOptions

PAGES = (
    "session",
    "read",
    "report",
    "claims",
    "claim",
    "map",
    "timeline",
    "incidents",
    "incident",
    "series",
    "sources",
    "source",
    "exports",
    "review",
    "log",
)
"""Modules of ``web/pages``; each has ``routes()``."""
STATIC = Path(__file__).resolve().parent / "static"
_log = logging.getLogger(__name__)


def _is_worth_saying(record: logging.LogRecord) -> bool:
    """Leave out what a stopped app tells of requests that it gave up."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, asyncio.CancelledError) and "Cancel " not in record.getMessage()


def check_installed() -> None:
    """Find the server's packages. Raises: WebError A901 where one is missing."""
    for module in ("nicegui", "starlette", "uvicorn", "multipart"):
        if find_spec(module) is None:
            raise WebError("A901", module=module)


def create_app(settings: Settings, options: WebOptions) -> Guard:
    """Give the ASGI app over the ledger that the settings name; the ledger is made if missing.

    Raises: WebError A901 without the web extra; LedgerError where the ledger cannot be opened.
    """
    check_installed()
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    ledger, is_read_only = _open_ledger(settings)
    jobs = Jobs(settings, ledger)
    accounts = Accounts(ledger, options, is_read_only=is_read_only)
    keeper = Keeper(ledger, is_read_only=is_read_only)
    jobs.on_added = keeper.wake
    state = State(settings, options, ledger, jobs, accounts, keeper, is_read_only=is_read_only)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        if options.warm:
            jobs.warm()
            keeper.wake()
        yield
        jobs.close()
        keeper.close()
        ledger.close()

    routes: list[Route | Mount] = []
    for name in PAGES:
        routes.extend(import_module(f"whosays.web.pages.{name}").routes())
    routes.extend(_libraries())
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    handlers: dict[object, Callable[[Request, Exception], Response]] = {
        WhosaysError: _numbered,
        HTTPException: _missing,
        ValueError: _wrong_value,
    }
    app = Starlette(
        routes=routes,
        exception_handlers=handlers,
        lifespan=lifespan,
    )
    app.state.whosays = state
    guard = Guard(app, options, accounts)
    app.state.guard = guard
    keeper.on_done = partial(warm, state, lambda: guard.in_flight > 0)
    return guard


def serve(settings: Settings, options: WebOptions, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; ``announce`` is given the address once the port is open.

    Raises: WebError A901, A902; LedgerError.
    """
    app = create_app(settings, options)
    import uvicorn

    logging.getLogger("uvicorn.error").addFilter(_is_worth_saying)
    with _listen(options) as listener:
        announce(options.url)
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=3,
            ws="none",
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listen(options: WebOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((options.host, options.port))
    except OSError as error:
        listener.close()
        reason = "it is taken" if error.errno == errno.EADDRINUSE else error.strerror or error
        raise WebError(
            "A902", host=options.host, port=options.port, reason=reason, other=options.port + 1
        ) from error
    return listener


def _open_ledger(settings: Settings) -> tuple[Ledger, bool]:
    try:
        ledger = Ledger(settings.ledger_path)
        with ledger.store.file.write():
            pass
    except LedgerError as error:
        if error.code != "A603":
            raise
        return Ledger(settings.ledger_path, read_only=True), True
    return ledger, False


def _libraries() -> list[Mount]:
    """Serve the map library that lies in NiceGUI's wheel, and nothing else of it."""
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    spec = find_spec("nicegui")
    assert spec is not None
    home = Path(next(iter(spec.submodule_search_locations or ()))) / "elements"
    folder = home / "leaflet" / "dist"
    return [Mount("/static/lib/leaflet", StaticFiles(directory=folder))] if folder.is_dir() else []


def _numbered(request: Request, error: Exception) -> Response:
    assert isinstance(error, WhosaysError)
    status = 404 if error.code in {"A702", "A908"} else 400
    if isinstance(error, UsageError | WebError) or status == 404:
        return _problem(request, str(error), status)
    _log.warning("%s", error)
    return _problem(request, str(error), status)


def _missing(request: Request, error: Exception) -> Response:
    status = int(getattr(error, "status_code", 500))
    if status == 404:
        return _problem(request, str(WebError("A908", path=request.url.path)), 404)
    return _problem(request, str(getattr(error, "detail", error)), status)


def _wrong_value(request: Request, error: Exception) -> Response:
    return _problem(request, str(error), 400)


def _problem(request: Request, words: str, status: int) -> Response:
    from starlette.responses import JSONResponse

    from whosays.web.html import link, tag
    from whosays.web.shell import heading, notice
    from whosays.web.state import render
    from whosays.web.texts import say

    wants = request.headers.get("accept", "")
    if request.url.path.endswith(".json") or wants.startswith("application/json"):
        return JSONResponse({"error": words}, status_code=status)
    body = (heading(say("error.title")), notice(words, kind="warn"))
    is_reading = request.url.path.startswith("/read")
    to = ("error.back_read", "/read") if is_reading else ("error.back", "/claims")
    back = tag("p", link(say(to[0]), to[1]))
    return render(request, say("error.title"), *body, back, status=status)
