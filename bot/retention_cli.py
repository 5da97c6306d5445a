"""`mailbox retention`: whose letters' data are kept no longer, and erasing them."""

import asyncio
from typing import Annotated

import typer

from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    existing,
    now,
    one_sentence,
    read_config,
    words_of_the_shell,
)
from letters.office import Office
from mailroom import privacy
from mailroom.room import Mailroom

retaining = typer.Typer()


@retaining.command("retention")
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Erase; it cannot be undone.")] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Erase texts, files and names of letters whose retention is over; figures stay."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        if dry_run and apply:
            raise BadInputError("retention-which")
        expired, erased = asyncio.run(_erased(found, office, apply=apply))
    for mailbox in office.mailboxes:
        numbers = expired[mailbox.code]
        if mailbox.retention is None:
            typer.echo(words("retention-none", mailbox=mailbox.title))
            continue
        typer.echo(words("retention-mailbox", mailbox=mailbox.title, letters=len(numbers)))
        if not apply:
            for number in numbers:
                typer.echo(f"  {number}")
    message = "retention-done" if apply else "retention-would"
    typer.echo(words(message, letters=erased if apply else sum(map(len, expired.values()))))


async def _erased(
    found: Config, office: Office, *, apply: bool
) -> tuple[dict[str, list[str]], int]:
    async with await existing(found) as database:
        room = Mailroom(database, office, now, lambda: None)
        expired = await privacy.expired(room)
        return expired, await privacy.erase_expired(room) if apply else 0
