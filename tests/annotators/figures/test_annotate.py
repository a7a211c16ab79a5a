from __future__ import annotations

import pytest

from whosays.annotators.figures.annotate import FigureAnnotator
from whosays.annotators.figures.rules import compile_rules
from whosays.annotators.weapons.annotate import find_weapons
from whosays.resources.resources import Resources
from whosays.resources.weapons import load_weapons
from whosays.schema.annotations import Annotations
from whosays.schema.document import Document, DocumentMeta
from whosays.schema.parse import Parse
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token

ANNOTATOR = FigureAnnotator(compile_rules(Resources().table("en/figures.toml")))
WEAPONS = load_weapons(Resources())


def parse_of(text: str, rows: str) -> Parse:
    """Build a parse from "word/upos/head/deprel" rows; heads are 1-based, 0 is the root."""
    tokens, at = [], 0
    for row in rows.split():
        word, upos, head, deprel = row.split("/")
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(
            Token(Span(start, at), word, word.lower(), upos, "", "", int(head) - 1, deprel, 0)
        )
    return Parse(text, tuple(tokens), (Sentence(Span(0, len(text)), 0, len(tokens), 0),))


def figures(text: str, rows: str):
    parse = parse_of(text, rows)
    document = Document("x", "0", text, (), DocumentMeta("-"))
    layers = {"parse": parse, "weapons": find_weapons(text, WEAPONS, parse), "times": ()}
    found = ANNOTATOR.annotate(document, Annotations(document, layers))["figures"]
    for figure in found:
        assert figure.span.of(text)
    return found


def test_the_noun_of_a_number_gives_its_measure():
    [figure] = figures(
        "They hit two tanks", "They/PRON/2/nsubj hit/VERB/0/root two/NUM/4/nummod tanks/NOUN/2/obj"
    )

    assert (figure.what, figure.noun, figure.low, figure.high) == ("tank", 3, 2, 2)


def test_a_number_that_stands_alone_counts_no_noun():
    [figure] = figures("Eleven died", "Eleven/NUM/2/nsubj died/VERB/0/root")

    assert (figure.what, figure.noun) == (None, -1)


def test_a_vague_number_finds_its_noun_behind_of():
    [figure] = figures(
        "dozens of corpses lay",
        "dozens/NOUN/4/nsubj of/ADP/3/case corpses/NOUN/1/nmod lay/VERB/0/root",
    )

    assert figure.noun == 2


def test_an_increment_makes_the_figure_before_it_a_total():
    text = "tanks about 1700 ( + 12 )"
    first, second = figures(
        text,
        "tanks/NOUN/0/root about/ADV/3/advmod 1700/NUM/1/nummod (/PUNCT/6/punct "
        "+/SYM/6/case 12/NUM/3/dep )/PUNCT/6/punct",
    )

    assert (first.total, first.what, second.total, second.what) == (True, "tank", False, "tank")


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Since the start of the war 900 civilians died", True),
        ("On Monday 900 civilians died", False),
    ],
)
def test_a_running_total_is_told_by_its_sentence(text, total):
    words = text.split()
    rows = " ".join(
        f"{w}/X/{0 if i == 0 else 1}/{'root' if i == 0 else 'dep'}" for i, w in enumerate(words)
    )

    [figure] = figures(text, rows)

    assert figure.total is total


def test_a_subset_counts_what_the_number_before_counted():
    first, second = figures(
        "two tanks , one of them burnt",
        "two/NUM/2/nummod tanks/NOUN/0/root ,/PUNCT/4/punct one/NUM/7/nsubj of/ADP/6/case "
        "them/PRON/4/nmod burnt/VERB/2/parataxis",
    )

    assert (first.what, second.what, second.noun) == ("tank", "tank", first.noun)


def test_a_number_in_a_list_counts_the_noun_behind_it_whatever_the_tree_says():
    first, second = figures(
        "80 tents , 40 stoves burned",
        "80/NUM/2/nummod tents/NOUN/6/nsubj ,/PUNCT/5/punct 40/NUM/2/nummod stoves/NOUN/2/conj "
        "burned/VERB/0/root",
    )

    assert (first.noun, second.noun) == (1, 4)


def test_a_part_counts_what_its_whole_counts():
    [figure] = figures(
        "12 out of 20 drones came down",
        "12/NUM/0/root out/ADP/4/case of/ADP/2/fixed 20/NUM/1/nmod drones/NOUN/6/nsubj "
        "came/VERB/1/parataxis down/ADP/6/compound",
    )

    assert (figure.what, figure.noun) == ("uav", 4)
