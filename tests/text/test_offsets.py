"""Offsets in code points and in UTF-16 units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.offsets import Utf16Offsets

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def test_an_emoji_takes_two_units():
    offsets = Utf16Offsets("a😀b")

    assert [offsets.to_utf16(k) for k in range(4)] == [0, 1, 3, 4]
    assert [offsets.to_point(k) for k in range(5)] == [0, 1, 1, 2, 3]


@given(TEXT)
def test_offsets_agree_with_the_encoder_and_return(text):
    offsets = Utf16Offsets(text)

    for point in range(len(text) + 1):
        unit = offsets.to_utf16(point)
        assert unit == len(text[:point].encode("utf-16-le")) // 2
        assert offsets.to_point(unit) == point


@pytest.mark.parametrize("at", [-1, 4])
def test_an_offset_outside_the_text_is_an_error(at):
    with pytest.raises(ValueError, match="outside"):
        Utf16Offsets("abc").to_utf16(at)
