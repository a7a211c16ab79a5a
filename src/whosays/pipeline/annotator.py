"""The protocol that every annotator meets; annotators do not import it, they match it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document


class Annotator(Protocol):
    """One task over one document: reads the layers it requires, gives those it provides."""

    @property
    def name(self) -> str:
        """The task's name, that of its package."""

    @property
    def requires(self) -> tuple[str, ...]:
        """Layers that must be there before it runs."""

    @property
    def provides(self) -> tuple[str, ...]:
        """Layers that it writes; no other annotator writes them."""

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Give a value for each layer in ``provides``; a pure function of its arguments."""
