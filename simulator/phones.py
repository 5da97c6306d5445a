"""The page of phones: chats side by side in a browser, with the world's clock and its troubles.

Serves the page, a socket of what changes, and the acts of the people on it. It moves no letter and
knows no rule: pressing a button here is pressing it in a chat.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from simulator.chats import Chat, Message
from simulator.faults import Trouble
from simulator.looking import NotPossible
from simulator.media import MediaKind, Upload, picture_size
from simulator.people import Attachment, Person
from simulator.refusals import Json, Refusal
from simulator.registers import Event, Seen
from simulator.screens import screen_json
from simulator.world import World

PAGE = Path(__file__).parent / "page"
MORNING = time(9)
_GATHER = 0.03  # seconds in which changes are gathered before they are sent to the page
_SHOWN_IN_PLACE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'"
)
_TROUBLES = {
    "slow": (Trouble.SLOW, "*", {"delay_ms": 4000}),
    "limit": (Trouble.TOO_MANY_REQUESTS, "send*", {"retry_after": 10}),
    "down": (Trouble.SERVER_ERROR, "*", {}),
}


@dataclass(frozen=True, slots=True)
class View:
    """One phone on the page: whose, looking at which chat, and who that is, in both languages."""

    key: str
    person: Person
    role_zh: str = ""
    role_en: str = ""


def next_weekday_morning(now: datetime) -> datetime:
    """Return the next 09:00 from Monday to Friday after a local time."""
    day = now.date() if now.time() < MORNING else now.date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, now.tzinfo)


class Phones:
    """Routes for an application; `next_morning` gets a local time and knows the holidays."""

    def __init__(
        self,
        world: World,
        views: Sequence[View],
        *,
        title_zh: str = "没有 Telegram 的 Telegram",
        title_en: str = "Telegram without Telegram",
        zone: tzinfo = ZoneInfo("Asia/Shanghai"),  # noqa: B008 - immutable
        next_morning: Callable[[datetime], datetime] = next_weekday_morning,
    ) -> None:
        self.world = world
        self.views = {view.key: view for view in views}
        self.titles = {"zh": title_zh, "en": title_en}
        self.zone = zone
        self.next_morning = next_morning
        self._sockets: set[web.WebSocketResponse] = set()
        self._changed: set[str] = set()
        self._news: list[Json] = []
        self._sending: asyncio.Task[None] | None = None

    def add_routes(self, app: web.Application) -> None:
        """Serve the page at / of an application."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/{name:[a-z]+\\.(?:js|css)}", self._asset)
        app.router.add_get("/phones/socket", self._socket)
        app.router.add_get("/phones/media/{file_id}", self._media)
        app.router.add_post("/phones/clock", self._clock)
        app.router.add_post("/phones/trouble", self._trouble)
        app.router.add_post("/phones/{key}/attach", self._attach)
        app.router.add_post("/phones/{key}/{act}", self._act)
        app.on_startup.append(self._open)
        app.on_shutdown.append(self._close)

    async def _open(self, _app: web.Application) -> None:
        self._end = self.world.subscribe(self._notice)

    async def _close(self, _app: web.Application) -> None:
        self._end()
        for socket in tuple(self._sockets):
            await socket.close()
        if self._sending is not None:
            await self._sending

    # --- the page

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _asset("index.html")

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        return _asset(request.match_info["name"])

    async def _media(self, request: web.Request) -> web.StreamResponse:
        file = self.world.files.by_id(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        mime = "image/png" if file.kind is MediaKind.PHOTO else file.mime
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not mime.startswith(_SHOWN_IN_PLACE):
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, content_type=mime, headers=headers)

    # --- what changes

    def _notice(self, event: Event) -> None:
        for key, view in self.views.items():
            if event.chat is None or event.chat in (view.person.chat, view.person.place):
                self._changed.add(key)
                if event.seen is Seen.ANSWERED and event.press is not None:
                    self._tell_answer(key, view, event)
        if self._sockets and (self._sending is None or self._sending.done()):
            self._sending = asyncio.get_running_loop().create_task(self._send_changes())

    def _tell_answer(self, key: str, view: View, event: Event) -> None:
        press = event.press
        if press is None or press.answer is None or press.user is not view.person.user:
            return
        self._news.append(
            {
                "phone": key,
                "message": press.message.message_id,
                "data": press.data,
                "text": press.answer.text,
                "alert": press.answer.show_alert,
            }
        )

    async def _send_changes(self) -> None:
        while self._changed:
            await asyncio.sleep(_GATHER)
            changed, self._changed = self._changed, set()
            answers, self._news = self._news, []
            await self._send(self._state(changed) | {"answers": answers})

    async def _send(self, state: Json) -> None:
        words = json.dumps(state, ensure_ascii=False)
        for socket in tuple(self._sockets):
            with contextlib.suppress(ConnectionError):
                await socket.send_str(words)

    def _state(self, keys: set[str]) -> Json:
        troubles = {fault.trouble for fault in self.world.faults.waiting()}
        return {
            "now": self.world.clock.now().isoformat(),
            "running": self.world.clock.running,
            "zone": str(self.zone),
            "titles": self.titles,
            "troubles": [name for name, trouble in _TROUBLES.items() if trouble[0] in troubles],
            "order": list(self.views),
            "phones": {
                key: screen_json(view.person) | {"role": {"zh": view.role_zh, "en": view.role_en}}
                for key, view in self.views.items()
                if key in keys
            },
        }

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        await socket.send_json(self._state(set(self.views)) | {"answers": []})
        self._sockets.add(socket)
        try:
            async for _ in socket:
                pass  # the page only listens here; its acts come by POST
        finally:
            self._sockets.discard(socket)
        return socket

    # --- what people do

    def _view(self, request: web.Request) -> View:
        view = self.views.get(request.match_info["key"])
        if view is None:
            raise web.HTTPNotFound
        return view

    async def _act(self, request: web.Request) -> web.StreamResponse:
        view = self._view(request)
        act = _ACTS.get(request.match_info["act"])
        if act is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        return await _done(act(view.person, await request.json()))

    async def _attach(self, request: web.Request) -> web.StreamResponse:
        person = self._view(request).person
        form = await request.post()
        files = [f for f in form.getall("file", []) if isinstance(f, web.FileField)]
        caption = str(form.get("caption", ""))
        items = [_item(Upload(f.filename, f.file.read(), f.content_type)) for f in files]
        reply = str(form.get("reply_to", ""))
        return await _done(_attached(person, items, caption, int(reply) if reply else None))

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        now = self.world.clock.now()
        if asked.get("morning"):
            self.world.set_clock(self.next_morning(now.astimezone(self.zone)))
        else:
            self.world.move(timedelta(hours=float(asked["hours"])))
        return await _done(self.world.acted())

    async def _trouble(self, request: web.Request) -> web.StreamResponse:
        kind = str((await request.json())["kind"])
        self.world.faults.clear()
        if kind in _TROUBLES:
            trouble, method, more = _TROUBLES[kind]
            lasting = timedelta(minutes=1)
            self.world.faults.next(trouble, None, method=method, lasting=lasting, **more)
        self.world.tell(Event(Seen.CLOCK))
        return web.json_response({})


