"""The simulator and the bot as processes of their own, for tests that kill −9."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from tests.engine import url_in

TOKEN = "42:processes"

CONFIG = """
[telegram]
token = "{token}"
api_base = "{api}"
{rates}
[database]
url = "{url}"
key_file = "{folder}/mailbox.key"
[office]
name = "信箱办公室"
timezone = "Asia/Shanghai"
chat_id = -1001
chiefs = [4]
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

TELEGRAMS = ""
"""Telegram's own rate limits, which an office has; the simulator enforces them, too."""

NO_LIMITS = "a_second = 1000\nchat_a_second = 1000\ngroup_a_minute = 60000"
"""The rates for a simulator without limits."""


class NotDone(AssertionError):
    """The simulator could not have it done; says what it answers."""


@dataclass
class Processes:
    """A simulator that stays and a bot that is killed and started again."""

    folder: Path
    url: str
    http: aiohttp.ClientSession
    bot: asyncio.subprocess.Process | None = None
    kills: int = 0
    caught: int = 0  # messages of acts that kills have caught between sending and noting
    moved: dict[int, int] = field(default_factory=dict)  # groups that became supergroups
    environment: Mapping[str, str] = field(default_factory=dict)  # of the bot

    async def control(self, verb: str, **facts: Any) -> Any:
        """Has the simulator's people do something; returns what it answers. NotDone."""
        async with self.http.post(f"{self.url}/control/{verb}", json=facts) as response:
            answer = await response.json()
            if response.status != 200:
                raise NotDone(answer)
            return answer

    async def start_bot(self) -> None:
        """Starts the bot on its configuration and database."""
        log = self.log.open("ab")
        command = [sys.executable, "-m", "bot", "run", "--config", str(self.config)]
        environment = {**os.environ, **self.environment}
        self.bot = await asyncio.create_subprocess_exec(
            *command, stdout=log, stderr=log, env=environment
        )
        log.close()

    @property
    def log(self) -> Path:
        """Returns the path of the bot's log, beside its folder: that may have no room."""
        return self.folder.with_suffix(".log")

    @property
    def config(self) -> Path:
        """Returns the configuration's path, beside the folder too."""
        return self.folder.with_suffix(".toml")

    async def tries(self, *arguments: str) -> tuple[int, str]:
        """Runs another command on the same configuration; returns its exit code and words."""
        command = [sys.executable, "-m", "bot", *arguments, "--config", str(self.config)]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said, _ = await process.communicate()
        assert process.returncode is not None
        return process.returncode, said.decode()

    async def runs(self, *arguments: str) -> str:
        """The same for a command that must succeed; returns what it says."""
        code, said = await self.tries(*arguments)
        assert code == 0, said
        return said

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
        """Ends the bot with SIGTERM; returns its exit code."""
        assert self.bot is not None
        self.bot.terminate()
        return await self.bot.wait()

    async def kill_all(self) -> None:
        """Leaves nothing running."""
        if self.bot is not None and self.bot.returncode is None:
            await self.kill_bot()


Town = TypeVar("Town", bound=Processes)


def processes(folder: Path, rates: str = NO_LIMITS) -> AbstractAsyncContextManager[Processes]:
    """Yields a running simulator and the means to start and kill a bot on it."""
    return simulated(Processes, folder, rates)


@asynccontextmanager
async def simulated(kind: type[Town], folder: Path, rates: str = NO_LIMITS) -> AsyncIterator[Town]:
    """Yields a running simulator, and a bot of this kind or several, none running yet."""
    limits = ["--no-limits"] if rates == NO_LIMITS else []
    simulator = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "simulator",
        *limits,
        "--bot",
        TOKEN,
        "mailbox_bot",
        stdout=asyncio.subprocess.PIPE,
    )
    assert simulator.stdout is not None
    url = (await simulator.stdout.readline()).decode().strip()
    config = CONFIG.format(token=TOKEN, api=url, folder=folder, rates=rates, url=url_in(folder))
    async with aiohttp.ClientSession() as http:
        found = kind(folder, url, http)
        found.config.write_text(config, encoding="utf-8")
        try:
            yield found
        finally:
            await found.kill_all()
            simulator.kill()
            await simulator.wait()
