"""An office in its year: people's acts, sweeps, and the oracle of what is to be told."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.app import App
from bot.config import Config
from letters import commands as c
from letters.letter import Kind, Letter, State, text_part
from letters.office import Office
from letters.people import Actor, Role
from letters.workflow import NotAllowed
from mailroom.perform import Cause, perform, submit
from mailroom.writing import write
from simulator.town import (
    CHIEF,
    CLERK,
    OFFICE,
    ROADS,
    WATER,
    ZHAO,
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
