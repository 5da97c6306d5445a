"""Methods that put new messages into chats: send*, albums, copies and forwards.

Each reads what is to be sent, then where to, and only then is counted against the limits.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from simulator.call import (
    Call,
    Method,
    caption_fields,
    caption_of,
    chat_of,
    chat_to_write,
    message_of,
    text_of,
)
from simulator.chats import Bot, Chat, Message, Status
from simulator.markup import read_markup
from simulator.media import MediaKind, StoredFile
from simulator.refusals import Json, bad_request
from simulator.registers import Event, Seen
from simulator.render import message_json, user_json
from simulator.telegram import ACTION_LASTS, Telegram

ALBUM_KINDS = ("photo", "video", "document", "audio")
MOST_COPIED = 100


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: chat, topic, and the message it replies to."""

    chat: Chat
    thread_id: int | None
    reply_to: int | None


def address(telegram: Telegram, bot: Bot, call: Call) -> Address:
    """Return where a call sends to. Raises Refusal 400 or 403."""
    chat = chat_to_write(telegram, bot, call)
    thread_id = call.integer("message_thread_id") or None
    if thread_id is not None:
        _check_thread(bot, chat, thread_id)
    given = call.decoded("reply_parameters") or {
        "message_id": call.params.get("reply_to_message_id"),
        "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
    }
    reply_to = int(given.get("message_id") or 0) or None
    if reply_to is not None:
        replied = message_of(bot, chat, reply_to)
        if replied is not None:
            thread_id = thread_id or replied.thread_id
        elif given.get("allow_sending_without_reply"):
            reply_to = None
        else:
            raise bad_request("message to be replied not found")
    return Address(chat, thread_id, reply_to)


def _check_thread(bot: Bot, chat: Chat, thread_id: int) -> None:
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    standing = chat.members[bot.user.id]
    if topic.closed and standing.status is not Status.ADMINISTRATOR:
        raise bad_request("TOPIC_CLOSED")


def _admit(telegram: Telegram, bot: Bot, call: Call, chat: Chat, items: int = 1) -> None:
    paid = call.flag("allow_paid_broadcast")
    telegram.gate(bot).admit(chat, telegram.clock.now(), items, paid=paid)


def _deliver(telegram: Telegram, bot: Bot, call: Call, content: Json) -> Message:
    markup = read_markup(call.decoded("reply_markup"))
    to = address(telegram, bot, call)
    _admit(telegram, bot, call, to.chat)
    return telegram.post(
        to.chat, bot.user, content, reply_to=to.reply_to, thread_id=to.thread_id, markup=markup
    )


