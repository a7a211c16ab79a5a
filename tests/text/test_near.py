"""The table of spans answers as if each span had been asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.text.near import SpanIndex

SPAN = st.tuples(st.integers(0, 2000), st.integers(1, 900)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(SPAN, max_size=40), SPAN)
def test_spans_that_share_a_place_are_found(spans, asked):
    wanted = [n for n, (s, e) in enumerate(spans) if s < asked[1] and asked[0] < e]

    assert SpanIndex(spans).overlapping(asked) == wanted
    assert SpanIndex(spans).overlaps(asked) == bool(wanted)


@given(st.lists(SPAN, max_size=40), SPAN)
def test_spans_that_hold_another_are_found(spans, asked):
    wanted = [n for n, (s, e) in enumerate(spans) if s <= asked[0] and asked[1] <= e]

    assert SpanIndex(spans).holding(asked) == wanted
