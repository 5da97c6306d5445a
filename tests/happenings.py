"""What happens to groups, people, the clock and the archive while letters are on their way.

Each is one story with the bot as a process: letters are in every stage when it happens, and all of
them come to their end.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.aftermath import is_quiet, kill
from tests.conversations import (
    CHIEF,
    CLERK,
    OFFICE,
    OFFICER,
    ROADS,
    Place,
    all_at_once,
    answer,
    choose_roads,
    converse,
    join,
    pass_on,
    rate,
    until,
    write,
)
from tests.processes import Processes
from tests.troubles import MOUNTED, ran

Happening = Callable[[Processes, list[int]], Awaitable[tuple[str, ...]]]
"""Plays it; returns how the messages begin that this happening alone brings."""
SECOND_OFFICER = 5
CARD = ("#",)  # a letter asked for by /letter


async def a_group_migrates(town: Processes, people: list[int]) -> tuple[str, ...]:
    """The department's group becomes a supergroup: what was said in the old one stays there."""
    numbers = {person: await write(town, person) for person in people}
    early, late = people[: len(people) // 2], people[len(people) // 2 :]
    for person in early:
        await pass_on(town, numbers[person])
    town.moved[ROADS] = (await town.control("migrate", chat=ROADS))["id"]
    for person in late:
        await pass_on(town, numbers[person])
    for person in early:
        await Place(town, OFFICER, ROADS).says(f"/letter {numbers[person]}")
    await finish(town, people, numbers)
    return CARD


async def a_topic_is_deleted(town: Processes, people: list[int]) -> tuple[str, ...]:
    """The office works in a topic of its group, which somebody deletes with all its messages."""
    topic = await town.control("open_topic", chat=OFFICE, person=CLERK, name="新来信")
    numbers = {person: await write(town, person) for person in people}
    office = Place(town, CLERK, OFFICE)
    for number in numbers.values():
        said = {"person": CLERK, "chat": OFFICE, **topic, "text": f"/letter {number}"}
        await town.control("says", **said)
        await until(lambda: office.messages(f"{number} ·"))  # noqa: B023 — awaited here
    await town.control("delete_topic", chat=OFFICE, **topic)
    for number in numbers.values():
        await office.says(f"/letter {number}")
        await pass_on(town, number)
    await finish(town, people, numbers)
    return CARD


async def the_bot_is_thrown_out(town: Processes, people: list[int]) -> tuple[str, ...]:
    """Out of both groups while letters arrive and are passed on; then it is let in again."""
    first, *others = people
    number = await write(town, first)
    for group in (OFFICE, ROADS):
        await town.control("kick", chat=group)
    numbers = {first: number} | {person: await write(town, person) for person in others}
    chief = Place(town, CHIEF)
    await until(lambda: chief.messages("送不到办公室的群"))
    await town.control("brings_back", chat=OFFICE)
    office = Place(town, CLERK, OFFICE)
    await choose_roads(office, number)
    await office.presses("转办给", number, lambda: office.messages("送不到 市政"))
    await town.control("brings_back", chat=ROADS)
    await until(lambda: Place(town, OFFICER, ROADS).with_button("📝 答复", number))
    for person in others:
        await pass_on(town, numbers[person])
    await finish(town, people, numbers)
    return ("⚠️ #",)


async def an_officer_leaves(town: Processes, people: list[int]) -> tuple[str, ...]:
    """Letters passed on to them are answered by another; they themselves see nothing more."""
    numbers = {person: await write(town, person) for person in people}
    for number in numbers.values():
        await pass_on(town, number)
    await town.control("person", id=SECOND_OFFICER, name="钱工")
    await town.control("joins", chat=ROADS, person=SECOND_OFFICER)
    await join(town, SECOND_OFFICER)
    await town.control("leaves", chat=ROADS, person=OFFICER)
    chief, former = Place(town, CHIEF, OFFICE), Place(town, OFFICER)
    await chief.says("/staff")
    await chief.presses("移除 赵工", "", lambda: chief.messages("真的要移除"))
    await chief.presses("确认移除", "", lambda: chief.messages("已移除"))
    await former.says(f"/letter {numbers[people[0]]}")
    await until(lambda: former.messages("没有找到这封信"))
    assert not await former.messages("号来信")
    await finish(town, people, numbers, SECOND_OFFICER)
    return ("钱工", "工作人员", "已移除", "没有找到这封信")


async def a_citizen_blocks_the_bot(town: Processes, people: list[int]) -> tuple[str, ...]:
    """Every second citizen, until they come back; nothing of what they missed is lost."""
    numbers = {person: await write(town, person) for person in people}
    for number in numbers.values():
        await pass_on(town, number)
    blocking = people[::2]
    for person in blocking:
        await town.control("blocks", person=person)

    async def comes_back(person: int) -> None:
        office, number = Place(town, CLERK, OFFICE), numbers[person]
        await until(lambda: office.messages(f"⚠️ {number}"))
        await town.control("starts", person=person)

    coming = asyncio.gather(*(comes_back(person) for person in blocking))
    await finish(town, people, numbers)
    await coming
    return ("⚠️ #",)


async def finish(
    town: Processes, people: list[int], numbers: dict[int, str], officer: int = OFFICER
) -> None:
    """Letters passed on come to their end."""

    async def one(person: int) -> None:
        await answer(town, person, numbers[person], officer)
        await rate(town, person, numbers[person])

    await all_at_once(people, one)


async def the_clock_is_set_back(town: Processes, people: list[int]) -> tuple[str, ...]:
    """By an hour, twice, while the bot runs; the sweep still comes every minute."""
    offset = Path(town.environment["FAKETIME_TIMESTAMP_FILE"])
    conversing = asyncio.create_task(all_at_once(people, lambda person: converse(town, person)))
    for hours in (1, 2):
        await asyncio.sleep(2)
        await asyncio.to_thread(offset.write_text, f"-{hours}h\n", encoding="ascii")
    await conversing
    await until(lambda: _says(town, "the clock was set back"))
    return ()


async def the_disk_turns_read_only(town: Processes, people: list[int]) -> tuple[str, ...]:
    """As Linux does it with a disk that fails; after a repair the bot is started again."""
    conversing = asyncio.create_task(all_at_once(people, lambda person: converse(town, person)))
    await asyncio.sleep(3)
    assert await ran("mount", "-o", "remount,abort", town.folder) == 0
    await asyncio.sleep(5)
    assert town.bot is not None
    assert town.bot.returncode is None, "it waits for better times"
    await kill(town)
    code, said = await town.tries("run")
    assert code == 2
    assert str(town.folder) in said
    assert "Traceback" not in said
    await _mounted_again(town)
    await town.start_bot()
    await conversing
    return ()


async def _mounted_again(town: Processes) -> None:
    image = town.folder.parent / "disk.img"
    assert await ran("umount", town.folder) == 0
    await ran("fsck.ext4", "-p", image)
    assert await ran("mount", "-o", MOUNTED, image, town.folder) == 0


async def the_database_is_damaged(town: Processes, people: list[int]) -> tuple[str, ...]:
    """While the bot runs: it keeps nothing it cannot keep; a backup brings all back."""
    early, late = people[: len(people) // 2], people[len(people) // 2 :]
    await all_at_once(early, lambda person: converse(town, person))
    await until(lambda: is_quiet(town))
    backups = town.folder.parent / "backups"
    await town.runs("backup", "--folder", str(backups))
    _damage(town.folder)
    conversing = asyncio.create_task(all_at_once(late, lambda person: converse(town, person)))
    await until(lambda: _says(town, "could not be kept"))
    assert town.bot is not None
    assert town.bot.returncode is None
    await town.kill_bot()
    code, said = await town.tries("run")
    assert (code, "Traceback" in said) == (2, False), said
    assert str(town.folder) in said
    [backup] = backups.iterdir()
    await town.runs("restore", str(backup), "--apply")
    await town.start_bot()
    await conversing
    return ()


async def _says(town: Processes, words: str) -> bool:
    return words in await asyncio.to_thread(town.log.read_text, encoding="utf-8")


def _damage(folder: Path) -> None:
    """Overwrites everything that was written, as a dying disk may."""
    for name in ("mailbox.db", "mailbox.db-wal"):
        path = folder / name
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))


TO_GROUPS_AND_PEOPLE: tuple[Happening, ...] = (
    a_group_migrates,
    a_topic_is_deleted,
    the_bot_is_thrown_out,
    an_officer_leaves,
    a_citizen_blocks_the_bot,
)
TO_THE_MACHINE: tuple[Happening, ...] = (the_disk_turns_read_only, the_database_is_damaged)
