"""Issuer: whose bulletin a text is, by what it calls itself where no publisher is given.

"Russian Defence Ministry report on …", "Statement of the General Staff", or a first line that is a
body's name and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.resources.actors import ActorCatalogue, ActorRow

# Lines of a text, and characters of a line, that may say whose it is.
_LINES = 3
_LONGEST = 220
_ISSUING = frozenset({Role.MIL, Role.GOV, Role.SPY, Role.REB, Role.COP})
_AFTER = re.compile(
    r"(?:'s|’s)?[ ,]+(?:(?:daily|weekly|morning|evening|press|official|joint|situation|operational"
    r"|intelligence|latest|regular) )*(?P<title>[\w-]+)\b",
    re.IGNORECASE,
)


def issuer(text: str, catalogue: ActorCatalogue, titles: Sequence[str]) -> ActorRow | None:
    """Give the body that the first lines name as the text's own, None where they name none."""
    kinds = frozenset(titles)
    of = re.compile(rf"\b(?:{'|'.join(titles)}) (?:of|by|from) (?:the )?$", re.IGNORECASE)
    lines = [line.strip() for line in text[: _LINES * _LONGEST].split("\n") if line.strip()]
    for line in lines[:_LINES]:
        if len(line) > _LONGEST:
            return None
        for found in catalogue.index.find(line):
            row = found.value
            if row.kind != "body" or row.role not in _ISSUING:
                continue
            alone = len(line) - (found.end - found.start) <= len("The .")
            after = _AFTER.match(line, found.end)
            entitled = after is not None and after["title"].lower() in kinds
            if alone or entitled or of.search(line[: found.start]):
                return row
    return None
