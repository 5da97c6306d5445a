"""`mailbox report`: the figures of a period on the command line, without a chat.

Bad input gets one sentence on the error output and exit code 2, a sheet that cannot be issued the
same; nothing else is printed then.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from enum import StrEnum

import typer

from letters.office import Office
from letters.period import BadPeriodError, read_period
from reports import annual, as_json, as_text
from reports.annual import NoSheetError
from storage.database import Database
from texts import Words

Opening = Callable[[], AbstractAsyncContextManager[tuple[Database, Office]]]
"""Opens the database and the office as configured, and closes them."""


class Format(StrEnum):
    """How a report is written: for a person, or for a program."""

    TEXT = "text"
    JSON = "json"


async def print_report(
    database: Database,
    office: Office,
    period: str,
    as_of: str | None,
    output: str,
    words: Words,
    today: date,
) -> str:
    """Returns the report as it is printed, ending with a line feed.

    `period` and `as_of` as typed; without an as-of date the period's last day, or `today` while
    the period lasts. Raises BadPeriodError and NoSheetError.
    """
    asked = read_period(period)
    written_as = _read_format(output)
    day = annual.default_as_of(asked, today) if as_of is None else _read_day(as_of)
    if day > today:
        raise NoSheetError("report-as-of-to-come", as_of=day.isoformat(), today=today.isoformat())
    sheet = await annual.yearly(database, office, asked, day)
    match written_as:
        case Format.JSON:
            return as_json.written(sheet)
        case Format.TEXT:
            return as_text.written(sheet, words)


def report(opening: Opening, period: str, as_of: str | None, output: str) -> None:
    """Prints the report in the office's language; typer.Exit(2) after a sentence on stderr."""
    asyncio.run(_report(opening, period, as_of, output))


async def _report(opening: Opening, period: str, as_of: str | None, output: str) -> None:
    async with opening() as (database, office):
        words = Words(office.language)
        today = office.local_date(datetime.now(UTC))
        try:
            text = await print_report(database, office, period, as_of, output, words, today)
        except BadPeriodError as bad:
            sentence = words(bad.message_id, value=bad.value)
        except NoSheetError as none:
            sentence = words(none.message_id, **none.facts)
        else:
            typer.echo(text, nl=False)
            return
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def _read_day(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise NoSheetError("report-bad-as-of", value=text) from None


def _read_format(text: str) -> Format:
    try:
        return Format(text)
    except ValueError:
        raise NoSheetError("report-bad-format", value=text) from None
