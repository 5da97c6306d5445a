"""Programs as processes of their own: started, measured from outside, ended.

What a process has cost so far is read from /proc (Linux): seconds of all its threads, user and
system. That is what a ratio rests on; seconds by the clock say how busy the machine was, too.
"""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

TICKS = os.sysconf("SC_CLK_TCK")
OFFICE, CLERK = -1_001_000_000_000, 100_002

CONFIG = """
[telegram]
token = "{token}"
api_base = "{api}"
a_second = 1000
chat_a_second = 1000
group_a_minute = 60000
{mode}
[database]
url = "{url}"
key_file = "{key_file}"
[office]
name = "市长信箱办公室"
timezone = "Asia/Shanghai"
chat_id = {office}
clerks = [{clerk}]
[[mailbox]]
code = "mayor"
title = "市长信箱"
prefix = "SZ"
[[department]]
code = "roads"
name = "市政道路处"
keywords = ["路灯", "道路"]
[[department]]
code = "water"
name = "供水公司"
keywords = ["停水", "水管"]
[[department]]
code = "parks"
name = "园林绿化局"
keywords = ["树", "公园"]
"""
WEBHOOK = """
mode = "webhook"
webhook_url = "{api}/replicas/{token}"
webhook_secret = "bench"
webhook_listen = "127.0.0.1:{port}"
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes (10^6): resident, and its share of what several programs have in common."""

    rss: float
    pss: float


@dataclass(slots=True)
class Program:
    """A running bot, in one process or several (replicas)."""

    token: str
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    def cpu(self) -> float:
        """Returns the seconds its processes have worked so far."""
        return sum(_seconds(process.pid) for process in self.processes)

    def memory(self) -> Memory:
        """Returns what its processes hold."""
        found = [_memory(process.pid) for process in self.processes]
        return Memory(sum(m.rss for m in found), sum(m.pss for m in found))

    async def end(self) -> None:
        """Ends it with SIGTERM."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            await process.wait()
        self.processes.clear()


@asynccontextmanager
async def running(*programs: Program) -> AsyncIterator[None]:
    """Ends whatever still runs of these programs."""
    try:
        yield
    finally:
        for program in programs:
            await program.end()


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> Memory:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return Memory(kilobytes["Rss"] * 1024 / 1e6, kilobytes["Pss"] * 1024 / 1e6)


@dataclass(slots=True)
class Mailbox:
    """A mailbox to be run: its database by its url, and in how many processes."""

    folder: Path
    url: str
    replicas: int = 1
    encrypted: bool = True

    @property
    def is_file(self) -> bool:
        """Returns whether its database is a file, which it encrypts itself."""
        return self.url.startswith("sqlite:")

    @property
    def key_file(self) -> str:
        """Returns where its key is, "" for none."""
        return str(self.folder / "mailbox.key") if self.encrypted and self.is_file else ""

    def configure(self, api: str, token: str, office: int, port: int | None) -> Path:
        """Writes the configuration of one of its processes and returns the file.

        `port`: where it is brought its updates; None for one that polls.
        """
        file = self.folder / f"config{port or ''}.toml"
        mode = "" if port is None else WEBHOOK.format(api=api, token=token, port=port)
        text = CONFIG.format(
            api=api,
            token=token,
            url=self.url,
            key_file=self.key_file,
            office=office,
            clerk=CLERK,
            mode=mode,
        )
        file.write_text(text, encoding="utf-8")
        return file


class Telegram:
    """The pretend Telegram, a process too, and the way to speak with it."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, http: aiohttp.ClientSession):
        self._process = process
        self.url = url
        self._http = http
        self._bots = 0

    async def post(self, path: str, **facts: Any) -> Any:
        """Makes it do something; returns its answer."""
        async with self._http.post(f"{self.url}/{path}", json=facts) as response:
            answer = await response.json()
            if response.status != 200:
                raise RuntimeError(f"{path}: {answer}")
            return answer

    async def add_bot(self) -> tuple[str, int]:
        """Returns a new bot's token, and the id of a group it shares with a clerk."""
        self._bots += 1
        token, office = f"{1000 + self._bots}:bench", OFFICE - self._bots
        await self.post("control/bot", token=token, username=f"bench_{self._bots}_bot")
        if self._bots == 1:
            await self.post("control/person", id=CLERK, name="李科员")
        group = {"id": office, "title": "信箱办公室", "supergroup": True}
        await self.post("control/group", **group, people=[CLERK])
        return token, office

    async def started(self, program: Program, *command: str, log: Path) -> float:
        """Starts one more process of a program; returns the seconds until it first polled."""
        await self.post("crowd/starting", token=program.token)
        began = time.monotonic()
        with log.open("ab") as file:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *command, stdout=file, stderr=file
            )
        program.processes.append(process)
        polled = asyncio.ensure_future(self.post("crowd/polled", token=program.token))
        ended = asyncio.ensure_future(process.wait())
        await asyncio.wait({polled, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not polled.done():
            raise RuntimeError(f"it ended before it began; see {log}")
        ended.cancel()
        return float(polled.result()) - began


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """Yields a pretend Telegram that runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.telegram", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None  # noqa: S101 — asked for above
    url = (await process.stdout.readline()).decode().strip()
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        try:
            yield Telegram(process, url, http)
        finally:
            process.kill()
            await process.wait()


async def start_echo(there: Telegram, program: Program, office: int, log: Path) -> float:
    """Starts the yardstick; returns the seconds until it first polled."""
    command = ("benchmarks.echo", there.url, program.token, str(office))
    return await there.started(program, *command, log=log)


async def start_mailbox(there: Telegram, program: Program, mailbox: Mailbox, office: int) -> float:
    """Starts a mailbox in all its processes; returns the seconds until the first one polled.

    More than one stand behind one webhook.
    """
    ports = [free_port() for _ in range(mailbox.replicas)] if mailbox.replicas > 1 else [None]
    if mailbox.replicas > 1:
        await there.post("crowd/replicas", token=program.token, ports=ports)
    took = []
    for port in ports:
        file = mailbox.configure(there.url, program.token, office, port)
        command = ("bot", "run", "--config", str(file))
        took.append(await there.started(program, *command, log=mailbox.folder / "bot.log"))
    return took[0]


def free_port() -> int:
    """Returns a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
