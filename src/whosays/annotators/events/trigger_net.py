"""The trigger network: how a candidate's word and the words about it bear on its type.

A small network of two layers over word vectors, classes and the lexicon's own senses, fitted by
training/trigger_net.py. Its odds are one voice of the combiner's; it proposes nothing of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whosays.annotators.events.features import CLASSES, GROUP
from whosays.annotators.events.sense import WEAK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.features import DocumentFeatures
    from whosays.annotators.events.sense import Candidate
    from whosays.schema.token import Token

TYPES = tuple(GROUP)
"""The network's outputs, after the first: no trigger."""

CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "AUX", "X"})
_DOERS = ("subj", "by", "lsubj", "poss")
_SUFFERERS = ("obj", "lsuffer", "of", "prep_obj")
_SLOTS = 8
"""The word, its head, who does it, who suffers it, other phrases, the words before and after, and
all words of the sentence: a vector each."""
_UPOS = ("VERB", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "AUX")
_XPOS = ("VBN", "VBD", "VBG", "VB", "VBP", "VBZ", "NN", "NNS", "JJ")
_RELATIONS = ("root", "nsubj", "nsubj:pass", "obj", "obl", "nmod", "compound", "amod", "acl",
              "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "parataxis", "appos", "csubj",
              "obl:agent", "case", "flat")  # fmt: skip
_TOLD = ("place", "weapon", "actor", "figure", "time")


def _numbered(*groups: Sequence[str]) -> tuple[dict[str, int], ...]:
    """Give names of several groups numbers, one after the other."""
    found, at = [], 0
    for group in groups:
        found.append({name: at + i for i, name in enumerate(group)})
        at += len(group)
    return tuple(found)


_MARKS = ("known", "met", "several", "long", "capital", "plural", "headline", "actor", "place",
          "weapon", "doer", "sufferer", "other")  # fmt: skip
(_FIT, _FIRST, _MARK, _POS, _TAG, _RELATION, _OWN, _DOER, _SUFFERER, _OTHER, _NEAR, _WAR) = (
    _numbered(
        TYPES, TYPES, _MARKS, _UPOS, _XPOS, _RELATIONS, CLASSES, CLASSES, CLASSES, CLASSES, _TOLD,
        "01234",
    )
)  # fmt: skip
N_MARKS = _WAR["4"] + 1


class WordVectors:
    """Vectors of common lemmas; words without one have zeros, the last of ``rows``."""

    def __init__(self, words: Sequence[str], rows: NDArray[np.float32]) -> None:
        self._at = {word: i for i, word in enumerate(words)}
        self._none = len(words)
        self.rows = np.concatenate([rows, np.zeros((1, rows.shape[1]), np.float32)])
        self.width = int(rows.shape[1])

    def row(self, word: str) -> int:
        """Give the row of a word, or of a compound's last part."""
        at = self._at.get(word)
        if at is None and "-" in word:
            at = self._at.get(word.rpartition("-")[2])
        return self._none if at is None else at

    def row_of(self, token: Token) -> int:
        """Give the row of a token's lemma, or of its form where the lemma has none."""
        at = self._at.get(token.lemma.lower())
        return self.row(token.text.lower()) if at is None else at

    def has(self, word: str) -> bool:
        """Tell whether a word has a vector."""
        return self.row(word) != self._none


class TriggerNet:
    """Word vectors and one or more fitted networks, whose odds are averaged.

    Each of ``layers`` is (weights, bias, weights, bias).
    """

    def __init__(
        self, vectors: WordVectors, layers: Sequence[tuple[NDArray[np.float32], ...]]
    ) -> None:
        self.vectors = vectors
        self._layers = layers

    def odds(
        self,
        layers: Layers,
        about: DocumentFeatures,
        candidates: Mapping[int, Sequence[Candidate]],
    ) -> dict[int, dict[str, float]]:
        """Give, for each token that the lexicon proposes, the log-odds of each type to none."""
        tokens, rows = inputs_of(layers, about, candidates, self.vectors)
        if not tokens:
            return {}
        values = odds_of(rows, self._layers).tolist()
        return {
            token: dict(zip(TYPES, row, strict=True))
            for token, row in zip(tokens, values, strict=True)
        }


def odds_of(
    rows: NDArray[np.float32], nets: Sequence[tuple[NDArray[np.float32], ...]]
) -> NDArray[np.float32]:
    """Give the log-odds of each type to none, the mean of the networks' (rows, types)."""
    total = np.zeros((len(rows), len(TYPES)), np.float32)
    for first, bias, second, last in nets:
        scores = np.maximum(rows @ first + bias, 0) @ second + last
        total += scores[:, 1:] - scores[:, :1]
    return total / np.float32(len(nets))


