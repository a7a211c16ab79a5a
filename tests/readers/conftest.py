"""Small helpers of the readers' tests."""

from __future__ import annotations

import pytest

from whosays.readers.read import read_text


@pytest.fixture
def segments_of():
    """Read text and give (kind, words) of every segment, with spans checked."""

    def read(text, **options):
        document = read_text(text, source="report.txt", **options)
        return [(str(s.kind), s.span.of(document.text)) for s in document.segments]

    return read
