"""The world steered from another process: POST /control/<verb> with a JSON object, JSON back.

For tests that kill and restart a bot while people go on writing. Says what people do, no more.
"""

import base64
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from simulator.chats import Chat, Message
from simulator.faults import Trouble
from simulator.limits import Limits
from simulator.looking import NotPossible
from simulator.media import MediaKind, Upload
from simulator.people import Attachment, Person
from simulator.refusals import Json, Refusal
from simulator.render import message_json
from simulator.world import Group, World

Verb = Callable[[World, Json], Awaitable[Any]]


def add_routes(app: web.Application, world: World) -> None:
    """Let an application answer for this world."""

    async def handle(request: web.Request) -> web.Response:
        verb = VERBS.get(request.match_info["verb"])
        if verb is None:
            return web.json_response({"error": "no such verb"}, status=404)
        try:
            body = await request.json() if request.can_read_body else {}
            return web.json_response(await verb(world, body))
        except (NotPossible, Refusal, LookupError, ValueError) as wrong:
            return web.json_response({"error": f"{type(wrong).__name__}: {wrong}"}, status=400)

    app.router.add_post("/control/{verb}", handle)


def _person(world: World, body: Json) -> Person:
    person = world.people[int(body["person"])]
    if "chat" not in body:
        return person
    group = _group(world, body)
    topic = group.chat.topics[body["topic"]] if "topic" in body else None
    return person.in_(group, topic)


def _group(world: World, body: Json) -> Group:
    for group in world.places:
        if group.id == int(body["chat"]):
            return group
    raise LookupError("no such group")


def _message(chat: Chat, body: Json, name: str = "message") -> Message | None:
    return chat.messages[int(body[name])] if name in body else None


def _needed(chat: Chat, body: Json) -> Message:
    return chat.messages[int(body["message"])]


def _shown(message: Message) -> Json:
    return message_json(message) | {"buttons": [button.text for button in message.buttons]}


async def _bot(world: World, body: Json) -> Json:
    privacy = bool(body.get("privacy_mode", True))
    bot = world.bot(body["token"], body["username"], privacy_mode=privacy)
    return {"id": bot.user.id}


async def _add_person(world: World, body: Json) -> Json:
    person = world.person(
        body["name"],
        body.get("language_code", "zh-hans"),
        body.get("id"),
        body.get("username", ""),
    )
    return {"id": person.user_id}


async def _add_group(world: World, body: Json) -> Json:
    group = world.group(
        body["title"],
        body.get("id"),
        supergroup=bool(body.get("supergroup")),
        forum=bool(body.get("forum")),
    )
    for user_id in body.get("people", ()):
        await group.add(world.people[user_id])
    for bot in list(world.known.bots.values()) if body.get("with_bot", True) else ():
        await group.add(bot, admin=bool(body.get("bot_is_admin")))
    return {"id": group.id}


async def _migrate(world: World, body: Json) -> Json:
    return {"id": await _group(world, body).migrate()}


async def _kick(world: World, body: Json) -> Json:
    for bot in world.known.bots.values():
        await _group(world, body).kick(bot)
    return {}


async def _brings_back(world: World, body: Json) -> Json:
    for bot in world.known.bots.values():
        await _group(world, body).add(bot)
    return {}


async def _joins(world: World, body: Json) -> Json:
    await _group(world, body).add(world.people[int(body["person"])])
    return {}


async def _leaves(world: World, body: Json) -> Json:
    await _group(world, body).leave(world.people[int(body["person"])])
    return {}


async def _open_topic(world: World, body: Json) -> Json:
    group, by = _group(world, body), world.people[int(body["person"])]
    group.make_forum()
    return {"topic": (await group.open_topic(body["name"], by)).id}


async def _delete_topic(world: World, body: Json) -> Json:
    await _group(world, body).delete_topic(int(body["topic"]))
    return {}


async def _says(world: World, body: Json) -> Json:
    person = _person(world, body)
    reply_to = _message(person.chat, body, "reply_to")
    return _shown(await person.says(body["text"], reply_to=reply_to))


