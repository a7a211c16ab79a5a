"""Time expressions of reports of our own writing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from whosays.annotators.times import build
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.settings import load_settings
from whosays.text.plain import plain

ANNOTATOR = build(Resources(), load_settings(environ={}))


def read(text):
    return ANNOTATOR.read(text, plain(text), (0, len(text)))


def pairs(text):
    return [(m.span.of(text), m.value) for m in read(text)]


def test_a_range_of_days_borrows_its_month():
    found = pairs("Fighting went on near Siversk on 12-14 July 2022.")

    assert found == [("12", "2022-07-12"), ("14 July 2022", "2022-07-14")]


def test_a_range_after_the_month_borrows_it_too():
    found = pairs("Patrols met on July 3-5 near Orikhiv.")

    assert found == [("July 3", "XXXX-07-03"), ("5", "XXXX-07-05")]


def test_two_dates_of_one_year_share_it():
    found = pairs("The siege (6 July - 3 August 1952) ended.")

    assert found == [("6 July", "1952-07-06"), ("3 August 1952", "1952-08-03")]


def test_years_of_a_range_share_their_century():
    assert pairs("In 1990-94 they dug.") == [("1990", "1990"), ("94", "1994")]


@pytest.mark.parametrize(
    "text",
    [
        "They may shell the town again.",
        "Troops march on Huliaipole.",
        "Some 1500 soldiers were moved.",
        "A 58-year-old man was hurt.",
        "It was the fall of Sieverodonetsk.",
        "The 23rd Brigade held the hill.",
        "He sat down in the sun.",
        "Fighters of the March 23 Movement came.",
    ],
)
def test_words_that_only_look_like_time_are_none(text):
    assert read(text) == []


def test_a_clock_keeps_its_zone():
    [mention] = read("Drones came from 20:10 Moscow time.")

    assert (mention.value, mention.zone) == ("T20:10", "Europe/Moscow")


def test_early_mid_and_late_are_kept_as_mod():
    found = [(m.value, m.mod) for m in read("From early May to late July, and by mid-August")]

    assert found == [("XXXX-05", "START"), ("XXXX-07", "END"), ("XXXX-08", "MID")]


def test_spans_hold_in_texts_with_long_lower_case_and_typographic_signs():
    text = "İzmir’s envoy – on 16 July 2022 – said “no”."

    [mention] = read(text)

    assert mention.span.of(text) == "16 July 2022"


def test_embeds_are_left_alone():
    text = "On 3 May 2023 it fell.\nPosted 4 May 2023"
    segments = (
        Segment(Span(0, 22), SegmentKind.PARAGRAPH, "en"),
        Segment(Span(23, len(text)), SegmentKind.EMBED, "en"),
    )
    document = Document("a", "0", text, segments, DocumentMeta(source="a"), "en")

    times = ANNOTATOR.annotate(document, Annotations(document))["times"]

    assert [m.value for m in times] == ["2023-05-03"]


def test_mentions_come_in_order_and_do_not_overlap():
    text = (
        "On Friday morning, 24 hours after the truce of 3 May 2023, and late last week, it broke."
    )

    spans = [m.span for m in read(text)]

    assert all(a.end <= b.start for a, b in pairwise(spans))
