"""Guard: what every request passes before a page sees it, and the headers of every answer."""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from whosays.web.accounts import Accounts
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
USER = "whosays.user"
"""Who is signed in, in a request's scope; absent where nobody must be."""
_OPEN_PATHS = ("/static/", "/login", "/join", "/theme")
_SMALL_FORMS = frozenset({"/login", "/join", "/theme", "/reviewer", "/account", "/logout"})
_SMALL_FORM = 32 << 10
"""Bytes. Forms open to everyone hold a name and a password: a larger one only costs time."""
_READ_METHODS = frozenset({"GET", "HEAD"})


class TooLargeError(Exception):
    """A request's body outgrew its limit."""


class Guard:
    """Check host, origin, session and size of a request; add the security headers to its answer."""

    def __init__(self, app: App, options: WebOptions, accounts: Accounts) -> None:
        self._app = app
        self._options = options
        self._accounts = accounts
        self.in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        answer = _with_headers(send, scope)
        hosts = [v for k, v in scope["headers"] if k == b"host"]
        if len(hosts) != 1 or headers["host"].lower() not in self._options.names:
            await _refuse(answer, 421, "A906: this host name is not the app's own.")
            return
        if scope["type"] != "http":
            # The app has no websockets: none is opened, from whatever origin.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["method"] not in _READ_METHODS and not self._is_same_site(scope, headers):
            await _refuse(answer, 403, "A906: this request was sent by another site.")
            return
        if self._accounts.must_sign_in:
            user = self._accounts.signed_in(session_of(headers))
            is_open = scope["path"].startswith(_OPEN_PATHS)
            if user is None and not is_open:
                if self._accounts.takes_token and self._has_token(scope):
                    cookie = self.cookie(scope, self._accounts.sessions.start(""))
                    await _redirect(answer, "/", ((b"set-cookie", cookie.encode()),))
                else:
                    await _redirect(answer, _login_path(scope))
                return
            scope[USER] = user or ""
        await self._limited(scope, headers, receive, answer)

    def is_token(self, token: str) -> bool:
        """Compare a token in constant time."""
        return hmac.compare_digest(token.encode(), self._options.token.encode())

    def cookie(self, scope: Scope, session: str) -> str:
        """Give the Set-Cookie value of a session, of none for ""."""
        age = self._options.session_s if session else 0
        # A proxy in front tells that the browser came by https.
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        return f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}"

    def _is_same_site(self, scope: Scope, headers: dict[str, str]) -> bool:
        site = headers.get("sec-fetch-site")
        if site not in {None, "same-origin", "none"}:
            return False
        origin = headers.get("origin")
        if origin is None:
            # A browser names the origin of every post; a program on this machine need not.
            return site is not None or self._options.is_loopback
        return origin.lower() == f"{scope.get('scheme', 'http')}://{headers['host'].lower()}"

    def _has_token(self, scope: Scope) -> bool:
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return any(self.is_token(t) for t in query.get("token", ()))

    async def _limited(
        self, scope: Scope, headers: dict[str, str], receive: Receive, send: Send
    ) -> None:
        limit = self._options.max_upload if scope["path"] == "/read" else self._options.max_form
        if scope["path"] in _SMALL_FORMS:
            limit = min(limit, _SMALL_FORM)
        most = f"{limit >> 20} MiB" if limit >> 20 else f"{limit >> 10} KiB"
        message = f"A905: more than {most} were sent."
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

        self.in_flight += 1
        try:
            await self._app(scope, counted, send)
        except TooLargeError:
            await _refuse(send, 413, message)
        finally:
            self.in_flight -= 1


def session_of(headers: dict[str, str]) -> str:
    """Give the session that a browser names, "" for none."""
    try:
        jar: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    morsel = jar.get(SESSION)
    return "" if morsel is None else morsel.value


def _login_path(scope: Scope) -> str:
    """Give the way to the sign-in page, and back to a page that was asked for."""
    path = str(scope["path"])
    if scope["method"] != "GET" or path == "/" or path.endswith((".json", ".csv", ".jsonl")):
        return "/login"
    query = scope.get("query_string", b"").decode("latin-1")
    return f"/login?next={quote(f'{path}?{query}' if query else path, safe='/')}"


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
