"""The Bot API server of the benchmarks: the simulator's, with added latency and a crowd.

A process of its own: `python -m benchmarks.telegram`; its first line is its address.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from benchmarks.balancer import Balancer
from benchmarks.crowd import Crowd
from simulator.clock import Clock
from simulator.server import Server
from simulator.world import World

FOR_UPDATES = frozenset({"getUpdates", "setWebhook"})


class Wire:
    """How long a call takes on its way, half of it there and half back; who began to poll when."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._polled: dict[str, asyncio.Future[float]] = {}

    def middleware(self) -> Middleware:
        """Returns what stands between the bots and the server."""

        @web.middleware
        async def carry(request: web.Request, handler: Handler) -> web.StreamResponse:
            token = request.match_info.get("token")
            if token is None or not request.path.startswith("/bot"):
                return await handler(request)
            polled = self._polled.get(token)
            if polled and not polled.done() and request.match_info["method"] in FOR_UPDATES:
                polled.set_result(time.monotonic())
            if not self.seconds:
                return await handler(request)
            await asyncio.sleep(self.seconds / 2)
            answer = await handler(request)
            await asyncio.sleep(self.seconds / 2)
            return answer

        return carry

    def starting(self, token: str) -> None:
        """Begins to watch for a bot's first request for updates."""
        self._polled[token] = asyncio.get_running_loop().create_future()

    async def polled_at(self, token: str) -> float:
        """Returns when (monotonic) it first did, waiting for it."""
        return await self._polled[token]


def add_routes(app: web.Application, wire: Wire, crowd: Crowd) -> None:
    """Lets another process say what the crowd does: POST /crowd/<verb> with JSON, JSON back."""

    async def does(request: web.Request) -> web.Response:
        asked = await request.json()
        return web.json_response(await crowd.does(**asked))

    async def starting(request: web.Request) -> web.Response:
        wire.starting((await request.json())["token"])
        return web.json_response({})

    async def polled(request: web.Request) -> web.Response:
        return web.json_response(await wire.polled_at((await request.json())["token"]))

    async def latency(request: web.Request) -> web.Response:
        wire.seconds = (await request.json())["milliseconds"] / 1000
        return web.json_response({})

    app.router.add_post("/crowd/does", does)
    app.router.add_post("/crowd/starting", starting)
    app.router.add_post("/crowd/polled", polled)
    app.router.add_post("/crowd/latency", latency)


async def main() -> None:
    """Serves until killed."""
    world = World(Clock(datetime.now(UTC), running=True), limits=None)
    server, wire = Server(world), Wire()
    server.app.middlewares.append(wire.middleware())
    add_routes(server.app, wire, Crowd(world))
    Balancer().add_routes(server.app)
    async with server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
