from whosays.models.lemmatiser import Lemmatiser

TABLE = {
    "forms": {"VBZ": {"=be =have": "'s", "=be": "is"}},
    "known": {"VBD": {"l2+:ed l1+:d": "fade shell"}},
    "endings": {"VBD": {"l2+": "* ed", "l1+": "ced", "l3+y": "ied"}},
}


def test_the_longest_ending_decides_for_unknown_forms():
    lemmatiser = Lemmatiser(TABLE)

    assert lemmatiser.lemma("Shelled", "VBD") == "shell"
    assert lemmatiser.lemma("forced", "VBD") == "force"
    assert lemmatiser.lemma("rallied", "VBD") == "rally"


def test_a_known_lemma_outweighs_the_ending():
    lemmatiser = Lemmatiser(TABLE)

    assert lemmatiser.lemma("faded", "VBD") == "fade"


def test_of_several_lemmas_the_preferred_one_is_taken():
    lemmatiser = Lemmatiser(TABLE)

    assert lemmatiser.lemma("’s", "VBZ") == "be"
    assert lemmatiser.lemma("’s", "VBZ", ["l0+", "=have"]) == "have"


def test_an_unknown_tag_gives_the_lower_cased_form():
    assert Lemmatiser(TABLE).lemma("Qux", "ZZ") == "qux"
