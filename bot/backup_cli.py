"""`mailbox backup` and `mailbox restore`."""

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
    now,
    one_sentence,
    read_config,
    words_of_the_shell,
)
from storage import backups
from storage.backups import Backup, Manifest

backing_up = typer.Typer()


@backing_up.command("backup")
def backup(
    folder: Annotated[
        Path | None, typer.Option(help="Write it to this folder; else to that of [backup].")
    ] = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Write a backup while the bot runs, read it again, and drop the oldest."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        made = asyncio.run(_backed_up(found, folder))
    typer.echo(
        words(
            "backup-done",
            path=str(made.path),
            letters=made.manifest.letters,
            events=made.manifest.events,
        )
    )


async def _backed_up(found: Config, folder: Path | None) -> Backup:
    database = await existing(found)
    wanted = folder or (Path(found.backup.folder) if found.backup.folder else None)
    if wanted is None:
        raise BadInputError("backup-where")
    made = await backups.write(database, wanted, now())
    if folder is None:
        backups.rotate(wanted, found.backup.keep)
    return made


@backing_up.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(help="A backup: mailbox-….zip.")],
    apply: Annotated[bool, typer.Option("--apply", help="Put it in the database's place.")] = False,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Check a backup; with --apply put it in the place of the database, which is kept beside it."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)
        database = found.database.archive()
        if apply:
            with database.instance_lock(now()):
                manifest, kept = asyncio.run(backups.restore(file, database, now()))
        else:
            manifest, kept = asyncio.run(backups.check(file, database.key_file)), None
    typer.echo(words("backup-holds", **_facts(manifest)))
    if apply:
        typer.echo(words("backup-restored", path=database.place, kept=str(kept or "none")))
    else:
        typer.echo(words("backup-would"))


def _facts(manifest: Manifest) -> dict[str, object]:
    return {"at": manifest.made_at, "letters": manifest.letters, "events": manifest.events}
