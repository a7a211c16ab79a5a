"""Repair: slips of parsers put right before the rules read the tree."""

from __future__ import annotations

from whosays.annotators.events.repair import repaired


def test_a_participle_before_the_finite_verb_belongs_to_its_noun(trees):
    parse = trees.parse_of(
        "Gunners/NOUN/NNS/2/nsubj/gunner sent/VERB/VBD/0/root/send ahead/ADV/RB/2/advmod/ahead "
        "were/AUX/VBD/5/aux:pass/be recalled/VERB/VBN/2/conj/recall"
    )

    tokens = repaired(parse).tokens

    assert (tokens[0].deprel, tokens[0].head) == ("nsubj:pass", 4)
    assert (tokens[1].deprel, tokens[1].head) == ("acl", 0)


def test_two_joined_verbs_stay_as_they_are(trees):
    parse = trees.parse_of(
        "Gunners/NOUN/NNS/2/nsubj/gunner fired/VERB/VBD/0/root/fire and/CCONJ/CC/5/cc/and "
        "were/AUX/VBD/5/aux:pass/be recalled/VERB/VBN/2/conj/recall"
    )

    assert repaired(parse).tokens[0].head == 1


def test_killing_is_done_in_the_clause_before_not_by_who_tells(trees):
    parse = trees.parse_of(
        "Rebels/NOUN/NNS/2/nsubj/rebel hit/VERB/VBD/9/ccomp/hit a/DET/DT/4/det/a "
        "column/NOUN/NN/2/obj/column ,/PUNCT/,/6/punct/, killing/VERB/VBG/9/advcl/kill "
        "two/NUM/CD/6/obj/two sources/NOUN/NNS/9/nsubj/source said/VERB/VBD/0/root/say"
    )

    assert repaired(parse).tokens[5].head == 1
