"""`mailbox published`: the answers everybody may read, as a page or for the website's program."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.shell import (
    CONFIG,
    ConfigFile,
    existing,
    one_sentence,
    read_config,
    words_of_the_shell,
    write_file,
)
from reports import as_json, publications
from texts import Words

publishing = typer.Typer()


class Form(StrEnum):
    """A page as it is, or what a program makes one of."""

    HTML = "html"
    JSON = "json"


@publishing.command("published")
def published(
    output: Annotated[Form, typer.Option("--format", help="html or json.")] = Form.HTML,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Write the published answers for the website: masked, confirmed, and agreed to."""
    with one_sentence(words_of_the_shell()):
        found, office = read_config(config_file)
        words = Words(office.language)

        async def read() -> tuple[publications.Publication, ...]:
            async with await existing(found) as database, database.snapshot() as connection:
                return await publications.published(connection, office, words)

        answers = asyncio.run(read())
        if output is Form.HTML:
            content = publications.page(answers, office, words)
        else:
            content = as_json.written(publications.content(answers)).encode()
        if out is not None:
            write_file(out, content)
    if out is None:
        typer.echo(content.decode(), nl=False)
