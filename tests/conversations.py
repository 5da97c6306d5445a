"""Whole conversations with the bot as a process of its own.

A citizen writes, the office passes the letter on, an officer answers, the office approves, the
citizen rates. Like people, they press again where nothing happens; they never write twice. What
must hold afterwards is in tests/aftermath.py.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.processes import NotDone, Processes

OFFICE, ROADS = -1001, -1002
CLERK, OFFICER, CHIEF = 2, 3, 4
FIRST_CITIZEN = 100
SIDE_BY_SIDE = 20
PATIENCE, LONGEST_PATIENCE = 2.5, 10.0  # seconds until somebody presses again
LOOK = 0.05
NUMBER = re.compile(r"SZ-\d{4}-\d{6}")
Message = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A chat on somebody's telephone: a group, or their private chat with the bot."""

    town: Processes
    person: int
    chat: int | None = None

    def _facts(self) -> dict[str, int]:
        chat = self.town.moved.get(self.chat or 0, self.chat)
        return {"person": self.person} | ({"chat": chat} if chat else {})

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
                facts = {"button": button, "message": found["message_id"]}
                with suppress(NotDone):  # it changed before the finger came down
                    await self.town.control("presses", **self._facts(), **facts)
            try:
                return await asyncio.wait_for(until(done), patience)
            except TimeoutError:
                patience = min(patience * 2, LONGEST_PATIENCE)


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
    await town.control("person", id=CHIEF, name="明主任")
    for person, name, chat, title in (
        (CLERK, "李科员", OFFICE, "信箱办公室"),
        (OFFICER, "赵工", ROADS, "市政"),
    ):
        await town.control("person", id=person, name=name)
        facts = {"id": chat, "title": title, "supergroup": chat == OFFICE}
        await town.control("group", **facts, people=[person, CHIEF])
    await town.start_bot()
    await town.control("starts", person=CHIEF)
    await until(Place(town, CHIEF).messages)  # it is up: whoever is slow to start is not in trouble
    await join(town, OFFICER)
    return people


async def join(town: Processes, officer: int) -> None:
    """Somebody becomes an officer of the roads by an invitation."""
    invitation = await town.runs("invite", "--department", "roads")
    payload = invitation.strip().rpartition("start=")[2]
    await town.control("starts", person=officer, payload=payload)
    await until(lambda: Place(town, officer).messages("市政"))


async def all_at_once(people: list[int], act: Callable[[int], Awaitable[None]]) -> None:
    """Everybody does it, some of them at the same time."""
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(person: int) -> None:
        async with gate:
            await act(person)

    await asyncio.gather(*(one(person) for person in people))


async def converse(town: Processes, person: int) -> None:
    """One letter's whole way."""
    number = await write(town, person)
    await pass_on(town, number)
    await answer(town, person, number)
    await rate(town, person, number)


async def write(town: Processes, person: int) -> str:
    """A citizen writes a letter and sends it; returns its number."""
    own = Place(town, person)
    await town.control("starts", person=person)
    await own.says(f"第{person}号来信")
    receipt = await own.presses("提交", "", lambda: own.messages("查询码"))
    found = NUMBER.search(receipt[0]["text"])
    assert found
    return found[0]


async def pass_on(town: Processes, number: str) -> None:
    """The office passes a letter on to the roads."""
    office, roads = Place(town, CLERK, OFFICE), Place(town, OFFICER, ROADS)
    await choose_roads(office, number)
    await office.presses("转办给", number, _button(roads, "📝 答复", number))


async def choose_roads(office: Place, number: str) -> None:
    """The roads stand ready to be given a letter."""
    for button, then in (("受理转办", "市政"), ("市政", "转办给")):
        await office.presses(button, number, _button(office, then, number))


async def answer(town: Processes, person: int, number: str, officer: int = OFFICER) -> None:
    """The roads answer, the office approves, the citizen reads."""
    own, office, roads = (
        Place(town, person),
        Place(town, CLERK, OFFICE),
        Place(town, officer, ROADS),
    )
    prompt = f"写下对 {number} 的答复"
    asked = await roads.presses("📝 答复", number, lambda: roads.messages(prompt))
    await roads.says(f"答复{person}", reply_to=asked[-1]["message_id"])
    await until(_button(roads, "作为答复提交", number))
    await roads.presses("作为答复提交", number, _button(office, "同意并答复", number))
    await office.presses("同意并答复", number, lambda: own.messages(f"答复{person}"))


async def rate(town: Processes, person: int, number: str) -> None:
    """The citizen is satisfied."""
    own = Place(town, person)
    await own.presses("满意", number, lambda: own.messages("谢谢您的评价"))


def _button(place: Place, button: str, about: str) -> Callable[[], Awaitable[Message | None]]:
    return lambda: place.with_button(button, about)
