from __future__ import annotations

import pytest

from whosays.annotators.attribution.quotes import find_quotations
from whosays.annotators.attribution.tree import trim
from whosays.schema.segment import SegmentKind


def words(annotations, spans):
    return [s.of(annotations.document.text) for s in spans]


CASES = [
    ("after", "the regional governor", "said", ["Two storehouses burned in Siversk"]),
    (
        "inverted",
        "Olha Petrenko, a spokeswoman for the council",
        "said",
        ["Shells fell on Lyman overnight"],
    ),
    ("inserted", "he", "said", ["The bridge near Staryi Saltiv", "was mined in spring"]),
    ("broken", "Major Petro Danko", "said", ["“We hold the ridge,”", "“Nobody fled.”"]),
    ("that", "Moscow", "said", ["that its troops had taken Vuhledar"]),
    ("according", "the mayor", "According to", ["nine people were hurt in Nikopol"]),
    ("denied", "Ankara", "denied", ["that its aircraft had struck Kobani"]),
]


@pytest.mark.parametrize(("name", "source", "cue", "content"), CASES, ids=[c[0] for c in CASES])
def test_source_cue_and_content_are_exact_to_the_character(read_tree, name, source, cue, content):
    annotations = read_tree(name)

    [found] = [a for a in annotations.attributions if a.outermost]

    assert words(annotations, found.source) == [source]
    assert words(annotations, found.cue) == [cue]
    assert words(annotations, found.content) == content


@pytest.mark.parametrize("name", ["accused", "believed"])
def test_a_passive_without_an_agent_has_no_source(read_tree, name):
    [found] = read_tree(name).attributions

    assert found.source == ()


def test_nameless_reports_are_their_own_source(read_tree):
    annotations = read_tree("reports")

    found = next(a for a in annotations.attributions if a.mode == "unnamed")

    assert words(annotations, found.source) == ["Reports"]
    assert words(annotations, found.content) == ["looting in Izium"]


def test_an_attribution_inside_another_names_it_as_parent(read_tree):
    annotations = read_tree("nested")

    outer = next(i for i, a in enumerate(annotations.attributions) if a.outermost)
    inner = next(a for a in annotations.attributions if not a.outermost)

    assert inner.parent == outer
    assert words(annotations, inner.source) == ["residents"]


def test_who_is_quoted_by_another_says_it_inside(read_tree):
    annotations = read_tree("quoted")

    sources = {a.rule: words(annotations, a.source) for a in annotations.attributions}

    assert ["State radio"] in sources.values()
    assert ["the general"] in sources.values()


def test_paragraphs_under_x_said_colon_are_what_x_said(read_tree):
    annotations = read_tree("block")

    found = next(a for a in annotations.attributions if a.rule == "block" or a.quoted)

    assert "Orikhiv" in words(annotations, found.content)[0]
    assert words(annotations, found.source) == ["Minister Karin Tamm"]


def test_every_span_quotes_words_without_edges_of_space(read_tree, trees):
    for name in trees:
        annotations = read_tree(name)
        for found in annotations.attributions:
            for span in (*found.source, *found.cue, *found.content):
                quoted = span.of(annotations.document.text)

                assert quoted == quoted.strip()


QUOTES = [
    ('He said "go" and "stay" there.', ['"go"', '"stay"']),
    ("“Open and never closed", ["“Open and never closed"]),
    ("The soldiers' camp wasn't theirs.", []),
    ("''Two marks,'' she said.", ["''Two marks,''"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotations_keep_their_marks_and_apostrophes_open_none(text, expected):
    found = find_quotations(text, [(0, len(text), 0)])

    assert [q.span.of(text) for q in found] == expected


def test_trimming_keeps_the_stop_of_an_abbreviation():
    text = "the U.S., however"

    assert trim(text, (0, 9)).of(text) == "the U.S."


def test_a_headline_is_read_like_a_paragraph(read_tree):
    assert read_tree("after", kind=SegmentKind.HEADLINE).attributions
