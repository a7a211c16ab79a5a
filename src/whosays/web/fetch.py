"""Fetch a public web page: the address is resolved once, checked, and held to."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from whosays._version import __version__
from whosays.errors import WebError

if TYPE_CHECKING:
    from collections.abc import Callable

    Resolve = Callable[[str, int], list[str]]

MAX_BYTES = 10 << 20
MAX_REDIRECTS = 5
MAX_SECONDS = 20.0
STEP_SECONDS = 8.0
_PORTS = {"http": 80, "https": 443}
_KINDS = ("text/", "application/xhtml+xml", "application/xml", "message/rfc822")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_OWN_USE = tuple(
    ipaddress.ip_network(n) for n in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "fec0::/10")
)
"""Networks that no web site lies in, and that the standard library counts as public or once did."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: where from in the end, and its bytes."""

    url: str
    raw: bytes


def fetch(url: str, *, resolve: Resolve | None = None) -> Fetched:
    """Get a page by http or https, following at most five redirects, each checked anew.

    Proxies of the environment are not used: they would resolve the name again, unchecked.

    Raises: WebError A903 for an address that is not public, A904 where the page does not come.
    """
    deadline = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        parts, port = _checked(url)
        address = _public_address(url, parts.hostname or "", port, resolve or _resolve)
        try:
            answer = _get(parts, port, address, deadline)
        except WebError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise WebError("A904", url=url, reason=reason) from error
        if isinstance(answer, bytes):
            return Fetched(url, answer)
        url = urljoin(url, answer)
    raise WebError("A904", url=url, reason=f"more than {MAX_REDIRECTS} redirects")


def is_public(address: str) -> bool:
    """Tell whether an IP address lies in the public internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    if any(ip in network for network in _OWN_USE):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _checked(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WebError("A903", url=url, reason="it is no web address") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise WebError("A903", url=url, reason="only http and https addresses are")
    if parts.username is not None or parts.password is not None:
        raise WebError("A903", url=url, reason="it names a user")
    if port not in {None, *_PORTS.values()}:
        raise WebError("A903", url=url, reason=f"port {port} is not a web server's")
    if any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise WebError("A903", url=url, reason="it holds blanks or control signs")
    return parts, port or _PORTS[parts.scheme]


def _public_address(url: str, host: str, port: int, resolve: Resolve) -> str:
    try:
        found = resolve(host, port)
    except OSError as error:
        raise WebError("A904", url=url, reason=f"{host} has no address") from error
    if not found:
        raise WebError("A904", url=url, reason=f"{host} has no address")
    # One private address among public ones is enough to refuse: the name is not to be trusted.
    for address in found:
        if not is_public(address):
            raise WebError("A903", url=url, reason=f"{host} is {address}, inside a network")
    return found[0]


def _resolve(host: str, port: int) -> list[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to one address, whatever the name would resolve to by now."""

    def __init__(self, host: str, port: int, address: str, *, is_tls: bool) -> None:
        super().__init__(host, port, timeout=STEP_SECONDS)
        self._address = address
        self._is_tls = is_tls

    def connect(self) -> None:
        """Open the socket to the checked address; the certificate is that of the name."""
        plain = socket.create_connection((self._address, self.port), STEP_SECONDS)
        if self._is_tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self.host)
        else:
            self.sock = plain


def _get(parts: SplitResult, port: int, address: str, deadline: float) -> bytes | str:
    """Give a page's bytes, or where it redirects to."""
    host = parts.hostname or ""
    connection = _PinnedConnection(host, port, address, is_tls=parts.scheme == "https")
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "User-Agent": f"whosays/{__version__}",
            "Accept": "text/html, text/plain;q=0.8",
            "Accept-Encoding": "identity",
        }
        connection.request("GET", quote(path, safe="/%?=&;:@+,~!$'()*"), headers=headers)
        answer = connection.getresponse()
        if answer.status in _REDIRECTS:
            return answer.getheader("Location") or ""
        if answer.status != 200:
            raise WebError("A904", url=parts.geturl(), reason=f"the site answered {answer.status}")
        kind = (answer.getheader("Content-Type") or "text/html").lower()
        if not kind.startswith(_KINDS):
            reason = f"it is {kind.partition(';')[0]}, not text"
            raise WebError("A904", url=parts.geturl(), reason=reason)
        return _body(answer, parts.geturl(), deadline)
    finally:
        connection.close()


def _body(answer: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise WebError("A904", url=url, reason=f"it is larger than {MAX_BYTES >> 20} MiB")
        if time.monotonic() > deadline:
            raise WebError("A904", url=url, reason=f"it took longer than {MAX_SECONDS:g} s")
    return b"".join(pieces)
