"""Trouble, made for real while people converse: Telegram's, the machine's, the archive's.

Each makes its trouble for so many seconds, then mends it, and returns how many messages Telegram
may have taken without answering for them: those come again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.connecting import opened
from storage.keys import KeyFile
from tests.aftermath import kill
from tests.engine import busy, on_server
from tests.processes import Processes

Trouble = Callable[[Processes, float], Awaitable[int]]
BEFORE_A_KILL = 40  # calls of the bot


async def too_many_requests(town: Processes, seconds: float) -> int:
    """Telegram asks the bot to wait, whatever it sends."""
    return await _telegram(town, "too_many_requests", seconds, method="send*", retry_after=2)


async def server_errors(town: Processes, seconds: float) -> int:
    """Telegram answers 502 to everything."""
    return await _telegram(town, "server_error", seconds)


async def strange_pages(town: Processes, seconds: float) -> int:
    """Something before Telegram answers everything with a page of its own."""
    return await _telegram(town, "page", seconds)


async def cut_before(town: Processes, seconds: float) -> int:
    """Connections break before Telegram did anything."""
    return await _telegram(town, "cut_before", seconds)


async def cut_after(town: Processes, seconds: float) -> int:
    """Telegram does it, but the connection breaks before its answer: five times at most."""
    await _telegram(town, "cut_after", seconds, method="send*", times=5)
    return 5


async def silence(town: Processes, seconds: float) -> int:
    """Telegram does nothing and says nothing."""
    return await _telegram(town, "silence", seconds, method="send*")


async def _telegram(town: Processes, trouble: str, seconds: float, **more: object) -> int:
    facts = {"trouble": trouble, "times": None, "lasting_seconds": seconds, **more}
    await town.control("fault", **facts)
    await asyncio.sleep(seconds)
    return 0


async def locked(town: Processes, seconds: float) -> int:
    """Another process holds the database."""
    if on_server():
        with busy(town.folder):
            await asyncio.sleep(seconds)
        return 0
    raw = opened(town.folder / "mailbox.db", KeyFile(town.folder / "mailbox.key").keys()[0])
    try:
        raw.execute("PRAGMA busy_timeout = 20000")
        raw.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(seconds)
    finally:
        raw.close()
    return 0


async def disk_full(town: Processes, seconds: float) -> int:
    """Not a byte more goes onto the disk, then there is room again; a server's is its own."""
    if on_server():
        return 0
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
    return 0


async def kills(town: Processes, seconds: float) -> int:
    """kill −9 and a new start, again and again; no more once nobody is conversing."""
    ends = asyncio.get_running_loop().time() + seconds
    while True:
        before = await town.calls()
        while await town.calls() < before + BEFORE_A_KILL:
            if asyncio.get_running_loop().time() > ends:
                return 0
            await asyncio.sleep(0.02)
        await kill(town)
        await town.start_bot()


async def restarts(town: Processes, seconds: float) -> int:
    """The bot is ended politely and started again: nothing at all comes twice for it."""
    ends = asyncio.get_running_loop().time() + seconds
    while True:
        before = await town.calls()
        while await town.calls() == before:
            if asyncio.get_running_loop().time() > ends:
                return 0
            await asyncio.sleep(0.02)
        assert await town.stop_bot() == 0
        await town.start_bot()


OF_TELEGRAM: tuple[Trouble, ...] = (
    too_many_requests,
    server_errors,
    strange_pages,
    cut_before,
    cut_after,
    silence,
)
OF_THE_MACHINE: tuple[Trouble, ...] = (locked, disk_full, kills, restarts)


@asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[Path]:
    """A disk of its own of 24 MB, where this machine lets us make one."""
    disk = folder / "disk"
    disk.mkdir()
    image = folder / "disk.img"
    with image.open("wb") as file:
        file.truncate(24 * 1024 * 1024)
    if await ran("mkfs.ext4", "-q", image) or await ran("mount", "-o", MOUNTED, image, disk):
        pytest.skip("a disk of its own can only be mounted by root")
    try:
        yield disk
    finally:
        await ran("umount", "--lazy", disk)


MOUNTED = "loop,errors=remount-ro"


async def ran(*command: str | Path) -> int:
    """Runs a command of the system; returns its exit code."""
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    except FileNotFoundError:
        return 127
    return await process.wait()
