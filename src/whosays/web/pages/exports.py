"""Exports: the claims of any view as tables: incidents, figures, evidence; names masked on request.

``/claims.csv`` and ``/claims.jsonl`` are those of the claims page.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from whosays.errors import WebError
from whosays.ledger.export import ExportFormat, ExportOptions, Kind
from whosays.web.asked import asked
from whosays.web.state import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_PIECE = 1 << 16
_MEDIA = {ExportFormat.CSV: "text/csv", ExportFormat.JSONL: "application/x-ndjson"}


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [Route("/export/{name}", export)]


def export(request: Request) -> Response:
    """Give what the filters ask for as a file: ``/export/incidents.csv?place=…&mask=1``."""
    from starlette.responses import StreamingResponse

    state, name = state_of(request), request.path_params["name"]
    kind, _, ending = name.partition(".")
    try:
        chosen = ExportOptions(Kind(kind), ExportFormat(ending), mask=_is_masked(request))
    except ValueError as error:
        raise WebError("A908", path=request.url.path) from error
    wish = asked(request.query_params, limit=None)
    if chosen.kind in {Kind.INCIDENTS, Kind.CLAIMS}:
        state.keeper.wait()
    # Written before it is sent, so that what goes wrong is still told as an error.
    file = tempfile.TemporaryFile(  # noqa: SIM115 - closed once it was sent
        "w+", encoding="utf-8", newline=""
    )
    state.ledger.export(file, wish.query, chosen)
    file.seek(0)
    return StreamingResponse(
        _pieces(file),
        media_type=_MEDIA[chosen.format],
        headers={"content-disposition": f'attachment; filename="{chosen.kind}.{ending}"'},
    )


def _is_masked(request: Request) -> bool:
    return request.query_params.get("mask") == "1"


def _pieces(file: IO[str]) -> Iterator[str]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
