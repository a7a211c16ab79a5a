"""Days of events, on hand-made trees."""

from __future__ import annotations

from datetime import date

import pytest

from whosays.annotators import anchoring, dating, times
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.schema.basis import PublishedBasis, TimeBasis
from whosays.schema.claim import Status
from whosays.schema.document import Published
from whosays.schema.event import Event, EventStance
from whosays.schema.figure import Figure
from whosays.schema.span import Span
from whosays.settings import load_settings

RESOURCES, SETTINGS = Resources(), load_settings(environ={})
STEPS = (
    times.build(RESOURCES, SETTINGS),
    dating.build(RESOURCES, SETTINGS),
    anchoring.build(RESOURCES, SETTINGS),
)
TUESDAY = date(2022, 7, 19)
SATURDAY = [
    ("On", "on", "ADP", 2, "case"),
    ("Saturday", "Saturday", "PROPN", 4, "obl"),
    ("they", "they", "PRON", 4, "nsubj"),
    ("shelled", "shell", "VERB", 0, "root"),
    ("Siversk", "Siversk", "PROPN", 4, "obj"),
    ("and", "and", "CCONJ", 7, "cc"),
    ("killed", "kill", "VERB", 4, "conj"),
    ("two", "two", "NUM", 7, "obj"),
    (".", ".", "PUNCT", 4, "punct"),
]


@pytest.fixture
def anchor(make_document, make_parse):
    def run(sentences, triggers, *, day=TUESDAY, status=Status.HAPPENED, figures=()):
        parse = make_parse(*sentences)
        published = Published(day, day, PublishedBasis.GIVEN) if day else Published()
        document = make_document(parse.text, published=published)
        events = tuple(Event(kind, parse.tokens[t].span, t) for kind, t in triggers)
        layers = {
            "parse": parse,
            "figures": figures,
            "events": events,
            "attributions": (),
            "stances": tuple(EventStance(status=status) for _ in events),
        }
        annotations = Annotations(document, layers)
        for step in STEPS:
            annotations = annotations.with_layers(step.annotate(document, annotations))
        return annotations

    return run


def test_a_time_of_the_clause_dates_the_event(anchor):
    [time] = anchor([SATURDAY], [("shelling", 3)]).event_times

    assert (time.start, time.end, time.basis) == (
        date(2022, 7, 16), date(2022, 7, 16), TimeBasis.EXPLICIT,
    )  # fmt: skip


def test_a_coordinated_verb_shares_the_time(anchor):
    annotations = anchor([SATURDAY], [("shelling", 3), ("casualties", 6)])

    assert [t.start for t in annotations.event_times] == [date(2022, 7, 16)] * 2


def test_the_span_quotes_the_words_of_time(anchor):
    annotations = anchor([SATURDAY], [("shelling", 3)])

    assert annotations.event_times[0].span.of(annotations.document.text) == "Saturday"


def test_without_words_of_time_the_report_dates_the_event(anchor):
    sentence = [
        ("They", "they", "PRON", 2, "nsubj"),
        ("shelled", "shell", "VERB", 0, "root"),
        ("Siversk", "Siversk", "PROPN", 2, "obj"),
    ]

    [time] = anchor([sentence], [("shelling", 1)]).event_times

    assert (time.start, time.end, time.basis) == (
        date(2022, 7, 18), TUESDAY, TimeBasis.DOCUMENT,
    )  # fmt: skip


def test_without_a_day_of_publication_document_times_are_null(anchor):
    sentence = [
        ("They", "they", "PRON", 2, "nsubj"),
        ("shelled", "shell", "VERB", 0, "root"),
        ("Siversk", "Siversk", "PROPN", 2, "obj"),
    ]

    [time] = anchor([sentence], [("shelling", 1)], day=None).event_times

    assert (time.start, time.end) == (None, None)


def test_a_plan_without_a_day_has_none(anchor):
    sentence = [
        ("They", "they", "PRON", 3, "nsubj"),
        ("will", "will", "AUX", 3, "aux"),
        ("storm", "storm", "VERB", 0, "root"),
        ("Siversk", "Siversk", "PROPN", 3, "obj"),
    ]

    [time] = anchor([sentence], [("assault", 2)], status=Status.PLANNED).event_times

    assert (time.start, time.end, time.basis) == (None, None, TimeBasis.UNKNOWN)


def test_since_runs_to_the_report_s_day(anchor):
    sentence = [
        ("They", "they", "PRON", 2, "nsubj"),
        ("shelled", "shell", "VERB", 0, "root"),
        ("Siversk", "Siversk", "PROPN", 2, "obj"),
        ("since", "since", "ADP", 5, "case"),
        ("Saturday", "Saturday", "PROPN", 2, "obl"),
    ]

    [time] = anchor([sentence], [("shelling", 1)]).event_times

    assert (time.start, time.end) == (date(2022, 7, 16), TUESDAY)


def test_a_range_dates_an_event_from_its_first_to_its_last_day(anchor):
    sentence = [
        ("They", "they", "PRON", 2, "nsubj"),
        ("shelled", "shell", "VERB", 0, "root"),
        ("Siversk", "Siversk", "PROPN", 2, "obj"),
        ("from", "from", "ADP", 6, "case"),
        ("3", "3", "NUM", 6, "nummod"),
        ("July", "July", "PROPN", 2, "obl"),
        ("to", "to", "ADP", 9, "case"),
        ("5", "5", "NUM", 9, "nummod"),
        ("July", "July", "PROPN", 2, "obl"),
    ]

    [time] = anchor([sentence], [("shelling", 1)]).event_times

    assert (time.start, time.end) == (date(2022, 7, 3), date(2022, 7, 5))


