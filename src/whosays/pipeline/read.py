"""Read one report: bytes or text in, a Reading out."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from whosays._version import __version__
from whosays.errors import InputError, WhosaysError
from whosays.pipeline.build import build_annotators
from whosays.pipeline.run import annotate, reading_of
from whosays.readers.read import read_bytes, read_text
from whosays.resources.resources import Resources
from whosays.schema.document import Document, DocumentMeta, Given, Problem, Published
from whosays.schema.reading import Reading
from whosays.schema.run import Run
from whosays.settings import Settings, load_settings

if TYPE_CHECKING:
    import os
    from datetime import date


class Reader:
    """Annotators and resources, built once; reads any number of documents.

    A reading depends on the bytes, what is given, the settings, resources and models alone.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()
        self.resources = Resources()
        self.annotators = build_annotators(self.resources, self.settings)

    @property
    def run(self) -> Run:
        """Version, settings and hashes: with the bytes, enough to repeat a reading."""
        hashes = self.resources.hashes
        return Run(
            version=__version__,
            settings=self.settings.reading_hash(),
            resources=tuple(h for h in hashes if not h[0].startswith("models/")),
            models=tuple(h for h in hashes if h[0].startswith("models/")),
        )

    def read_bytes(self, raw: bytes, *, source: str, given: Given | None = None) -> Reading:
        """Read a file's bytes; ``source`` is its path or URL as given.

        Raises: WhosaysError where the bytes hold no report; see ``read_lenient``.
        """
        document = read_bytes(
            raw,
            source=source,
            given=given or Given(),
            max_bytes=self.settings.reading_max_bytes,
        )
        return self.read_document(document)

    def read_text(self, text: str, *, given: Given | None = None) -> Reading:
        """Read a report given as a string."""
        return self.read_document(read_text(text, source="-", given=given or Given()))

    def read_document(self, document: Document) -> Reading:
        """Run all annotators over a document."""
        annotations = annotate(document, self.annotators)
        return reading_of(annotations, self.run)

    def read_lenient(self, raw: bytes, *, source: str, given: Given | None = None) -> Reading:
        """Read as ``read_bytes`` does, but record a failure in the reading's problems."""
        try:
            return self.read_bytes(raw, source=source, given=given)
        except WhosaysError as error:
            return unreadable(raw, source=source, given=given, error=error)


def unreadable(raw: bytes, *, source: str, given: Given | None, error: WhosaysError) -> Reading:
    """Give the reading of a file that cannot be read: its name, its hash and the problem."""
    asked = given or Given()
    name = asked.name or Path(source).name or source
    document = Document(
        id=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        text="",
        segments=(),
        meta=DocumentMeta(
            source=source,
            media_type="application/octet-stream",
            title=asked.title,
            publisher=asked.publisher,
        ),
    )
    problem = Problem(code=error.code, message=error.message)
    return Reading(document=document, published=Published(), problems=(problem,))


@lru_cache(maxsize=4)
def shared_reader(settings: Settings) -> Reader:
    """Give one reader per settings, so that repeated calls load the models once."""
    return Reader(settings)


def read(
    source: str | os.PathLike[str],
    *,
    published: date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Read one report from a path, or from its text.

    A ``str`` that holds a line break, or that names no file and holds a space, is taken
    as the text itself; anything else as a path.

    >>> import whosays
    >>> reading = whosays.read("Kyiv, 3 May 2023\\n\\nRussian troops shelled Siversk, police said.")
    >>> [claim.type.value for claim in reading.claims]
    ['shelling']

    Raises: InputError A101 … A107 where there is no report to read.
    """
    reader = shared_reader(settings or load_settings())
    given = Given(published=published, publisher=publisher, title=title)
    if isinstance(source, str) and _is_text(source):
        return reader.read_text(source, given=given)
    path = Path(source)
    return reader.read_bytes(load_file(path), source=str(source), given=given)


def load_file(path: Path) -> bytes:
    """Read a file's bytes. Raises: InputError A101 where it is missing, A105 where refused."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("A101", path=path) from error
    except OSError as error:
        raise InputError("A105", path=path, reason=error.strerror or error) from error


def _is_text(source: str) -> bool:
    if "\n" in source:
        return True
    return " " in source.strip() and not Path(source).exists()
