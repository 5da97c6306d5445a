"""Whole conversations with the bot as a process of its own, and what must hold after any trouble.

A citizen writes, the office passes the letter on, an officer answers, the office approves, the
citizen rates. Like people, they press again where nothing happens; they never write twice.
"""

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from storage.engines import database_at
from storage.verify import verify
from tests.engine import url_in
from tests.processes import Processes

OFFICE, ROADS = -1001, -1002
CLERK, OFFICER = 2, 3
FIRST_CITIZEN = 100
SIDE_BY_SIDE = 20
PATIENCE = 4.0  # seconds until somebody presses again
LOOK = 0.05
NUMBER = re.compile(r"SZ-\d{4}-\d{6}")
STEPS = ["submitted", "assigned", "drafted", "answered", "rated"]
Message = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A chat on somebody's telephone: a group, or their private chat with the bot."""

    town: Processes
    person: int
    chat: int | None = None

    def _facts(self) -> dict[str, int]:
        return {"person": self.person} | ({"chat": self.chat} if self.chat else {})

    async def messages(self, containing: str = "") -> list[Message]:
        found = await self.town.control("messages", **self._facts(), containing=containing)
        return list(found["messages"])

    async def with_button(self, button: str, about: str = "") -> Message | None:
        """The newest message about something that has this button."""
        for message in reversed(await self.messages(about)):
            if any(button in label for label in message["buttons"]):
                return message
        return None

    async def says(self, text: str, reply_to: int | None = None) -> None:
        facts = {} if reply_to is None else {"reply_to": reply_to}
        await self.town.control("says", **self._facts(), text=text, **facts)

    async def presses(self, button: str, about: str, done: Callable[[], Awaitable[Any]]) -> Any:
        """Presses until it is done, again and again, rarer each time; returns what `done` found."""
        patience = PATIENCE
        while True:
            found = await self.with_button(button, about)
            if found is not None:
                await self.town.control(
                    "presses", **self._facts(), button=button, message=found["message_id"]
                )
            try:
                return await asyncio.wait_for(until(done), patience)
            except TimeoutError:
                patience *= 2


async def until(done: Callable[[], Awaitable[Any]]) -> Any:
    """Looks until there is something, and returns it."""
    while not (found := await done()):
        await asyncio.sleep(LOOK)
    return found


async def settle_in(town: Processes, citizens: int) -> list[int]:
    """Citizens, an office and a department with its officer; the bot runs. Returns the citizens."""
    people = [FIRST_CITIZEN + number for number in range(citizens)]
    for person in people:
        await town.control("person", id=person, name=f"市民{person}")
    for person, name, chat, title in (
        (CLERK, "李科员", OFFICE, "信箱办公室"),
        (OFFICER, "赵工", ROADS, "市政"),
    ):
        await town.control("person", id=person, name=name)
        await town.control("group", id=chat, title=title, people=[person])
    await town.start_bot()
    invitation = await town.runs("invite", "--department", "roads")
    payload = invitation.strip().rpartition("start=")[2]
    officer = Place(town, OFFICER)
    await town.control("starts", person=OFFICER, payload=payload)
    await until(lambda: officer.messages("市政"))
    return people


async def all_at_once(people: list[int], act: Callable[[int], Awaitable[None]]) -> None:
    """Everybody does it, some of them at the same time."""
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(person: int) -> None:
        async with gate:
            await act(person)

    await asyncio.gather(*(one(person) for person in people))


