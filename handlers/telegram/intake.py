"""What arrived: a Telegram message turned into a part of a letter, or None where it cannot be."""

from aiogram.types import Message

from letters.letter import Part, PartKind


def part_of(message: Message) -> Part | None:
    """Returns the part this message is, None for what no letter can hold (a poll, a game, …).

    Albums arrive as separate messages: each is a part of its own, bound by `album`.
    """
    chat, number = message.chat.id, message.message_id
    text = message.text or message.caption or ""
    album = message.media_group_id
    file = _file_of(message)
    if file is not None:
        kind, file_id, name, size = file
        return Part(kind, text, chat, number, file_id, name, size, album)
    if message.location is not None:
        place = f"{message.location.latitude},{message.location.longitude}"
        return Part(PartKind.LOCATION, text, chat, number, None, place)
    if message.contact is not None:
        contact = message.contact
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))
        return Part(PartKind.CONTACT, f"{name} {contact.phone_number}".strip(), chat, number)
    if text:
        return Part(PartKind.TEXT, text, chat, number)
    return None


def _file_of(message: Message) -> tuple[PartKind, str, str | None, int | None] | None:
    if message.photo:
        largest = message.photo[-1]
        return PartKind.PHOTO, largest.file_id, None, largest.file_size
    if message.animation is not None:  # before document: an animation comes as both
        gif = message.animation
        return PartKind.ANIMATION, gif.file_id, gif.file_name, gif.file_size
    if message.document is not None:
        paper = message.document
        return PartKind.DOCUMENT, paper.file_id, paper.file_name, paper.file_size
    if message.video is not None:
        video = message.video
        return PartKind.VIDEO, video.file_id, video.file_name, video.file_size
    if message.voice is not None:
        return PartKind.VOICE, message.voice.file_id, None, message.voice.file_size
    if message.audio is not None:
        audio = message.audio
        return PartKind.AUDIO, audio.file_id, audio.file_name, audio.file_size
    if message.video_note is not None:
        return PartKind.VIDEO_NOTE, message.video_note.file_id, None, message.video_note.file_size
    if message.sticker is not None:
        sticker = message.sticker
        return PartKind.STICKER, sticker.file_id, sticker.emoji, sticker.file_size
    return None
