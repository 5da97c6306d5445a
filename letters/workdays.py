"""Working days: which days an office works, and how they are counted.

A `Calendar` is told what each year's days are by a `YearSource`, asked once a year and only for
the years that are needed, and by the office's own days, which override the country's. It refuses
to know where the days come from (see `bot/calendar.py`), what today is, and what is counted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is to the office; `MAKE_UP` is worked although it would be a day of rest."""

    WORKDAY = "workday"
    MAKE_UP = "make-up"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"


class Source(StrEnum):
    """Who says what a day is: the plain week, the country's law, or the office's own file."""

    WEEK = "week"
    COUNTRY = "country"
    OFFICE = "office"


@dataclass(frozen=True)
class YearDays:
    """One year as its country has it. Days of other years in it are ignored."""

    holidays: Mapping[date, str]
    """Public holidays by name, weekdays and weekends alike."""
    make_up: Mapping[date, date | None]
    """Weekend days that are worked, each with the day off it makes up for, where that is known."""
    weekend: frozenset[date]
    """The weekly days of rest, as dates: countries have moved their weekend within a year."""


YearSource = Callable[[int], YearDays]


@dataclass(frozen=True)
class OfficeDay:
    """A day as the office's own file has it."""

    working: bool
    note: str


@dataclass(frozen=True)
class Day:
    """A day, what it is, and who says so."""

    on: date
    working: bool
    kind: DayKind
    name: str
    """The holiday's name or the office's note; empty for plain days and the country's make-ups."""
    source: Source
    certain: bool
    makes_up_for: date | None = None


class BeyondCalendarError(ValueError):
    """A day in a year for which the calendar has no data at all."""

    message_id = "beyond-calendar"

    def __init__(self, year: int, first_year: int, last_year: int) -> None:
        super().__init__(f"year {year} lies outside the calendar, {first_year}-{last_year}")
        self.year = year
        self.first_year = first_year
        self.last_year = last_year


@dataclass(frozen=True)
class Calendar:
    """The office's calendar; `BeyondCalendarError` is raised for years it has no data for.

    Days after `certain_until` are computed, not announced: the State Council publishes each
    year's days off and make-up days only late in the year before (全国年节及纪念日放假办法). They
    are counted all the same; what rests on them is provisional.
    """

    source: YearSource
    certain_until: date
    first_year: int
    last_year: int
    extra: Mapping[date, OfficeDay] = field(default_factory=dict)
    _years: dict[int, YearDays] = field(default_factory=dict, init=False, repr=False, compare=False)
    _working: dict[int, tuple[date, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_working(self, day: date) -> bool:
        """Does the office work on this day?"""
        return self.day(day).working

    def is_certain(self, day: date) -> bool:
        """Is it settled what this day is: announced by the country, or set by the office?"""
        return day <= self.certain_until or day in self.extra

    def day(self, day: date) -> Day:
        """The day with its name and source. The office's word overrides the country's."""
        country = self._by_country(day)
        office = self.extra.get(day)
        if office is None:
            return country
        if not office.working:
            kind = DayKind.HOLIDAY
        elif country.kind is DayKind.WORKDAY:
            kind = DayKind.WORKDAY
        else:
            kind = DayKind.MAKE_UP
        return Day(day, office.working, kind, office.note, Source.OFFICE, certain=True)

    def days(self, year: int) -> Iterator[Day]:
        """Every day of the year in order."""
        self._days_of(year)
        day = date(year, 1, 1)
        for offset in range((date(year, 12, 31) - day).days + 1):
            yield self.day(day + offset * ONE_DAY)

    def working_days(self, year: int) -> tuple[date, ...]:
        """The year's working days in order."""
        if year not in self._working:
            self._working[year] = tuple(day.on for day in self.days(year) if day.working)
        return self._working[year]

    def add(self, start: date, working_days: int) -> date:
        """The N-th working day after `start`, which itself is not counted (民法典 Art. 201).

        A negative number counts back: the N-th working day before `start`. Zero is `start`
        itself, be it a working day or not.
        """
        if working_days == 0:
            return start
        year = start.year
        days = self.working_days(year)
        if working_days > 0:
            place = bisect_right(days, start) + working_days - 1
            while place >= len(days):
                place -= len(days)
                year += 1
                days = self.working_days(year)
        else:
            place = bisect_left(days, start) + working_days
            while place < 0:
                year -= 1
                days = self.working_days(year)
                place += len(days)
        return days[place]

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`.

        Negative when `end` comes first: minus the working days after `end`, up to and with `start`.
        """
        if end < start:
            return -self.between(end, start)
        whole = sum(len(self.working_days(year)) for year in range(start.year, end.year))
        return whole + self._rank(end) - self._rank(start)

    def next_working(self, day: date) -> date:
        """This day if it is a working day, otherwise the first one after it."""
        return day if self.is_working(day) else self.add(day, 1)

    def _rank(self, day: date) -> int:
        return bisect_right(self.working_days(day.year), day)

    def _days_of(self, year: int) -> YearDays:
        if not self.first_year <= year <= self.last_year:
            raise BeyondCalendarError(year, self.first_year, self.last_year)
        if year not in self._years:
            self._years[year] = self.source(year)
        return self._years[year]

    def _by_country(self, day: date) -> Day:
        year = self._days_of(day.year)
        certain = day <= self.certain_until
        if day in year.make_up:
            instead = year.make_up[day]
            return Day(day, True, DayKind.MAKE_UP, "", Source.COUNTRY, certain, instead)
        if day in year.holidays:
            name = year.holidays[day]
            return Day(day, False, DayKind.HOLIDAY, name, Source.COUNTRY, certain)
        if day in year.weekend:
            return Day(day, False, DayKind.WEEKEND, "", Source.WEEK, certain)
        return Day(day, True, DayKind.WORKDAY, "", Source.WEEK, certain)
