# ruff: noqa: FBT003 - an observation has two flags in a row
"""Counts become series by who tells them; what does not fit is found, and nothing is invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from whosays.schema.series import Observation, SeriesKey
from whosays.series.build import series_of
from whosays.series.check import compare_series, is_swap

KEY = SeriesKey("General Staff", "tank", "RUS/MIL")
DAY = date(2022, 7, 1)


def total(day, value, *, high=..., approx=False, claim=None, published=None):
    when = DAY + timedelta(days=day)
    top = value if high is ... else high
    return Observation(
        when, value, top, approx, True, claim or f"t{day}-{value}", "a.txt", published or when, ""
    )


def plus(day, value):
    when = DAY + timedelta(days=day)
    return Observation(when, value, value, False, False, f"p{day}", "a.txt", when, "")


def findings(*points, key=KEY):
    return [(f.kind, (f.day - DAY).days, f.claims) for f in series_of(key, points).findings]


def test_a_series_that_fits_has_no_findings():
    points = [total(0, 100), total(1, 104), plus(1, 4), total(2, 104), total(3, 110), plus(3, 6)]

    assert findings(*points) == []


def test_a_total_that_falls_is_found():
    assert findings(total(0, 100), total(1, 97)) == [("fall", 1, ("t0-100", "t1-97"))]


def test_swapped_digits_are_found_at_the_number_that_is_out():
    found = findings(total(0, 1234), total(1, 1423), total(2, 1250))

    assert found == [("digits", 1, ("t1-1423", "t0-1234", "t2-1250"))]


def test_an_increment_that_does_not_fit_is_found():
    found = findings(total(0, 100), total(1, 104), plus(1, 5))

    assert found == [("increment", 1, ("p1", "t1-104", "t0-100"))]


def test_an_increment_over_a_gap_is_left_alone():
    assert findings(total(0, 100), total(3, 120), plus(3, 5)) == []


def test_one_day_told_differently_is_found():
    found = findings(total(1, 104), total(1, 140, claim="x"))

    assert ("same_day", 1, ("t1-104", "x")) in found


def test_a_stale_figure_told_again_is_found_with_where_it_was_true():
    points = [total(0, 100), total(1, 104), total(2, 109), total(2, 100, claim="late")]

    assert ("stale", 2, ("late", "t0-100")) in findings(*points)


def test_bounds_are_no_exact_counts():
    assert findings(total(0, 105), total(1, 100, high=None)) == []


def test_a_standstill_is_noted_only_where_the_count_always_moves():
    moving = [total(n, 100 + 4 * (n - (n >= 70))) for n in range(140)]
    slow = [total(n, 100 + n // 2) for n in range(140)]

    assert [f[0] for f in findings(*moving)] == ["stale"]
    assert findings(*slow) == []


def test_the_same_number_with_another_qualifier_is_noted_between_origins():
    staff = series_of(KEY, [total(0, 38550, approx=True, claim="about")])
    paper = series_of(
        SeriesKey("Northern Post", "tank", "RUS/MIL"), [total(0, 38550, high=None, claim="more")]
    )

    [finding] = compare_series([staff, paper])

    assert (finding.kind, finding.claims) == ("qualifier", ("about", "more"))
    assert finding.words == "General Staff: about 38,550; Northern Post: more than 38,550"


def test_another_number_of_another_origin_is_found():
    ours = series_of(KEY, [total(0, 100, claim="a")])
    theirs = series_of(SeriesKey("Moscow", "tank", "RUS/MIL"), [total(0, 60, claim="b")])

    assert [f.kind for f in compare_series([ours, theirs])] == ["same_day"]


def test_other_measures_are_not_compared():
    ours = series_of(KEY, [total(0, 100, claim="a")])
    theirs = series_of(SeriesKey("Moscow", "uav", "RUS/MIL"), [total(0, 60, claim="b")])

    assert compare_series([ours, theirs]) == ()


@pytest.mark.parametrize(
    ("left", "right", "swapped"),
    [(1234, 1324, True), (1234, 1243, True), (1234, 4321, False), (12, 120, False), (5, 5, False)],
)
def test_swapped_neighbours_are_told_from_other_differences(left, right, swapped):
    assert is_swap(left, right) is swapped


def test_a_total_that_a_paper_does_not_call_one_is_known_by_its_size():
    staff = series_of(KEY, [total(0, 38550, approx=True, claim="about"), plus(0, 100)])
    untold = Observation(DAY, 38550, None, False, False, "more", "b.txt", DAY, "")
    paper = series_of(SeriesKey("Northern Post", "tank", "RUS/MIL"), [untold])

    [finding] = compare_series([staff, paper])

    assert (finding.kind, set(finding.claims)) == ("qualifier", {"about", "more"})
