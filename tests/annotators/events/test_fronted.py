from whosays.annotators.events.functions import functions_of


def test_a_fronted_clause_keeps_the_subject_that_was_hung_on_the_saying(make_parse):
    parse = make_parse(
        [
            ("Guards", "guard", "NOUN", 7, "nsubj"),
            ("left", "leave", "VERB", 7, "ccomp"),
            ("Izium", "Izium", "PROPN", 2, "obj"),
            (",", ",", "PUNCT", 7, "punct"),
            ("the", "the", "DET", 6, "det"),
            ("army", "army", "NOUN", 7, "nsubj"),
            ("said", "say", "VERB", 0, "root"),
        ]
    )

    assert functions_of(parse, 1)["subj"] == [(0, "fronted>nsubj")]


def test_a_clause_before_its_only_speaker_takes_no_subject_from_it(make_parse):
    parse = make_parse(
        [
            ("Fighting", "fight", "VERB", 5, "ccomp"),
            ("eased", "ease", "VERB", 1, "conj"),
            ("the", "the", "DET", 4, "det"),
            ("army", "army", "NOUN", 5, "nsubj"),
            ("said", "say", "VERB", 0, "root"),
        ]
    )

    assert "fronted>nsubj" not in [path for _, path in functions_of(parse, 0).get("subj", [])]
