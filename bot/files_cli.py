"""`mailbox files`: a letter's files, copied out of the database."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    existing,
    one_sentence,
    read_config,
    words_of_the_shell,
    write_file,
)
from letters.attachments import numbered
from letters.workflow import NotAllowed
from storage import files, letters
from texts import Words

filing = typer.Typer()


@filing.command("files")
def files_of(
    number: Annotated[str, typer.Argument(help="A letter: SZ-2026-000001.")],
    out: Annotated[Path, typer.Option(help="The folder to copy them to.")] = Path(),
    config_file: ConfigFile = CONFIG,
) -> None:
    """Copy a letter's files to a folder, and say which of them only Telegram has."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        _make(out)
        lines = asyncio.run(_copied(found, number, out, words))
    for line in lines:
        typer.echo(line)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(
            "report-unwritable", str(folder), detail=error.strerror or ""
        ) from error


async def _copied(found: Config, number: str, out: Path, words: Words) -> list[str]:
    async with await existing(found) as database, database.snapshot() as connection:
        letter = await letters.by_number(connection, number)
        if letter is None:
            raise NotAllowed("no-such-letter")
        parts = [k for k in await letters.parts(connection, letter.id) if k.part.file]
        names = numbered(letter.number, parts)
        lines = [] if parts else [words("files-none", number=letter.number)]
        for kept in parts:
            name, content = names[kept.id], await files.content(connection, kept)
            if content is None:
                why = (kept.not_kept or "waiting").replace("_", "-")
                lines.append(words(f"files-{why}", file=name))
                continue
            write_file(out / name, content)
            lines.append(words("files-written", file=str(out / name), bytes=str(len(content))))
        return lines
