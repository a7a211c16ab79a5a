"""The publication date: stated, inferred, unknown."""

from __future__ import annotations

from datetime import date

import pytest

from whosays.annotators import dating, times
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import Document, DocumentMeta, Published
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.settings import load_settings

RESOURCES, SETTINGS = Resources(), load_settings(environ={})
TIMES, DATING = times.build(RESOURCES, SETTINGS), dating.build(RESOURCES, SETTINGS)


def published(text, given=None):
    segments, at = [], 0
    for line in text.split("\n"):
        if line:
            segments.append(Segment(Span(at, at + len(line)), SegmentKind.PARAGRAPH, "en"))
        at += len(line) + 1
    meta = DocumentMeta(source="a", published=given or Published())
    document = Document("a", "0", text, tuple(segments), meta, "en")
    annotations = Annotations(document, {"figures": ()})
    annotations = annotations.with_layers(TIMES.annotate(document, annotations))
    return DATING.annotate(document, annotations)["published"]


def test_a_given_date_outweighs_the_text():
    given = Published(date(2023, 1, 2), date(2023, 1, 2), PublishedBasis.GIVEN)

    assert published("As of 06:00 on 14 March 2023 it was calm.", given) is given


@pytest.mark.parametrize(
    "text",
    [
        "Situation as of 06:00 on 14 March 2023 near Lyman\nIt was calm.",
        "Evening summary\nKYIV, 14 March 2023, 19:00\nIt was calm.",
        "Evening summary\n14 March 2023\nIt was calm.",
        "LVIV, March 14, 2023 (Agency) - It was calm near Lyman.",
        "Briefing of the ministry (14 March 2023)\nIt was calm.",
        "Published: 14 March 2023\nIt was calm.",
    ],
)
def test_a_header_states_the_day(text):
    found = published(text)

    assert (found.start, found.end, found.basis) == (
        date(2023, 3, 14), date(2023, 3, 14), PublishedBasis.TEXT,
    )  # fmt: skip
    assert found.evidence[0].span.of(text).replace(",", "") in {"14 March 2023", "March 14 2023"}


def test_a_header_older_than_what_the_report_tells_is_not_its_date():
    text = "14 March 2023\nOn 20 April 2023 the bridge fell."

    assert published(text).basis is not PublishedBasis.TEXT


def test_a_figure_of_the_series_dates_the_report():
    text = "About 61,000 men serve. More than 59,610 Russian soldiers have been killed, Kyiv says."

    found = published(text)

    assert (found.start, found.basis) == (date(2022, 10, 1), PublishedBasis.INFERRED)
    assert (found.end - found.start).days <= 1
    assert "59,610" in found.evidence[0].reason


def test_a_round_number_of_nobody_dates_nothing():
    text = "Some 30,000 Russian soldiers may have been killed, a blogger thinks."

    assert published(text).basis is PublishedBasis.UNKNOWN


def test_the_day_of_the_war_dates_a_bulletin_of_ukraine():
    text = "The three hundredth day of the full-scale invasion of Ukraine has begun."

    found = published(text)

    assert (found.start, found.end) == (date(2022, 12, 20), date(2022, 12, 20))


def test_a_dateline_without_a_year_is_read_by_its_weekday():
    text = (
        "ODESA, Ukraine, June 7 (Agency) - A depot burnt on Friday, officials said.\n"
        "Russia began its full-scale invasion in February 2022."
    )

    found = published(text)

    assert (found.start, found.end) == (date(2024, 6, 7), date(2024, 6, 7))


def test_an_event_that_everybody_dates_bounds_the_report():
    text = "Last month the Kakhovka dam was destroyed; the fields are dry."

    found = published(text)

    assert (found.start, found.end) == (date(2023, 7, 1), date(2023, 7, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Nikopol on Saturday, officials said.",
        "Two men were hurt overnight.",
        "Nothing is told here.",
        "Day 40 of the siege.",
    ],
)
def test_without_evidence_the_day_is_unknown(text):
    assert published(text) == Published()


def test_every_reason_quotes_words_of_the_text():
    text = "More than 59,610 Russian soldiers have been killed as of Saturday, Kyiv says."

    for evidence in published(text).evidence:
        assert evidence.span is not None
        assert evidence.span.of(text)
