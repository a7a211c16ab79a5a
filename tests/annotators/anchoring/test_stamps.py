"""Chronicles whose paragraphs open with the hour, memoirs, open spans and vague ones."""

from __future__ import annotations

from datetime import date

import pytest

from whosays.schema.basis import TimeBasis
from whosays.schema.document import Given

DAY = date(2024, 3, 5)
FEED = """\
01:10 Drones towards Sumy.

02:35 Two missiles hit a depot at Lebedyn. No casualties.

03:50 Russian troops shelled Krasnopillia with mortars.

Three houses were damaged.
"""
MEMOIR = """\
I joined in the autumn. They sent me to a barracks.

I learned to drive there. My sergeant beat me once.

Mortars shelled our trench at Orikhiv and I was wounded. Two men were killed.
"""


@pytest.fixture
def claims(reader):
    def run(text, day=DAY):
        reading = reader.read_text(text, given=Given(published=day))
        return {text[slice(*c.trigger)]: c for c in reading.claims}

    return run


def _days(claim):
    return claim.time.start, claim.time.end


def test_a_chronicle_dates_what_stands_under_its_hours(claims):
    found = claims(FEED)

    assert found
    assert {_days(c) for c in found.values()} == {(DAY, DAY)}


def test_what_a_writer_tells_of_himself_has_not_the_days_of_the_report(claims):
    found = claims(MEMOIR)

    assert found
    assert all(c.time.basis is not TimeBasis.DOCUMENT for c in found.values())


def test_a_perfect_since_a_day_runs_to_the_report_s(claims):
    found = claims("Since 12 February the enemy has shelled Orikhiv with mortars.\n")

    assert _days(found["shelled"]) == (date(2024, 2, 12), DAY)


def test_for_months_has_no_days(claims):
    found = claims("Orikhiv has been shelled for months.\n")

    assert found["shelled"].time.basis is TimeBasis.UNKNOWN


def test_a_summary_for_a_day_tells_of_that_day(claims):
    found = claims("Summary for 4 March\n\nRussian troops shelled Orikhiv with mortars.\n")

    assert _days(found["shelled"]) == (date(2024, 3, 4), date(2024, 3, 4))
