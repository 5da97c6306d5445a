"""The period a report is about: a year, a quarter, a month, or from one day to another.

Both days belong to it, and are the office's own dates. Knows nothing of what is counted in it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years a report can be asked for; anything else is a slip of the hand."""

_YEAR = re.compile(r"(\d{4})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*|\s+)(\d{4}-\d{2}-\d{2})", re.ASCII)


class BadPeriodError(ValueError):
    """What was typed names no period. `message_id` is its sentence in texts/, with `facts`."""

    message_id = "report-bad-period"

    def __init__(self, value: str) -> None:
        super().__init__(f"{value!r} is not a period")
        self.facts = {"value": value}


class Shape(StrEnum):
    """What sort of period it is, and so how it is called."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    RANGE = "range"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first day to the last, both included. ValueError where the last comes first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuses a period that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"{self.last} comes before {self.first}")

    def __str__(self) -> str:
        """Returns its one name: 2014, 2026Q1, 2026-11 or 2026-01-05..2026-03-31."""
        match self.shape:
            case Shape.YEAR:
                return f"{self.first.year:04d}"
            case Shape.QUARTER:
                return f"{self.first.year:04d}Q{self.quarter}"
            case Shape.MONTH:
                return f"{self.first:%Y-%m}"
            case Shape.RANGE:
                return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def shape(self) -> Shape:
        """Returns what it is: a whole year, quarter or month keeps that name however typed."""
        if self == year(self.first.year):
            return Shape.YEAR
        if self == quarter(self.first.year, self.quarter):
            return Shape.QUARTER
        if self == month(self.first.year, self.first.month):
            return Shape.MONTH
        return Shape.RANGE

    @property
    def quarter(self) -> int:
        """Returns the quarter of the year, 1 to 4, in which it begins."""
        return (self.first.month + 2) // 3

    def until(self, as_of: date) -> "Period":
        """Returns the part of it that has come by a day. ValueError where none has."""
        return Period(self.first, min(self.last, as_of))

    def months(self) -> tuple[str, ...]:
        """Returns the months it touches, "2014-01" and so on, in order."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return tuple(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(first, last + 1))


def year(number: int) -> Period:
    """Returns a calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def quarter(number: int, which: int) -> Period:
    """Returns a quarter, 1 to 4, of a year."""
    return Period(date(number, which * 3 - 2, 1), month(number, which * 3).last)


def month(number: int, which: int) -> Period:
    """Returns a month, 1 to 12, of a year."""
    following = date(number + which // 12, which % 12 + 1, 1)
    return Period(date(number, which, 1), following - timedelta(days=1))


def read_period(text: str) -> Period:
    """Returns the period meant by "2014", "2026Q1", "2026-11" or "2026-01-01..2026-03-31".

    The two days may also stand apart by a space, as they are typed in a chat. Raises
    BadPeriodError.
    """
    typed = text.strip()
    try:
        found = _read(typed)
    except ValueError:
        raise BadPeriodError(typed) from None
    if found is None or not (found.first.year >= FIRST_YEAR and found.last.year <= LAST_YEAR):
        raise BadPeriodError(typed)
    return found


def _read(typed: str) -> Period | None:
    if match := _YEAR.fullmatch(typed):
        return year(int(match[1]))
    if match := _QUARTER.fullmatch(typed):
        return quarter(int(match[1]), int(match[2]))
    if match := _MONTH.fullmatch(typed):
        return month(int(match[1]), int(match[2]))
    if match := _RANGE.fullmatch(typed):
        return Period(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
    return None


def before(period: Period) -> Period:
    """Returns the period just before: the last year, quarter or month, or as many days."""
    last = period.first - timedelta(days=1)
    match period.shape:
        case Shape.YEAR:
            return year(last.year)
        case Shape.QUARTER:
            return quarter(last.year, (last.month + 2) // 3)
        case Shape.MONTH:
            return month(last.year, last.month)
        case Shape.RANGE:
            return Period(last - (period.last - period.first), last)


def year_before(period: Period) -> Period:
    """Returns the same period a year earlier; 29 February becomes the 28th, the month's last."""
    match period.shape:
        case Shape.YEAR:
            return year(period.first.year - 1)
        case Shape.QUARTER:
            return quarter(period.first.year - 1, period.quarter)
        case Shape.MONTH:
            return month(period.first.year - 1, period.first.month)
        case Shape.RANGE:
            return Period(_a_year_before(period.first), _a_year_before(period.last))


def _a_year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def same_day_of(other: Period, period: Period, as_of: date) -> date:
    """Returns the day as of which another period compares with this one as of a day.

    A period that lasts is compared with as many days of the other; one that is over, as many days
    after the other's end.
    """
    if as_of >= period.last:
        return other.last + (as_of - period.last)
    return min(other.first + (as_of - period.first), other.last)
