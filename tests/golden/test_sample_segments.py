"""Whole bundled reports: every segment as reviewed, line by line, in segments/*.tsv.

After a change of the readers that is meant: ``python tests/golden/test_sample_segments.py``
writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from whosays.readers.read import read_bytes
from whosays.resources.resources import DATA
from whosays.schema.segment import CLAIM_KINDS

SAMPLES = DATA / "samples"
GOLDEN = Path(__file__).parent / "segments"
NAMES = sorted(p.name for p in SAMPLES.iterdir() if p.suffix in {".txt", ".html"})
FICTION = "Fiction for testing: invented events, persons, outlets and statements."


def _document(name):
    return read_bytes((SAMPLES / name).read_bytes(), source=name)


def _lines(name):
    document = _document(name)
    rows = [f"# {document.language}\t{document.meta.title}\t{document.meta.published.start}"]
    for segment in document.segments:
        words = " ".join(segment.span.of(document.text).split())
        shown = words if len(words) <= 70 else f"{words[:40]} … {words[-25:]}"
        again = "" if segment.repeats is None else f" ={segment.repeats}"
        mark = " table" if segment.table else ""
        start, end = segment.span
        rows.append(f"{segment.kind}{mark}{again}\t{segment.language}\t{start}-{end}\t{shown}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_reports_segments_are_as_reviewed(name):
    assert _lines(name) == (GOLDEN / f"{name}.tsv").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_report_says_first_that_it_is_fiction(name):
    document = _document(name)

    first = document.segments[0]
    assert first.span.of(document.text) == FICTION
    assert first.kind not in CLAIM_KINDS


def test_the_manifest_names_every_bundled_report():
    rows = (SAMPLES / "manifest.tsv").read_text("utf-8").splitlines()

    assert rows[0].split("\t") == ["name", "published", "publisher", "title"]
    assert [row.split("\t")[0] for row in rows[1:]] == NAMES
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_bundled_reports_are_of_a_reports_length(name):
    document = _document(name)

    words = len(document.text.split())
    assert 150 <= words <= 420


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in NAMES:
        (GOLDEN / f"{each}.tsv").write_text(_lines(each), "utf-8")
