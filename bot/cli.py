"""The command line `mailbox …`. Commands that need no chat start without importing aiogram.

Bad input and bad configuration get one sentence and exit code 2; never a traceback.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import checking, config
from bot.config import BadConfigError, Config
from bot.dates_cli import dates
from bot.report_cli import print_report
from letters.office import Office
from letters.people import SYSTEM, Role
from letters.period import BadPeriodError
from letters.workflow import NotAllowed
from mailroom import staffing
from mailroom.room import Mailroom
from reports.annual import NoSheetError
from storage.database import ArchiveTrouble, Database, DatabaseError
from storage.migrate import NewerDatabaseError
from texts import Words, language_for

main = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
main.add_typer(dates)

ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]
CONFIG = Path("config.toml")


@main.callback()
def _program() -> None:
    """The mayor's mailbox: takes citizens' letters, routes them, watches their dates, counts."""


def now() -> datetime:
    """Returns the present instant, UTC: the one clock of the running program."""
    return datetime.now(UTC)


def words_of_the_shell() -> Words:
    """Returns the words of whoever types: English unless the shell speaks Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Words(language_for("zh" if spoken.startswith("zh") else "en", None))


@contextmanager
def one_sentence(words: Words) -> Iterator[None]:
    """Turns what may be wrong into its sentence on the error output and exit code 2."""
    try:
        yield
    except BadConfigError as bad:
        takes = words(bad.takes) if bad.takes else ""
        sentence = words(bad.reason, takes=takes, **bad.facts)
    except (DatabaseError, NewerDatabaseError) as bad:
        sentence = words(bad.reason, **bad.facts)
    except (BadPeriodError, NoSheetError) as bad:
        sentence = words(bad.message_id, **bad.facts)
    except ArchiveTrouble as trouble:
        sentence = words("database-busy", detail=str(trouble))
    except NotAllowed as bad:
        sentence = words(f"refused-{bad.reason}")
    else:
        return
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def read_config(path: Path) -> tuple[Config, Office]:
    """Returns the configuration and the office it makes. BadConfigError where it cannot be."""
    found = config.load(path)
    return found, config.office_of(found)


@main.command()
def run(config_file: ConfigFile = CONFIG) -> None:
    """Run the bot: take updates, deliver what waits, watch the dates. Ends on SIGTERM."""
    with one_sentence(words_of_the_shell()):
        found, office = read_config(config_file)
        config.token(found)
        from bot import running  # noqa: PLC0415 — aiogram takes seconds to import; only here

        asyncio.run(running.run(found, office, now))


@main.command()
def demo(
    story: Annotated[str | None, typer.Option(help="Play a story, e.g. 2014.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Play, print the report, end.")] = False,
    port: Annotated[int, typer.Option(help="Port of the page; 0: any free one.")] = 8014,
) -> None:
    """Open a pretend Telegram and a sample office on a page of phones; no token needed."""
    words = words_of_the_shell()
    with one_sentence(words):
        from bot import demo as demonstration  # noqa: PLC0415 — as above

        asyncio.run(demonstration.demo(words, story, once=once, port=port))


@main.command()
def check(
    config_file: ConfigFile = CONFIG,
    online: Annotated[bool, typer.Option("--online", help="Also ask Telegram.")] = False,
) -> None:
    """Check configuration, database and calendar; with --online token, groups and rights."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        lines = [checking.Line(True, "check-config", {"file": str(config_file)})]
        lines += asyncio.run(checking.offline(found, office, now()))
        if online:
            from bot import checking_online  # noqa: PLC0415 — as above

            lines += asyncio.run(checking_online.online(found, office))
    for line in lines:
        typer.echo(f"{'ok  ' if line.ok else '!!  '}{words(line.message, **line.facts)}")
    if not all(line.ok for line in lines):
        raise typer.Exit(1)


@main.command()
def migrate(config_file: ConfigFile = CONFIG) -> None:
    """Create the database, or bring its tables up to date."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, _office = read_config(config_file)

        async def bring_up() -> Path:
            async with Database.at(found.database.url) as database:
                return database.path

        path = asyncio.run(bring_up())
    typer.echo(words("migrated", path=str(path)))


@main.command()
def invite(
    department: Annotated[str | None, typer.Option(help="An officer of this department.")] = None,
    role: Annotated[str | None, typer.Option(help="Without department: clerk or chief.")] = None,
    config_file: ConfigFile = CONFIG,
) -> None:
    """Print a link by which one person joins the staff, good once and for 72 hours."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        chosen = _invited(office, department, role)
        from bot import running  # noqa: PLC0415 — as above

        username = asyncio.run(running.username(found))

        async def write() -> str:
            async with Database.at(found.database.url) as database:
                room = Mailroom(database, office, now, lambda: None)
                return await staffing.invite(room, SYSTEM, chosen, department)

        code = asyncio.run(write())
    if username is None:
        typer.echo(words("invited-unnamed", payload=f"join-{code}"))
    else:
        typer.echo(words("invited", link=f"https://t.me/{username}?start=join-{code}"))


def _invited(office: Office, department: str | None, role: str | None) -> Role:
    codes = ", ".join(d.code for d in office.departments)
    if department is not None:
        if department not in {d.code for d in office.departments}:
            raise BadConfigError("no-such-department", code=department, codes=codes)
        return Role.OFFICER
    if role not in {Role.CLERK, Role.CHIEF}:
        raise BadConfigError("invite-whom", codes=codes)
    return Role(role)


@main.command()
def report(
    period: Annotated[str, typer.Argument(help="2014, 2026Q1, 2026-11 or FROM..TO.")],
    as_of: Annotated[str | None, typer.Option(help="Count only what had happened by then.")] = None,
    output: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    config_file: ConfigFile = CONFIG,
) -> None:
    """Print the mailbox's figures for a period."""
    words = words_of_the_shell()
    with one_sentence(words):
        found, office = read_config(config_file)
        spoken = Words(office.language)

        async def write() -> str:
            async with Database.at(found.database.url) as database:
                today = office.local_date(now())
                return await print_report(database, office, period, as_of, output, spoken, today)

        text = asyncio.run(write())
    typer.echo(text, nl=False)
