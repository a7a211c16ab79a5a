"""whosays reads war reporting and keeps a ledger of who says what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whosays._version import __version__

if TYPE_CHECKING:
    from whosays.errors import WhosaysError
    from whosays.ledger.ledger import Ledger
    from whosays.ledger.query import Query
    from whosays.pipeline.read import read
    from whosays.schema.claim import Claim
    from whosays.schema.document import Document, Given
    from whosays.schema.reading import Reading
    from whosays.schema.span import Span

__all__ = [
    "Claim",
    "Document",
    "Given",
    "Ledger",
    "Query",
    "Reading",
    "Span",
    "WhosaysError",
    "__version__",
    "read",
]

_HOMES = {
    "Claim": "whosays.schema.claim",
    "Document": "whosays.schema.document",
    "Given": "whosays.schema.document",
    "Ledger": "whosays.ledger.ledger",
    "Query": "whosays.ledger.query",
    "Reading": "whosays.schema.reading",
    "Span": "whosays.schema.span",
    "WhosaysError": "whosays.errors",
    "read": "whosays.pipeline.read",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``import whosays`` stays light."""
    if name not in _HOMES:
        msg = f"module 'whosays' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 - see the docstring

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