def test_a_birth_dates_no_death(anchor):
    sentence = [
        ("A", "a", "DET", 2, "det"),
        ("woman", "woman", "NOUN", 6, "nsubj"),
        ("born", "bear", "VERB", 2, "acl"),
        ("in", "in", "ADP", 5, "case"),
        ("1951", "1951", "NUM", 3, "obl"),
        ("died", "die", "VERB", 0, "root"),
    ]

    [time] = anchor([sentence], [("casualties", 5)]).event_times

    assert time.end == TUESDAY


def test_a_figure_holds_as_of_the_day_told(anchor):
    sentence = [
        ("Some", "some", "DET", 2, "det"),
        ("1,200", "1,200", "NUM", 3, "nsubj"),
        ("died", "die", "VERB", 0, "root"),
        ("as", "as", "ADP", 6, "case"),
        ("of", "of", "ADP", 6, "case"),
        ("Monday", "Monday", "PROPN", 3, "obl"),
    ]
    figure = Figure(Span(5, 10), low=1200, high=1200)

    annotations = anchor([sentence], [("casualties", 2)], figures=(figure,))

    assert annotations.get("as_of") == (date(2022, 7, 18),)


def test_there_is_one_time_an_event_in_their_order(anchor):
    triggers = [("casualties", 6), ("shelling", 3)]

    annotations = anchor([SATURDAY], triggers)

    assert len(annotations.event_times) == len(annotations.events) == 2


def days_of(annotations):
    return [(t.start, t.end) for t in annotations.event_times]


def test_what_was_over_after_three_days_began_three_days_before(anchor):
    sentence = [
        ("Izium", "Izium", "PROPN", 2, "nsubj"),
        ("fell", "fall", "VERB", 0, "root"),
        ("on", "on", "ADP", 4, "case"),
        ("Saturday", "Saturday", "PROPN", 2, "obl"),
        ("after", "after", "ADP", 7, "case"),
        ("three", "three", "NUM", 7, "nummod"),
        ("days", "day", "NOUN", 2, "obl"),
        ("of", "of", "ADP", 9, "case"),
        ("fighting", "fighting", "NOUN", 7, "nmod"),
    ]

    found = days_of(anchor([sentence], [("capture", 1), ("clash", 8)]))

    assert found == [
        (date(2022, 7, 16), date(2022, 7, 16)),
        (date(2022, 7, 13), date(2022, 7, 16)),
    ]


def test_a_day_run_counts_the_day_told_as_its_last(anchor):
    sentence = [
        ("Jets", "jet", "NOUN", 2, "nsubj"),
        ("bombed", "bomb", "VERB", 0, "root"),
        ("Siversk", "Siversk", "PROPN", 2, "obj"),
        ("for", "for", "ADP", 7, "case"),
        ("a", "a", "DET", 7, "det"),
        ("third", "third", "ADJ", 7, "amod"),
        ("day", "day", "NOUN", 2, "obl"),
        ("on", "on", "ADP", 9, "case"),
        ("Saturday", "Saturday", "PROPN", 2, "obl"),
    ]

    [found] = days_of(anchor([sentence], [("air_strike", 1)]))

    assert found == (date(2022, 7, 14), date(2022, 7, 16))


def test_what_happened_when_a_stretch_began_has_its_first_day(anchor):
    sentence = [
        ("The", "the", "DET", 2, "det"),
        ("port", "port", "NOUN", 4, "nsubj"),
        ("has", "have", "AUX", 4, "aux"),
        ("lain", "lie", "VERB", 0, "root"),
        ("idle", "idle", "ADJ", 4, "xcomp"),
        ("since", "since", "ADP", 7, "case"),
        ("Saturday", "Saturday", "PROPN", 4, "obl"),
        (",", ",", "PUNCT", 11, "punct"),
        ("when", "when", "ADV", 11, "advmod"),
        ("mines", "mine", "NOUN", 11, "nsubj"),
        ("exploded", "explode", "VERB", 7, "acl:relcl"),
    ]

    [found] = days_of(anchor([sentence], [("explosion", 10)]))

    assert found == (date(2022, 7, 16), date(2022, 7, 16))


def test_what_is_over_has_no_day_still_to_come(anchor):
    sentence = [
        ("Rebels", "rebel", "NOUN", 3, "nsubj"),
        ("had", "have", "AUX", 3, "aux"),
        ("shelled", "shell", "VERB", 0, "root"),
        ("the", "the", "DET", 5, "det"),
        ("hall", "hall", "NOUN", 3, "obj"),
        ("of", "of", "ADP", 8, "case"),
        ("the", "the", "DET", 8, "det"),
        ("meeting", "meeting", "NOUN", 5, "nmod"),
        ("due", "due", "ADJ", 8, "amod"),
        ("on", "on", "ADP", 12, "case"),
        ("3", "3", "NUM", 12, "nummod"),
        ("August", "August", "PROPN", 9, "obl"),
    ]

    [found] = days_of(anchor([sentence], [("shelling", 2)]))

    assert found != (date(2022, 8, 3), date(2022, 8, 3))
