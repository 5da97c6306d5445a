"""What one phone shows, as JSON for the page: the chat, its messages, buttons, commands, keyboard.

The page turns it into elements, never into HTML.
"""

from itertools import islice
from typing import Any

from simulator.chats import Chat, ChatKind, Message
from simulator.media import MediaKind
from simulator.menus import commands_shown
from simulator.people import Person
from simulator.refusals import Json

SHOWN_MESSAGES = 80
_EDITABLE = frozenset({"text", "photo", "document", "video", "animation", "audio", "voice"})


def screen_json(person: Person) -> Json:
    """Return everything the phone of a person shows of the chat they look at."""
    telegram, chat = person.telegram, person.chat
    newest = list(islice(person.newest(), SHOWN_MESSAGES))[::-1]
    bots = telegram.bots_in(chat)
    now = telegram.clock.now()
    return {
        "person": {
            "name": person.name,
            "user_id": person.user_id,
            "language": person.user.language_code,
        },
        "chat": {
            "id": chat.id,
            "title": _title(person, chat),
            "kind": chat.kind.value,
            "members": sum(m.status.present for m in chat.members.values()),
            "present": chat.kind is ChatKind.PRIVATE or chat.member(person.user_id) is not None,
            "blocked": chat.blocked,
            "opened": chat.opened or chat.kind is not ChatKind.PRIVATE,
            "typing": chat.action is not None and chat.action[1] > now,
        },
        "messages": [message_json(person, m) for m in newest],
        "commands": commands_shown(bots[0], chat, person.user) if bots else [],
        "bot": bots[0].user.username if bots else "",
        **_below(person, newest),
    }


def _title(person: Person, chat: Chat) -> str:
    if chat.bot is not None:
        return chat.bot.user.full_name
    topic = chat.topics.get(person.topic_id or 0)
    return f"{chat.title} · {topic.name}" if topic else chat.title


def _below(person: Person, newest: list[Message]) -> Json:
    """Return the reply keyboard, and the message a ForceReply asks to answer."""
    rows: list[list[str]] = []
    placeholder, force_reply = "", None
    for message in newest:
        markup = message.markup or {}
        if "keyboard" in markup:
            rows = [[key["text"] for key in row] for row in markup["keyboard"]]
        if "remove_keyboard" in markup:
            rows = []
        if markup.get("force_reply") and _concerns(person, message):
            force_reply = message.message_id
            placeholder = markup.get("input_field_placeholder") or ""
        elif message.sender is person.user:
            force_reply = None
    return {"keyboard": rows, "force_reply": force_reply, "placeholder": placeholder}


def _concerns(person: Person, message: Message) -> bool:
    """A selective ForceReply asks only whom the message mentions or answers."""
    if not (message.markup or {}).get("selective") or message.chat.kind is ChatKind.PRIVATE:
        return True
    mention = f"tg://user?id={person.user.id}"
    if any(entity.get("url") == mention for entity in message.content.get("entities", ())):
        return True
    replied = message.chat.messages.get(message.reply_to or 0)
    return replied is not None and replied.sender is person.user


def message_json(person: Person, message: Message) -> Json:
    """Return one message as its bubble shows it."""
    content = message.content
    replied = message.chat.messages.get(message.reply_to or 0)
    body: Json = {
        "id": message.message_id,
        "mine": message.sender is person.user,
        "sender": message.sender.full_name,
        "sender_id": message.sender.id,
        "date": message.date,
        "edited": message.edited is not None,
        "text": content.get("text") or content.get("caption") or "",
        "entities": content.get("entities") or content.get("caption_entities") or [],
        "can_edit": message.sender is person.user and not _EDITABLE.isdisjoint(content),
        "album": message.album,
        "buttons": [
            [{"text": b["text"], "data": b.get("callback_data"), "url": b.get("url")} for b in row]
            for row in message.inline_rows
        ],
    }
    if message.thread_id is not None and person.topic_id is None:
        topic = message.chat.topics.get(message.thread_id)
        body["topic"] = topic.name if topic else ""
    if replied is not None:
        body["reply"] = {
            "id": replied.message_id,
            "sender": replied.sender.full_name,
            "text": "" if replied.deleted else replied.text[:120],
            "deleted": replied.deleted,
        }
    if message.forward_origin is not None:
        origin = message.forward_origin
        user: Json = origin.get("sender_user") or {"first_name": origin.get("sender_user_name")}
        body["forwarded_from"] = user["first_name"]
    if message.is_service:
        body["service"] = _service(content)
    media = _file(message)
    if media is not None:
        body["media"] = media
    for name in ("location", "contact", "poll"):
        if name in content:
            body[name] = content[name]
    return body


def _service(content: Json) -> Json:
    kind, value = next(iter(content.items()))
    return {"kind": kind, "name": value.get("name", "") if isinstance(value, dict) else ""}


def _file(message: Message) -> Json | None:
    for kind in (MediaKind.ANIMATION, *MediaKind):
        shown: Any = message.content.get(kind.value)
        if shown:
            file = shown[-1] if isinstance(shown, list) else shown
            return {
                "kind": kind.value,
                "url": f"/phones/media/{file['file_id']}",
                "name": file.get("file_name", ""),
                "size": file.get("file_size", 0),
                "width": file.get("width", 0),
                "height": file.get("height", 0),
                "duration": file.get("duration", 0),
            }
    return None
