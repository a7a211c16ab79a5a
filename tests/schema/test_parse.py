def test_children_match_relations_with_and_without_subtype(make_parse):
    parse = make_parse(
        [
            ("Lyman", "Lyman", "PROPN", 3, "nsubj:pass"),
            ("was", "be", "AUX", 3, "aux:pass"),
            ("shelled", "shell", "VERB", 0, "root"),
            ("by", "by", "ADP", 5, "case"),
            ("mortars", "mortar", "NOUN", 3, "obl:agent"),
        ]
    )

    assert parse.children(2, "nsubj") == (0,)
    assert parse.children(2, "nsubj:pass") == (0,)
    assert parse.children(2, "obl:tmod") == ()
    assert parse.subtree(4) == [3, 4]
    assert list(parse.ancestors(3)) == [4, 2]


def test_conjuncts_hold_the_whole_list_from_any_member(make_parse):
    parse = make_parse(
        [
            ("Lyman", "Lyman", "PROPN", 0, "root"),
            (",", ",", "PUNCT", 3, "punct"),
            ("Izium", "Izium", "PROPN", 1, "conj"),
            ("and", "and", "CCONJ", 5, "cc"),
            ("Balakliia", "Balakliia", "PROPN", 1, "conj"),
        ]
    )

    assert parse.conjuncts(4) == (0, 2, 4)


def test_tokens_are_found_by_offset_and_span(make_parse):
    parse = make_parse([("Two", "two", "NUM", 2, "nummod"), ("tanks", "tank", "NOUN", 0, "root")])

    assert parse.at(4) == 1
    assert parse.at(3) is None
    assert list(parse.within((1, 5))) == [0, 1]
    assert parse.top((0, 9)) == 1
