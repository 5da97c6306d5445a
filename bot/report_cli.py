"""`mailbox report`, `mailbox editions`: figures of a period in every format; what is published.

No chat is needed, and so none is imported.
"""

import asyncio
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.config import Config
from bot.shell import (
    CONFIG,
    ConfigFile,
    existing,
    now,
    one_sentence,
    read_config,
    read_date,
    who_types,
    words_of_the_shell,
    write_file,
)
from letters.counting import Scope
from letters.ledger import Form
from letters.office import Office
from letters.period import read_period
from letters.procedure import LETTERS
from reports import annual, editions, formats, order
from reports.annual import NoSheetError
from reports.formats import BINARY, Format
from reports.order import Made, Order, Report
from storage import editions as kept
from storage.database import Database
from texts import Words

C = TypeVar("C", bound=StrEnum)
FORMS = (Form.OF_2014, Form.OF_2021)

reporting = typer.Typer()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; `as_of`: None for the period's last day, or today while it lasts.

    `fresh`: as it comes out now, although an edition was published.
    """

    period: str
    as_of: str | None = None
    report: str = Report.YEARLY
    output: str = Format.TEXT
    mailbox: str | None = None
    department: str | None = None
    form: str | None = None
    out: Path | None = None
    publish: bool = False
    reason: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A report in its format, and what there is to say beside it."""

    content: bytes
    beside: tuple[str, ...] = ()


@reporting.command("report")
def report(
    period: Annotated[str, typer.Argument(help="2014, 2026Q1, 2026-11 or FROM..TO.")],
    as_of: Annotated[str | None, typer.Option(help="Count only what had happened by then.")] = None,
    kind: Annotated[str, typer.Option("--report", help="yearly, bulletin or website.")] = "yearly",
    output: Annotated[
        str, typer.Option("--format", help="text, json, csv, xlsx, docx, html or png.")
    ] = "text",
    mailbox: Annotated[str | None, typer.Option(help="Only this mailbox.")] = None,
    department: Annotated[str | None, typer.Option(help="Only what it leads.")] = None,
    form: Annotated[
        str | None, typer.Option(help="Of the whole yearly report: 2014 or 2021.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Freeze it as an edition.")] = False,
    reason: Annotated[str, typer.Option(help="With --publish: why it corrects the last.")] = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="As it comes out now, not as published.")
    ] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Print the mailbox's figures for a period, write them to a file, or publish them."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        asked = Asked(
            period, as_of, kind, output, mailbox, department, form, out, publish, reason, fresh
        )

        async def make() -> Printed:
            async with found.database.archive() as database:
                today = office.local_date(now())
                return await make_report(database, office, asked, Words(office.language), today)

        printed = asyncio.run(make())
        if out is not None:
            write_file(out, printed.content)
    if out is None:
        typer.echo(printed.content.decode(), nl=False)
    for line in printed.beside:
        typer.echo(line, err=output != Format.TEXT or out is not None)


async def make_report(
    database: Database, office: Office, asked: Asked, words: Words, today: date
) -> Printed:
    """Returns the report as it is printed, or as its file's content; published, if so asked.

    Raises BadPeriodError, BadInputError and NoSheetError.
    """
    wanted, output = _order(office, asked, today), _read_format(asked.output)
    if output in BINARY and asked.out is None:
        raise NoSheetError("report-binary")
    if asked.reason and not asked.publish:
        raise NoSheetError("report-reason-alone")
    if asked.publish:
        made = await order.make(database, office, wanted, words)
        edition = await editions.publish(
            database, made, who=who_types(), at=now(), reason=asked.reason
        )
        beside = [words("edition-published"), editions.line(edition, words, office.timezone)]
        return Printed(_in_format(made, output, words), tuple(beside))
    if asked.fresh:
        made = await order.make(database, office, wanted, words)
        return Printed(_in_format(made, output, words))
    dated = asked.as_of is not None
    issue = await editions.issued(database, office, wanted, words, dated=dated)
    beside = issue.beside(words, office.timezone, output)
    return Printed(_in_format(issue.made, output, words), tuple(beside))


def _in_format(made: Made, output: Format, words: Words) -> bytes:
    try:
        return formats.written(made, output, words)
    except formats.NoChartError as none:
        raise NoSheetError(none.message_id) from none


def _order(office: Office, asked: Asked, today: date) -> Order:
    period = read_period(asked.period)
    kind = _read(Report, "report-bad-kind", asked.report)
    day = annual.default_as_of(period, today)
    if asked.as_of is not None:
        day = read_date(asked.as_of, "--as-of")
    if day > today:
        raise NoSheetError("report-as-of-to-come", as_of=day.isoformat(), today=today.isoformat())
    form = None if asked.form is None else _read(Form, "report-bad-form", asked.form)
    if form not in {None, *FORMS}:
        raise NoSheetError("report-bad-form", value=asked.form or "")
    return Order(kind, period, day, _scope(office, asked), form)


def _scope(office: Office, asked: Asked) -> Scope:
    known = {
        "mailbox": (asked.mailbox, [m.code for m in office.following(LETTERS)]),
        "department": (asked.department, [d.code for d in office.departments]),
    }
    for name, (value, codes) in known.items():
        if value is not None and value not in codes:
            raise NoSheetError(f"report-bad-{name}", value=value, known=", ".join(codes))
    return Scope(asked.mailbox, asked.department)


def _read_format(text: str) -> Format:
    return _read(Format, "report-bad-format", text)


def _read(choices: type[C], message: str, text: str) -> C:
    try:
        return choices(text)
    except ValueError:
        raise NoSheetError(message, value=text) from None


@reporting.command("editions")
def published_editions(config_file: ConfigFile = CONFIG) -> None:
    """List what was published, and check that each edition is still what it was."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        listed = asyncio.run(_every(found))
    for edition in listed:
        mark = "ok  " if editions.is_whole(edition) else "!!  "
        scope = [edition.report, edition.period, edition.mailbox, edition.department]
        listed_as = words(
            "edition-listed",
            report=" ".join(filter(None, scope)),
            line=editions.line(edition, words, office.timezone),
            as_of=edition.as_of.isoformat(),
            who=edition.who,
        )
        typer.echo(mark + listed_as)
    if not listed:
        typer.echo(words("edition-none"))
    if not all(map(editions.is_whole, listed)):
        raise typer.Exit(1)


async def _every(found: Config) -> tuple[kept.Edition, ...]:
    async with await existing(found) as database, database.reading() as connection:
        return await kept.every(connection)
