"""The simulator and the bot as processes of their own, for tests that kill −9."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.engine import url_in

TOKEN = "42:processes"

CONFIG = """
[telegram]
token = "{token}"
api_base = "{api}"
a_second = 1000
chat_a_second = 1000
group_a_minute = 60000
[database]
url = "{url}"
key_file = "{folder}/mailbox.key"
[office]
name = "信箱办公室"
timezone = "Asia/Shanghai"
chat_id = -1001
clerks = [2]
[[mailbox]]
code = "mayor"
title = "市长信箱"
prefix = "SZ"
[[department]]
code = "roads"
name = "市政"
chat_id = -1002
"""


@dataclass
class Processes:
    """A simulator that stays and a bot that is killed and started again."""

    folder: Path
    url: str
    http: aiohttp.ClientSession
    bot: asyncio.subprocess.Process | None = None
    kills: int = 0
    starts: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def control(self, verb: str, **facts: Any) -> Any:
        """Has the simulator's people do something; returns what it answers."""
        async with self.http.post(f"{self.url}/control/{verb}", json=facts) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def start_bot(self) -> None:
        """Starts the bot on its configuration and database."""
        log = (self.folder / "bot.log").open("ab")
        self.bot = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            "--config",
            str(self.folder / "config.toml"),
            stdout=log,
            stderr=log,
        )
        log.close()

    async def runs(self, *arguments: str) -> str:
        """Runs another command of the program on the same configuration; returns what it says."""
        command = [sys.executable, "-m", "bot", *arguments]
        process = await asyncio.create_subprocess_exec(
            *command,
            "--config",
            str(self.folder / "config.toml"),
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said
        return said.decode()

    async def calls(self) -> int:
        """How much the bot has said so far: the measure of its progress."""
        calls = (await self.control("stats"))["calls"]
        return sum(n for method, n in calls.items() if method.lower() != "getupdates")

    async def kill_bot(self) -> None:
        """kill −9: no handler runs, nothing is flushed."""
        assert self.bot is not None
        os.kill(self.bot.pid, signal.SIGKILL)
        await self.bot.wait()
        self.kills += 1

    async def stop_bot(self) -> int:
        """Ends the bot politely; returns its exit code."""
        assert self.bot is not None
        self.bot.terminate()
        return await self.bot.wait()


@asynccontextmanager
async def processes(folder: Path) -> AsyncIterator[Processes]:
    """Yields a running simulator and the means to start and kill a bot on it."""
    simulator = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "simulator",
        "--no-limits",
        "--bot",
        TOKEN,
        "mailbox_bot",
        stdout=asyncio.subprocess.PIPE,
    )
    assert simulator.stdout is not None
    url = (await simulator.stdout.readline()).decode().strip()
    config = CONFIG.format(token=TOKEN, api=url, folder=folder, url=url_in(folder))
    (folder / "config.toml").write_text(config, encoding="utf-8")
    async with aiohttp.ClientSession() as http:
        found = Processes(folder, url, http)
        try:
            yield found
        finally:
            if found.bot is not None and found.bot.returncode is None:
                await found.kill_bot()
            simulator.kill()
            await simulator.wait()
