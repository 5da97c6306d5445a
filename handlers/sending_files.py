"""Sends files that are with Telegram already: alone or as an album, each by the method of its kind."""

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
    ForceReply,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
    Message,
)

from letters.letter import Part, PartKind
from mailroom.post import NeverArrives

TIMEOUT = 20  # seconds the pump waits for Telegram

ALBUMS: Mapping[PartKind, type[MediaUnion]] = MappingProxyType(
    {
        PartKind.PHOTO: InputMediaPhoto,
        PartKind.VIDEO: InputMediaVideo,
        PartKind.DOCUMENT: InputMediaDocument,
        PartKind.AUDIO: InputMediaAudio,
    }
)
"""What Telegram takes in albums; documents and audio only among themselves."""


async def send_album(bot: Bot, chat: int, parts: Sequence[Part], caption: str) -> Message:
    """Sends 2 to 10 files as one album; `caption` is HTML. Returns its first message."""
    media: list[MediaUnion] = []
    for place, part in enumerate(parts):
        facts: dict[str, object] = {"media": part.file}
        if place == 0 and caption:
            facts |= {"caption": caption, "parse_mode": ParseMode.HTML}
        media.append(ALBUMS[part.kind].model_validate(facts))
    messages = await bot.send_media_group(chat, media, request_timeout=TIMEOUT)
    return messages[0]


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
    markup: InlineKeyboardMarkup | ForceReply | None = None,
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
    facts[field] = part.file
    if has_caption and caption:
        facts |= {"caption": caption, "parse_mode": ParseMode.HTML}
    return await bot(method.model_validate(facts), request_timeout=TIMEOUT)
