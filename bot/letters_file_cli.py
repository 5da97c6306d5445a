"""`mailbox import` and `mailbox export`: letters of the past as a table, in and out."""

import asyncio
import csv
import io
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import table_file
from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    Language,
    existing,
    now,
    one_sentence,
    read_config,
    words_of,
    words_of_the_shell,
    write_file,
)
from letters import past
from letters.office import Office
from letters.past import COLUMNS, REQUIRED
from mailroom import importing
from mailroom.importing import Found
from mailroom.room import Mailroom
from reports.as_csv import BOM, safe
from storage.past import as_rows
from texts import LANGUAGES, Words

letters_files = typer.Typer()
LONG = 5_000
"""A progress bar is shown from this many lines on."""


def headings() -> dict[str, str]:
    """Returns the column for every heading it goes by: its name, and that of each language."""
    found = {column: column for column in COLUMNS}
    for language in LANGUAGES:
        words = Words(language)
        found |= {words(f"column-{column}").casefold(): column for column in COLUMNS}
    return found


@letters_files.command("import")
def import_letters(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX; see docs/figures.md.")],
    apply: Annotated[bool, typer.Option("--apply", help="Enter the letters: all or none.")] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Read letters of the past from a table; without --apply only say what is wrong with it."""
    words = words_of_the_shell()
    with one_sentence(words):
        found_config, office = read_config(config_file)
        rows = list(table_file.rows(file, headings()))
        _all_columns(file, rows)
        found = asyncio.run(_imported(found_config, office, rows, words, apply=apply))
    for line, fault in found.faults:
        other = words(f"column-{fault.other}")
        reason = words(fault.message_id, value=fault.value, other=other)
        column = words(f"column-{fault.column}")
        typer.echo(words("table-bad-line", line=line, column=column, reason=reason))
    if found.faults:
        typer.echo(words("table-refused", rows=len(found.faults)), err=True)
        raise typer.Exit(2)
    message = "import-done" if apply else "import-would"
    typer.echo(words(message, letters=len(found.letters), known=found.known))


def _all_columns(file: Path, rows: list[tuple[int, dict[str, str]]]) -> None:
    lacking = [name for name in REQUIRED if rows and name not in rows[0][1]]
    if lacking:
        raise BadInputError("import-lacks-columns", str(file), columns=", ".join(lacking))


async def _imported(
    found: Config,
    office: Office,
    rows: list[tuple[int, dict[str, str]]],
    words: Words,
    *,
    apply: bool,
) -> Found:
    async with found.database.archive() as database:
        room = Mailroom(database, office, now, lambda: None)
        speaking = past.vocabulary(office, [Words(language) for language in LANGUAGES])
        with _progress(len(rows), words("import-reading")) as bar:
            looked = await importing.look(room, _counting(rows, bar), speaking)
        if apply and looked.letters and not looked.faults:
            with _progress(len(looked.letters), words("import-entering")) as bar:
                await importing.enter(room, looked.letters, bar.update)
        return looked


def _progress(length: int, label: str) -> AbstractContextManager[Any]:
    """A bar on a terminal; elsewhere, and for short files, nothing."""
    return typer.progressbar(
        length=length, label=label, file=sys.stderr if length >= LONG else io.StringIO()
    )


def _counting(rows: list[tuple[int, dict[str, str]]], bar: Any) -> Any:
    for place, row in enumerate(rows, start=1):
        yield row
        if place % 1000 == 0 or place == len(rows):
            bar.update((place - 1) % 1000 + 1)


@letters_files.command("export")
def export_letters(
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    language: Language = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Write the register as a table that `mailbox import` reads: no names, no letters' texts."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        heads = list(COLUMNS)
        if language is not None:
            heads = [words_of(language)(f"column-{column}") for column in COLUMNS]
        content = asyncio.run(_exported(found, heads))
        if out is not None:
            write_file(out, content)
            return
    typer.echo(content.decode(), nl=False)


async def _exported(found: Config, heads: list[str]) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(heads)
    async with await existing(found) as database, database.reading() as connection:
        for row in await as_rows(connection):
            lines.writerow([safe(row[column]) for column in COLUMNS])
    return (BOM + text.getvalue()).encode("utf-8")
