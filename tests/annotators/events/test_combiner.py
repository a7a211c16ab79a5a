"""The combiner: how prior, weights and the learned head decide on a sense."""

from __future__ import annotations

import math

import numpy as np
import pytest

from whosays.annotators.events import build
from whosays.annotators.events.combiner import Combiner, add_head_candidates, head_odds
from whosays.resources.resources import Resources
from whosays.schema.analysis import TokenScores
from whosays.schema.annotations import Annotations
from whosays.settings import load_settings

SENTENCE = (
    "Rebels/NOUN/NNS/2/nsubj/rebel torched/VERB/VBD/0/root/torch the/DET/DT/4/det/the "
    "mill/NOUN/NN/2/obj/mill"
)
LABELS = ("O", "damage", "looting")


@pytest.fixture
def prepared(trees):
    """Give a function: scores of the head a token → document, layers, candidates, scores."""

    def prepare(rows):
        parse = trees.parse_of(SENTENCE)
        scores = TokenScores(LABELS, np.log(np.array(rows, np.float32)))
        layers = dict.fromkeys(trees.LAYERS, ())
        layers.update(parse=parse, vectors=None, trigger_scores=scores)
        annotations = Annotations(trees.document_of(parse), layers)
        annotator = build(Resources(), load_settings(environ={"WHOSAYS_HOME": "/nowhere"}))
        return annotations.document, *annotator.prepare(annotations.document, annotations)

    return prepare


def rows_with(verb):
    calm = [0.98, 0.01, 0.01]
    return [calm, verb, calm, calm]


def test_a_type_that_the_head_alone_proposes_becomes_a_sense(prepared):
    _, layers, _, scores = prepared(rows_with([0.2, 0.1, 0.7]))
    candidates = {}

    add_head_candidates(candidates, scores, layers, [0, 1, 3], least=0.25)

    assert [(t, c.type, c.row) for t, found in candidates.items() for c in found] == [
        (1, "looting", None)
    ]


def test_the_head_raises_a_sense_that_the_prior_leaves_open(prepared):
    document, layers, candidates, sure = prepared(rows_with([0.02, 0.97, 0.01]))
    unsure = prepared(rows_with([0.97, 0.02, 0.01]))[-1]
    combiner = Combiner({}, head=1.0, threshold=4.0)

    found = combiner.choose(document, layers, candidates, sure)

    assert [(c.candidate.token, c.candidate.type) for c in found] == [(1, "damage")]
    assert combiner.choose(document, layers, candidates, unsure) == []


def test_a_sense_below_the_threshold_is_no_claim(prepared):
    document, layers, candidates, scores = prepared(rows_with([0.2, 0.1, 0.7]))

    assert Combiner({}, head=0.5, threshold=50.0).choose(document, layers, candidates, scores) == []
    assert Combiner({"bias": 60.0}, head=0.5, threshold=50.0).choose(
        document, layers, candidates, scores
    )


def test_the_odds_of_the_head_are_cut_where_it_denies_a_word_it_never_saw():
    row = np.log(np.array([0.999999, 1e-9, 1e-9], np.float32))

    assert -4 < head_odds(row, 1, 0) < 0
    assert math.isclose(head_odds(np.array([0.0, 1.0, 0.0]), 1, 0), 1.0)


class _Net:
    """A network that says the same of every word."""

    def __init__(self, odds):
        self._odds = odds

    def odds(self, _layers, _about, candidates):
        return dict.fromkeys(candidates, self._odds)


def test_the_network_counts_for_and_against_a_sense_by_its_weight(prepared):
    document, layers, candidates, scores = prepared(rows_with([0.3, 0.35, 0.35]))

    def found(odds):
        net = _Net({"damage": odds})
        combiner = Combiner({}, head=0.0, threshold=2.5, net=net, net_weight=1.0)
        return [c.candidate.type for c in combiner.choose(document, layers, candidates, scores)]

    assert found(4.0) == ["damage"]
    assert found(-4.0) == []


def test_a_text_that_tells_of_no_war_needs_more(prepared, monkeypatch):
    document, layers, candidates, scores = prepared(rows_with([0.3, 0.35, 0.35]))

    def found(calm):
        combiner = Combiner({"bias": 5.0}, head=0.0, threshold=-1.0, calm=calm)
        return combiner.choose(document, layers, candidates, scores)

    assert found(50.0)
    monkeypatch.setattr("whosays.annotators.events.combiner.WARLIKE", frozenset())
    assert found(0.0)
    assert not found(50.0)
