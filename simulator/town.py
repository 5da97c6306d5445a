"""A town for tests and stories: the pretend Telegram, the real program on it, and its people.

After everything somebody does, the program handles what arrived and delivers what it can; the
town's clock moves only as far as Telegram's pace asks for.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, opened
from bot.config import Config, office_of, read
from bot.polling import poll_once
from simulator.clock import Clock
from simulator.limits import Limits
from simulator.people import Person
from simulator.session import InProcess
from simulator.world import Group, World

TOKEN = "42:town"  # noqa: S105 — of a bot that exists in this process only
CHIEF, CLERK = 100001, 100002
OFFICE, ROADS, WATER = -1001000000001, -1001000000002, -1001000000003
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, ten o'clock in Shanghai
PACE_PATIENCE = timedelta(minutes=5)


def town_config(folder: Path, **office: object) -> Config:
    """Returns the configuration of the sample office, its database in `folder`."""
    return read(
        {
            "telegram": {"token": TOKEN},
            "database": {"url": f"sqlite:///{folder / 'mailbox.db'}"},
            "office": {
                "name": "市长信箱办公室",
                "timezone": "Asia/Shanghai",
                "chat_id": OFFICE,
                "chiefs": [CHIEF],
                "clerks": [CLERK],
                **office,
            },
            "mailbox": [
                {"code": "mayor", "title": "市长信箱", "prefix": "SZ", "review": True},
            ],
            "department": [
                {
                    "code": "roads",
                    "name": "市政道路处",
                    "chat_id": ROADS,
                    "keywords": ["路灯", "坑", "道路"],
                },
                {
                    "code": "water",
                    "name": "供水公司",
                    "chat_id": WATER,
                    "keywords": ["自来水", "停水", "水管"],
                },
            ],
        }
    )


@dataclass
class Town:
    """The sample office at work. `world` is Telegram, `app` the program."""

    world: World
    app: App
    office: Group
    roads: Group
    water: Group
    chief: Person
    clerk: Person
    offset: int | None = None

    def citizen(self, name: str, language: str = "zh-hans") -> Person:
        """Returns a new citizen, in their private chat with the bot."""
        return self.world.person(name, language_code=language)

    async def settle(self) -> None:
        """Lets the program handle all that arrived and deliver all it may."""
        while True:
            polled = await poll_once(self.app, self.offset, timeout=0)
            self.offset = polled.offset
            next_at = await self.app.pump.run()
            now = self.world.clock.now()
            if next_at is not None and next_at <= now + PACE_PATIENCE:
                self.world.set_clock(max(next_at, now))
            elif not polled.updates:
                return

    async def passes(self, length: timedelta) -> None:
        """Moves the clock, then lets the sweep and the program do what time asks for."""
        self.world.move(length)
        await self.app.sweep()
        await self.settle()

    async def until(self, instant: datetime) -> None:
        """Moves the clock to an instant, as `passes` does."""
        await self.passes(instant - self.world.clock.now())


@asynccontextmanager
async def town(
    folder: Path, config: Config | None = None, start: datetime = MORNING
) -> AsyncIterator[Town]:
    """Yields the sample office at work on a real database file in `folder`.

    Ming is the chief, Li the clerk; Zhao is an officer of the roads department, Sun of the
    waterworks, both joined by invitation as anybody would.
    """
    world = World(Clock(start), limits=Limits())
    bot = world.bot(TOKEN, "mayors_mailbox_bot")
    chief = world.person("明主任", user_id=CHIEF)
    clerk = world.person("李科员", user_id=CLERK)
    groups = {
        chat: world.group(title, chat, supergroup=True)
        for chat, title in ((OFFICE, "信箱办公室"), (ROADS, "市政道路处"), (WATER, "供水公司"))
    }
    for group in groups.values():
        await group.add(bot)
        await group.add(clerk)
    await groups[OFFICE].add(chief)
    chosen = config or town_config(folder)
    async with opened(chosen, office_of(chosen), world.clock.now, InProcess(world)) as app:
        found = Town(
            world,
            app,
            groups[OFFICE],
            groups[ROADS],
            groups[WATER],
            chief,
            clerk.in_(groups[OFFICE]),
        )
        world.on_act = found.settle
        await found.settle()
        yield found
