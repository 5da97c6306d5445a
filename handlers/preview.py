"""The letter being written, as the citizen sees it before sending: its text, and the buttons."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.callbacks import OnWriting
from handlers.pieces import Piece, with_body
from handlers.speaking import Speaker
from mailroom.room import Mailroom
from mailroom.writing import WritingNow, show_in
from storage import conversations
from storage.outbox import Parcel
from texts import Words


async def pack(room: Mailroom, parcel: Parcel, words: Words) -> list[Piece]:
    """Returns the preview, or nothing where more has come since or the letter is sent or gone."""
    async with room.database.reading() as connection:
        writing = await conversations.writing_by_id(connection, parcel.payload["writing"])
        if writing is None or writing.letter is not None or writing.discarded:
            return []
        parts = await conversations.writing_parts(connection, writing.id)
    if not parts or parts[-1].id != parcel.payload["last"]:
        return []
    return show(room, WritingNow(writing, tuple(parts)), words)


def show(room: Mailroom, now: WritingNow, words: Words) -> list[Piece]:
    """Returns the preview's messages, the buttons under the last."""
    text = "\n".join(kept.part.text for kept in now.parts if kept.part.text)
    files = sum(1 for kept in now.parts if kept.part.file)
    head = words.html("preview-head", files=files)
    return with_body(head, text, buttons(room, now, words))


def buttons(room: Mailroom, now: WritingNow, words: Words) -> InlineKeyboardMarkup:
    """Returns the preview's buttons."""
    send = OnWriting(do="send", writing=now.writing.id).pack()
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=words("button-submit"), callback_data=send)]]
    )


async def replace_earlier(room: Mailroom, speaker: Speaker, parcel: Parcel, message: int) -> None:
    """Remembers the new preview and deletes the one before it."""
    async with room.database.reading() as connection:
        writing = await conversations.writing_by_id(connection, parcel.payload["writing"])
    if writing is None:
        return
    await show_in(room, writing, message)
    if writing.preview is not None and writing.preview != message:
        await speaker.delete(writing.chat, writing.preview)
