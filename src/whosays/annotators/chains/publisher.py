"""The publisher is never a link (codebook, section 3 and ruling 18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.span import Span

_SMALL = frozenset({"the", "of", "and", "for", "a", "an", "in", "on", "to", "ministry’s"})
_SELF = frozenset(
    {"we", "i", "us", "our", "this newspaper", "this report", "this update", "this bulletin"}
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


class PublisherNames:
    """Tells whether words name the document's own publisher."""

    def __init__(
        self, document: Document, annotations: Annotations, bodies: frozenset[str]
    ) -> None:
        self.bodies = bodies
        self.text = document.text
        name = document.meta.publisher or ""
        self.name = _key(name)
        self.acronym = "".join(w[0] for w in name.split() if w[:1].isupper())
        self.quoted = [c for a in annotations.attributions if a.quoted for c in a.content]
        self.cluster: frozenset[tuple[int, int]] = frozenset()
        for cluster in annotations.coreference:
            if any(self._names(m.of(self.text)) for m in cluster.mentions):
                self.cluster |= {(m.start, m.end) for m in cluster.mentions}

    def is_publisher(self, span: Span) -> bool:
        """Tell whether ``span`` stands for the publisher: its name, or "we" outside quotations."""
        words = span.of(self.text)
        if words.lower() in _SELF:
            return not any(q.contains(span) for q in self.quoted)
        return (
            self._names(words)
            or self._is_own(words, span)
            or (span.start, span.end) in self.cluster
        )

    def _is_own(self, words: str, span: Span) -> bool:
        """Read "The Mission", "our monitors", "this office": the publisher of itself."""
        lowered = words.lower().split()
        if not lowered or any(q.contains(span) for q in self.quoted):
            return False
        if lowered[0] in {"our", "this"} and len(lowered) <= 3:
            return lowered[0] == "our" or lowered[1] in self.bodies
        return (
            lowered[0] == "the"
            and len(lowered) == 2
            and lowered[1] in self.name
            and lowered[1] in self.bodies
        )

    def _names(self, words: str) -> bool:
        if not self.name:
            return False
        key = _key(words)
        if not key:
            return False
        if key == self.name or (
            len(self.acronym) > 1
            and words.strip() in {self.acronym, "the " + self.acronym, "The " + self.acronym}
        ):
            return True
        return len(key) >= 2 and key <= self.name and len(self.name - key) <= 3


def _key(words: str) -> frozenset[str]:
    return frozenset(w.lower().strip(".'’") for w in _WORD.findall(words)) - _SMALL


def country_of_publisher(document: Document, states: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Give the country whose name stands in the publisher's ("UK Ministry of Defence")."""
    name = f" {' '.join(_WORD.findall(document.meta.publisher or ''))} "
    if not name.strip():
        return None
    for code, state in states.items():
        for word in (state["name"], *state.get("names", ()), *state.get("people", ())):
            if len(word) > 1 and word[0].isupper() and f" {word} " in name:
                return code
    return None