async def _starts(world: World, body: Json) -> Json:
    return _shown(await _person(world, body).starts(body.get("payload", "")))


async def _presses(world: World, body: Json) -> Json:
    person = _person(world, body)
    return {"shown": await person.presses(body["button"], _message(person.chat, body))}


async def _forges(world: World, body: Json) -> Json:
    person = _person(world, body)
    press = await person.forges(body["data"], _needed(person.chat, body))
    return {"id": press.id}


async def _attaches(world: World, body: Json) -> Json:
    """One file, or several as an album: files = [{kind, name, data (base64), caption}]."""
    person = _person(world, body)
    items = [
        Attachment(
            Upload(f["name"], base64.b64decode(f["data"])),
            MediaKind(f.get("kind", "document")),
            f.get("caption", ""),
        )
        for f in body["files"]
    ]
    return {"messages": [_shown(m) for m in await person.sends_album(items)]}


async def _edits(world: World, body: Json) -> Json:
    person = _person(world, body)
    return _shown(await person.edits(_needed(person.chat, body), body["text"]))


async def _deletes(world: World, body: Json) -> Json:
    person = _person(world, body)
    await person.deletes(_needed(person.chat, body))
    return {}


async def _blocks(world: World, body: Json) -> Json:
    person = _person(world, body)
    await (person.blocks() if body.get("blocked", True) else person.unblocks())
    return {}


async def _messages(world: World, body: Json) -> Json:
    """What a chat shows, or of it what contains some words."""
    chat = _person(world, body).chat if "person" in body else _group(world, body).chat
    words = body.get("containing", "")
    return {"messages": [_shown(m) for m in chat.shown() if words in m.text]}


async def _told(world: World, _body: Json) -> Json:
    """All that bots have said anywhere: chat and text of every message, as it now stands."""
    chats = [*world.known.private.values(), *world.known.groups.values()]
    told = [(c.id, m.text) for c in chats for m in c.messages.values() if m.sender.is_bot]
    return {"told": told}


async def _stats(world: World, _body: Json) -> Json:
    return {
        "now": world.clock.now().isoformat(),
        "pending": sum(world.pending(bot) for bot in world.known.bots.values()),
        "calls": dict(world.calls),
    }


async def _fault(world: World, body: Json) -> Json:
    lasting = body.get("lasting_seconds")
    world.faults.next(
        Trouble(body["trouble"]),
        body.get("times", 1),
        method=body.get("method", "*"),
        chat_id=body.get("chat_id"),
        lasting=timedelta(seconds=lasting) if lasting else None,
        error_code=body.get("error_code", 502),
        retry_after=body.get("retry_after", 5),
        delay_ms=body.get("delay_ms", 0),
    )
    return {}


async def _clear_faults(world: World, _body: Json) -> Json:
    world.faults.clear()
    return {}


async def _clock(world: World, body: Json) -> Json:
    if "set" in body:
        world.set_clock(datetime.fromisoformat(body["set"]))
    if "move_seconds" in body:
        world.move(timedelta(seconds=body["move_seconds"]))
    if "running" in body:
        world.clock.set_running(bool(body["running"]))
    return {"now": world.clock.now().isoformat()}


async def _limits(world: World, body: Json) -> Json:
    world.limits = Limits(**body["limits"]) if body.get("limits") is not None else None
    return {}


VERBS: dict[str, Verb] = {
    "bot": _bot,
    "person": _add_person,
    "group": _add_group,
    "migrate": _migrate,
    "kick": _kick,
    "brings_back": _brings_back,
    "joins": _joins,
    "leaves": _leaves,
    "open_topic": _open_topic,
    "delete_topic": _delete_topic,
    "says": _says,
    "starts": _starts,
    "presses": _presses,
    "forges": _forges,
    "attaches": _attaches,
    "edits": _edits,
    "deletes": _deletes,
    "blocks": _blocks,
    "messages": _messages,
    "told": _told,
    "stats": _stats,
    "fault": _fault,
    "clear_faults": _clear_faults,
    "clock": _clock,
    "limits": _limits,
}
