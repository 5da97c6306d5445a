"""A town for tests, stories and the demo: the pretend Telegram, the real program on it, its people.

After everything somebody does, the program handles what arrived and delivers what it can; the
town's clock moves only as far as Telegram's rate limits require.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, opened
from bot.config import Config, office_of, read
from bot.config_tables import LimitsTable
from bot.polling import poll_once
from letters.people import SYSTEM, Role
from mailroom import staffing
from mailroom.room import Mailroom
from simulator.clock import Clock
from simulator.limits import Limits
from simulator.people import Person
from simulator.session import InProcess
from simulator.world import Group, World
from storage.people import seen

TOKEN = "42:town"  # noqa: S105 — of a bot that exists in this process only
CHIEF, CLERK = 100001, 100002
ZHAO, SUN, QIAN = 100011, 100012, 100013
OFFICE, ROADS, WATER, PARKS = -1001000000001, -1001000000002, -1001000000003, -1004
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, ten o'clock in Shanghai
PACE_PATIENCE = timedelta(minutes=5)
DEPARTMENTS = (
    (
        "roads",
        "市政道路处",
        ROADS,
        ZHAO,
        "赵工",
        ["路灯", "坑", "道路", "人行道", "street", "road"],
    ),
    ("water", "供水公司", WATER, SUN, "孙工", ["自来水", "停水", "水管", "漏水", "water", "pipe"]),
    ("parks", "园林绿化局", PARKS, QIAN, "钱工", ["树", "公园", "草坪", "tree", "park"]),
)


def url_in(folder: Path) -> str:
    """Returns the url of the town's database in a folder."""
    return f"sqlite:///{folder / 'mailbox.db'}"


def town_config(
    folder: Path, api_base: str = "https://api.telegram.org", **office: object
) -> Config:
    """Returns the configuration of the sample office, its database in `folder`."""
    return read(
        {
            "telegram": {"token": TOKEN, "api_base": api_base},
            "database": {"url": url_in(folder), "key_file": ""},
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
                {"code": code, "name": name, "chat_id": chat, "keywords": keywords}
                for code, name, chat, _, _, keywords in DEPARTMENTS
            ],
        }
    )


def without_limits(config: Config) -> Config:
    """Returns the configuration for a town in which few people write all the letters."""
    limits = LimitsTable(letters_a_day=1000, messages_an_hour=10_000, same_letter_hours=0)
    return config.model_copy(update={"limits": limits})


@dataclass(frozen=True)
class People:
    """Who lives in the sample town: the office's group and the departments', and their staff.

    Each of the staff looks at their own group; `in_` takes them elsewhere.
    """

    office: Group
    roads: Group
    water: Group
    parks: Group
    chief: Person
    clerk: Person
    zhao: Person
    sun: Person
    qian: Person


async def settle_in(world: World, username: str = "mayors_mailbox_bot") -> People:
    """Populates a pretend Telegram with the bot, the sample office's groups and its staff."""
    bot = world.bot(TOKEN, username, "市长信箱")
    chief = world.person("明主任", user_id=CHIEF)
    clerk = world.person("李科员", user_id=CLERK)
    chief.chat.opened = True  # escalations reach the chief alone, who has pressed Start
    office = world.group("市长信箱办公室", OFFICE, supergroup=True)
    for somebody in (bot, clerk, chief):
        await office.add(somebody)
    groups: list[Group] = []
    officers: list[Person] = []
    for _, name, chat, user_id, officer_name, _ in DEPARTMENTS:
        # the parks' is still a basic group: one day it will become a supergroup
        group = world.group(name, chat, supergroup=chat != PARKS)
        officer = world.person(officer_name, user_id=user_id)
        for member in (bot, officer, clerk):
            await group.add(member)
        groups.append(group)
        officers.append(officer.in_(group))
    roads, water, parks = groups
    zhao, sun, qian = officers
    return People(
        office, roads, water, parks, chief.in_(office), clerk.in_(office), zhao, sun, qian
    )


async def join(room: Mailroom, people: People) -> None:
    """Has the departments' officers join by invitation, as anybody would."""
    for officer, department in zip(
        (people.zhao, people.sun, people.qian), DEPARTMENTS, strict=True
    ):
        async with room.database.transaction() as transaction:
            await seen(transaction, officer.user_id, officer.name, None, "zh-hans", room.now())
        code = await staffing.invite(room, SYSTEM, Role.OFFICER, department[0])
        await staffing.accept(room, code, officer.user_id)


@dataclass
class Town:
    """The sample office at work. `world` is Telegram, `app` the program."""

    world: World
    app: App
    people: People
    offset: int | None = None
    next_at: datetime | None = None  # when the pump wants to be run again

    @property
    def office(self) -> Group:
        """Returns the office's group."""
        return self.people.office

    @property
    def roads(self) -> Group:
        """Returns the roads department's group."""
        return self.people.roads

    @property
    def water(self) -> Group:
        """Returns the waterworks' group."""
        return self.people.water

    @property
    def parks(self) -> Group:
        """Returns the parks department's group, a basic one."""
        return self.people.parks

    @property
    def chief(self) -> Person:
        """Returns Ming, the chief, in the office's group."""
        return self.people.chief

    @property
    def clerk(self) -> Person:
        """Returns Li, the clerk, in the office's group."""
        return self.people.clerk

    def citizen(self, name: str, language: str = "zh-hans") -> Person:
        """Returns a new citizen, in their private chat with the bot."""
        return self.world.person(name, language_code=language)

    async def settle(self) -> None:
        """Lets the program handle all that arrived and deliver all it may."""
        while True:
            polled = await poll_once(self.app, self.offset, timeout=0)
            self.offset = polled.offset
            now = self.world.clock.now()
            if self.app.bell.is_set() or (self.next_at is not None and self.next_at <= now):
                self.next_at = await self.app.pump.run()
            if self.next_at is not None and now < self.next_at <= now + PACE_PATIENCE:
                self.world.set_clock(self.next_at)
            elif not polled.updates and not self.app.bell.is_set():
                return

    async def passes(self, length: timedelta) -> None:
        """Moves the clock, then lets the sweep and the program do what time asks for."""
        self.world.move(length)
        await self.app.sweep()
        await self.settle()

    async def sweep(self) -> None:
        """Lets the program do what time asks for now."""
        await self.app.sweep()
        await self.settle()

    async def until(self, instant: datetime) -> None:
        """Moves the clock to an instant, as `passes` does."""
        await self.passes(instant - self.world.clock.now())


@asynccontextmanager
async def town(
    folder: Path, config: Config | None = None, start: datetime = MORNING
) -> AsyncIterator[Town]:
    """Yields the sample office at work on a real database file in `folder`."""
    world = World(Clock(start), limits=Limits())
    people = await settle_in(world)
    chosen = config or town_config(folder)
    async with opened(chosen, office_of(chosen), world.clock.now, InProcess(world)) as app:
        await join(app.room, people)
        found = Town(world, app, people)
        world.on_act = found.settle
        await found.settle()
        yield found
