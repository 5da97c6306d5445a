"""A year of letters, lived minute by minute: what tests and `make torture` have in common.

People's acts come at random; the program's sweeps come at the minutes asked for, and may be killed
in their midst or run twice side by side. What had to be reminded of is found by an oracle that
walks the calendar day by day and knows nothing of how the program remembers.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.app import opened
from bot.config import office_of
from letters.office import Office
from letters.registration import NUMBER
from simulator.clock import Clock
from simulator.limits import Limits
from simulator.session import InProcess
from simulator.town import (
    CHIEF,
    OFFICE,
    ROADS,
    WATER,
    join,
    settle_in,
    town_config,
    without_limits,
)
from simulator.world import World
from tests.year_life import CITIZENS, ONE_DAY, Life, Lived

Minutes = Callable[[random.Random], Iterable[int]]
"""After the opening of a working day: the minutes at which to sweep."""


def script_of(
    office: Office, first: date, last: date, minutes: Minutes, chance: random.Random, acts: int
) -> list[tuple[datetime, str]]:
    """Returns what happens when, in order: "open" each working day, then acts and sweeps."""
    moments: list[tuple[datetime, str]] = []
    for offset in range((last - first).days + 1):
        day = first + offset * ONE_DAY
        if not office.calendar.is_working(day):
            continue
        opens = datetime.combine(day, office.opens, office.timezone).astimezone(UTC)
        moments.append((opens, "open"))
        moments += [(opens + timedelta(minutes=m), "sweep") for m in sorted({0, *minutes(chance)})]
        moments += [
            (opens + timedelta(seconds=second), "act")
            for second in chance.sample(range(90, 36_000), acts)
        ]
        closes = datetime.combine(day, office.closes, office.timezone).astimezone(UTC)
        moments.append((closes - timedelta(minutes=5), "evening"))
    order = {"open": 0, "act": 1, "sweep": 2, "evening": 3}
    return sorted(moments, key=lambda moment: (moment[0], order[moment[1]]))


async def live(
    folder: Path,
    first: date,
    last: date,
    minutes: Minutes,
    *,
    seed: int = 1,
    acts: int = 6,
    killed: float = 0.0,
    side_by_side: bool = False,
    **rules: object,
) -> Lived:
    """Lives the days from `first` to `last`; returns what had to be told and what was.

    `acts`: so many a day. `killed`: how often a sweep is killed in its midst; the program is then
    started anew. `side_by_side`: every sweep runs twice at once, over two connections. `rules`:
    what the configuration's [office] has otherwise.
    """
    chance = random.Random(seed)
    config = without_limits(town_config(folder, "https://api.telegram.org", **rules))
    office = office_of(config)
    script = script_of(office, first, last, minutes, chance, acts)
    world = World(Clock(script[0][0] - timedelta(hours=9)), limits=Limits())
    town = await settle_in(world)
    for citizen in CITIZENS:
        world.person(f"市民{citizen}", user_id=citizen).chat.opened = True
    life = Life(config, world, office, chance, Lived())
    done = 0
    while done < len(script):
        async with AsyncExitStack() as stack:
            start = partial(opened, config, office, world.clock.now, InProcess(world))
            life.app = await stack.enter_async_context(start())
            life.beside = await stack.enter_async_context(start()) if side_by_side else None
            if done == 0:
                await join(life.app.room, town)
            done = await _go_on(life, script, done, killed)
            if done == len(script):
                await _collect(life)
    return life.lived


async def _go_on(
    life: Life, script: Sequence[tuple[datetime, str]], done: int, killed: float
) -> int:
    """Plays the script from a place on; returns where the program was killed, or the end."""
    for place in range(done, len(script)):
        instant, deed = script[place]
        if instant > life.now:
            life.world.set_clock(instant)
        match deed:
            case "open":
                await life.expect()
            case "act":
                await life.act()
            case "evening":
                await life.settle()
            case _:
                life.lived.sweeps += 1
                if life.chance.random() < killed:
                    await _kill(life)
                    return place
                await life.sweep()
    return len(script)


async def _kill(life: Life) -> None:
    """A sweep dies somewhere on its way: what it had not committed is gone."""
    life.lived.kills += 1
    task = asyncio.create_task(life.sweep())
    for _ in range(life.chance.randrange(400)):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    doubled = _seen(life.world) - await _noted(life) - life.lived.sent_and_not_noted
    life.lived.sent_and_not_noted += doubled


async def _reminders(life: Life) -> list[tuple[str, int, int | None, str | None, str]]:
    """The outbox's reminders: key, chat, when settled, outcome, the letter's number."""
    assert life.app is not None
    async with life.app.room.database.reading() as connection:
        rows = await connection.fetch(
            "SELECT o.key, o.chat, o.settled_at, o.outcome, l.number FROM outbox o"
            " JOIN letters l ON l.id = o.letter WHERE o.notice = 'Reminder'"
        )
    return [tuple(row.values()) for row in rows]


async def _noted(life: Life) -> Counter[tuple[int, str]]:
    rows = await _reminders(life)
    return Counter((chat, number) for _, chat, _, outcome, number in rows if outcome == "sent")


async def _collect(life: Life) -> None:
    """Reads what was kept in the outbox, and what stands on the screens."""
    for key, chat, settled_at, outcome, number in await _reminders(life):
        _, _, _, date_told, step, *_ = key.split(":")
        assert outcome == "sent", (key, outcome)
        assert settled_at is not None
        life.lived.kept[(number, date_told, int(step), chat)] += 1
        sent_at = datetime.fromtimestamp(settled_at / 1000, UTC)
        life.lived.sent_at.append(sent_at.astimezone(life.office.timezone))
    life.lived.seen = _seen(life.world)


def _seen(world: World) -> Counter[tuple[int, str]]:
    chats = (OFFICE, ROADS, WATER, CHIEF)
    return Counter((chat, number) for chat in chats for number in _told_in(world, chat))


def _told_in(world: World, chat: int) -> Iterator[str]:
    """The numbers in a chat's reminders: a card's headline, or the lines of a digest."""
    shown = world.people[chat].screen() if chat > 0 else world.known.groups[chat].shown()
    for message in shown:
        if message.text.startswith(("⏰ SZ", "🔴 SZ")):
            yield message.text.split()[1]
        elif message.text.startswith("⏰ 到期提醒汇总"):
            yield from NUMBER.findall(message.text)
