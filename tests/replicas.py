"""Several programs on one database: behind one webhook, or one polling while others stand by."""

import asyncio
import itertools
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from benchmarks.programs import free_port
from tests.processes import Processes

WEBHOOK = """mode = "webhook"
webhook_url = "http://127.0.0.1:{front}/telegram"
webhook_secret = "s3cret"
webhook_listen = "127.0.0.1:1"
[database]"""


@dataclass
class Replicas(Processes):
    """Programs that run at the same time, by their places."""

    ports: list[int] = field(default_factory=lambda: [free_port(), free_port()])
    running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)

    async def start_bot(self) -> None:
        """Starts the programs of all places."""
        for place in range(len(self.ports)):
            await self.start(place)

    async def start(self, place: int) -> None:
        """Starts the program of a place."""
        text = self.config.read_text(encoding="utf-8")
        config = self.folder / f"config-{place}.toml"
        config.write_text(text.replace(':1"', f':{self.ports[place]}"'), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
        with self.log.open("ab") as log:
            self.running[place] = await asyncio.create_subprocess_exec(
                *command, stdout=log, stderr=log
            )

    async def kill(self, place: int) -> None:
        """kill −9."""
        process = self.running.pop(place)
        process.kill()
        await process.wait()
        self.kills += 1

    async def stop_bot(self) -> int:
        """Ends all with SIGTERM; returns the worst exit code."""
        for process in self.running.values():
            process.terminate()
        return max([await process.wait() for process in self.running.values()])

    async def kill_all(self) -> None:
        """Leaves nothing running."""
        for place, process in list(self.running.items()):
            if process.returncode is None:
                await self.kill(place)


@asynccontextmanager
async def behind_a_webhook(town: Replicas) -> AsyncIterator[None]:
    """The town's programs stand behind one address that Telegram brings updates to."""
    front = free_port()
    text = town.config.read_text(encoding="utf-8")
    text = text.replace("[database]", WEBHOOK.format(front=front), 1)
    town.config.write_text(text, encoding="utf-8")
    async with _balanced(front, town.ports):
        yield


@asynccontextmanager
async def _balanced(front: int, ports: list[int]) -> AsyncIterator[None]:
    """What stands before the programs: each call goes to the next of those that answer."""
    turn = itertools.cycle(range(len(ports)))
    http = aiohttp.ClientSession()

    async def pass_on(request: web.Request) -> web.Response:
        body, first = await request.read(), next(turn)
        for step in range(len(ports)):
            port = ports[(first + step) % len(ports)]
            try:
                async with http.post(
                    f"http://127.0.0.1:{port}{request.path}", data=body, headers=request.headers
                ) as response:
                    return web.Response(status=response.status, body=await response.read())
            except aiohttp.ClientConnectorError:
                continue  # not running
            except aiohttp.ClientError:
                break  # it died during the request
        return web.Response(status=502)

    application = web.Application()
    application.router.add_post("/telegram", pass_on)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", front).start()
        yield
    finally:
        await runner.cleanup()
        await http.close()
