"""`mailbox rekey`: encrypt the database, under a new key, or not at all."""

import asyncio
from typing import Annotated

import typer

from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    now,
    one_sentence,
    read_config,
    words_of_the_shell,
)
from storage import rekeying
from storage.connecting import DatabaseError
from storage.sqlite import SqliteDatabase

rekeying_commands = typer.Typer()


@rekeying_commands.command("rekey")
def rekey(
    off: Annotated[bool, typer.Option("--off", help="Write it without encryption.")] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Write the database anew under a new key, or encrypt one that was not; stop the bot first."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        database = found.database.archive()
        if not isinstance(database, SqliteDatabase):
            raise BadInputError("rekey-server")
        if database.key_file is None:
            raise BadInputError("rekey-no-file")
        if not database.path.exists():
            raise DatabaseError("check-database-none", path=database.place)
        with database.instance_lock(now()):
            act = rekeying.unlock if off else rekeying.rekey
            asyncio.run(act(database.path, database.key_file))
    facts = {"path": database.place, "file": found.database.key_file}
    typer.echo(words("rekey-off" if off else "rekey-done", **facts))
