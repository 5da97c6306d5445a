"""The calendar as it is built: from the library's data, for any country, and the office's file."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import holidays
import pytest
from holidays.countries.china import ChinaStaticHolidays

from bot.calendar import (
    BadCalendarFileError,
    Fault,
    UnknownCountryError,
    build_calendar,
    read_office_days,
)
from letters.workdays import Calendar, DayKind, OfficeDay, Source

YEARS = range(1950, 2101)


def named(calendar: Calendar, year: int) -> Mapping[str, str]:
    """The year's holidays on days that would be worked otherwise."""
    return {
        day.on.strftime("%m-%d"): day.name
        for day in calendar.days(year)
        if day.kind is DayKind.HOLIDAY
    }


def file_with(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "days.csv"
    path.write_text(text, encoding="utf-8")
    return path


def years_with_exchanged_days(country: str) -> set[int]:
    """Read off the library's tables: a year's entry of four or five numbers exchanges two days."""
    table: Mapping[int, tuple[tuple[object, ...], ...]]
    table = holidays.country_holidays(country).special_public_holidays
    return {
        year
        for year, entries in table.items()
        if any(isinstance(entry, tuple) and len(entry) > 3 for entry in entries)
    }


def test_china_is_certain_through_the_last_year_that_has_make_up_days() -> None:
    last = max(years_with_exchanged_days("CN"))
    assert build_calendar().certain_until == date(last, 12, 31)


def test_an_arrangement_that_arrives_with_the_librarys_data_makes_its_year_certain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = build_calendar()
    year = before.certain_until.year + 1
    saturday = next(day.on for day in before.days(year) if day.on.weekday() == 5)
    monday = next(day.on for day in before.days(year) if day.working and day.on.weekday() == 0)
    arrangement = ((monday.month, monday.day, saturday.month, saturday.day),)
    monkeypatch.setitem(ChinaStaticHolidays.special_public_holidays, year, arrangement)
    after = build_calendar()
    assert after.certain_until == date(year, 12, 31)
    assert (after.is_working(saturday), after.is_working(monday)) == (True, False)
    assert after.day(saturday).makes_up_for == monday


def test_a_make_up_day_in_the_following_year_does_not_make_that_year_certain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exchanged = ((12, 30, 12, 26), (12, 31, 1, 2, 2100))
    monkeypatch.setitem(ChinaStaticHolidays.special_public_holidays, 2099, exchanged)
    calendar = build_calendar()
    assert calendar.is_working(date(2100, 1, 2))
    assert calendar.certain_until == date(2099, 12, 31)


def test_a_year_not_yet_announced_is_counted_and_called_uncertain() -> None:
    calendar = build_calendar()
    year = calendar.certain_until.year + 1
    days = tuple(calendar.days(year))
    assert {day.certain for day in days} == {False}
    assert {day.kind for day in days} == {DayKind.WORKDAY, DayKind.HOLIDAY, DayKind.WEEKEND}


def test_holidays_are_named_in_the_language_asked_for() -> None:
    day = date(2026, 10, 1)
    assert build_calendar(language="zh").day(day).name == "国庆节"
    assert build_calendar(language="en").day(day).name == "National Day"


def test_a_country_without_the_language_names_holidays_in_its_own_not_the_machines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")
    assert build_calendar("DE", language="zh").day(date(2026, 1, 1)).name == "Neujahr"


def test_a_country_without_make_up_days_is_certain_by_statute() -> None:
    bavaria = build_calendar("DE", "BY", language="en")
    assert bavaria.certain_until == date(2100, 12, 31)
    assert named(bavaria, 2026) == {
        "01-01": "New Year's Day",
        "01-06": "Epiphany",
        "04-03": "Good Friday",
        "04-06": "Easter Monday",
        "05-01": "Labor Day",
        "05-14": "Ascension Day",
        "05-25": "Pentecost Monday",
        "06-04": "Corpus Christi",
        "10-03": "German Unity Day",
        "11-01": "All Saints' Day",
        "12-25": "Christmas Day",
        "12-26": "Second Day of Christmas",
    }
    assert bavaria.add(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert build_calendar("DE", "BE").is_working(date(2026, 1, 6))


def test_a_country_that_rests_on_friday_and_saturday_works_on_sunday() -> None:
    qatar = build_calendar("QA", language="en")
    thursday, friday, sunday = date(2026, 4, 9), date(2026, 4, 10), date(2026, 4, 12)
    assert qatar.add(thursday, 1) == sunday
    assert qatar.day(friday).kind is DayKind.WEEKEND
    assert qatar.between(thursday, sunday) == 1


def test_a_country_that_moved_its_weekend_is_counted_as_it_was_then() -> None:
    # Saudi Arabia: Thursday and Friday until 28 June 2013, Friday and Saturday since
    saudi_arabia = build_calendar("SA")
    assert saudi_arabia.add(date(2013, 6, 19), 1) == date(2013, 6, 22)
    assert saudi_arabia.add(date(2013, 7, 3), 1) == date(2013, 7, 4)
    assert saudi_arabia.add(date(2013, 7, 4), 1) == date(2013, 7, 7)


def test_a_country_that_waits_for_the_moon_is_certain_until_its_first_estimated_year() -> None:
    egypt = build_calendar("EG", language="en")
    last = egypt.certain_until.year
    assert 2024 <= last < 2100
    assert not any("estimated" in name for name in named(egypt, last).values())
    assert any("estimated" in name for name in named(egypt, last + 1).values())


def test_other_countries_with_make_up_days_follow_chinas_rule() -> None:
    hungary = build_calendar("HU")
    assert hungary.certain_until == date(max(years_with_exchanged_days("HU")), 12, 31)
    assert hungary.day(date(2026, 1, 10)).makes_up_for == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("country", "subdivision"), [("XX", None), ("DE", "QQ"), ("HolidayBase", None), ("", None)]
)
def test_an_unknown_country_or_subdivision_is_refused(
    country: str, subdivision: str | None
) -> None:
    with pytest.raises(UnknownCountryError) as refused:
        build_calendar(country, subdivision)
    assert (refused.value.country, refused.value.subdivision) == (country, subdivision)


def test_the_offices_file_overrides_the_country(tmp_path: Path) -> None:
    path = file_with(
        tmp_path,
        "# 2026\n\n2026-07-10,holiday,那达慕\r\n 2026-07-18 , working , 补班, 全体 \n"
        '2026-02-17,working,"值班, 信访接待"\n',
    )
    assert read_office_days(path, YEARS) == {
        date(2026, 7, 10): OfficeDay(False, "那达慕"),
        date(2026, 7, 18): OfficeDay(True, "补班,全体"),
        date(2026, 2, 17): OfficeDay(True, "值班, 信访接待"),
    }
    calendar = build_calendar(office_days=path)
    own = [day.on for day in calendar.days(2026) if day.source is Source.OFFICE]
    assert own == [date(2026, 2, 17), date(2026, 7, 10), date(2026, 7, 18)]
    assert calendar.add(date(2026, 7, 9), 1) == date(2026, 7, 13)


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = file_with(tmp_path, "\ufeff2026-07-10,holiday,那达慕\r\n")
    assert read_office_days(path, YEARS) == {date(2026, 7, 10): OfficeDay(False, "那达慕")}


@pytest.mark.parametrize(
    ("line", "fault", "text"),
    [
        ("2026-02-30,holiday,x", Fault.DATE, "2026-02-30"),
        ("tomorrow,holiday,x", Fault.DATE, "tomorrow"),
        ("2026-07-10,feast,x", Fault.KIND, "feast"),
        ("2026-07-10,holiday", Fault.FIELDS, "2026-07-10,holiday"),
        ("2026-07-10,holiday,", Fault.FIELDS, "2026-07-10,holiday,"),
        ("2026-07-10", Fault.FIELDS, "2026-07-10"),
        ('2026-07-10,holiday,"x', Fault.FIELDS, '2026-07-10,holiday,"x'),
        ("2026-01-05,working,x", Fault.TWICE, "2026-01-05"),
        ("2206-07-10,holiday,x", Fault.BEYOND, "2206-07-10"),
    ],
)
def test_a_broken_line_is_named_with_its_file_and_number(
    tmp_path: Path, line: str, fault: Fault, text: str
) -> None:
    path = file_with(tmp_path, f"# days\n2026-01-05,holiday,x\n{line}\n")
    with pytest.raises(BadCalendarFileError) as refused:
        build_calendar(office_days=path)
    broken = refused.value
    assert (broken.path, broken.line, broken.fault, broken.text) == (path, 3, fault, text)


def test_a_file_that_cannot_be_read_as_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    for prepare, fault in (
        (lambda: None, Fault.UNREADABLE),
        (lambda: path.write_bytes("2026-07-10,holiday,那达慕".encode("gb18030")), Fault.ENCODING),
    ):
        prepare()
        with pytest.raises(BadCalendarFileError) as refused:
            build_calendar(office_days=path)
        assert (refused.value.line, refused.value.fault) == (0, fault)
