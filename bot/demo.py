"""`mailbox demo`: a pretend Telegram, the real program on it, and a sample office to try.

The one place below the simulator that knows of it (see docs/adr): a newcomer should have one
program to call.
"""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot import logs
from bot.app import opened
from bot.config import BadConfigError, office_of
from bot.report_cli import Asked, make_report
from bot.running import until_ended
from letters.office import Office
from simulator.clock import Clock
from simulator.limits import Limits
from simulator.phones import Phones, View
from simulator.server import Server
from simulator.stories import STORIES, play
from simulator.town import People, join, settle_in, town_config
from simulator.world import World
from texts import Words


async def demo(words: Words, story: str | None, *, once: bool, port: int) -> None:
    """Plays a story and prints its report, or opens the page of phones until interrupted."""
    if story is None:
        await _open_page(words, port)
        return
    if story not in STORIES:
        raise BadConfigError("demo-no-story", story=story)
    with tempfile.TemporaryDirectory(prefix="mailbox-story-", dir=_memory()) as folder:
        year = STORIES[story]
        progress = _progress(words, story)
        async with play(Path(folder), year, progress) as town:
            as_of = f"{story}-12-31"
            office = town.app.room.office
            spoken, today = Words(office.language), office.local_date(town.app.room.now())
            database = town.app.room.database
            report = await make_report(database, office, Asked(story, as_of), spoken, today)
            sys.stderr.write("\n")
            typer.echo(report.content.decode(), nl=False)
            if not once:
                await _show(words, town.world, town.people, office, port)


def _memory() -> str | None:
    """Returns a folder in memory if the machine has one: a story may be lost in a power cut."""
    shared = Path("/dev/shm")  # noqa: S108 — a folder of its own is made in it
    return str(shared) if os.access(shared, os.W_OK) else None


def _progress(words: Words, year: str) -> Callable[[int, int], None]:
    """Returns what shows how far the story has come, on one line of the error output."""

    shown = 0

    def show(letters: int, of_all: int) -> None:
        nonlocal shown
        if letters == shown or (letters % 10 and letters != of_all):
            return
        shown = letters
        line = words("demo-playing", year=year, letters=letters, all=of_all)
        sys.stderr.write(f"\r{line}")
        sys.stderr.flush()

    return show


def _now() -> datetime:
    return datetime.now(UTC)


async def _open_page(words: Words, port: int) -> None:
    """The page of phones over a running simulator; the bot polls it as it would Telegram."""
    logs.begin()
    world = World(Clock(_now(), running=True), Limits())
    people = await settle_in(world)
    with tempfile.TemporaryDirectory(prefix="mailbox-demo-") as folder:
        office = office_of(town_config(Path(folder)))
        phones = _phones(world, people, office)
        server = Server(world, port)
        phones.add_routes(server.app)
        async with server:
            config = town_config(Path(folder), server.url)
            async with opened(config, office, world.clock.now) as app:
                await join(app.room, people)

                async def after_every_act() -> None:
                    """The page's clock may have been moved: time has something to say at once."""
                    await app.sweep()
                    app.bell.set()

                world.on_act = after_every_act
                typer.echo(words("demo-open", address=server.url))
                await until_ended(app, config, _interrupted(), watching=False)


async def _show(words: Words, world: World, people: People, office: Office, port: int) -> None:
    """The page of phones over a story that was played; the town's own acts drive the bot."""
    phones = _phones(world, people, office)
    server = Server(world, port)
    phones.add_routes(server.app)
    async with server:
        typer.echo(words("demo-open", address=server.url))
        await _interrupted().wait()


def _interrupted() -> asyncio.Event:
    """Returns what is set by Ctrl+C or SIGTERM."""
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ending.set)
    return ending


def _phones(world: World, people: People, office: Office) -> Phones:
    anna = world.person("安娜", language_code="zh-hans", user_id=200001)

    def next_morning(local: datetime) -> datetime:
        day = office.calendar.add(local.date(), 1)
        if local.time() < office.opens and office.calendar.is_working(local.date()):
            day = local.date()
        return datetime.combine(day, office.opens, local.tzinfo)

    return Phones(
        world,
        [
            View("citizen", anna, "市民", "Citizen"),
            View("office", people.clerk, "信箱办公室", "Mailbox office"),
            View("roads", people.zhao, "市政道路处", "Roads department"),
            View("water", people.sun, "供水公司", "Waterworks"),
        ],
        title_zh="市长信箱",
        title_en="The mayor's mailbox",
        zone=office.timezone,
        next_morning=next_morning,
    )
