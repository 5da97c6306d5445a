"""Builds the office's `Calendar`: a country's days from the `holidays` library, and its own file.

Until when the calendar is certain is read off the library's data at every start, so that a new
year's arrangement arrives with a library update alone:

- A country for which the library carries working days on weekends (China, Hungary, Vietnam …)
  announces every year anew. Certain is everything up to the last year that brings such days of
  its own; later years hold only what the law fixes, with no make-up day yet.
- Any other country's holidays are fixed by statute and certain as far as the library reaches,
  but for those that wait for a moon to be seen (Egypt …): there, up to the last year in which the
  library marks no holiday as estimated. Where a computed calendar is the law (Saudi Arabia's
  Umm al-Qura), it marks none.
"""

import csv
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from importlib.util import find_spec, module_from_spec
from pathlib import Path

from holidays import HolidayBase, country_holidays
from holidays.registry import EntityLoader

from letters.workdays import Calendar, OfficeDay, YearDays


class Fault(StrEnum):
    """What is wrong with the office's file, or with one line of it."""

    UNREADABLE = "unreadable"
    ENCODING = "encoding"
    FIELDS = "fields"
    DATE = "date"
    KIND = "kind"
    TWICE = "twice"
    BEYOND = "beyond"


class BadCalendarFileError(Exception):
    """The office's file of days is broken: where, and how. `line` is 0 for the file as a whole."""

    message_id = "bad-calendar-file"

    def __init__(self, path: Path, line: int, fault: Fault, text: str) -> None:
        super().__init__(f"{path}, line {line}: {fault}: {text!r}")
        self.path = path
        self.line = line
        self.fault = fault
        self.text = text


class UnknownCountryError(Exception):
    """The library knows no such country, or the country no such subdivision."""

    message_id = "unknown-country"

    def __init__(self, country: str, subdivision: str | None) -> None:
        super().__init__(f"no holidays known for {country} {subdivision or ''}".rstrip())
        self.country = country
        self.subdivision = subdivision


def build_calendar(
    country: str = "CN",
    subdivision: str | None = None,
    office_days: Path | None = None,
    language: str = "zh",
) -> Calendar:
    """The calendar of a country and subdivision (ISO 3166), with the office's own days over it.

    Holidays are named in `language` where the library has it, otherwise in the country's own.
    Raises `UnknownCountryError` and `BadCalendarFileError`.
    """
    days = _CountryDays(country, subdivision, language)
    years = range(days.first_year, days.last_year + 1)
    extra = read_office_days(office_days, years) if office_days else {}
    certain_until = date(days.last_certain_year(), 12, 31)
    return Calendar(days.of_year, certain_until, days.first_year, days.last_year, extra)


