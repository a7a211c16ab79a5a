"""An undated report: what hangs on its own day stays open, whatever past days it tells. Fiction."""

from __future__ import annotations

TEXT = (
    "THE HAGUE - Prosecutors on Thursday charged a former commander over attacks on villages near "
    "Bossangoa in September 2013. The suspect was arrested in Chad last year.\n"
)


def test_last_year_of_an_undated_report_is_not_that_before_a_date_it_tells(reader):
    reading = reader.read_text(TEXT)

    days = {t.span.of(reading.text): t.start for t in reading.times if t.start is not None}

    assert "last year" not in days
    assert "Thursday" not in days
    assert "September 2013" in days or "in September 2013" in days


def test_a_deed_of_such_a_day_has_its_words_and_no_days(reader):
    reading = reader.read_text(TEXT)

    told = {c.trigger.of(reading.text): c.time for c in reading.claims}

    assert told["arrested"].span.of(reading.text) == "last year"
    assert told["arrested"].start is None
    assert told["attacks"].start.isoformat() == "2013-09-01"
