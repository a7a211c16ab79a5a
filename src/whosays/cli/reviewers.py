"""whosays reviewers: who may decide in the web app, by name and password."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from whosays.cli.common import settings_for

app = typer.Typer(
    help="Add, list and remove those who may decide.",
    epilog="Example: whosays reviewers add Ann",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_LEDGER = typer.Option(None, help="Ledger file; default: in your data folder.")
_STDIN = typer.Option(False, "--stdin", help="Take the password from standard input.")


@app.command("add")
def add(
    name: str = typer.Argument(..., help="The name that decisions are signed with."),
    stdin: bool = _STDIN,
    ledger: Path | None = _LEDGER,
) -> None:
    """Add a reviewer; the password is asked for, and only a salted hash of it is kept.

    Example: whosays reviewers add Ann
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(settings_for(ledger).ledger_path) as kept:
        kept.reviewers.add(name, _password(stdin=stdin))
    print(f"added {name}")


@app.command("password")
def password(
    name: str = typer.Argument(..., help="The reviewer."),
    stdin: bool = _STDIN,
    ledger: Path | None = _LEDGER,
) -> None:
    """Give a reviewer another password.

    Example: whosays reviewers password Ann
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        kept.reviewers.set_password(name, _password(stdin=stdin))
    print(f"changed the password of {name}")


@app.command("list")
def list_(ledger: Path | None = _LEDGER) -> None:
    """List the reviewers.

    Example: whosays reviewers list
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        found = kept.reviewers.all()
    for reviewer in found:
        print(f"{reviewer.name}\tadded {reviewer.added_at[:10]}")
    if not found:
        print("no reviewers: whoever opens the app may decide", file=sys.stderr)


@app.command("remove")
def remove(
    name: str = typer.Argument(..., help="The reviewer."),
    ledger: Path | None = _LEDGER,
) -> None:
    """Remove a reviewer; what they decided stays in the log.

    Example: whosays reviewers remove Ann
    """
    from whosays.ledger.ledger import Ledger

    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        kept.reviewers.remove(name)
    print(f"removed {name}")


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("password", hide_input=True, confirmation_prompt=True))
