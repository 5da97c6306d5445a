"""`mailbox verify`: checks the whole register and names the first fault of each kind."""

import asyncio
import io
import sys

import typer

from bot.config import Config
from bot.shell import CONFIG, ConfigFile, existing, one_sentence, read_config, words_of_the_shell
from storage.verify import Verified, verify
from texts import Words

verifying = typer.Typer()
LONG = 20_000
"""A progress bar is shown from this many letters on."""


@verifying.command("verify")
def verify_register(config_file: ConfigFile = CONFIG) -> None:
    """Check every letter's history, the numbers, the outbox and the editions; change nothing."""
    words = words_of_the_shell()
    with one_sentence(words):
        found_config, _office = read_config(config_file)
        found = asyncio.run(_verified(found_config, words))
    typer.echo(words("verify-went", letters=found.letters, events=found.events, end=found.end))
    for fault in found.faults.values():
        typer.echo(f"!!  {words(fault.message_id, **fault.facts)}")
    if found.faults:
        raise typer.Exit(1)
    typer.echo(f"ok  {words('verify-whole')}")


async def _verified(found: Config, words: Words) -> Verified:
    async with await existing(found) as database, database.snapshot() as connection:
        letters = int(await connection.value("letters_last_id"))
        shown = sys.stderr if letters >= LONG else io.StringIO()
        bar = typer.progressbar(length=letters, label=words("verify-going"), file=shown)
        with bar:
            return await verify(connection, bar.update)
