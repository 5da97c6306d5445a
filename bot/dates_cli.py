"""`mailbox due` and `mailbox calendar`: the office's dates on the command line, without a chat.

Bad input gets one sentence on the error output and exit code 2; nothing else is printed then.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.calendar import BadCalendarFileError, UnknownCountryError, build_calendar
from letters import deadlines
from letters.deadlines import Due, Step
from letters.workdays import BeyondCalendarError, Calendar, Day, Source
from texts import Words

dates = typer.Typer()


class Format(StrEnum):
    """How a command prints: for a person, or for a program."""

    TEXT = "text"
    JSON = "json"


Country = Annotated[
    str,
    typer.Option(help="ISO 3166 code, with a subdivision where it has feasts of its own: DE-BY."),
]
OfficeDays = Annotated[
    Path | None, typer.Option(help="The office's own days: date,working|holiday,note in each line.")
]
Language = Annotated[str, typer.Option(help="zh or en.")]


class BadInputError(Exception):
    """An option or argument that cannot be read, with the message that says so."""

    def __init__(self, message_id: str, value: str = "") -> None:
        super().__init__(f"{message_id}: {value}")
        self.message_id = message_id
        self.value = value


@dates.command("due")
def due(
    *,
    start: Annotated[str | None, typer.Option(help="The first day; it is not counted.")] = None,
    working_days: Annotated[str | None, typer.Option(help="The limit, zero or more.")] = None,
    output: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    country: Country = "CN",
    office_days: OfficeDays = None,
    language: Language = "zh",
) -> None:
    """The date on which a limit of working days ends, and how it comes about."""
    words = Words(language)
    with one_sentence_for_bad_input(words):
        first = _read_date(start)
        limit = _read_number(working_days)
        calendar = _calendar(country, office_days, language)
        result = deadlines.due(calendar, first, limit)
    if output is Format.JSON:
        typer.echo(json.dumps(due_as_json(result), ensure_ascii=False))
        return
    typer.echo(
        words(
            "date-due",
            start=first.isoformat(),
            working_days=limit,
            due=result.on.isoformat(),
            weekday=result.on.isoweekday(),
        )
    )
    if result.provisional:
        typer.echo(words("date-due-provisional", certain_until=calendar.certain_until.isoformat()))
    for step in result.trace:
        typer.echo(words("date-step", **step.variables()))


@dates.command("calendar")
def calendar_of_year(
    year: Annotated[str, typer.Argument(help="The year to print.")],
    country: Country = "CN",
    office_days: OfficeDays = None,
    language: Language = "zh",
) -> None:
    """A year's days that differ from the plain week, who says so, and whether they are certain."""
    words = Words(language)
    with one_sentence_for_bad_input(words):
        number = _read_year(year)
        calendar = _calendar(country, office_days, language)
        days = tuple(calendar.days(number))
    for line in _year_lines(words, calendar, country, days):
        typer.echo(line)


@contextmanager
def one_sentence_for_bad_input(words: Words) -> Iterator[None]:
    """Turns what may be wrong with the input into its sentence and exit code 2."""
    try:
        yield
    except BadInputError as bad:
        sentence = words(bad.message_id, value=bad.value)
    except BadCalendarFileError as bad:
        path, line, fault = str(bad.path), str(bad.line), bad.fault.value
        sentence = words(bad.message_id, path=path, line=line, fault=fault, text=bad.text)
    except UnknownCountryError as bad:
        place = "-".join(filter(None, (bad.country, bad.subdivision)))
        sentence = words(bad.message_id, country=place)
    except BeyondCalendarError as bad:
        sentence = words(
            bad.message_id,
            year=str(bad.year),
            first_year=str(bad.first_year),
            last_year=str(bad.last_year),
        )
    else:
        return
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def due_as_json(result: Due) -> dict[str, object]:
    """`{"due", "provisional", "trace"}`, a day of the trace as `step_as_json` has it."""
    return {
        "due": result.on.isoformat(),
        "provisional": result.provisional,
        "trace": [step_as_json(step) for step in result.trace],
    }


def step_as_json(step: Step) -> dict[str, object]:
    """One day: its number (null where it does not count), what it is, and who says so."""
    day = step.day
    return {
        "date": day.on.isoformat(),
        "number": step.number,
        "kind": day.kind.value,
        "name": day.name,
        "source": day.source.value,
        "certain": day.certain,
        "paused": step.paused,
        "makes_up_for": day.makes_up_for.isoformat() if day.makes_up_for else None,
    }


def _calendar(country: str, office_days: Path | None, language: str) -> Calendar:
    nation, _, subdivision = country.partition("-")
    return build_calendar(nation, subdivision or None, office_days, language)


def _year_lines(
    words: Words, calendar: Calendar, country: str, days: tuple[Day, ...]
) -> Iterator[str]:
    year = days[0].on.year
    certain_until = calendar.certain_until.isoformat()
    working = [day.on.month for day in days if day.working]
    own = sum(day.source is Source.OFFICE for day in days)
    yield words("calendar-title", year=str(year), country=country, working_days=len(working))
    yield words("calendar-sources", version=version("holidays"), office_days=own)
    certain = calendar.certain_until >= days[-1].on
    yield words(
        "calendar-certain" if certain else "calendar-provisional", certain_until=certain_until
    )
    for month in range(1, 13):
        yield words("calendar-month", month=month, working_days=working.count(month))
        for day in days:
            plain = day.source is Source.WEEK
            if day.on.month == month and not plain:
                yield words("calendar-day", **Step(day, None).variables())


def _read_date(text: str | None) -> date:
    if text is None:
        raise BadInputError("date-missing-start")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError("date-bad-date", text) from None


def _read_number(text: str | None) -> int:
    if text is None:
        raise BadInputError("date-missing-working-days")
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise BadInputError("date-bad-number", text)
    return int(text)


def _read_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadInputError("date-bad-year", text)
    return int(text)
