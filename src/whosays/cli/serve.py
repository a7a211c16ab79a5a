"""whosays serve: the web app on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from whosays.cli.common import settings_for


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on; default: this machine only."),
    port: int = typer.Option(8765, min=1, max=65535, help="Port to listen on."),
    locked: bool = typer.Option(False, "--locked", help="Ask for a sign-in on this machine, too."),
    name: list[str] = typer.Option(
        [], help="Another host name that the app answers to, as behind a proxy; repeatable."
    ),
    open_browser: bool = typer.Option(False, "--open", help="Open the app in a browser."),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Serve the web app: read reports, see who says what, check and correct it.

    Example: whosays serve
    """
    from whosays.web.app import serve as serve_app
    from whosays.web.options import WebOptions

    options = WebOptions(host=host, port=port, is_locked=locked, hosts=tuple(name))

    def announce(url: str) -> None:
        print(f"whosays is served at {url}  (stop it with Ctrl-C)", flush=True)
        if options.is_shared:
            print(f"who has no account makes one at {options.join_url}", flush=True)
        if not options.is_loopback:
            print(
                f"It listens on {host}: other machines can reach it. Everyone signs in with a name "
                "and a password; the connection is not encrypted.",
                file=sys.stderr,
            )
        if open_browser:
            import webbrowser

            webbrowser.open(url)

    serve_app(settings_for(ledger), options, announce)
