"""The command line: every command in a file of its own, imported when it is called."""

from __future__ import annotations

import sys

import typer

from whosays.cli import (
    backup,
    claims,
    demo,
    doctor,
    export,
    gazetteer,
    incidents,
    read,
    review,
    reviewers,
    schema,
    series,
    serve,
    show,
    sources,
    trace,
    verify,
)
from whosays.cli.common import EXIT_ERROR
from whosays.engine.local import one_thread_of_algebra
from whosays.errors import WhosaysError

app = typer.Typer(
    name="whosays",
    help="Read war reporting and keep a ledger of who says what happened.",
    epilog="Example: whosays demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command("demo")(demo.demo)
app.command("read")(read.read)
app.command("claims")(claims.claims)
app.command("show")(show.show)
app.command("incidents")(incidents.incidents)
app.command("series")(series.series)
app.command("sources")(sources.sources)
app.command("review")(review.review)
app.command("trace")(trace.trace)
app.command("verify")(verify.verify)
app.command("export")(export.export)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)
app.command("schema")(schema.schema)
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(reviewers.app, name="reviewers")


def _version(value: bool) -> None:
    if value:
        from whosays._version import __version__

        print(f"whosays {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Read war reporting and keep a ledger of who says what happened."""


def main() -> None:
    """Run the command line; a WhosaysError becomes one line and exit code 2."""
    one_thread_of_algebra()
    try:
        app()
    except WhosaysError as error:
        print(str(error), file=sys.stderr)
        sys.exit(EXIT_ERROR)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_ERROR)


if __name__ == "__main__":
    main()