def read_office_days(path: Path, years: range) -> Mapping[date, OfficeDay]:
    """The office's own days: a line each, `date,working|holiday,note`, in UTF-8.

        # regional feasts and sudden changes
        2026-07-11,holiday,那达慕
        2026-07-18,working,补班

    The note is what people read as the day's name. Empty lines and lines that begin with `#` are
    passed over. A broken line, a date given twice or outside `years` raises
    `BadCalendarFileError`: nothing of a broken file is used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # spreadsheets put a mark before the text
    except OSError as error:
        raise BadCalendarFileError(path, 0, Fault.UNREADABLE, error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise BadCalendarFileError(path, 0, Fault.ENCODING, "") from error
    days: dict[date, OfficeDay] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            on, day = _parsed(line.strip(), years)
        except _FaultyLineError as error:
            raise BadCalendarFileError(path, number, error.fault, error.text) from None
        if on in days:
            raise BadCalendarFileError(path, number, Fault.TWICE, on.isoformat())
        days[on] = day
    return days


class _FaultyLineError(Exception):
    def __init__(self, fault: Fault, text: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.text = text


def _parsed(line: str, years: range) -> tuple[date, OfficeDay]:
    try:
        (fields,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError):
        raise _FaultyLineError(Fault.FIELDS, line) from None
    when, kind, *notes = [field.strip() for field in fields] + [""] * (2 - len(fields))
    note = ",".join(notes)
    if not (when and kind and note):
        raise _FaultyLineError(Fault.FIELDS, line)
    try:
        on = date.fromisoformat(when)
    except ValueError:
        raise _FaultyLineError(Fault.DATE, when) from None
    if on.year not in years:
        raise _FaultyLineError(Fault.BEYOND, when)
    if kind not in {"working", "holiday"}:
        raise _FaultyLineError(Fault.KIND, kind)
    return on, OfficeDay(kind == "working", note)


class _CountryDays:
    """One country's years, read from the library."""

    def __init__(self, country: str, subdivision: str | None, language: str) -> None:
        self._country = country
        self._subdivision = subdivision
        if country not in EntityLoader.get_country_codes():
            raise UnknownCountryError(country, subdivision)
        _one_country_at_a_time()
        try:
            nothing = country_holidays(country, subdiv=subdivision)
        except NotImplementedError as error:
            raise UnknownCountryError(country, subdivision) from error
        self.first_year = nothing.start_year
        self.last_year = nothing.end_year
        self._estimated_label = getattr(nothing, "estimated_label", None)
        # Make-up days that fall into the year before their arrangement (31 December 2011 is one of
        # 2012's) are there from the start, whatever year is asked for: no year's own.
        self._of_other_years = frozenset(nothing.weekend_workdays)
        # Asked for no language, the library takes the machine's, not the country's.
        self._default_language = nothing.default_language
        spoken = sorted(nothing.supported_languages)
        self._language = next(
            (known for known in spoken if known.split("_")[0] == language), self._default_language
        )

    def of_year(self, year: int) -> YearDays:
        """The year's days, as `letters.workdays.YearSource` wants them."""
        # With its neighbours, for a make-up day may stand for a day off across the turn of a year.
        loaded = self._load((year - 1, year, year + 1), self._language)
        first = date(year, 1, 1)
        all_days = (first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1))
        return YearDays(
            holidays={day: name for day, name in loaded.items() if day.year == year},
            make_up={
                day: _day_off_for(loaded, day)
                for day in loaded.weekend_workdays
                if day.year == year
            },
            weekend=frozenset(day for day in all_days if loaded.is_weekend(day)),
        )

    def last_certain_year(self) -> int:
        """The last year whose days are announced or fixed; the module's docstring has the rule."""
        downwards = range(self.last_year, self.first_year - 1, -1)
        arranged = next((year for year in downwards if self._is_arranged(year)), None)
        if arranged is not None:
            return arranged
        return next((year for year in downwards if self._is_fixed(year)), self.first_year)

    def _is_arranged(self, year: int) -> bool:
        loaded = self._load((year,), self._default_language)
        return not loaded.weekend_workdays <= self._of_other_years

    def _is_fixed(self, year: int) -> bool:
        if not self._estimated_label:
            return True
        # "%s (estimated)" for one holiday, "%s (observed, estimated)" for its substitute
        mark = self._estimated_label.replace("%s", "").strip(" ()（）")
        loaded = self._load((year,), self._default_language)
        return not any(mark in name for name in loaded.values())

    def _load(self, years: tuple[int, ...], language: str | None) -> HolidayBase:
        # Without `expand`, asking about a day never adds its year behind our back.
        return country_holidays(
            self._country, subdiv=self._subdivision, years=years, expand=False, language=language
        )


def _one_country_at_a_time() -> None:
    """Spares the program the 250 countries that the library's package would load for one: 8 MB."""
    package = find_spec("holidays.countries")
    if package is not None:
        sys.modules.setdefault(package.name, module_from_spec(package))


def _day_off_for(loaded: HolidayBase, make_up: date) -> date | None:
    """The day off that a make-up day stands for; the library tells it in the day off's name."""
    pattern = getattr(loaded, "substituted_date_format", None)
    if pattern is None:
        return None
    written = make_up.strftime(loaded.tr(pattern))
    return next((day for day, name in loaded.items() if written in name), None)
