"""Sends files: alone or as an album, each by the method of its kind, by its id or anew."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendLocation,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
    Message,
)

from letters.attachments import safe_name
from letters.letter import Part, PartKind
from mailroom.post import NeverArrives

TIMEOUT = 20  # seconds the pump waits for Telegram
Contents = Mapping[str, bytes]
"""Files to be sent anew because Telegram knows them no more, by the id they had."""

ALBUMS: Mapping[PartKind, type[MediaUnion]] = MappingProxyType(
    {
        PartKind.PHOTO: InputMediaPhoto,
        PartKind.VIDEO: InputMediaVideo,
        PartKind.DOCUMENT: InputMediaDocument,
        PartKind.AUDIO: InputMediaAudio,
    }
)
"""What Telegram takes in albums; documents and audio only among themselves."""


def source(part: Part, contents: Contents) -> str | InputFile:
    """Returns what Telegram is given for a file: its content where there is one, else its id."""
    file = part.file or ""
    return BufferedInputFile(contents[file], safe_name(part)) if file in contents else file


async def send_album(
    bot: Bot, chat: int, parts: Sequence[Part], caption: str, contents: Contents
) -> list[Message]:
    """Sends 2 to 10 files as one album; `caption` is HTML. Returns its messages."""
    media: list[MediaUnion] = []
    for place, part in enumerate(parts):
        facts: dict[str, object] = {"media": source(part, contents)}
        if place == 0 and caption:
            facts |= {"caption": caption, "parse_mode": ParseMode.HTML}
        media.append(ALBUMS[part.kind].model_validate(facts))
    return await bot.send_media_group(chat, media, request_timeout=TIMEOUT)


# How each kind of file is sent again by its id: the method, its field, whether it takes a caption.
FILES: Mapping[PartKind, tuple[type[TelegramMethod[Message]], str, bool]] = MappingProxyType(
    {
        PartKind.PHOTO: (SendPhoto, "photo", True),
        PartKind.DOCUMENT: (SendDocument, "document", True),
        PartKind.VIDEO: (SendVideo, "video", True),
        PartKind.VOICE: (SendVoice, "voice", True),
        PartKind.AUDIO: (SendAudio, "audio", True),
        PartKind.ANIMATION: (SendAnimation, "animation", True),
        PartKind.VIDEO_NOTE: (SendVideoNote, "video_note", False),
        PartKind.STICKER: (SendSticker, "sticker", False),
    }
)


async def send_file(
    bot: Bot,
    chat: int,
    part: Part,
    caption: str,
    markup: InlineKeyboardMarkup | ForceReply | None,
    contents: Contents,
) -> Message:
    """Sends a part's file (or place) again; `caption` is HTML. Returns the message."""
    facts: dict[str, object] = {"chat_id": chat, "reply_markup": markup}
    if part.kind is PartKind.LOCATION:
        latitude, longitude = (part.file_name or "0,0").split(",")
        facts |= {"latitude": float(latitude), "longitude": float(longitude)}
        return await bot(SendLocation.model_validate(facts), request_timeout=TIMEOUT)
    if part.kind not in FILES:
        raise NeverArrives(f"a {part.kind} is no file")
    method, field, has_caption = FILES[part.kind]
    facts[field] = source(part, contents)
    if has_caption and caption:
        facts |= {"caption": caption, "parse_mode": ParseMode.HTML}
    return await bot(method.model_validate(facts), request_timeout=TIMEOUT)
