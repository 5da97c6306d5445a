"""The Bot API over HTTP on loopback, for any bot in any process: calls, files, long polling.

Adds to `api` only what needs a wire: reading forms, waiting for updates, cutting connections.
"""

import asyncio
import json
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator import control, fetching
from simulator.api import Answer, answer, bot_with
from simulator.call import Call
from simulator.chats import Bot
from simulator.faults import Trouble
from simulator.media import MOST_FETCHED, MOST_SENT, Upload
from simulator.refusals import Refusal, bad_request, conflict
from simulator.webhooks import Webhooks
from simulator.world import World

HOST = "127.0.0.1"
LOOPBACK_NAMES = ("127.0.0.1", "localhost")
_MOST_BODY = 2 * MOST_SENT


class _Woken(StrEnum):
    UPDATES = "updates"
    POLLER = "other getUpdates request; make sure that only one bot instance is running"
    WEBHOOK = "setWebhook request"


class Server:
    """Serves a world on loopback. Use as `async with Server(world) as server:`."""

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.port = port
        self.app = web.Application(client_max_size=_MOST_BODY, middlewares=[_only_loopback])
        self.app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        self.app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._file)
        control.add_routes(self.app, world)
        self._webhooks = Webhooks(world)
        self._pollers: dict[Bot, asyncio.Future[_Woken]] = {}
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Return the address to give to `TelegramAPIServer.from_base`."""
        return f"http://{HOST}:{self.port}"

    async def start(self) -> str:
        """Listen (port 0: any free one) and return the address."""
        self._runner = web.AppRunner(
            self.app, handler_cancellation=True, access_log=None, shutdown_timeout=0.2
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self.url

    async def stop(self) -> None:
        """Stop listening; waiting pollers are cut off."""
        await self._webhooks.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    # --- calls

    async def _call(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        try:
            call = await _read(request)
            given = answer(self.world, token, call)
            if given.fault is None and given.status == 200:
                given = await self._after(token, call, given)
        except Refusal as refusal:
            given = Answer(refusal.code, refusal.body())
        return await _respond(request, given)

    async def _after(self, token: str, call: Call, given: Answer) -> Answer:
        bot = bot_with(self.world, token)
        match call.method.lower():
            case "getupdates" if not given.body["result"]:
                return await self._wait(bot, call, given)
            case "setwebhook":
                self._wake(bot, _Woken.WEBHOOK)
                self._webhooks.serve(bot)
        return given

    async def _wait(self, bot: Bot, call: Call, given: Answer) -> Answer:
        """Hold an empty getUpdates until something arrives or its seconds are over."""
        seconds = min(50, call.integer("timeout"))
        if seconds <= 0:
            return given
        self._wake(bot, _Woken.POLLER)
        woken: asyncio.Future[_Woken] = asyncio.get_running_loop().create_future()
        self._pollers[bot] = woken

        def arrived() -> None:
            if not woken.done():
                woken.set_result(_Woken.UPDATES)

        bot.queue.listeners.add(arrived)
        try:
            why = await asyncio.wait_for(woken, seconds)
        except TimeoutError:
            return given
        finally:
            bot.queue.listeners.discard(arrived)
            if self._pollers.get(bot) is woken:
                del self._pollers[bot]
        if why is not _Woken.UPDATES:
            raise conflict(f"terminated by {why}")
        return Answer(200, {"ok": True, "result": fetching.get_updates(self.world, bot, call)})

    def _wake(self, bot: Bot, why: _Woken) -> None:
        waiting = self._pollers.pop(bot, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(why)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            bot_with(self.world, request.match_info["token"])
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        file = self.world.files.by_path(request.match_info["path"])
        if file is None or file.size > MOST_FETCHED:
            body = {"ok": False, "error_code": 404, "description": "Not Found"}
            return web.json_response(body, status=404)
        return web.Response(body=file.data, content_type="application/octet-stream")


@web.middleware
async def _only_loopback(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests made under another name or by another page: they must not steer this."""
    origin = request.headers.get("Origin", f"http://{request.host}")
    if request.url.host not in LOOPBACK_NAMES or origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="this server answers only on loopback")
    return await handler(request)


async def _read(request: web.Request) -> Call:
    """Return the call of a request: query, JSON, or a form with its files."""
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            given = await request.json()
        except json.JSONDecodeError:
            raise bad_request("can't parse JSON object") from None
        params |= given if isinstance(given, dict) else {}
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read(), value.content_type)
            else:
                params[name] = value if isinstance(value, str) else bytes(value).decode()
    return Call(request.match_info["method"], params, files)


async def _respond(request: web.Request, given: Answer) -> web.StreamResponse:
    fault = given.fault
    if fault is not None:
        match fault.trouble:
            case Trouble.SILENCE:
                await asyncio.Event().wait()  # the client goes, or the server stops
            case Trouble.CUT_BEFORE | Trouble.CUT_AFTER:
                if request.transport is not None:
                    request.transport.abort()
            case Trouble.SLOW:
                await asyncio.sleep(fault.delay_ms / 1000)
            case Trouble.PAGE:
                return web.Response(text=given.page, status=given.status, content_type="text/html")
            case Trouble.SERVER_ERROR | Trouble.TOO_MANY_REQUESTS:
                pass
    return web.json_response(given.body, status=given.status)
