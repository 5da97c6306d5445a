"""kill −9, for real: bot and simulator as processes, letters written while the bot dies.

Promise: no letter and no follow-up is lost, none is registered twice, every receipt arrives.
"""

import asyncio
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from storage.connecting import opened
from storage.database import Database
from storage.keys import KeyFile
from storage.verify import verify
from tests.processes import Processes, processes

SIDE_BY_SIDE = 20


@dataclass(frozen=True)
class Storm:
    """How many citizens write, how often the bot is killed, and after how many of its calls."""

    citizens: int
    kills: int
    after: tuple[int, int]
    seed: int = 7


SHORT, LONG = Storm(200, 5, (20, 90)), Storm(1200, 200, (4, 22))


async def test_nothing_is_lost_and_nothing_is_doubled_when_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    await survives(tmp_path, SHORT)


@pytest.mark.torture
@pytest.mark.timeout(3600)
async def test_nothing_is_lost_and_nothing_is_doubled_in_two_hundred_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = await survives(tmp_path, LONG)
    with capsys.disabled():
        sys.stdout.write(f"\n{report}\n")


async def survives(folder: Path, storm: Storm) -> str:
    """Citizens write while the bot is killed; returns a report of what came of it."""
    async with processes(folder) as town:
        people = [100 + number for number in range(storm.citizens)]
        for person in people:
            await town.control("person", id=person, name=f"市民{person}")
        await town.control("person", id=2, name="李科员")
        for chat, title in ((-1001, "信箱办公室"), (-1002, "市政")):
            await town.control("group", id=chat, title=title, people=[2])
        await town.start_bot()
        killing = asyncio.create_task(_killings(town, storm))
        await _all(people, lambda person: _writes_and_submits(town, person))
        await _all(people, lambda person: _adds(town, person))
        await killing
        await _all(people, lambda person: _sees(town, person, f"补充{person}", receipts=True))
        assert town.kills >= storm.kills
        repeats = sum([await _repeats(town, person) for person in people])
        assert repeats <= town.kills  # only what a kill caught between sending and noting it
        assert await town.stop_bot() == 0
    path, key_file = folder / "mailbox.db", KeyFile(folder / "mailbox.key")
    _register_is_whole(path, key_file, storm.citizens)
    async with Database(path, key_file) as database, database.snapshot() as connection:
        found = await verify(connection, lambda _count: None)
    assert found.faults == {}
    return (
        f"seed {storm.seed}, {town.kills} kills, {storm.citizens} citizens:"
        f" {found.letters} letters, {found.events} events,"
        f" 0 lost, 0 registered twice, {repeats} receipts repeated"
    )


async def _repeats(town: Processes, person: int) -> int:
    """How many receipts this person got more than the one there is."""
    return len(_receipts(await _chat(town, person))) - 1


async def _killings(town: Processes, storm: Storm) -> None:
    """Kills the bot at random moments of its work, and starts it again."""
    chance = Random(storm.seed)
    for _ in range(storm.kills):
        before = await _calls(town)
        target = before + chance.randrange(*storm.after)
        while await _calls(town) < target:
            await asyncio.sleep(0.02)
        await town.kill_bot()
        await town.start_bot()


async def _calls(town: Processes) -> int:
    """How much the bot has said so far: the measure of its progress."""
    calls = (await town.control("stats"))["calls"]
    return sum(n for method, n in calls.items() if method.lower() != "getupdates")


async def _all(people: list[int], act: object) -> None:
    """Everybody does it, some of them at the same time."""
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(person: int) -> None:
        async with gate:
            await act(person)  # type: ignore[operator]

    await asyncio.gather(*(one(person) for person in people))


async def _chat(town: Processes, person: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (await town.control("messages", person=person))["messages"]
    return found


async def _writes_and_submits(town: Processes, person: int) -> None:
    await town.control("starts", person=person)
    await town.control("says", person=person, text=f"第{person}号来信")
    while not await _button(town, person, "提交"):
        await asyncio.sleep(0.05)
    await town.control("presses", person=person, button="提交")
    while not _receipts(await _chat(town, person)):
        await asyncio.sleep(0.05)


async def _button(town: Processes, person: int, label: str) -> bool:
    return any(label in str(message.get("buttons")) for message in await _chat(town, person))


def _receipts(chat: list[dict[str, object]]) -> list[dict[str, object]]:
    return [m for m in chat if "SZ-" in str(m.get("text")) and "查询码" in str(m.get("text"))]


async def _adds(town: Processes, person: int) -> None:
    receipt = _receipts(await _chat(town, person))[0]
    await town.control("says", person=person, text=f"补充{person}", reply_to=receipt["message_id"])


async def _sees(town: Processes, person: int, text: str, *, receipts: bool) -> None:
    """Waits until what this person sent has been taken: nothing of it waits any more."""
    while (await town.control("stats"))["pending"]:
        await asyncio.sleep(0.05)
    chat = await _chat(town, person)
    numbers = Counter(str(m["text"]) for m in _receipts(chat))
    assert len(numbers) == 1, f"{person} got {numbers}"  # the same receipt, perhaps repeated
    assert text in [m.get("text") for m in chat]
    assert receipts


def _register_is_whole(path: Path, key_file: KeyFile, citizens: int) -> None:
    database = opened(path, key_file.keys()[0])
    try:
        numbers = [n for (n,) in database.execute("SELECT number FROM letters ORDER BY number")]
        assert len(numbers) == citizens
        assert [int(n[-6:]) for n in numbers] == list(range(1, citizens + 1))
        for role, words in (("letter", "第{}号来信"), ("addition", "补充{}")):
            kept = database.execute(
                "SELECT text, count(*) FROM parts WHERE role = ? AND letter IS NOT NULL"
                " GROUP BY text",
                (role,),
            ).fetchall()
            wanted = {words.format(100 + n): 1 for n in range(citizens)}
            assert {text: n for text, n in kept if text != "/start"} == wanted
        cards = database.execute("SELECT count(*) FROM outbox WHERE notice = 'Arrived'")
        assert cards.fetchone() == (citizens,)
    finally:
        database.close()