def send_message(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Send a text."""
    content = text_of(call).fields("text", "entities")
    return message_json(_deliver(telegram, bot, call, content))


def send_file(kind: MediaKind, telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Send a file, uploaded or by file_id, with its caption."""
    has_caption = kind not in (MediaKind.STICKER, MediaKind.VIDEO_NOTE)
    caption = caption_of(call) if has_caption else {}
    if not call.text(kind.value) and kind.value not in call.files:
        raise bad_request(f"there is no {kind.value.replace('_', ' ')} in the request")
    file = file_named(telegram, call, call.text(kind.value) or f"attach://{kind.value}", kind)
    return message_json(_deliver(telegram, bot, call, file.content() | caption))


def file_named(telegram: Telegram, call: Call, named: str, kind: MediaKind) -> StoredFile:
    """Return the file a call uploads or names by file_id. Raises Refusal 400."""
    if named.startswith("attach://"):
        upload = call.files.get(named.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return telegram.files.keep(kind, upload)
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the pretend world has no internet
    file = telegram.files.by_id(named)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if (file.kind is MediaKind.PHOTO) is not (kind is MediaKind.PHOTO):
        names = (file.kind.name.title(), kind.name.title())
        raise bad_request("can't use file of type {} as {}".format(*names))
    return file  # sent again by its id a file keeps its own kind


def send_location(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Send a point on the map."""
    place = {"latitude": call.number("latitude"), "longitude": call.number("longitude")}
    return message_json(_deliver(telegram, bot, call, {"location": place}))


def send_contact(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Send somebody's telephone number."""
    contact = {"phone_number": call.text("phone_number"), "first_name": call.text("first_name")}
    for name, value in contact.items():
        if not value:
            raise bad_request(f"{name.replace('_', ' ')} is empty")
    if last_name := call.text("last_name"):
        contact["last_name"] = last_name
    return message_json(_deliver(telegram, bot, call, {"contact": contact}))


def send_media_group(telegram: Telegram, bot: Bot, call: Call) -> list[Json]:
    """Send an album of 2 to 10 items; each is a message of its own."""
    media = call.decoded("media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    if len(media) < 2:
        # the documentation asks for 2 to 10 items; these words are ours
        raise bad_request("media group must include 2-10 items")
    contents = [_album_item(telegram, call, item) for item in media]
    kinds = {item["type"] for item in media}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("can't use the media of the specified type in the album")
    to = address(telegram, bot, call)
    _admit(telegram, bot, call, to.chat, len(contents))
    telegram.numbers.album += 1
    album = f"{13_000_000_000_000_000 + telegram.numbers.album}"
    return [
        message_json(
            telegram.post(
                to.chat,
                bot.user,
                content,
                reply_to=to.reply_to,
                thread_id=to.thread_id,
                album=album,
            )
        )
        for content in contents
    ]


def _album_item(telegram: Telegram, call: Call, item: Any) -> Json:
    if not isinstance(item, dict) or item.get("type") not in ALBUM_KINDS:
        kind = item.get("type") if isinstance(item, dict) else None
        raise bad_request(
            f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup"
        )
    kind = MediaKind(item["type"])
    file = file_named(telegram, call, str(item.get("media") or ""), kind)
    caption = caption_fields(
        item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities")
    )
    return file.content() | caption


def copy_message(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Send what another message says, without saying whose it was; a caption may be replaced."""
    source = _source(telegram, bot, call, call.integer("message_id"), "copy")
    content = source.content
    if "caption" in call.params and "text" not in content:
        bare = {k: v for k, v in content.items() if not k.startswith("caption")}
        content = bare | caption_of(call)
    sent = _deliver(telegram, bot, call, content)
    return {"message_id": sent.message_id}


def forward_message(telegram: Telegram, bot: Bot, call: Call) -> Json:
    """Send another message on, saying whose it was."""
    source = _source(telegram, bot, call, call.integer("message_id"), "forward")
    to = address(telegram, bot, call)
    _admit(telegram, bot, call, to.chat)
    return message_json(_forward(telegram, bot, to, source, None))


def many(verb: str, telegram: Telegram, bot: Bot, call: Call) -> list[Json]:
    """Copy or forward up to 100 messages; those that cannot be found are left out."""
    ids = call.decoded("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_COPIED:
        raise bad_request("too many message identifiers specified")
    chat = chat_of(telegram, bot, call, "from_chat_id")
    found = [message_of(bot, chat, int(i)) for i in ids]
    sources = [m for m in found if m is not None and not m.is_service]
    if not sources:
        raise bad_request(f"message to {verb} not found")
    to = address(telegram, bot, call)
    _admit(telegram, bot, call, to.chat, len(sources))
    albums: dict[str, str] = {}
    sent = []
    for source in sources:
        album = source.album and albums.setdefault(source.album, f"{source.album}{len(albums)}1")
        if verb == "forward":
            sent.append(_forward(telegram, bot, to, source, album))
        else:
            sent.append(
                telegram.post(
                    to.chat, bot.user, source.content, thread_id=to.thread_id, album=album
                )
            )
    return [{"message_id": message.message_id} for message in sent]


def _source(telegram: Telegram, bot: Bot, call: Call, message_id: int, verb: str) -> Message:
    chat = chat_of(telegram, bot, call, "from_chat_id")
    message = message_of(bot, chat, message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.is_service:
        ending = "copied" if verb == "copy" else "forwarded"
        raise bad_request(f"message can't be {ending}")
    return message


def _forward(
    telegram: Telegram, bot: Bot, to: Address, source: Message, album: str | None
) -> Message:
    origin = source.forward_origin or {
        "type": "user",
        "date": source.date,
        "sender_user": user_json(source.sender),
    }
    return telegram.post(
        to.chat,
        bot.user,
        source.content,
        thread_id=to.thread_id,
        album=album,
        forward_origin=origin,
    )


def send_chat_action(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Show for some seconds what the bot is doing; no message, and not counted."""
    action = call.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    chat = chat_to_write(telegram, bot, call)
    chat.action = (action, telegram.clock.now() + ACTION_LASTS)
    telegram.tell(Event(Seen.ACTION, chat))
    return True


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    **{f"send{kind.value.replace('_', '')}": partial(send_file, kind) for kind in MediaKind},
    "sendlocation": send_location,
    "sendcontact": send_contact,
    "sendmediagroup": send_media_group,
    "copymessage": copy_message,
    "copymessages": partial(many, "copy"),
    "forwardmessage": forward_message,
    "forwardmessages": partial(many, "forward"),
    "sendchataction": send_chat_action,
}
