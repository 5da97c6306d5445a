"""What goes wrong around the bot while people converse: nothing is lost, nothing is doubled.

Each trouble is real: Telegram's answers on the wire, a database locked by another process, a disk
with no room left. In short here; for minutes and with more letters under `make torture`.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from storage.connecting import opened
from storage.keys import KeyFile
from tests.conversations import (
    Outcome,
    all_at_once,
    converse,
    holds,
    report,
    settle_in,
)
from tests.processes import Processes, processes

Trouble = Callable[[Processes, float], Awaitable[int]]
"""Makes trouble for so many seconds; returns how often one message may be repeated for it."""


async def too_many_requests(town: Processes, seconds: float) -> int:
    """Telegram asks the bot to wait, whatever it sends."""
    await _telegram(town, "too_many_requests", seconds, method="send*", retry_after=2)
    return 0


async def server_errors(town: Processes, seconds: float) -> int:
    """Telegram answers 502 to everything."""
    await _telegram(town, "server_error", seconds)
    return 0


async def cut_before(town: Processes, seconds: float) -> int:
    """Connections break before Telegram did anything."""
    await _telegram(town, "cut_before", seconds)
    return 0


async def cut_after(town: Processes, seconds: float) -> int:
    """Telegram does it, but the connection breaks before its answer: five times."""
    await town.control("fault", trouble="cut_after", times=5, method="send*")
    await asyncio.sleep(seconds)
    return 5


async def silence(town: Processes, seconds: float) -> int:
    """Telegram does nothing and says nothing."""
    await _telegram(town, "silence", seconds, method="send*")
    return 0


async def locked(town: Processes, seconds: float) -> int:
    """Another process holds the database, longer than the bot waits for it at a time."""
    raw = opened(town.folder / "mailbox.db", KeyFile(town.folder / "mailbox.key").keys()[0])
    try:
        raw.execute("PRAGMA busy_timeout = 20000")
        raw.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(seconds)
    finally:
        raw.close()
    return 0


async def disk_full(town: Processes, seconds: float) -> int:
    """Not a byte more goes onto the disk, then there is room again."""
    filler = town.folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    file.write(b"\x00" * size)
            except OSError:
                continue
    await asyncio.sleep(seconds)
    filler.unlink()
    return 1  # what was sent could not be noted


async def kills(town: Processes, seconds: float) -> int:
    """kill −9 and a new start, again and again."""
    ends, count = asyncio.get_running_loop().time() + seconds, 0
    while asyncio.get_running_loop().time() < ends:
        await asyncio.sleep(2.5)
        await town.kill_bot()
        await town.start_bot()
        count += 1
    return count


async def _telegram(town: Processes, trouble: str, seconds: float, **more: object) -> None:
    facts = {"trouble": trouble, "times": None, "lasting_seconds": seconds, **more}
    await town.control("fault", **facts)
    await asyncio.sleep(seconds)


ALL: tuple[Trouble, ...] = (
    too_many_requests,
    server_errors,
    cut_before,
    cut_after,
    silence,
    locked,
    disk_full,
    kills,
)


@asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[Path]:
    """A disk of its own of 24 MB, where this machine lets us make one."""
    disk = folder / "disk"
    disk.mkdir()
    if os.getuid() != 0 or await _ran("mount", "-t", "tmpfs", "-o", "size=24m", "none", disk):
        pytest.skip("a disk that fills up can only be mounted by root")
    try:
        yield disk
    finally:
        await _ran("umount", "--lazy", disk)


async def _ran(*command: str | Path) -> int:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    return await process.wait()


async def survives(folder: Path, letters: int, troubles: list[Trouble], seconds: float) -> Outcome:
    """People converse while one trouble follows the other; returns what came of it."""
    async with small_disk(folder) as disk, processes(disk) as town:
        people = await settle_in(town, letters)

        async def trouble() -> int:
            repeats = 0
            for make in troubles:
                await asyncio.sleep(1)
                repeats += await make(town, seconds)
            return repeats

        making = asyncio.create_task(trouble())
        await all_at_once(people, lambda person: converse(town, person))
        repeats = await making
        await town.control("clear_faults")
        return await holds(town, people, repeats)


async def test_conversations_come_through_one_trouble_after_the_other(tmp_path: Path) -> None:
    short = [make for make in ALL if make not in (silence, kills)]  # kills: test_killed
    await survives(tmp_path, 8, short, 1.5)


@pytest.mark.torture
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("trouble", ALL, ids=lambda trouble: trouble.__name__)
async def test_conversations_come_through_a_minute_of_each_trouble(
    tmp_path: Path, trouble: Trouble, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = await survives(tmp_path, 40, [trouble], 60)
    with capsys.disabled():
        report(f"{trouble.__name__}, 60 s: {outcome}")


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_conversations_come_through_troubles_in_any_order(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = Random(seed)
    troubles = chance.choices(ALL, k=20)
    outcome = await survives(tmp_path, 60, troubles, 6)
    with capsys.disabled():
        report(f"seed {seed}, {', '.join(t.__name__ for t in troubles)}: {outcome}")
