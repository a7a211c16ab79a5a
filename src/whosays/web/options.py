"""How the app is served: address, limits, whether it asks for its token."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field

MIB = 1 << 20


def _new_token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Where and how to serve.

    ``token`` is the secret of this run; ``is_locked`` tells whether a browser must show it once.
    ``max_upload`` and ``max_form`` are bytes of a request's body; ``session_s`` is how long a
    session lasts. ``hosts`` are more names by which the app may be called.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = field(default_factory=_new_token)
    is_locked: bool = False
    hosts: tuple[str, ...] = ()
    max_upload: int = 20 * MIB
    max_form: int = 1 * MIB
    session_s: int = 12 * 3600
    warm: bool = True

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the app."""
        return is_loopback(self.host)

    @property
    def asks_token(self) -> bool:
        """Whether a browser must show the token: asked for, or reachable from elsewhere."""
        return self.is_locked or not self.is_loopback

    @property
    def url(self) -> str:
        """The address to open, with the token where it is wanted."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        if self.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            name = "127.0.0.1"
        start = f"http://{name}:{self.port}/"
        return f"{start}?token={self.token}" if self.asks_token else start

    @property
    def names(self) -> frozenset[str]:
        """Every Host header that is answered; another is a rebound name."""
        own = {"127.0.0.1", "localhost", "[::1]", self.host, *self.hosts}
        if ":" in self.host:
            own.add(f"[{self.host}]")
        return frozenset(f"{n.lower()}:{self.port}" for n in own) | (
            frozenset(n.lower() for n in own) if self.port == 80 else frozenset()
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address or name stands for this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
