"""Nominals: *the city*, *the airport* and the place named before that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.schema.place import PlaceMention, PlaceUse, Precision, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.places.words import Words
    from whosays.schema.parse import Parse

_DEFINITE = frozenset({"the", "this", "that"})
_GREAT_KM = 6.0  # the radius of a city of about 300,000
_TOWNLIKE = frozenset({Precision.SETTLEMENT, Precision.DIRECTION})


def find_nominals(
    parse: Parse, places: Sequence[PlaceMention], words: Words
) -> tuple[PlaceMention, ...]:
    """Give the definite noun phrases that stand for a place named before, in text order.

    A noun for settlements takes the last settlement, one for facilities the last facility of that
    noun; what names its own place (*the city of X*, *the Kherson airport*) is left out.
    """
    starts = [p.span.start for p in places]
    found = []
    for index, token in enumerate(parse.tokens):
        if token.upos not in {"NOUN", "X"}:
            continue
        noun = token.text.lower()
        kind = "facility" if noun in words.anaphoric_facilities else ""
        kind = "settlement" if noun in words.anaphoric_settlements else kind
        if not kind:
            continue
        first = _determiner(parse, index)
        if first is None or _names_itself(parse, first, index, places, starts):
            continue
        span = parse.span_of(range(first, index + 1))
        before = places[: bisect_left(starts, span.start)]
        meant = _antecedent(kind, noun, before, parse)
        if meant is not None:
            why = f"{span.of(parse.text)} stands for {meant.span.of(parse.text)}, named before"
            relation = Relation.AT
            precision = Precision.SETTLEMENT if kind == "settlement" else meant.precision
            nominal = replace(
                meant,
                span=span,
                because=(why, *meant.because),
                relation=relation,
                precision=precision,
                candidates=(),
            )
            found.append(nominal)
    return tuple(found)


def _determiner(parse: Parse, noun: int) -> int | None:
    """Give the definite determiner of a noun, at most two words before it; None without one."""
    for at in range(noun - 1, max(-1, noun - 4), -1):
        token = parse.tokens[at]
        if token.sentence != parse.tokens[noun].sentence or token.upos in {"VERB", "ADP", "PUNCT"}:
            return None
        if token.text.lower() in _DEFINITE:
            return at
    return None


def _names_itself(
    parse: Parse, first: int, noun: int, places: Sequence[PlaceMention], starts: Sequence[int]
) -> bool:
    start = parse.tokens[first].span[0]
    end = parse.tokens[noun].span[1]
    after = bisect_left(starts, start)
    if after < len(places) and places[after].span.start < end:
        return True
    if after and places[after - 1].span.end > start:
        return True
    follows = parse.tokens[noun + 1 : noun + 3]
    if not follows:
        return False
    is_of = follows[0].text.lower() in {"of", "in"} and after < len(places)
    return follows[0].upos in {"PROPN", "NOUN"} or (is_of and places[after].span.start - end < 12)


def _antecedent(
    kind: str, noun: str, before: Sequence[PlaceMention], parse: Parse
) -> PlaceMention | None:
    """Give the last place that the noun may stand for; *the village* is no great city."""
    for place in reversed(before[-12:]):
        if place.use is not PlaceUse.PLACE:
            continue
        if kind == "settlement" and place.precision in _TOWNLIKE:
            at = place.relation is Relation.AT and place.precision is Precision.SETTLEMENT
            if noun != "city" and at and (place.radius_km or 0.0) > _GREAT_KM:
                continue
            return place
        if kind == "facility" and place.precision is Precision.POINT:
            words = place.span.of(parse.text).lower().split()
            if words[-1] == noun or (
                noun in {"plant", "station"} and words[-1] in {"plant", "station"}
            ):
                return place
    return None
