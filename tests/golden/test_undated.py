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