def inputs_of(
    layers: Layers,
    about: DocumentFeatures,
    candidates: Mapping[int, Sequence[Candidate]],
    vectors: WordVectors,
) -> tuple[list[int], NDArray[np.float32]]:
    """Give the tokens that some row proposes, and what the network reads of each."""
    parse = layers.parse
    tokens = [t for t in sorted(candidates) if candidates[t][0].row is not None]
    width = vectors.width
    rows = np.zeros((len(tokens), _SLOTS * width + N_MARKS), np.float32)
    if not tokens:
        return tokens, rows
    # The row after the last word's stands for no word.
    at = np.array([vectors.row_of(t) for t in parse.tokens] + [len(vectors.rows) - 1])
    here = np.array(tokens)
    slots = rows[:, : _SLOTS * width].reshape(len(tokens), _SLOTS, width)
    slots[:, 0] = vectors.rows[at[here]]
    slots[:, 1] = vectors.rows[at[[parse.tokens[t].head for t in tokens]]]
    slots[:, 5] = vectors.rows[at[here - 1]]
    slots[:, 6] = vectors.rows[at[here + 1]]
    means: dict[int, NDArray[np.float32]] = {}
    holding: list[tuple[int, int]] = []
    lone: list[tuple[int, int, int]] = []
    first = _SLOTS * width
    for number, token in enumerate(tokens):
        senses = candidates[token]
        groups = _groups(senses[0])
        for place, group in enumerate(groups, 2):
            if len(group) == 1:
                lone.append((number, place, group[0]))
            elif group:
                slots[number, place] = np.add.reduce(vectors.rows[at[group]]) / len(group)
        sentence = parse.tokens[token].sentence
        if sentence not in means:
            means[sentence] = _mean(layers, token, at, vectors)
        slots[number, 7] = means[sentence]
        for sense in senses:
            rows[number, first + _FIT[sense.type]] = sense.fit
        holding += [(number, first + m) for m in _marks(layers, about, token, senses, groups)]
    line, place_of = np.array(holding).T
    rows[line, place_of] = 1
    if lone:
        line, place_of, index = np.array(lone).T
        slots[line, place_of] = vectors.rows[at[index]]
    return tokens, rows


def _groups(sense: Candidate) -> tuple[list[int], list[int], list[int]]:
    """Sort a trigger's arguments into those who do it, those who suffer it, and the rest."""
    doers: list[int] = []
    sufferers: list[int] = []
    others: list[int] = []
    for name, fillers in sense.functions.items():
        group = doers if name in _DOERS else sufferers if name in _SUFFERERS else others
        group += [i for i, _ in fillers]
    return doers, sufferers, others


def _mean(
    layers: Layers, token: int, at: NDArray[np.int64], vectors: WordVectors
) -> NDArray[np.float32]:
    """Average the content words of a token's sentence."""
    sentence = layers.parse.sentence_of(token)
    words = range(sentence.first, sentence.last)
    found = [i for i in words if layers.parse.tokens[i].upos in CONTENT]
    if not found:
        return np.zeros(vectors.width, np.float32)
    mean: NDArray[np.float32] = np.add.reduce(vectors.rows[at[found]]) / np.float32(len(found))
    return mean


def _marks(
    layers: Layers,
    about: DocumentFeatures,
    token: int,
    senses: Sequence[Candidate],
    groups: tuple[list[int], list[int], list[int]],
) -> list[int]:
    """Give the numbers of what holds of a trigger."""
    word = layers.parse.tokens[token]
    told = about.by_sentence.get(word.sentence, ())
    kind = about.kinds[layers.parse.sentence_of(token).segment]
    found = [_FIRST[senses[0].type], _WAR[about.war]]
    names = {
        "known": True,
        "met": senses[0].fit > WEAK,
        "several": len(senses) > 1,
        "long": len(senses[0].tokens) > 1,
        "capital": word.text[:1].isupper(),
        "plural": "Number=Plur" in word.feats,
        "headline": kind == "headline",
        "actor": token in layers.actor_at,
        "place": token in layers.place_at,
        "weapon": token in layers.weapon_at,
        "doer": bool(groups[0]),
        "sufferer": bool(groups[1]),
        "other": bool(groups[2]),
    }
    found += [_MARK[name] for name, holds in names.items() if holds]
    for table, value in ((_POS, word.upos), (_TAG, word.xpos), (_RELATION, word.deprel)):
        if value in table:
            found.append(table[value])
    for numbers, group in zip((_OWN, _DOER, _SUFFERER, _OTHER), ([token], *groups), strict=True):
        found += [numbers[c] for index in group for c in layers.classes(index) if c in numbers]
    found += [_NEAR[name] for name in _TOLD if name in told]
    return found


def load_net(vectors: Path, weights: Path) -> TriggerNet | None:
    """Read vectors and fitted weights; None where a file is not there."""
    if not vectors.is_file() or not weights.is_file():
        return None
    with np.load(weights, allow_pickle=False) as found:
        count = int(found["count"])
        names = ("first", "first_bias", "second", "second_bias")
        nets = [
            tuple(found[f"{name}_{n}"].astype(np.float32) for name in names) for n in range(count)
        ]
    return TriggerNet(load_vectors(vectors), nets)


def load_vectors(path: Path) -> WordVectors:
    """Read word vectors, kept as whole numbers of 8 bits and one scale."""
    with np.load(path, allow_pickle=False) as found:
        words = bytes(found["words"].tobytes()).decode("utf-8").split("\n")
        return WordVectors(words, found["rows"].astype(np.float32) * np.float32(found["scale"]))
