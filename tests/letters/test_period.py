"""Periods: how they are read, what stands before them, and as of when they compare."""

from datetime import date

import pytest

from letters.period import before, read_period, same_day_of, year_before


@pytest.mark.parametrize(
    ("period", "last", "last_year"),
    [
        ("2026", "2025", "2025"),
        ("2026Q1", "2025Q4", "2025Q1"),
        ("2026Q3", "2026Q2", "2025Q3"),
        ("2026-01", "2025-12", "2025-01"),
        ("2024-02", "2024-01", "2023-02"),
        ("2026-03-10..2026-03-16", "2026-03-03..2026-03-09", "2025-03-10..2025-03-16"),
        ("2024-02-29..2024-03-01", "2024-02-27..2024-02-28", "2023-02-28..2023-03-01"),
    ],
)
def test_what_stands_before_a_period_and_a_year_before(
    period: str, last: str, last_year: str
) -> None:
    found = read_period(period)
    assert (str(before(found)), str(year_before(found))) == (last, last_year)


@pytest.mark.parametrize(
    ("as_of", "compared_as_of"),
    [
        (date(2026, 3, 15), date(2026, 2, 15)),  # the month lasts: as many days of the other
        (date(2026, 3, 30), date(2026, 2, 28)),  # the other has no more days
        (date(2026, 3, 31), date(2026, 2, 28)),
        (date(2026, 4, 10), date(2026, 3, 10)),  # ten days after the end
    ],
)
def test_a_period_compares_with_the_other_at_the_same_distance(
    as_of: date, compared_as_of: date
) -> None:
    march, february = read_period("2026-03"), read_period("2026-02")
    assert same_day_of(february, march, as_of) == compared_as_of


def test_a_period_on_its_last_day_compares_with_the_whole_of_a_longer_one() -> None:
    march, february = read_period("2026-03"), read_period("2026-02")
    assert same_day_of(march, february, date(2026, 2, 28)) == date(2026, 3, 31)
    assert same_day_of(march, february, date(2026, 2, 27)) == date(2026, 3, 27)


def test_until_a_day_a_period_is_what_of_it_has_come() -> None:
    march = read_period("2026-03")
    assert str(march.until(date(2026, 3, 10))) == "2026-03-01..2026-03-10"
    assert march.until(date(2026, 4, 1)) == march
    with pytest.raises(ValueError, match="2026-02-28 comes before 2026-03-01"):
        march.until(date(2026, 2, 28))
