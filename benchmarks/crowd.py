"""Simulated people for the benchmarks: each writes, waits for the bot, and goes on.

They live in the process of the pretend Telegram, so that what they do costs no call of its own.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from simulator.chats import Bot, ChatKind, Message
from simulator.entities import plain
from simulator.people import Person
from simulator.registers import Event, Seen
from simulator.world import World

SUBMIT = "w:send:"  # what the preview's first button says (views/presses.py)
LETTER = "{n}号楼下的路灯坏了三天，晚上很黑，老人出门不便，请派人看看。谢谢！"


@dataclass(slots=True)
class Load:
    """How often a bot is to be asked, by how many people at once, and the progress.

    All times monotonic, in seconds.
    """

    wanted: int
    at_once: int
    answered: int = 0
    first_at: float = 0.0
    last_at: float = 0.0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, answered: int) -> None:
        """Notes how often the bot has answered so far."""
        self.answered = answered
        self.last_at = time.monotonic()
        self.first_at = self.first_at or self.last_at
        if answered >= self.wanted:
            self.done.set()


class Doing(Protocol):
    """What a crowd does."""

    load: Load

    def begin(self) -> None:
        """Has the first people begin."""

    def heard(self, message: Message) -> None:
        """Has people react to a message of the bot's."""


class Asking:
    """Everybody says the same few words again and again; the bot answers each with a message."""

    def __init__(self, world: World, bot: Bot, people: list[Person], words: str, load: Load):
        self.load = load
        self._world, self._people, self._words = world, people, words
        self._left = load.wanted

    def begin(self) -> None:
        """Everybody asks once."""
        for person in self._people[: self.load.at_once]:
            self._ask(person)

    def _ask(self, person: Person) -> None:
        if self._left > 0:
            self._left -= 1
            _says(self._world, person, self._words)

    def heard(self, message: Message) -> None:
        """Whoever was answered asks again; what the office's group is told is no answer."""
        if message.chat.kind is not ChatKind.PRIVATE:
            return
        self.load.note(self.load.answered + 1)
        person = self._world.people[message.chat.id]
        asyncio.get_running_loop().call_soon(self._ask, person)


class Writing:
    """Everybody writes one letter, presses "send" under its preview and waits for the receipt.

    A letter counts once the citizen has its receipt and the office its card.
    """

    def __init__(self, world: World, people: Iterator[Person], load: Load):
        self.load = load
        self._world, self._people = world, people
        self._left = load.wanted
        self._receipts = self._cards = 0

    def begin(self) -> None:
        """The first people write."""
        for _ in range(self.load.at_once):
            self._write()

    def _write(self) -> None:
        if self._left > 0:
            self._left -= 1
            person = next(self._people)
            _says(self._world, person, LETTER.format(n=person.user_id))

    def heard(self, message: Message) -> None:
        """The preview is sent off; with the receipt the next citizen begins."""
        loop = asyncio.get_running_loop()
        data = (message.buttons[0].data or "") if message.buttons else ""
        if message.chat.kind is not ChatKind.PRIVATE:
            self._cards += bool(data)  # what has no buttons is an alarm
        elif data.startswith(SUBMIT):
            person = self._world.people[message.chat.id]
            loop.call_soon(self._world.press, person.user, message, data)
        else:
            self._receipts += 1
            loop.call_soon(self._write)
        self.load.note(min(self._receipts, self._cards))


class Reading:
    """Everybody only reads what the bot sends."""

    def __init__(self, load: Load):
        self.load = load

    def begin(self) -> None:
        """Nobody does anything."""

    def heard(self, message: Message) -> None:
        """Counts it."""
        if message.chat.kind is ChatKind.PRIVATE:
            self.load.note(self.load.answered + 1)


def _says(world: World, person: Person, words: str) -> None:
    person.chat.opened = True
    world.post(person.chat, person.user, plain(words).fields("text", "entities"))


class Crowd:
    """All people, and what they are doing with each bot now."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._numbers = count(6_000_000_000)
        self._doing: dict[int, Doing] = {}
        self._regulars: dict[int, list[Person]] = {}
        world.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        message = event.message
        if event.seen is Seen.MESSAGE and message is not None and message.sender.is_bot:
            doing = self._doing.get(message.sender.id)
            if doing is not None:
                doing.heard(message)

    def _newcomers(self, bot: Bot) -> Iterator[Person]:
        while True:
            number = next(self._numbers)
            yield self._world.person(f"王{number}", "zh-hans", number, bot=bot)

    async def does(self, token: str, what: str, wanted: int, at_once: int) -> dict[str, float]:
        """Makes the crowd do something with a bot; returns its seconds and this process's.

        `what`: "ask", "write" or "read". The same people ask each time; letters are newcomers'.
        """
        bot = self._world.known.bots[token]
        load = Load(wanted, at_once)
        doing: Doing
        match what:
            case "ask":
                people = self._regulars.setdefault(bot.user.id, [])
                people += (
                    person
                    for person, _ in zip(
                        self._newcomers(bot), range(at_once - len(people)), strict=False
                    )
                )
                doing = Asking(self._world, bot, people, "/help", load)
            case "write":
                doing = Writing(self._world, self._newcomers(bot), load)
            case _:
                doing = Reading(load)
        self._doing[bot.user.id] = doing
        began, busy = time.monotonic(), time.process_time()
        doing.begin()
        await load.done.wait()
        del self._doing[bot.user.id]
        return {
            "seconds": load.last_at - began,
            "between": load.last_at - load.first_at,
            "server_cpu": time.process_time() - busy,
        }