async def converse(town: Processes, person: int) -> None:
    """One letter's whole way."""
    own, office, roads = (
        Place(town, person),
        Place(town, CLERK, OFFICE),
        Place(town, OFFICER, ROADS),
    )
    await town.control("starts", person=person)
    await own.says(f"第{person}号来信")
    receipt = await own.presses("提交", "", lambda: own.messages("查询码"))
    found = NUMBER.search(receipt[0]["text"])
    assert found
    number = found[0]
    for button, then in (("受理转办", "市政"), ("市政", "转办给")):
        await office.presses(button, number, _button(office, then, number))
    await office.presses("转办给", number, _button(roads, "📝 答复", number))
    prompt = f"写下对 {number} 的答复"
    asked = await roads.presses("📝 答复", number, lambda: roads.messages(prompt))
    await roads.says(f"答复{person}", reply_to=asked[-1]["message_id"])
    await until(_button(roads, "作为答复提交", number))
    await roads.presses("作为答复提交", number, _button(office, "同意并答复", number))
    await office.presses("同意并答复", number, lambda: own.messages(f"答复{person}"))
    await own.presses("满意", number, lambda: own.messages("谢谢您的评价"))


def _button(place: Place, button: str, about: str) -> Callable[[], Awaitable[Message | None]]:
    return lambda: place.with_button(button, about)


@dataclass(frozen=True)
class Outcome:
    """What was kept, and how many receipts and answers arrived more than once."""

    letters: int
    events: int
    repeats: int

    def __str__(self) -> str:
        return (
            f"{self.letters} letters, {self.events} events, 0 lost, 0 registered twice,"
            f" {self.repeats} messages repeated"
        )


async def holds(town: Processes, people: list[int], repeats: int) -> Outcome:
    """Ends the bot and checks all that must hold; one message repeated at most so many times."""
    await until(lambda: _is_quiet(town))
    repeated = 0
    for person in people:
        own = _their_own([*await Place(town, person).messages()], person)
        assert own <= repeats, (person, own)
        repeated += own
    assert await town.stop_bot() == 0
    archive = database_at(url_in(town.folder), str(town.folder / "mailbox.key"))
    async with archive, archive.snapshot() as connection:
        found = await verify(connection, lambda _count: None)
        assert found.faults == {}
        letters = await connection.fetch("SELECT id, number FROM letters ORDER BY number")
        happened = await connection.fetch(
            "SELECT letter, name FROM events ORDER BY letter, revision"
        )
        parts = await connection.fetch(
            "SELECT role, text, count(*) FROM parts WHERE letter IS NOT NULL GROUP BY role, text"
        )
        unsent = await connection.fetch(
            "SELECT notice, outcome, failure FROM outbox WHERE coalesce(outcome, '') NOT IN"
            " ('sent', 'dropped')"
        )
    steps: dict[int, list[str]] = {}
    for event in happened:
        steps.setdefault(event["letter"], []).append(event["name"])
    numbers = [int(row["number"][-6:]) for row in letters]
    assert numbers == list(range(1, len(people) + 1))  # none lost, none twice, no gap
    assert [steps[row["id"]] for row in letters] == [STEPS] * len(people)
    wanted = {("letter", f"第{person}号来信", 1) for person in people}
    wanted |= {("answer", f"答复{person}", 1) for person in people}
    assert {tuple(row.values()) for row in parts} == wanted
    assert unsent == []
    return Outcome(found.letters, found.events, repeated)


async def _is_quiet(town: Processes) -> bool:
    """Nothing waits for the bot, and it has said nothing for a while."""
    before = await town.calls()
    await asyncio.sleep(1)
    pending = (await town.control("stats"))["pending"]
    return not pending and before == await town.calls()


def _their_own(messages: list[Message], person: int) -> int:
    """That a citizen saw one receipt, one answer and nothing of others; returns the repeats."""
    said = [str(message.get("text")) for message in messages]
    assert len({number for text in said for number in NUMBER.findall(text)}) == 1, said
    told = [text for text in said if "查询码" in text or text.startswith("💬")]
    assert len(set(told)) == 2, told
    others = [text for text in said if re.search(r"第\d+号来信|答复\d{3,}", text)]
    assert all(str(person) in text for text in others), others
    return sum(count - 1 for count in Counter(told).values())


def report(line: str) -> None:
    """Says how it went, on the terminal of whoever runs it."""
    sys.stdout.write(f"\n{line}\n")
