"""A body that a headline leaves bare is the one named below. Fiction."""

from __future__ import annotations

import pytest

from whosays.schema.document import Given

TITLE = "Hamlet of Zelene taken near Kharkiv, {} says"


@pytest.mark.parametrize(
    ("bare", "named", "country"),
    [
        ("Defence Ministry", "Russia's Ministry of Defence", "RUS"),
        ("Defence Ministry", "Ukraine's Ministry of Defence", "UKR"),
    ],
)
def test_a_bare_body_is_the_one_named_below(reader, bare, named, country):
    title = TITLE.format(bare)
    text = f"{title}\n\nThe hamlet was taken on Friday, {named} said.\n"

    reading = reader.read_text(text, given=Given(title=title))

    claim = reading.claims[0]
    assert [link.country for link in claim.chain] == [country]
