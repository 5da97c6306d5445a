"""`mailbox report`: the figures of a period on the command line or in a file, without a chat."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from letters.counting import Scope
from letters.office import Office
from letters.period import Period, read_period
from reports import annual, as_csv, as_json, as_text, bulletin_json, bulletin_text, paper
from reports.annual import NoSheetError
from reports.bulletin import bulletin
from reports.paper import Paper
from storage.database import Database
from texts import Words

C = TypeVar("C", bound=StrEnum)


class Report(StrEnum):
    """Which report: the year's figures, or the bulletin with the last period beside it."""

    YEARLY = "yearly"
    BULLETIN = "bulletin"


class Format(StrEnum):
    """How a report is written: for a person, for a program, for a spreadsheet."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


BINARY = frozenset({Format.XLSX})
"""What a terminal cannot show."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; `as_of`: None for the period's last day, or today while it lasts."""

    period: str
    as_of: str | None = None
    report: str = Report.YEARLY
    output: str = Format.TEXT
    mailbox: str | None = None
    department: str | None = None
    out: Path | None = None


async def make_report(
    database: Database, office: Office, asked: Asked, words: Words, today: date
) -> bytes:
    """Returns the report as it is printed, or as its file's content.

    Raises BadPeriodError and NoSheetError.
    """
    period = read_period(asked.period)
    kind, output = _read(Report, "report-bad-kind", asked.report), _read_format(asked.output)
    scope = _scope(office, asked)
    day = annual.default_as_of(period, today) if asked.as_of is None else _read_day(asked.as_of)
    if day > today:
        raise NoSheetError("report-as-of-to-come", as_of=day.isoformat(), today=today.isoformat())
    if output in BINARY and asked.out is None:
        raise NoSheetError("report-binary")
    if kind is Report.BULLETIN:
        return await _bulletin(database, office, period, day, scope, output, words)
    sheet = await annual.yearly(database, office, period, day, scope=scope)
    match output:
        case Format.JSON:
            return as_json.written(sheet).encode()
        case Format.TEXT:
            return as_text.written(sheet, words).encode()
        case _:
            return _file(paper.of_sheet(sheet, words), output, words)


async def _bulletin(
    database: Database,
    office: Office,
    period: Period,
    day: date,
    scope: Scope,
    output: Format,
    words: Words,
) -> bytes:
    found = await bulletin(database, office, period, day, scope)
    match output:
        case Format.JSON:
            return bulletin_json.written(found).encode()
        case Format.TEXT:
            return bulletin_text.written(found, words).encode()
        case _:
            return _file(paper.of_bulletin(found, words), output, words)


def _file(made: Paper, output: Format, words: Words) -> bytes:
    if output is Format.CSV:
        return as_csv.written(made)
    from reports import as_xlsx  # noqa: PLC0415 — openpyxl takes its time to import; only here

    return as_xlsx.written(made, words)


def _scope(office: Office, asked: Asked) -> Scope:
    known = {
        "mailbox": (asked.mailbox, [m.code for m in office.mailboxes]),
        "department": (asked.department, [d.code for d in office.departments]),
    }
    for name, (value, codes) in known.items():
        if value is not None and value not in codes:
            raise NoSheetError(f"report-bad-{name}", value=value, known=", ".join(codes))
    return Scope(asked.mailbox, asked.department)


def _read_day(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise NoSheetError("report-bad-as-of", value=text) from None


def _read_format(text: str) -> Format:
    return _read(Format, "report-bad-format", text)


def _read(choices: type[C], message: str, text: str) -> C:
    try:
        return choices(text)
    except ValueError:
        raise NoSheetError(message, value=text) from None
