"""The command line `mailbox …`. Commands that need no chat start without importing aiogram.

What they have in common stands in bot/shell; those about dates in bot/dates_cli, calendar_cli and
sweep_cli.
"""

import asyncio
from typing import Annotated

import typer

from bot import checking, config
from bot.backup_cli import backing_up
from bot.calendar_cli import calendar
from bot.config import BadConfigError
from bot.database_cli import databases
from bot.dates_cli import dates
from bot.figures_cli import figures
from bot.files_cli import filing
from bot.letters_file_cli import letters_files
from bot.publications_cli import publishing
from bot.rekey_cli import rekeying_commands
from bot.report_cli import reporting
from bot.retention_cli import retaining
from bot.shell import CONFIG, ConfigFile, now, one_sentence, read_config, words_of_the_shell
from bot.sweep_cli import sweeping
from bot.verify_cli import verifying
from letters.office import Office
from letters.people import SYSTEM, Role
from mailroom import staffing
from mailroom.room import Mailroom

main = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for commands in (
    dates,
    calendar,
    sweeping,
    reporting,
    letters_files,
    verifying,
    backing_up,
    retaining,
    rekeying_commands,
    filing,
    publishing,
):
    main.add_typer(commands)
main.add_typer(figures, name="figures")
main.add_typer(databases, name="database")


@main.callback()
def _program() -> None:
    """The mayor's mailbox: takes citizens' letters, routes them, watches their dates, counts."""


@main.command()
def run(config_file: ConfigFile = CONFIG) -> None:
    """Run the bot: take updates, deliver what waits, watch the dates. Ends on SIGTERM."""
    with one_sentence(words_of_the_shell()):
        found, office = read_config(config_file)
        config.token(found)
        import uvloop  # noqa: PLC0415 — only for what runs for long

        from bot import running  # noqa: PLC0415 — aiogram takes seconds to import; only here

        uvloop.run(running.run(found, office, now))


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

        async def bring_up() -> str:
            async with found.database.archive() as database:
                return database.place

        place = asyncio.run(bring_up())
    typer.echo(words("migrated", path=place))


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
            async with found.database.archive() as database:
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
