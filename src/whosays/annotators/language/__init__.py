"""``annotators/language``: which language each segment is in, as one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.settings import Settings

UNDETERMINED = "und"


class LanguageAnnotator:
    """Provides ``languages``: a tuple of ISO 639-1 codes, one a segment.

    The reader has told them while it had the page; where a line says too little, the
    document's language stands, and "und" only where that is unknown too.
    """

    name = "language"
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("languages",)

    def annotate(
        self,
        document: Document,
        annotations: Annotations,  # noqa: ARG002 - every annotator is called alike
    ) -> Mapping[str, object]:
        """Give the languages of the document's segments."""
        return {
            "languages": tuple(
                document.language if segment.language == UNDETERMINED else segment.language
                for segment in document.segments
            )
        }


def build(resources: Resources, settings: Settings) -> LanguageAnnotator:  # noqa: ARG001
    """Build the annotator; it needs no data of its own."""
    return LanguageAnnotator()
