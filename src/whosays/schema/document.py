"""Document: one report as published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from whosays.schema.basis import PublishedBasis
from whosays.schema.segment import Segment
from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Words that a date rests on; ``span`` is None where metadata or the caller gave it."""

    span: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """The interval of days in which the document was published, inclusive at both ends.

    ``start`` and ``end`` are None together where nothing tells it (basis unknown).
    """

    start: date | None = None
    end: date | None = None
    basis: PublishedBasis = PublishedBasis.UNKNOWN
    evidence: tuple[DateEvidence, ...] = ()

    def __post_init__(self) -> None:
        """Check that the ends agree with the basis."""
        if (self.start is None) != (self.end is None):
            msg = "a publication interval has both ends or none"
            raise ValueError(msg)
        if (self.start is None) != (self.basis is PublishedBasis.UNKNOWN):
            msg = "only an unknown publication date is without days"
            raise ValueError(msg)
        if self.basis in {PublishedBasis.TEXT, PublishedBasis.INFERRED} and not self.evidence:
            msg = f"a publication date of basis {self.basis} needs evidence"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says about a document; None where nothing is said."""

    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What the source says of itself; never a guess.

    ``metadata_from`` names the origin of each value ("title" → "og:title").
    ``published`` is of basis given, metadata or unknown here.
    """

    source: str
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Published = field(default_factory=Published)
    metadata_from: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong in reading and was survived; ``code`` is its error number."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its canonical text, segments and metadata, frozen by the reader.

    ``id`` is the file's name as given; ``sha256`` is of the raw bytes.
    """

    id: str
    sha256: str
    text: str
    segments: tuple[Segment, ...]
    meta: DocumentMeta
    language: str = "und"
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        """Check that segments are in order and inside the text."""
        last = 0
        for segment in self.segments:
            if segment.span.start < last or segment.span.end > len(self.text):
                msg = f"segment {segment.span} overlaps its neighbour or leaves the text"
                raise ValueError(msg)
            last = segment.span.end
