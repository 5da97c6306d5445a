"""How working days are counted: the golden table of China, and a plain day-by-day oracle."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import build_calendar
from letters.workdays import (
    BeyondCalendarError,
    Calendar,
    Day,
    DayKind,
    OfficeDay,
    Source,
    YearDays,
)

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = timedelta(days=1)
CHINA = build_calendar("CN", language="zh")
DAYS = st.dates(date(2004, 1, 1), date(2028, 12, 31))


def weekends(year: int) -> frozenset[date]:
    first = date(year, 1, 1)
    days = (first + n * DAY for n in range(366))
    return frozenset(day for day in days if day.weekday() >= 5)


def plain_year(year: int) -> YearDays:
    """Monday to Friday, with nothing else."""
    return YearDays(holidays={}, make_up={}, weekend=weekends(year))


def office(extra: Mapping[date, OfficeDay]) -> Calendar:
    return Calendar(plain_year, date(2026, 12, 31), 2000, 2030, extra)


def counted_one_by_one(calendar: Calendar, start: date, working_days: int) -> date:
    """The oracle: walk from day to day, and count those that are worked."""
    day, step = start, DAY if working_days > 0 else -DAY
    left = abs(working_days)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def test_every_day_of_2014_to_2026_is_as_the_golden_table_says() -> None:
    with (GOLDEN / "workdays_cn.csv").open(encoding="utf-8") as table:
        differing = {row["date"]: row["is_workday"] == "1" for row in csv.DictReader(table)}
    days = [date(2014, 1, 1) + n * DAY for n in range((date(2027, 1, 1) - date(2014, 1, 1)).days)]
    expected = {day: differing.get(day.isoformat(), day.weekday() < 5) for day in days}
    assert {day: CHINA.is_working(day) for day in days} == expected


@given(DAYS, st.integers(-60, 60))
def test_counting_on_and_back_equals_walking_day_by_day(start: date, working_days: int) -> None:
    assert CHINA.add(start, working_days) == counted_one_by_one(CHINA, start, working_days)


@given(DAYS, DAYS)
def test_the_days_between_two_dates_equal_those_met_on_the_way(start: date, end: date) -> None:
    first, last = sorted((start, end))
    met = sum(CHINA.is_working(first + n * DAY) for n in range(1, (last - first).days + 1))
    assert CHINA.between(start, end) == (met if start <= end else -met)


@given(DAYS, st.integers(0, 60))
def test_a_limit_holds_exactly_as_many_working_days_as_it_says(start: date, limit: int) -> None:
    assert CHINA.between(start, CHINA.add(start, limit)) == limit


def test_no_working_days_lead_to_the_start_itself_even_on_a_sunday() -> None:
    assert CHINA.add(date(2026, 3, 1), 0) == date(2026, 3, 1)


def test_the_next_working_day_is_the_day_itself_if_it_is_worked() -> None:
    assert CHINA.next_working(date(2026, 2, 14)) == date(2026, 2, 14)
    assert CHINA.next_working(date(2026, 2, 15)) == date(2026, 2, 24)


def test_a_day_tells_its_name_and_who_says_so() -> None:
    assert CHINA.day(date(2026, 2, 17)) == Day(
        date(2026, 2, 17), False, DayKind.HOLIDAY, "春节", Source.COUNTRY, certain=True
    )
    assert CHINA.day(date(2026, 2, 14)) == Day(
        date(2026, 2, 14),
        True,
        DayKind.MAKE_UP,
        "",
        Source.COUNTRY,
        certain=True,
        makes_up_for=date(2026, 2, 20),
    )
    assert CHINA.day(date(2026, 3, 1)) == Day(
        date(2026, 3, 1), False, DayKind.WEEKEND, "", Source.WEEK, certain=True
    )
    assert CHINA.day(date(2026, 3, 2)) == Day(
        date(2026, 3, 2), True, DayKind.WORKDAY, "", Source.WEEK, certain=True
    )


def test_a_make_up_day_may_stand_for_a_day_off_in_the_next_year() -> None:
    assert CHINA.day(date(2011, 12, 31)).makes_up_for == date(2012, 1, 3)


def test_the_office_gives_a_day_off_and_has_another_worked() -> None:
    friday, saturday = date(2026, 7, 10), date(2026, 7, 18)
    calendar = office({friday: OfficeDay(False, "那达慕"), saturday: OfficeDay(True, "补班")})
    assert calendar.day(friday) == Day(
        friday, False, DayKind.HOLIDAY, "那达慕", Source.OFFICE, certain=True
    )
    assert calendar.day(saturday) == Day(
        saturday, True, DayKind.MAKE_UP, "补班", Source.OFFICE, certain=True
    )
    assert calendar.add(date(2026, 7, 9), 1) == date(2026, 7, 13)
    assert calendar.add(date(2026, 7, 17), 1) == saturday


def test_a_working_day_the_office_names_stays_a_plain_working_day() -> None:
    monday = date(2026, 7, 13)
    day = office({monday: OfficeDay(True, "迎检")}).day(monday)
    assert (day.kind, day.name, day.source) == (DayKind.WORKDAY, "迎检", Source.OFFICE)


def test_a_year_has_all_its_days_and_its_first_is_reached_from_the_second() -> None:
    calendar = office({})
    days = [day.on for day in calendar.days(2026)]
    assert (days[0], days[-1], len(set(days))) == (date(2026, 1, 1), date(2026, 12, 31), 365)
    assert calendar.add(date(2026, 1, 2), -1) == date(2026, 1, 1)
    assert calendar.add(date(2026, 1, 2), -2) == date(2025, 12, 31)
    assert calendar.between(date(2026, 1, 2), date(2025, 12, 30)) == -3
    assert calendar.day(date(2000, 1, 3)).kind is DayKind.WORKDAY  # of the first year there is


def test_the_office_overrides_a_holiday_of_the_country() -> None:
    spring_festival = date(2026, 2, 17)
    calendar = build_calendar("CN")
    worked = Calendar(
        calendar.source,
        calendar.certain_until,
        calendar.first_year,
        calendar.last_year,
        {spring_festival: OfficeDay(True, "值班")},
    )
    assert worked.add(date(2026, 2, 14), 1) == spring_festival


def test_only_the_days_set_by_the_office_are_certain_beyond_the_last_certain_day() -> None:
    calendar = office({date(2027, 1, 4): OfficeDay(False, "建城节")})
    assert [calendar.is_certain(date(2026, 12, 31) + n * DAY) for n in range(6)] == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]
    assert calendar.day(date(2027, 1, 5)).certain is False


def test_years_without_data_are_refused_by_name() -> None:
    calendar = office({})
    with pytest.raises(BeyondCalendarError, match=r"2031 lies outside .* 2000-2030") as refused:
        calendar.add(date(2030, 12, 30), 2)
    assert (refused.value.year, refused.value.first_year, refused.value.last_year) == (
        2031,
        2000,
        2030,
    )
    with pytest.raises(BeyondCalendarError):
        calendar.between(date(1999, 12, 31), date(2000, 1, 3))


def test_what_a_calendar_has_looked_up_so_far_is_no_part_of_it() -> None:
    fresh, used = office({}), office({})
    used.add(date(2026, 3, 2), 5)
    assert used == fresh
    assert repr(used) == repr(fresh)
    known: Any = {2026: plain_year(2026)}
    several: tuple[tuple[Any, ...], ...] = ((known,), ({}, known))
    for lookups in several:
        with pytest.raises(TypeError):
            Calendar(plain_year, date(2026, 12, 31), 2000, 2030, {}, *lookups)


def test_a_year_is_asked_for_once_and_only_when_it_is_needed() -> None:
    asked: list[int] = []

    def source(year: int) -> YearDays:
        asked.append(year)
        return plain_year(year)

    calendar = Calendar(source, date(2026, 12, 31), 2000, 2030)
    assert asked == []
    calendar.add(date(2025, 12, 31), 1)
    calendar.between(date(2025, 12, 1), date(2026, 1, 31))
    calendar.is_working(date(2026, 5, 1))
    assert asked == [2025, 2026]
