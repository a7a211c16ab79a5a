import pytest

from whosays.schema.span import Span, hull


def test_a_span_quotes_its_words():
    text = "Shelling near Siversk"

    assert Span(14, 21).of(text) == "Siversk"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_an_empty_or_reversed_span_cannot_be_built(start, end):
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_neighbours_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_the_hull_holds_all_spans():
    assert hull([(4, 6), (1, 2)]) == Span(1, 6)
