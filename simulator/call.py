"""One call of a bot as it came over the wire, and the questions every method asks of it.

Values may be text (forms, queries) or JSON already; both mean the same.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.chats import Bot, Chat, Member, Message, Status
from simulator.entities import Formatted, parse_html, plain, units
from simulator.media import Upload
from simulator.privacy import may_use
from simulator.refusals import Json, bad_request, forbidden, upgraded
from simulator.telegram import Telegram

MOST_TEXT = 4096
MOST_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name, its parameters by name, and the files that came along."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a parameter as text, empty when it is missing."""
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a parameter as a whole number, `default` when it is missing or is none."""
        try:
            return int(self.params.get(name) or default)
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float:
        """Return a parameter as a number. Raises Refusal 400 when it is missing or is none."""
        try:
            return float(self.params[name])
        except (KeyError, TypeError, ValueError):
            raise bad_request(f"{name} is empty") from None

    def flag(self, name: str) -> bool:
        """Return whether a parameter says yes."""
        return str(self.params.get(name, "")).lower() in ("true", "1", "yes")

    def decoded(self, name: str) -> Any:
        """Return a parameter that is JSON, None when it is missing. Raises Refusal 400."""
        value = self.params.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def chat_id(self) -> int | None:
        """Return the chat the call is about, None when it names none."""
        return self.integer("chat_id") or None


Method = Callable[[Telegram, Bot, Call], Any]


def formatted(call_text: str, parse_mode: str, entities: Any) -> Formatted:
    """Return a text with its entities. Raises Refusal 400 for what cannot be parsed."""
    match parse_mode.lower():
        case "":
            return plain(call_text, entities if isinstance(entities, list) else None)
        case "html":
            return parse_html(call_text)
        case _:
            raise bad_request("unsupported parse_mode")


def text_of(call: Call) -> Formatted:
    """Return the text of a message to send. Raises Refusal 400 when empty or over 4096 units."""
    raw = call.text("text")
    if not raw:
        raise bad_request("message text is empty")
    said = formatted(raw, call.text("parse_mode"), call.decoded("entities"))
    if not said.text:
        raise bad_request("text must be non-empty")
    if units(said.text) > MOST_TEXT:
        edits = call.method.lower().startswith("edit")
        raise bad_request("MESSAGE_TOO_LONG" if edits else "message is too long")
    return said


def caption_fields(caption: str, parse_mode: str, entities: Any) -> Json:
    """Return the caption's part of a message's content. Raises Refusal 400 over 1024 units."""
    if not caption:
        return {}
    said = formatted(caption, parse_mode, entities)
    if units(said.text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return said.fields("caption", "caption_entities") if said.text else {}


def caption_of(call: Call) -> Json:
    """Return the caption's part of the content a call sends. Raises Refusal 400."""
    return caption_fields(
        call.text("caption"), call.text("parse_mode"), call.decoded("caption_entities")
    )


def chat_of(telegram: Telegram, bot: Bot, call: Call, name: str = "chat_id") -> Chat:
    """Return the chat a call names, for reading. Raises Refusal 400 or 403."""
    if not call.text(name):
        raise bad_request(f"{name} is empty")
    chat_id = call.integer(name)
    if chat_id > 0:
        user = telegram.known.users.get(chat_id)
        chat = telegram.known.private.get((bot.user.id, chat_id))
        known = chat is not None or chat_id in bot.met or chat_id == bot.user.id
        if user is None or not known:
            raise bad_request("chat not found")
        return chat or telegram.private_chat(bot, user)
    group = telegram.known.groups.get(chat_id)
    if group is None or bot.user.id not in group.members:
        raise bad_request("chat not found")
    return group


def chat_to_write(telegram: Telegram, bot: Bot, call: Call) -> Chat:
    """Return the chat a call names, for writing. Raises Refusal 400 or 403 when it may not."""
    chat = chat_it_is_in(telegram, bot, call)
    match chat.members.get(bot.user.id):
        case Member(status=Status.RESTRICTED, rights=rights):
            muted = "can_send_messages" not in rights
        case Member(status=Status.MEMBER):
            muted = "can_send_messages" in chat.denied
        case _:
            muted = False
    if muted:
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def chat_it_is_in(telegram: Telegram, bot: Bot, call: Call) -> Chat:
    """Return the chat a call names, which the bot must be in. Raises Refusal 400 or 403."""
    chat = chat_of(telegram, bot, call)
    if chat.person is not None:
        _check_private(chat, chat.person.is_bot, chat.person.deactivated)
        return chat
    if chat.migrated_to is not None:
        raise upgraded(chat.migrated_to)
    standing = chat.members[bot.user.id]
    if standing.status is Status.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if standing.status is Status.LEFT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def _check_private(chat: Chat, to_bot: bool, deactivated: bool) -> None:
    if deactivated:
        raise forbidden("user is deactivated")
    if to_bot:
        raise forbidden("bots can't send messages to bots")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.opened:
        raise forbidden("bot can't initiate conversation with a user")


def message_of(bot: Bot, chat: Chat, message_id: int) -> Message | None:
    """Return the message of a chat if it is there and the bot may use it, else None."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted or not may_use(bot, message):
        return None
    return message
