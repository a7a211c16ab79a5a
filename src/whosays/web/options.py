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

    ``token`` is the secret of this run: who holds it may make an account; ``is_locked`` tells
    whether one must sign in on this machine, too. ``max_upload`` and ``max_form`` are bytes of a
    request's body; a session lasts ``session_s``, and ``idle_s`` without a request. ``hosts`` are
    more names by which the app may be called, as behind a proxy.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = field(default_factory=_new_token)
    is_locked: bool = False
    hosts: tuple[str, ...] = ()
    max_upload: int = 20 * MIB
    max_form: int = 1 * MIB
    session_s: int = 12 * 3600
    idle_s: int = 2 * 3600
    warm: bool = True

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the app."""
        return is_loopback(self.host)

    @property
    def is_shared(self) -> bool:
        """Whether one must sign in whatever the ledger holds: others may sit at the app."""
        return self.is_locked or not self.is_loopback

    @property
    def url(self) -> str:
        """The address to open."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        if self.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            name = "127.0.0.1"
        return f"http://{name}:{self.port}/"

    @property
    def join_url(self) -> str:
        """The link with which somebody makes an account; whoever has it can."""
        return f"{self.url}join?token={self.token}"

    @property
    def names(self) -> frozenset[str]:
        """Every Host header that is answered; another is a rebound name."""
        own = {"127.0.0.1", "localhost", "[::1]", self.host}
        if ":" in self.host:
            own.add(f"[{self.host}]")
        found = {f"{n.lower()}:{self.port}" for n in (*own, *self.hosts)}
        # A proxy listens on a port of its own, as a rule one that a browser does not name.
        found.update(n.lower() for n in self.hosts)
        if self.port == 80:
            found.update(n.lower() for n in own)
        return frozenset(found)


def is_loopback(host: str) -> bool:
    """Tell whether an address or name stands for this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
