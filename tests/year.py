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
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.app import App, opened
from bot.config import Config, office_of
from letters import commands as c
from letters.letter import Kind, Letter, State, text_part
from letters.office import Office
from letters.people import Actor, Role
from letters.registration import NUMBER
from letters.workflow import NotAllowed
from mailroom.perform import Cause, perform, submit
from mailroom.writing import write
from simulator.clock import Clock
from simulator.limits import Limits
from simulator.session import InProcess
from simulator.town import (
    CHIEF,
    CLERK,
    OFFICE,
    ROADS,
    WATER,
    ZHAO,
    join,
    settle_in,
    town_config,
    without_limits,
)
from simulator.world import World
from storage import letters, people

ONE_DAY = timedelta(days=1)
GROUPS = {"roads": ROADS, "water": WATER}
# the domain's ladder, written out a second time on purpose: days after the date, who is told
LADDER = {
    -2: ("handler",),
    -1: ("handler",),
    0: ("handler",),
    1: ("handler", "office"),
    3: ("office", "chief"),
    5: ("chief",),
}
CITIZENS = range(300001, 300021)
KINDS = (Kind.INQUIRY, Kind.HELP, Kind.SUGGESTION, Kind.COMPLAINT)

Told = tuple[str, str, int, int]
"""A reminder: number, handling and date, step, chat."""


@dataclass
class Lived:
    """What had to be told and what was, and when it was sent (local)."""

    expected: Counter[Told] = field(default_factory=Counter)
    kept: Counter[Told] = field(default_factory=Counter)
    seen: Counter[tuple[int, str]] = field(default_factory=Counter)
    sent_at: list[datetime] = field(default_factory=list)
    sent_and_not_noted: Counter[tuple[int, str]] = field(default_factory=Counter)
    kills: int = 0
    sweeps: int = 0


@dataclass
class Life:
    """The office in its year."""

    config: Config
    world: World
    office: Office
    chance: random.Random
    lived: Lived
    app: App | None = None
    beside: App | None = None

    @property
    def now(self) -> datetime:
        """Returns the instant it is."""
        return self.world.clock.now()

    def walked(self, start: date, end: date) -> int:
        """Returns the working days after `start` up to `end`, each day looked at; negative back."""
        step = 1 if end >= start else -1
        days, day = 0, start
        while day != end:
            day += step * ONE_DAY
            counted = day if step > 0 else day + ONE_DAY
            days += step * self.office.calendar.is_working(counted)
        return days

    async def open_letters(self) -> list[Letter]:
        """Returns every open letter."""
        assert self.app is not None
        async with self.app.room.database.reading() as connection:
            return await letters.listed(connection, "letters_open_after", after=0, most=10_000)

    async def expect(self) -> None:
        """At the opening of a working day: who has to hear of which letter today, once ever."""
        today = self.office.local_date(self.now)
        for letter in await self.open_letters():
            if letter.paused_on is not None:
                continue
            step = self.walked(letter.reply_due_on, today)
            with_department = letter.state in {State.ASSIGNED, State.IN_PROGRESS}
            chats = {
                "handler": GROUPS[letter.lead or ""] if with_department else OFFICE,
                "office": OFFICE,
                "chief": CHIEF,
            }
            for chat in {chats[who] for who in LADDER.get(step, ())}:
                date_told = f"{letter.round}@{letter.reply_due_on}"
                self.lived.expected[(letter.number, date_told, step, chat)] = 1

    async def act(self) -> None:
        """Somebody does something, if they may."""
        assert self.app is not None
        room, chance = self.app.room, self.chance
        clerk, chief = Actor(Role.CLERK, CLERK), Actor(Role.CHIEF, CHIEF)
        found = await self.open_letters()
        if len(found) < 12 and chance.random() < 0.5:
            await self._arrive()
            return
        if not found:
            return
        letter = chance.choice(found)
        lead = Actor(Role.OFFICER, ZHAO, letter.lead) if letter.lead else clerk
        citizen = Actor(Role.CITIZEN, letter.citizen)
        words = text_part("知道了")
        may: list[tuple[c.Command, Actor]] = [
            (c.Assign(chance.choice(sorted(GROUPS))), chief),
            (c.Assign(chance.choice(sorted(GROUPS))), chief),
            (c.AskCitizen(words), lead),
            (c.Add((words,)), citizen),
            (c.Add((words,)), citizen),
            (c.RequestExtension(chance.randint(1, 5), words), lead),
            (c.GrantExtension(), clerk),
            (c.ChangeKind(chance.choice(KINDS), urgent=chance.random() < 0.2), clerk),
            (c.Reassign(chance.choice(sorted(GROUPS))), chief),
            (c.Draft((words,)), lead),
            (c.Approve(), clerk),
            (c.SendBack(words), clerk),
            (c.Withdraw(), citizen),
        ]
        command, actor = chance.choice(may)
        try:
            await perform(room, letter.id, command, actor)
        except NotAllowed:
            return

    async def _arrive(self) -> None:
        assert self.app is not None
        room, citizen = self.app.room, self.chance.choice(CITIZENS)
        async with room.database.transaction() as transaction:
            await people.seen(transaction, citizen, "王某", None, "zh", self.now)
        message = self.lived.sweeps * 1000 + self.chance.randrange(1000) + 1
        writing = (await write(room, citizen, citizen, text_part("灯", citizen, message))).writing
        done = await submit(room, writing.id, Actor(Role.CITIZEN, citizen), Cause())
        kind = c.ChangeKind(self.chance.choice(KINDS))
        if kind.kind is not done.letter.kind:
            await perform(room, done.letter.id, kind, Actor(Role.CLERK, CLERK))

    async def sweep(self) -> None:
        """The program does what time asks for, and delivers what it may."""
        assert self.app is not None
        sweeps = [self.app.sweep()]
        if self.beside is not None:
            sweeps.append(self.beside.sweep())
        await asyncio.gather(*sweeps)
        await self.app.pump.run()

    async def settle(self) -> None:
        """Delivers all that Telegram's rate limits let go in the minutes to come."""
        assert self.app is not None
        later = await self.app.pump.run()
        while later is not None and later - self.now < timedelta(minutes=4):
            self.world.set_clock(max(later, self.now))
            later = await self.app.pump.run()


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
