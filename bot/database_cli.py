"""`mailbox database copy`: everything into another database, of the same engine or the other."""

import asyncio
import io
import sys
from typing import Annotated

import typer

from bot.config import Config
from bot.shell import (
    CONFIG,
    BadInputError,
    ConfigFile,
    now,
    one_sentence,
    read_config,
    words_of_the_shell,
)
from letters.office import Office
from letters.period import year
from reports import as_json
from reports.annual import default_as_of
from reports.order import Order, Report, make
from storage.copying import copy, rows_in
from storage.database import Database
from storage.engines import database_at
from storage.verify import Verified, verify
from texts import Words

databases = typer.Typer(no_args_is_help=True, help="The database as a whole.")
LONG = 20_000
"""A progress bar is shown from this many rows on."""


@databases.command("copy")
def copy_database(
    source: Annotated[str, typer.Argument(metavar="FROM", help="sqlite:///… or postgresql://…")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database, likewise.")],
    config_file: ConfigFile = CONFIG,
) -> None:
    """Copy all of a database into an empty one, and check that both are the same.

    Stop the bot first. If interrupted, the same command continues where it was. A database
    file is opened with the key file of the configuration.
    """
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        if source == target:
            raise BadInputError("copy-to-itself")
        asyncio.run(_copied(found, office, source, target, words))
    typer.echo(words("copy-next"))


async def _copied(found: Config, office: Office, source: str, target: str, words: Words) -> None:
    old, new = (_at(found, url) for url in (source, target))
    await old.ensure_current()
    with old.instance_lock(now()), new.instance_lock(now()):
        async with old, new:
            async with old.reading() as connection:
                wanted = sum((await rows_in(connection)).values())
            async with new.reading() as connection:
                there = sum((await rows_in(connection)).values())
            shown = sys.stderr if wanted >= LONG else io.StringIO()
            with typer.progressbar(length=wanted, label=words("copy-going"), file=shown) as bar:
                bar.update(there)
                rows = await copy(old, new, now(), bar.update)
            ends = [await _verified(database, rows, words) for database in (old, new)]
            if ends[0] != ends[1]:
                raise BadInputError("copy-differs", path=new.place)
            typer.echo(words("copy-done", letters=rows["letters"], rows=wanted, end=ends[0]))
            years = await _same_reports(old, new, office)
            if years:
                typer.echo(words("copy-reports", years=", ".join(years)))


def _at(found: Config, url: str) -> Database:
    return database_at(url, found.database.key_file)


async def _verified(database: Database, rows: dict[str, int], words: Words) -> str:
    """The digest of all chains. Raises BadInputError naming the first fault of the register."""
    shown = sys.stderr if rows["events"] >= LONG else io.StringIO()
    async with database.snapshot() as connection:
        with typer.progressbar(
            length=rows["letters"], label=words("copy-verifying"), file=shown
        ) as bar:
            found: Verified = await verify(connection, bar.update)
    for fault in found.faults.values():
        raise BadInputError(fault.message_id, **{n: str(v) for n, v in fault.facts.items()})
    return found.end


async def _same_reports(old: Database, new: Database, office: Office) -> list[str]:
    """The years whose reports are equal byte for byte. Raises BadInputError if one is not."""
    words, today = Words(office.language), office.local_date(now())
    async with old.reading() as connection:
        years = sorted(set(await connection.column("register_years")))
    for one in years:
        order = Order(Report.YEARLY, year(one), default_as_of(year(one), today))
        made = [
            as_json.written((await make(database, office, order, words)).content)
            for database in (old, new)
        ]
        if made[0] != made[1]:
            raise BadInputError("copy-reports-differ", year=str(one))
    return [str(one) for one in years]
