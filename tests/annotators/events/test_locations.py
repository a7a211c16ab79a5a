"""Where events happened: homes, bearings and nominals beside the places of the events."""

from __future__ import annotations

from whosays.schema.place import PlaceMention, Precision, Relation


def places(*told):
    """Give a function of the parse that marks words as places of a precision and relation."""

    def mark(parse):
        found = []
        for word, precision, relation in told:
            token = next(t for t in parse.tokens if t.text == word)
            found.append(
                PlaceMention(span=token.span, name=word, precision=precision, relation=relation)
            )
        return tuple(found)

    return mark


def test_the_land_of_a_home_town_is_no_place_of_a_death(trees):
    text, events = trees.events_of(
        "Sgt./PROPN/NNP/8/nsubj/Sgt. Lee/PROPN/NNP/1/flat/Lee of/ADP/IN/4/case/of "
        "Cardiff/PROPN/NNP/1/nmod/Cardiff ,/PUNCT/,/6/punct/, Wales/PROPN/NNP/4/appos/Wales "
        ",/PUNCT/,/6/punct/, died/VERB/VBD/0/root/die in/ADP/IN/10/case/in "
        "Basra/PROPN/NNP/8/obl/Basra",
        places=places(
            ("Cardiff", Precision.SETTLEMENT, Relation.AT),
            ("Wales", Precision.REGION, Relation.AT),
            ("Basra", Precision.REGION, Relation.AT),
        ),
    )

    assert trees.told(text, events, "place") == {"died": ["Basra"]}


def test_a_place_that_only_says_where_another_lies_is_left_out(trees):
    text, events = trees.events_of(
        "Rebels/NOUN/NNS/2/nsubj/rebel captured/VERB/VBD/0/root/capture "
        "Dovhenke/PROPN/NNP/2/obj/Dovhenke ,/PUNCT/,/6/punct/, a/DET/DT/6/det/a "
        "hamlet/NOUN/NN/3/appos/hamlet near/ADP/IN/8/case/near Izium/PROPN/NNP/6/nmod/Izium",
        places=places(
            ("Dovhenke", Precision.SETTLEMENT, Relation.AT),
            ("Izium", Precision.SETTLEMENT, Relation.NEAR),
        ),
    )

    assert trees.told(text, events, "place") == {"captured": ["Dovhenke"]}


def test_the_country_stands_for_no_place(trees):
    text, events = trees.events_of(
        "Rockets/NOUN/NNS/2/nsubj/rocket hit/VERB/VBD/0/root/hit the/DET/DT/4/det/the "
        "country/NOUN/NN/2/obj/country",
    )

    assert not any(trees.told(text, events, "place").values())


def test_a_name_before_city_or_region_is_a_place_of_the_event(trees):
    text, events = trees.events_of(
        "Izium/PROPN/NNP/2/compound/Izium city/NOUN/NN/4/nsubj:pass/city "
        "was/AUX/VBD/4/aux:pass/be shelled/VERB/VBN/0/root/shell",
        places=places(("Izium", Precision.SETTLEMENT, Relation.AT)),
    )

    assert trees.told(text, events, "place") == {"shelled": ["Izium"]}


def test_a_land_that_gives_or_suffers_is_no_place(trees):
    text, events = trees.events_of(
        "Rebels/NOUN/NNS/2/nsubj/rebel received/VERB/VBD/0/root/receive "
        "rifles/NOUN/NNS/2/obj/rifle from/ADP/IN/5/case/from France/PROPN/NNP/2/obl/France",
        places=places(("France", Precision.COUNTRY, Relation.FROM)),
    )

    assert not any(trees.told(text, events, "place").values())


def test_a_relative_clause_happened_where_it_goes_on_from(trees):
    text, events = trees.events_of(
        "It/PRON/PRP/2/nsubj/it rained/VERB/VBD/0/root/rain in/ADP/IN/4/case/in "
        "Izium/PROPN/NNP/2/obl/Izium and/CCONJ/CC/6/cc/and Lyman/PROPN/NNP/4/conj/Lyman "
        ",/PUNCT/,/9/punct/, where/ADV/WRB/11/advmod/where a/DET/DT/10/det/a "
        "gunman/NOUN/NN/11/nsubj/gunman wrecked/VERB/VBD/2/advcl/wreck a/DET/DT/13/det/a "
        "hostel/NOUN/NN/11/obj/hostel",
        places=places(
            ("Izium", Precision.SETTLEMENT, Relation.AT),
            ("Lyman", Precision.SETTLEMENT, Relation.AT),
        ),
    )

    assert trees.told(text, events, "place")["wrecked"] == ["Izium", "Lyman"]


def test_a_town_that_labels_a_building_is_the_place(trees):
    text, events = trees.events_of(
        "Shells/NOUN/NNS/2/nsubj/shell hit/VERB/VBD/0/root/hit Izium/PROPN/NNP/4/compound/Izium "
        "hospital/NOUN/NN/2/obj/hospital",
        places=places(("Izium", Precision.SETTLEMENT, Relation.AT)),
    )

    assert trees.told(text, events, "place") == {"hit": ["Izium"]}


def test_shells_are_not_told_of_the_town_that_they_came_from(trees):
    text, events = trees.events_of(
        "Rebels/NOUN/NNS/2/nsubj/rebel shelled/VERB/VBD/0/root/shell the/DET/DT/4/det/the "
        "town/NOUN/NN/2/obj/town from/ADP/IN/6/case/from Izium/PROPN/NNP/2/obl/Izium",
        places=places(("Izium", Precision.SETTLEMENT, Relation.FROM)),
    )

    assert trees.told(text, events, "place") == {"shelled": ["the town"]}
