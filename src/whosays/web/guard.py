"""Guard: what every request passes before a page sees it, and the headers of every answer."""

from __future__ import annotations

import hmac
import secrets
import time
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from whosays.web.options import WebOptions

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Scope, Receive, Send], Awaitable[None]]

SESSION = "whosays_session"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    # no-referrer would make browsers send "Origin: null" with our own forms
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_OPEN_PATHS = ("/static/", "/login")
_READ_METHODS = frozenset({"GET", "HEAD"})


class TooLargeError(Exception):
    """A request's body outgrew its limit."""


class Guard:
    """Check host, origin, session and size of a request; add the security headers to its answer."""

    def __init__(self, app: App, options: WebOptions) -> None:
        self._app = app
        self._options = options
        self._sessions: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        answer = _with_headers(send, scope)
        if headers.get("host", "").lower() not in self._options.names:
            await _refuse(answer, 421, "A906: this host name is not the app's own.")
            return
        if scope["type"] != "http":
            # The app has no websockets: none is opened, from whatever origin.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["method"] not in _READ_METHODS and not self._is_same_site(headers):
            await _refuse(answer, 403, "A906: this request was sent by another site.")
            return
        if self._options.asks_token and not scope["path"].startswith(_OPEN_PATHS):
            if self._signs_in(scope):
                await self._start_session(answer)
                return
            if not self._has_session(headers):
                await _redirect(answer, "/login")
                return
        await self._limited(scope, headers, receive, answer)

    def is_token(self, token: str) -> bool:
        """Compare a token in constant time."""
        return hmac.compare_digest(token.encode(), self._options.token.encode())

    def new_session(self) -> str:
        """Make a session under a new name; one brought along is never taken over."""
        now = time.monotonic()
        self._sessions = {k: v for k, v in self._sessions.items() if v > now}
        name = secrets.token_urlsafe(32)
        self._sessions[name] = now + self._options.session_s
        return name

    def cookie(self, session: str) -> str:
        """Give the Set-Cookie value of a session."""
        age = self._options.session_s
        return f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}"

    def _is_same_site(self, headers: dict[str, str]) -> bool:
        site = headers.get("sec-fetch-site")
        if site not in {None, "same-origin", "none"}:
            return False
        origin = headers.get("origin")
        if origin is None:
            # A browser names the origin of every post; a program on this machine need not.
            return site is not None or self._options.is_loopback
        return origin.lower() == f"http://{headers.get('host', '').lower()}"

    def _signs_in(self, scope: Scope) -> bool:
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return any(self.is_token(t) for t in query.get("token", ()))

    def _has_session(self, headers: dict[str, str]) -> bool:
        try:
            jar: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        morsel = jar.get(SESSION)
        return morsel is not None and self._sessions.get(morsel.value, 0.0) > time.monotonic()

    async def _start_session(self, send: Send) -> None:
        cookie = self.cookie(self.new_session())
        await _redirect(send, "/", ((b"set-cookie", cookie.encode()),))

    async def _limited(
        self, scope: Scope, headers: dict[str, str], receive: Receive, send: Send
    ) -> None:
        is_upload = scope["path"] == "/read"
        limit = self._options.max_upload if is_upload else self._options.max_form
        message = f"A905: more than {limit >> 20} MiB were sent."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > limit:
            await _refuse(send, 413, message)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            received = await receive()
            seen += len(received.get("body", b""))
            if seen > limit:
                raise TooLargeError
            return received

        try:
            await self._app(scope, counted, send)
        except TooLargeError:
            await _refuse(send, 413, message)


def _with_headers(send: Send, scope: Scope) -> Send:
    is_static = str(scope.get("path", "")).startswith("/static/")

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {k.lower() for k, _ in message.get("headers", ())}
            extra = [h for h in HEADERS if h[0] not in own]
            if not is_static and b"cache-control" not in own:
                extra.append((b"cache-control", b"no-store"))
            message["headers"] = [*message.get("headers", ()), *extra]
        await send(message)

    return wrapped


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _redirect(send: Send, to: str, extra: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    headers = [(b"location", to.encode()), (b"content-length", b"0"), *extra]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
