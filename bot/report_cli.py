"""`mailbox report`: the figures of a period on the command line, without a chat.

What cannot be read, and a sheet that is not issued, are exceptions that bear the id of the one
sentence to be said; bot/cli says it.
"""

import asyncio
from datetime import UTC, date, datetime
from enum import StrEnum

from bot.config import Config
from letters.office import Office
from letters.period import read_period
from reports import annual, as_json, as_text
from reports.annual import NoSheetError
from storage.database import Database
from texts import Words


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


def report(
    found: Config,
    office: Office,
    period: str,
    as_of: str | None,
    output: str,
    at: datetime,
    words: Words,
) -> str:
    """Returns the report over the configured database, without its last line feed.

    `at` is the present instant, UTC. Raises as `print_report` does, and DatabaseError.
    """

    async def read() -> str:
        async with Database.at(found.database.url) as database:
            today = office.local_date(at)
            return await print_report(database, office, period, as_of, output, words, today)

    return asyncio.run(read()).removesuffix("\n")


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
