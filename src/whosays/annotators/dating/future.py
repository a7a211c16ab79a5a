"""Whether a time lies ahead: signs of the future around its words."""

from __future__ import annotations

import re
from typing import Any

_SENTENCE = re.compile(r"[.!?;]\s|\n")
_CLAUSE = re.compile(r"[.!?;,]\s|\n")


class Ahead:
    """Reads data/en/dating.toml, table ``future``."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._before = re.compile(rf"\b(?:{'|'.join(table['before'])})\b[^.;,]*$")
        self._after = re.compile(
            rf" (?!(?:{'|'.join(table['other_clause'])})\b)(?:[a-z]+ ){{0,2}}?will\b"
        )

    def is_ahead(self, low: str, span: tuple[int, int]) -> bool:
        """Tell whether the words around a time say that it is still to come."""
        sentence = _SENTENCE.split(low[max(0, span[0] - 90) : span[0]])[-1]
        after = _CLAUSE.split(low[span[1] : span[1] + 60])[0]
        return bool(self._before.search(sentence)) or bool(self._after.match(after))
