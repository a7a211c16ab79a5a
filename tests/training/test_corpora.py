import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.corpora import outermost, read_claims, read_conllu, spans_of_iob
from training.labels import IGNORED, Numberer, collect_labels, longest_of, span_tags
from training.lemmas import build_table

from training import splits
from whosays.models.lemmatiser import Lemmatiser

CONLLU = """\
# newdoc id = GUM_news_a
# newpar
# text = They don't.
1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t2\tnsubj\t_\tEntity=(1-person-new-cf1-1-ana)
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "x.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return read_conllu(path, "gum")


def test_words_of_a_range_are_glued_and_the_range_says_what_follows(texts):
    [unit] = texts[0].units()

    assert unit.words == ["They", "do", "n't", "."]
    assert unit.spaces == [True, False, False, True]
    assert unit.head == [2, 0, 2, 2]
    assert unit.starts_paragraph


def test_labels_are_numbered_and_the_unknown_train_nothing(texts):
    numberer = Numberer(collect_labels(texts))
    [unit] = texts[0].units()

    found = numberer.number(unit)

    assert found["sentence"] == [1, 0, 0, 0]
    assert found["head"] == [2, 0, 2, 2]
    assert "trigger" not in found
    # Seen too rarely to be a label of its own.
    assert set(found["feats"]) <= {IGNORED, 0}


def test_only_genres_with_a_free_licence_train():
    assert splits.is_gum_training_document("GUM_news_a")
    assert not splits.is_gum_training_document("GUM_whow_a")
    assert not splits.is_gum_training_document("GUM_fiction_a")
    assert not splits.is_gum_training_document("GUM_conversation_a")


def test_a_split_depends_on_ids_alone():
    ids = [f"d{i}" for i in range(20)]

    assert splits.re3d_test_ids(ids) == splits.re3d_test_ids(ids[::-1])
    assert len(splits.re3d_test_ids(ids)) == 4
    assert len(splits.claims_dev_names(ids)) == 2


def test_tags_and_spans_agree():
    assert span_tags(4, [(0, 1, "A"), (1, 4, "B")]) == ["S-A", "B-B", "I-B", "E-B"]
    assert spans_of_iob(["B-A", "I-A", "O", "B-A", "B-B"]) == [
        (0, 2, "A"),
        (3, 4, "A"),
        (4, 5, "B"),
    ]
    assert outermost([(0, 2, "A"), (0, 3, "B"), (4, 5, "A")]) == [(0, 3, "B"), (4, 5, "A")]
    assert longest_of("A", [(0, 2, "A"), (1, 2, "A"), (0, 9, "B")]) == [(0, 2, "A")]


def test_the_lemma_table_gives_back_what_it_was_built_from(texts):
    lemmatiser = Lemmatiser(build_table(texts))
    [unit] = texts[0].units()

    found = [lemmatiser.lemma(w, t) for w, t in zip(unit.words, unit.xpos, strict=True)]

    assert found == unit.lemma


def test_coded_reports_give_mentions_and_triggers(shared_folder):
    texts = read_claims(shared_folder / "bench" / "data" / "claims-train")
    [text] = [t for t in texts if t.id == "flash-01-governor-kharkiv"]

    triggers = [
        (" ".join(u.words[s:e]), kind) for u in text.units() for s, e, kind, _, _ in u.triggers
    ]

    assert ("slammed into", "drone_strike") in triggers
    places = {
        " ".join(u.words[s:e]) for u in text.units() for s, e, k in u.mentions if k == "PLACE"
    }
    assert places == {"Lozova", "Kupiansk", "Kozacha Lopan"}