async def _done(act: Awaitable[Any]) -> web.Response:
    try:
        await act
    except (NotPossible, Refusal, LookupError, ValueError) as wrong:
        return web.json_response({"error": str(wrong)}, status=400)
    return web.json_response({})


def _asset(name: str) -> web.StreamResponse:
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
    return web.FileResponse(PAGE / name, headers=headers)


def _message(chat: Chat, message_id: object) -> Message | None:
    return chat.messages.get(int(str(message_id))) if message_id else None


def _item(upload: Upload) -> Attachment:
    if picture_size(upload.data) is not None:
        return Attachment(upload, MediaKind.PHOTO)
    kinds = {"video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}
    return Attachment(upload, kinds.get(upload.mime.partition("/")[0], MediaKind.DOCUMENT))


async def _attached(
    person: Person, items: list[Attachment], caption: str, reply_to: int | None
) -> None:
    """Send one file as a message, several as an album, none as the ready sample photo."""
    message = _message(person.chat, reply_to)
    if len(items) > 1:
        await person.sends_album(items, caption)
    elif not items:
        await person.sends_photo(caption, reply_to=message)
    else:
        await person.sends_attachment(items[0], caption, reply_to=message)


async def _says(person: Person, body: Json) -> None:
    await person.says(str(body["text"]), reply_to=_message(person.chat, body.get("reply_to")))


async def _edits(person: Person, body: Json) -> None:
    await person.edits(person.chat.messages[int(body["message"])], str(body["text"]))


async def _presses(person: Person, body: Json) -> None:
    await person.forges(str(body["data"]), person.chat.messages[int(body["message"])])


async def _starts(person: Person, _body: Json) -> None:
    await person.starts()


async def _blocks(person: Person, body: Json) -> None:
    await (person.blocks() if body["blocked"] else person.unblocks())


async def _locates(person: Person, _body: Json) -> None:
    await person.sends_location()


async def _speaks(person: Person, body: Json) -> None:
    person.speaks(str(body["language"]))
    person.telegram.tell(Event(Seen.MEMBERS, person.chat))


_ACTS: dict[str, Callable[[Person, Json], Awaitable[None]]] = {
    "says": _says,
    "edits": _edits,
    "presses": _presses,
    "starts": _starts,
    "blocks": _blocks,
    "locates": _locates,
    "speaks": _speaks,
}
