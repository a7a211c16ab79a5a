"""The bundled model on sentences of our own writing."""

import numpy as np
import pytest

from whosays.annotators.syntax.tokeniser import Tokeniser
from whosays.errors import ModelError
from whosays.models.analyser import Analyser, Passage
from whosays.models.registry import find_model
from whosays.resources.resources import DATA, Resources

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def analyser():
    try:
        return Analyser(find_model(DATA / "models", "en-reports"))
    except ModelError as error:
        pytest.skip(f"no model in this checkout: {error}")


def _passage(text):
    spans = Tokeniser(Resources().table("en/tokens.toml")).cut(text)
    ends = [*(s for s, _ in spans), len(text) + 1][1 : len(spans) + 1]
    return Passage(
        [text[s:e] for s, e in spans], [n > e for (_, e), n in zip(spans, ends, strict=True)]
    )


def test_a_plain_sentence_has_its_tree_tags_and_lemmas(analyser):
    passage = _passage("The rebels attacked two villages, the mayor said. Nobody was hurt.")

    [found] = analyser.analyse([passage])

    words = list(passage.words)
    said, attacked = words.index("said"), words.index("attacked")
    assert found.deprels[words.index("rebels")] == "nsubj"
    assert found.heads[words.index("rebels")] == attacked
    assert found.heads[words.index("mayor")] == said
    assert found.lemmas[attacked] == "attack"
    assert found.lemmas[said] == "say"
    assert found.xpos[attacked] == "VBD"
    assert len(found.sentences) == 2


def test_a_passage_is_read_alike_whatever_is_read_with_it(analyser):
    one, other = _passage("Shelling killed three people."), _passage("It rained all day.")

    [alone] = analyser.analyse([one])
    _, beside = analyser.analyse([other, one])

    assert np.array_equal(alone.vectors, beside.vectors)
    assert alone.spans == beside.spans
    assert alone.heads == beside.heads


def test_every_sentence_of_a_long_passage_is_a_tree(analyser):
    passage = _passage("Drones hit the depot at dawn, and the fire spread to the rail yard. " * 40)

    [found] = analyser.analyse([passage])

    assert [a for a, _ in found.sentences[1:]] == [b for _, b in found.sentences[:-1]]
    for first, last in found.sentences:
        heads = found.heads[first:last]
        assert heads.count(-1) == 1
        assert all(h == -1 or first <= h < last for h in heads)


@pytest.mark.parametrize("text", ["", "乌克兰 军队", "…", "🙂🙂", "a" * 5000])
def test_odd_texts_do_not_break_it(analyser, text):
    [found] = analyser.analyse([_passage(text)])

    assert len(found.lemmas) == len(found.heads) == len(found.vectors)
