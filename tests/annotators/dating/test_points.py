"""The calendar."""

from __future__ import annotations

from datetime import date

import pytest

from whosays.annotators.dating.points import (
    add_months,
    days_of,
    easter,
    orthodox_easter,
    parse_point,
    shift,
)


@pytest.mark.parametrize(
    "value", ["2022", "2022-07", "2022-07-16", "BC0480-08", "1944-SU", "2022-W29", "2022-Q3"]
)
def test_a_value_is_written_as_it_was_read(value):
    assert parse_point(value).value() == value


@pytest.mark.parametrize(
    ("value", "n", "unit", "wanted"),
    [
        ("2022-07-16", 3, "D", "2022-07-19"),
        ("2022-12", 2, "M", "2023-02"),
        ("1944", -4, "Y", "1940"),
        ("BC0480", 2, "Y", "BC0478"),
        ("1915-10", 4, "D", "1915-XX-XX"),
        ("1944-06-06", 1, "DE", "195"),
    ],
)
def test_a_shift_keeps_what_is_known(value, n, unit, wanted):
    assert shift(parse_point(value), n, unit) == wanted


@pytest.mark.parametrize(
    ("value", "mod", "start", "end"),
    [
        ("2024-02", "", "2024-02-01", "2024-02-29"),
        ("2022-07", "START", "2022-07-01", "2022-07-10"),
        ("2022-WI", "", "2022-12-01", "2023-02-28"),
        ("2022-W29", "", "2022-07-18", "2022-07-24"),
        ("195", "", "1950-01-01", "1959-12-31"),
        ("2022-H2", "", "2022-07-01", "2022-12-31"),
    ],
)
def test_values_become_whole_days(value, mod, start, end):
    assert days_of(value, mod) == (date.fromisoformat(start), date.fromisoformat(end))


def test_days_before_christ_have_no_calendar():
    assert days_of("BC0480-08") is None


def test_the_31st_becomes_the_last_of_the_month():
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)


def test_feasts_of_2023():
    assert (easter(2023), orthodox_easter(2023)) == (date(2023, 4, 9), date(2023, 4, 16))
