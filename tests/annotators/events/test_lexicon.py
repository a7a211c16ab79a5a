"""The trigger lexicon: its rows are sound, and forms are found where lemmas are mistaken."""

from __future__ import annotations

import pytest

from whosays.annotators.events.features import GROUP
from whosays.annotators.events.lexicon import FILES, Inflector, load_lexicon
from whosays.resources.resources import Resources
from whosays.schema.claim import EventType

RESOURCES = Resources()
ROWS = [row for name in FILES for row in RESOURCES.table(name)["row"]]


@pytest.mark.parametrize("row", ROWS, ids=[r["id"] for r in ROWS])
def test_a_row_names_a_type_and_a_frame_that_exist(row):
    frames = RESOURCES.table("en/event_frames.toml")["frame"]

    assert row["type"] in {str(t) for t in EventType}
    assert row["frame"] in frames


def test_no_two_rows_share_an_id():
    assert len({r["id"] for r in ROWS}) == len(ROWS)


def test_every_type_of_the_codebook_has_words_prose_and_a_group():
    types = RESOURCES.table("event_types.toml")["type"]

    assert set(types) == {str(t) for t in EventType} == set(GROUP)
    assert {r["type"] for r in ROWS} == set(types)
    assert all(t["is"] and len(t["acled"]) == 2 for t in types.values())


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("shell", "shelled"), ("flee", "fled"), ("repel", "repelled"), ("carry", "carries")],
)
def test_a_verb_is_known_by_its_forms(lemma, form):
    irregular = RESOURCES.table("en/irregular_verbs.toml")["forms"]

    assert form in Inflector(irregular).of(lemma, "v")


def test_a_trigger_is_found_though_its_lemma_is_mistaken(trees):
    parse = trees.parse_of(
        "Gunners/NOUN/NNS/2/nsubj/gunner shelled/VERB/VBD/0/root/shel Vuhledar/PROPN/NNP/2/obj/Vuhledar"
    )

    found = load_lexicon(RESOURCES).matches(parse, 0, 3)

    assert {m.row.type for m in found} == {"shelling"}
