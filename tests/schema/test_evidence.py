from datetime import date

import pytest

from whosays.schema.attribution import Attribution
from whosays.schema.basis import PublishedBasis, TimeBasis
from whosays.schema.document import Published
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.schema.weapon import WeaponMention


def test_an_explicit_time_without_words_cannot_be_built():
    with pytest.raises(ValueError, match="needs the span"):
        ClaimTime(start=date(2023, 5, 1), end=date(2023, 5, 1), basis=TimeBasis.EXPLICIT)


def test_a_time_that_ends_before_it_starts_cannot_be_built():
    with pytest.raises(ValueError, match="ends before"):
        ClaimTime(start=date(2023, 5, 2), end=date(2023, 5, 1), basis=TimeBasis.DOCUMENT)


def test_an_inferred_publication_date_needs_reasons():
    day = date(2023, 5, 1)

    with pytest.raises(ValueError, match="needs evidence"):
        Published(start=day, end=day, basis=PublishedBasis.INFERRED)


def test_crossed_bounds_cannot_be_built():
    with pytest.raises(ValueError, match="crossed"):
        Figure(span=Span(0, 2), low=12, high=9)


def test_a_place_has_both_coordinates_or_none():
    with pytest.raises(ValueError, match="both coordinates"):
        PlaceMention(span=Span(0, 4), name="Lyman", lat=48.9)


def test_an_unknown_weapon_code_is_refused():
    with pytest.raises(ValueError, match="no weapon code"):
        WeaponMention(span=Span(0, 4), code="catapult")


def test_an_attribution_attributes_something():
    with pytest.raises(ValueError, match="content"):
        Attribution(source=(Span(0, 2),), cue=(), content=())
