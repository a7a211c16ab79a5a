import itertools

import numpy as np
import pytest

from whosays.models.spans import SpanDecoder

TAGS = ("O", "B-P", "I-P", "E-P", "S-P")


def _scores(tags):
    rows = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for row, tag in zip(rows, tags, strict=True):
        row[TAGS.index(tag)] = 5.0
    return rows


def test_well_formed_tags_give_their_spans():
    tags = ["O", "B-P", "I-P", "E-P", "S-P"]

    spans = SpanDecoder(TAGS).decode(_scores(tags), [(0, 5)])

    assert [(s.first, s.last, s.label) for s in spans] == [(1, 4, "P"), (4, 5, "P")]
    assert all(0.9 < s.score <= 1 for s in spans)


def test_ill_formed_tags_are_mended_by_the_best_sequence():
    scores = _scores(["O", "B-P", "O", "E-P"])
    scores[2, TAGS.index("I-P")] = 4.5

    [span] = SpanDecoder(TAGS).decode(scores, [(0, 4)])

    assert (span.first, span.last) == (1, 4)


def test_no_span_crosses_a_sentence():
    spans = SpanDecoder(TAGS).decode(_scores(["B-P", "E-P"]), [(0, 1), (1, 2)])

    assert all(s.last - s.first == 1 for s in spans)


def test_no_words_give_no_spans():
    assert SpanDecoder(TAGS).decode(np.zeros((0, 5), np.float32), []) == []


@pytest.mark.parametrize("seed", range(30))
def test_the_search_finds_the_best_of_all_well_formed_sequences(seed):
    scores = np.random.default_rng(seed).normal(size=(4, len(TAGS))).astype(np.float32)
    decoder = SpanDecoder(TAGS)
    sequences = (
        t for t in itertools.product(range(len(TAGS)), repeat=4)
        if decoder._is_well_formed(list(t))
    )  # fmt: skip
    best = max(sequences, key=lambda t: sum(scores[i, tag] for i, tag in enumerate(t)))

    assert tuple(decoder._search(scores)) == best
