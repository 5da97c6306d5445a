"""`mailbox figures`: the ledger of figures typed in for the yearly report."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import table_file
from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    existing,
    now,
    one_sentence,
    read_config,
    read_year,
    who_types,
    words_of_the_shell,
    write_file,
)
from letters import ledger
from letters.ledger import CATALOGUE, BadValueError, Entry, Form, form_of
from letters.office import Office
from mailroom import ledger_book
from mailroom.ledger_book import Book
from reports import as_csv
from reports.disclosure import broken_check, name_of, names
from texts import LANGUAGES, Words

figures = typer.Typer(no_args_is_help=True, help="Figures typed in for the yearly report.")
Source = Annotated[str, typer.Option(help="Where the office has it from.")]
Year = Annotated[str, typer.Argument(help="The year, as in 2014.")]
COLUMNS = ("section", "figure", "name", "unit", "value", "last", "source", "who", "at")
LONGEST = 60
"""Characters of one cell that a list for people shows."""
HEADINGS = {
    "section": "section",
    "部分": "section",
    "figure": "figure",
    "code": "figure",
    "指标": "figure",
    "项目": "figure",
    "value": "value",
    "数值": "value",
}


@figures.command("list")
def list_figures(
    year: Year,
    form: Annotated[str | None, typer.Option(help="Of which form: 2014, 2021 or website.")] = None,
    output: Annotated[str, typer.Option("--format", help="text or csv.")] = "text",
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Show a year's figures, last year's beside them, and which sums do not hold.

    As CSV it is the table to fill in for `mailbox figures import`.
    """
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        wanted = read_year(year)
        forms = [_read_form(form)] if form else [form_of(wanted), Form.WEBSITE]
        if output not in {"text", "csv"}:
            raise BadInputError("figures-bad-format", output)
        book = asyncio.run(_book(found, wanted))
        entries = [entry for one in forms for entry in ledger.entries(one)]
        lines = _lines(book, entries, office, words)
        if output == "csv":
            content = as_csv.file_of([COLUMNS, *([as_csv.safe(c) for c in row] for row in lines)])
        else:
            heads = tuple(words(f"figures-{name}") for name in COLUMNS)
            shown = [heads, *(tuple(map(_short, row)) for row in lines)]
            from reports.as_text import lined_up  # noqa: PLC0415 — as in reports/formats.py

            content = "\n".join(lined_up(shown, [True] * len(COLUMNS))).encode() + b"\n"
        if out is not None:
            write_file(out, content)
            return
    typer.echo(content.decode(), nl=False)
    if output == "text":
        for line in _broken(book, words):
            typer.echo(line)


def _lines(book: Book, entries: list[Entry], office: Office, words: Words) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for entry in entries:
        typed, last = book.typed.get(entry.code), book.last.get(entry.code)
        at = f"{typed.at.astimezone(office.timezone):%Y-%m-%d %H:%M}" if typed else ""
        found.append(
            (
                words(f"ledger-group-{entry.group}"),
                entry.code,
                name_of(entry.code, words),
                words(f"unit-{entry.unit}"),
                typed.value if typed else "",
                last.value if last else "",
                typed.source if typed else "",
                typed.who if typed else "",
                at,
            )
        )
    return found


def _short(text: str) -> str:
    """The beginning of a text that would push the columns apart."""
    first, *more = text.split("\n")
    return f"{first[:LONGEST]}…" if more or len(first) > LONGEST else first


def _broken(book: Book, words: Words) -> list[str]:
    if not book.broken:
        return [words("figures-hold")]
    return [broken_check(one, words) for one in book.broken]


@figures.command("set")
def set_figure(
    year: Year,
    figure: Annotated[str, typer.Argument(help="Its name, as `mailbox figures list` has it.")],
    value: Annotated[str, typer.Argument(help='A number, or a text; "" takes it back.')],
    source: Source = "",
    config_file: ConfigFile = CONFIG,
) -> None:
    """Type in one figure of a year."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        wanted = read_year(year)
        try:
            entry = _known().get(figure.strip().casefold()) or CATALOGUE.get(figure.strip())
            if entry is None:
                raise BadValueError("ledger-unknown", value=figure[:60])
            read = ledger.read_value(entry, value)
        except BadValueError as bad:
            raise BadInputError(bad.message_id, **bad.facts) from bad
        book = asyncio.run(_entered(found, wanted, {entry: read}, source))
    shown = read or words("figures-nothing")
    typer.echo(words("figures-set", figure=name_of(entry.code, words), year=year, value=shown))
    for line in _broken(book, words):
        typer.echo(line)


@figures.command("import")
def import_figures(
    year: Year,
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with the columns figure and value.")],
    source: Source = "",
    apply: Annotated[bool, typer.Option("--apply", help="Keep them: all or none.")] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Read a year's figures from a table; without --apply only say what it holds."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        wanted = read_year(year)
        table = ledger_book.read_table(table_file.rows(file, HEADINGS), _known())
        if apply and not table.refused:
            book = asyncio.run(_entered(found, wanted, table.values, source or file.name))
    for bad in table.refused:
        reason = words(bad.reason.message_id, **bad.reason.facts)
        typer.echo(words("table-bad-line", line=bad.line, column=bad.figure, reason=reason))
    for passed in table.passed_over:
        typer.echo(words("figures-passed-over", figure=passed))
    if table.refused:
        typer.echo(words("table-refused", rows=len(table.refused)), err=True)
        raise typer.Exit(2)
    if not apply:
        typer.echo(words("figures-would", figures=len(table.values), year=year))
        return
    typer.echo(words("figures-imported", figures=len(table.values), year=year))
    for line in _broken(book, words):
        typer.echo(line)


def _known() -> Mapping[str, Entry]:
    return names([Words(language) for language in LANGUAGES])


def _read_form(text: str) -> Form:
    try:
        return Form(text)
    except ValueError:
        raise BadInputError("figures-bad-form", text) from None


async def _book(found: Config, year: int) -> Book:
    async with await existing(found) as database:
        return await ledger_book.book(database, year)


async def _entered(found: Config, year: int, values: Mapping[Entry, str], source: str) -> Book:
    at: datetime = now()
    async with found.database.archive() as database:
        await ledger_book.enter(database, year, values, source=source, who=who_types(), at=at)
        return await ledger_book.book(database, year)
