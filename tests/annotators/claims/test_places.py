"""Places of claims: what nominals and buildings without a name stand for."""

from __future__ import annotations

from whosays.annotators.claims.places import PlaceFinder
from whosays.schema.annotations import Annotations
from whosays.schema.event import Argument, Event
from whosays.schema.parse import Parse
from whosays.schema.place import PlaceMention, Precision
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token

TEXT = "Shells fell on Izium . They hit the grain market and a ridge there , in Izium ."


def span_of(words, start=0):
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def izium(start=0):
    return PlaceMention(span_of("Izium", start), "Izium", 1, 49.2, 37.3, country="UKR")


def finder(*places):
    tokens, sentences, at, first = [], [], 0, 0
    for number, part in enumerate(TEXT.split(" . ")):
        words = part.split()
        for word in words:
            span = span_of(word, at)
            at = span.end
            tokens.append(Token(span, word, word, "X", "", "", -1, "dep", number))
        whole = Span(tokens[first].span.start, at)
        sentences.append(Sentence(whole, first, len(tokens), 0))
        first = len(tokens)
    layers = {
        "parse": Parse(TEXT, tuple(tokens), tuple(sentences)),
        "places": places,
        "nominal_places": (),
    }
    return PlaceFinder(TEXT, Annotations(None, layers))


def event(*spans):
    return Event("shelling", span_of("hit"), 6, tuple(Argument("place", s, 0) for s in spans))


def test_a_building_without_a_name_lies_in_the_town_named_before():
    [(_, place)] = finder(izium()).of(event(span_of("the grain market")))

    assert (place.precision, place.lat, place.span) == (
        Precision.POINT, 49.2, span_of("the grain market"),
    )  # fmt: skip


def test_land_without_a_name_is_left_open():
    [(_, place)] = finder(izium()).of(event(span_of("a ridge")))

    assert (place.precision, place.lat) == (Precision.AREA, None)


def test_one_place_told_twice_is_given_once():
    later = izium(30)
    found = finder(izium(), later).of(event(izium().span, later.span))

    assert [place.span for _, place in found] == [izium().span]
