"""A load balancer: takes Telegram's updates at one address and passes each to the next replica.

Updates of one chat go one after another, as Telegram sends them; different chats side by side. An
update that a replica does not answer with 200 goes to the next replica.
"""

import asyncio
from collections import defaultdict
from itertools import cycle
from typing import Any

import aiohttp
from aiohttp import web

PAUSE = 0.05  # seconds before an update goes to the next replica


class Balancer:
    """Forwards requests to /replicas/<token>."""

    def __init__(self) -> None:
        self._ports: dict[str, cycle[int]] = {}
        self._chats: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._under_way: set[asyncio.Task[None]] = set()
        self._http: aiohttp.ClientSession | None = None

    def add_routes(self, app: web.Application) -> None:
        """Lets an application answer for replicas, and be told of them."""
        app.router.add_post("/replicas/{token}", self._take)
        app.router.add_post("/crowd/replicas", self._told)

    async def _told(self, request: web.Request) -> web.Response:
        told = await request.json()
        self._ports[told["token"]] = cycle(told["ports"])
        return web.json_response({})

    async def _take(self, request: web.Request) -> web.Response:
        """Answers at once: the replicas' work must not hold up the next update."""
        update = await request.json()
        handing = asyncio.create_task(self._hand(request.path, dict(request.headers), update))
        self._under_way.add(handing)
        handing.add_done_callback(self._under_way.discard)
        return web.Response()

    async def _hand(self, path: str, headers: dict[str, str], update: dict[str, Any]) -> None:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        ports = self._ports[path.rpartition("/")[2]]
        kept = {name: value for name, value in headers.items() if name.startswith("X-")}
        async with self._chats[_chat(update)]:
            while True:
                url = f"http://127.0.0.1:{next(ports)}{path}"
                try:
                    async with self._http.post(url, json=update, headers=kept) as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(PAUSE)


def _chat(update: dict[str, Any]) -> int:
    what = next(value for name, value in update.items() if name != "update_id")
    message = what.get("message") or what
    return int(message["chat"]["id"])
