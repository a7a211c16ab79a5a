"""Whole days of time expressions, by ruling 29 of the codebook."""

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
TUESDAY = date(2022, 7, 19)


def anchored(text, day=TUESDAY):
    published = Published(day, day, PublishedBasis.GIVEN) if day else Published()
    segments, at = [], 0
    for line in text.split("\n"):
        if line:
            segments.append(Segment(Span(at, at + len(line)), SegmentKind.PARAGRAPH, "en"))
        at += len(line) + 1
    meta = DocumentMeta(source="a", published=published)
    document = Document("a", "0", text, tuple(segments), meta, "en")
    annotations = Annotations(document, {"figures": ()})
    annotations = annotations.with_layers(TIMES.annotate(document, annotations))
    annotations = annotations.with_layers(DATING.annotate(document, annotations))
    assert len(annotations.times) == len(annotations.anchored_times)
    return annotations.anchored_times


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On Saturday a bridge fell.", "2022-07-16", "2022-07-16"),
        ("On Tuesday a bridge fell.", "2022-07-19", "2022-07-19"),
        ("They will meet on Friday.", "2022-07-22", "2022-07-22"),
        ("Next Monday they meet.", "2022-07-25", "2022-07-25"),
        ("Hearings resume on 2 August.", "2022-08-02", "2022-08-02"),
        ("It was hit on 2 September.", "2021-09-02", "2021-09-02"),
        ("The envoys meet later this month.", "2022-07-19", "2022-07-31"),
        ("Yesterday it fell.", "2022-07-18", "2022-07-18"),
        ("This morning it fell.", "2022-07-19", "2022-07-19"),
        ("Overnight it fell.", "2022-07-18", "2022-07-19"),
        ("Last night it fell.", "2022-07-18", "2022-07-19"),
        ("In the past 24 hours it fell.", "2022-07-18", "2022-07-19"),
        ("Over the past day it fell.", "2022-07-18", "2022-07-19"),
        ("Last week it fell.", "2022-07-11", "2022-07-17"),
        ("This week it fell.", "2022-07-18", "2022-07-19"),
        ("Last month it fell.", "2022-06-01", "2022-06-30"),
        ("It fell in early July.", "2022-07-01", "2022-07-10"),
        ("It fell in mid-June.", "2022-06-11", "2022-06-20"),
        ("It fell in late May.", "2022-05-21", "2022-05-31"),
        ("It fell in December.", "2021-12-01", "2021-12-31"),
        ("It fell on 10 December.", "2021-12-10", "2021-12-10"),
        ("In recent days it grew.", "2022-07-16", "2022-07-19"),
        ("Last September it fell.", "2021-09-01", "2021-09-30"),
        ("Hours earlier it fell.", "2022-07-18", "2022-07-19"),
        ("Over the weekend it fell.", "2022-07-16", "2022-07-17"),
        ("On 24.02.22 it began.", "2022-02-24", "2022-02-24"),
    ],
)
def test_days_follow_ruling_29(text, start, end):
    [mention] = anchored(text)

    assert (mention.start, mention.end) == (date.fromisoformat(start), date.fromisoformat(end))


def test_a_narrative_hangs_on_the_date_told_last():
    text = "On 30 April 1975 a city fell. Three days later a post. The following month, calm."

    found = [m.value for m in anchored(text, None)]

    assert found == ["1975-04-30", "1975-05-03", "1975-06"]


def test_day_146_of_the_war_is_19_july_2022():
    [mention] = anchored("Day 146 of the war in Ukraine.")

    assert mention.start == mention.end == TUESDAY


def test_the_start_of_the_invasion_is_known():
    [mention] = anchored("Ukraine has held since the start of the full-scale invasion.")

    assert mention.start == date(2022, 2, 24)


def test_without_a_day_of_publication_relative_words_have_no_days():
    [mention] = anchored("On Saturday a bridge fell.", None)

    assert (mention.start, mention.end) == (None, None)


def test_values_are_timex3_when_all_is_resolved():
    text = "Yesterday, last week, five months into the war in Ukraine, three days later and now."

    values = [m.value for m in anchored(text)]

    assert not any(v.startswith(("DCT", "REF", "CUR", "WAR")) for v in values)


def test_months_into_the_war_name_their_month_and_count_from_its_first_day():
    [mention] = anchored("Ukraine is five months into the war.")

    assert (mention.value, mention.start, mention.end) == ("2022-07", date(2022, 2, 24), TUESDAY)


def test_tomorrow_is_a_date():
    [mention] = anchored("Tomorrow they meet.")

    assert (mention.type, mention.value) == ("DATE", "2022-07-20")


def test_a_narrative_comes_back_from_a_look_behind_to_its_own_year():
    text = (
        "The battle was fought between 7 and 14 June 1917.\n"
        "Miners had flooded a gallery in August 1916.\nOn 7 June the mines went up."
    )

    found = anchored(text, day=None)

    assert (found[-1].start, found[-1].end) == (date(1917, 6, 7), date(1917, 6, 7))
