from __future__ import annotations

import pytest

from whosays.annotators.coreference.link import same_name
from whosays.annotators.coreference.mentions import Candidate, evidence_strength
from whosays.schema.span import Span


def named(*key, kind="organisation"):
    return Candidate(Span(0, 1), 0, kind, "named", key=key)


NAMES = [
    (named("syrian", "democratic", "forces"), named("sdf"), True),
    (named("uaf", "general", "staff"), named("general", "staff"), True),
    (named("petro", "danko", kind="person"), named("danko", kind="person"), True),
    (named("petro", "danko", kind="person"), named("oleh", "danko", kind="person"), False),
    (named("first", "corps"), named("second", "corps"), False),
]


@pytest.mark.parametrize(("left", "right", "expected"), NAMES)
def test_names_of_one_are_told_from_names_of_two(left, right, expected):
    assert same_name(left, right) is expected


def clusters(annotations):
    text = annotations.document.text
    return [[m.of(text) for m in c.mentions] for c in annotations.coreference]


def test_the_report_is_the_report(read_tree):
    assert ["The report", "The report"] in clusters(read_tree("paper"))


def test_what_the_words_say_outweighs_what_the_place_suggests():
    assert evidence_strength("noun 'troops' of Russian") > evidence_strength(
        "noun 'x', by the place"
    )
