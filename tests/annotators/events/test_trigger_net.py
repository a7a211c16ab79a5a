"""The trigger network: what it reads of a word, and how its odds count."""

from __future__ import annotations

import numpy as np
import pytest

from whosays.annotators.events.features import CLASSES, GROUP, DocumentFeatures
from whosays.annotators.events.trigger_net import (
    N_MARKS,
    TYPES,
    TriggerNet,
    WordVectors,
    inputs_of,
    load_net,
    odds_of,
)

SENTENCE = (
    "Rebels/NOUN/NNS/2/nsubj/rebel torched/VERB/VBD/0/root/torch the/DET/DT/4/det/the "
    "mill/NOUN/NN/2/obj/mill"
)
WIDTH = 2


@pytest.fixture
def vectors():
    """Give vectors of three words."""
    rows = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], np.float32)
    return WordVectors(["torch", "mill", "rebel"], rows)


@pytest.fixture
def prepared(trees):
    """Give layers, features of the document and candidates of the sentence."""
    from whosays.annotators.events import build
    from whosays.resources.resources import Resources
    from whosays.schema.annotations import Annotations
    from whosays.settings import load_settings

    parse = trees.parse_of(SENTENCE)
    layers = dict.fromkeys(trees.LAYERS, ())
    layers.update(parse=parse, vectors=None, trigger_scores=None)
    annotations = Annotations(trees.document_of(parse), layers)
    annotator = build(Resources(), load_settings(environ={"WHOSAYS_HOME": "/nowhere"}))
    read, candidates, _ = annotator.prepare(annotations.document, annotations)
    return read, DocumentFeatures(annotations.document, read), candidates


def test_the_network_has_an_output_for_each_type_of_the_codebook():
    assert set(TYPES) == set(GROUP)
    assert len(TYPES) == 36


def test_a_compound_has_the_vector_of_its_last_part_and_a_strange_word_none(vectors):
    assert vectors.row("wind-mill") == vectors.row("mill")
    assert not vectors.has("zarf")
    assert not vectors.rows[vectors.row("zarf")].any()


def test_the_word_and_those_who_do_and_suffer_it_stand_in_their_slots(prepared, vectors):
    tokens, rows = inputs_of(*prepared, vectors)

    assert tokens == [1]
    assert rows.shape == (1, 8 * WIDTH + N_MARKS)
    slots = rows[0, : 8 * WIDTH].reshape(8, WIDTH)
    assert slots[0].tolist() == [1.0, 2.0]  # torch
    assert slots[1].tolist() == [0.0, 0.0]  # a root has no head
    assert slots[2].tolist() == [5.0, 6.0]  # rebels do it
    assert slots[3].tolist() == [3.0, 4.0]  # the mill suffers it
    assert slots[5].tolist() == [5.0, 6.0]  # the word before
    assert slots[7].tolist() == [3.0, 4.0]  # the mean of the three


def test_marks_are_nothing_but_flags_and_the_fit_of_senses(prepared, vectors):
    _, rows = inputs_of(*prepared, vectors)
    marks = rows[0, 8 * WIDTH :]
    fits = [c.fit for c in prepared[2][1]]

    assert marks.max() <= max(1.0, *fits)
    assert marks[TYPES.index(prepared[2][1][0].type)] == pytest.approx(fits[0])
    assert len(CLASSES) * 4 < N_MARKS


def test_odds_are_those_of_a_type_to_none_and_the_mean_of_the_networks():
    rows = np.ones((1, 1), np.float32)

    def net(calm, last):
        out = np.zeros(1 + len(TYPES), np.float32)
        out[0], out[-1] = calm, last
        return (
            np.ones((1, 1), np.float32),
            np.zeros(1, np.float32),
            np.zeros((1, 1 + len(TYPES)), np.float32),
            out,
        )

    odds = odds_of(rows, [net(1.0, 3.0), net(0.0, 0.0)])

    assert odds.shape == (1, len(TYPES))
    assert odds[0, -1] == pytest.approx(1.0)
    assert odds[0, 0] == pytest.approx(-0.5)


def test_a_text_without_candidates_has_no_odds(prepared, vectors):
    read, about, _ = prepared

    assert TriggerNet(vectors, []).odds(read, about, {}) == {}


def test_without_its_files_there_is_no_network(tmp_path):
    assert load_net(tmp_path / "vectors.npz", tmp_path / "net.npz") is None
