"""Carries what the pump hands it: packs notices into messages in the reader's language, sends them.

What a notice looks like is written in views/to_citizen.py and views/cards.py; this knows
how each kind of message is sent, and to which topic of a group.
"""

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from handlers.telegram.calls import SendMessage
from handlers.telegram.markup import markup_from, telegrams
from handlers.telegram.redrawing import show_anew
from handlers.telegram.sending_files import TIMEOUT, Contents, send_album, send_file
from handlers.telegram.speaking import Speaker, replying
from handlers.telegram.troubles import translated
from letters.letter import Letter, Part
from letters.notices import Audience
from mailroom import desk
from mailroom.languages import words_for
from mailroom.room import Mailroom
from storage import files, outbox
from storage.outbox import GATHERED, PREVIEW, PROMPT, Parcel
from views import attachments, cards, digest, gathered, office_notices, preview, to_citizen
from views.page import Piece


class AiogramPost:
    """The pump's `Post` over an aiogram bot."""

    def __init__(self, bot: Bot, room: Mailroom, speaker: Speaker) -> None:
        self._bot = bot
        self._room = room
        self._speaker = speaker

    async def pack(self, parcel: Parcel, letter: Letter | None) -> Sequence[Piece]:
        """Returns the messages a parcel becomes; none where it is no longer wanted."""
        if parcel.notice == PROMPT:
            return _prompt(parcel)
        words = await words_for(self._room, parcel.chat)
        if parcel.notice == PREVIEW:
            return await preview.pack(self._room, parcel, words)
        if parcel.notice in office_notices.NAMES:
            return await office_notices.pack(self._room, parcel, words)
        if letter is None:
            return []
        if parcel.recipient == Audience.CITIZEN:
            return await to_citizen.pack(self._room, parcel, letter, words)
        if parcel.notice == GATHERED:
            return await gathered.pack(self._room, parcel, letter, words)
        if parcel.notice == outbox.FILES:
            return await attachments.pack(self._room, parcel, letter, words)
        return await cards.pack(self._room, parcel, letter, words)

    async def pack_digest(self, reminders: Sequence[tuple[Parcel, Letter]]) -> Piece:
        """Returns the one message that many reminders for a chat become."""
        words = await words_for(self._room, reminders[0][0].chat)
        return await digest.pack(self._room, reminders, words)

    async def send(self, chat: int, piece: Piece) -> list[int]:
        """Sends one message; returns its id, of an album each item's. Troubles as the pump says."""
        with translated():
            return await self._send(chat, piece)

    async def _send(self, chat: int, piece: Piece) -> list[int]:
        if piece.edits is not None and await self._speaker.edited_late(chat, piece):
            return [piece.edits]
        if piece.file is not None:
            try:
                return await self._send_files(chat, piece, piece.file, {})
            except TelegramBadRequest:
                # Telegram knows a file by its id no more: another bot's, or too long ago
                contents = await self._contents((piece.file, *piece.album))
                if not contents:
                    raise
                return await self._send_files(chat, piece, piece.file, contents)
        message = await self._bot(
            SendMessage(
                chat_id=chat,
                text=piece.text,
                reply_markup=telegrams(piece.markup),
                reply_parameters=replying(piece.reply_to),
            ),
            request_timeout=TIMEOUT,
        )
        return [message.message_id]

    async def _send_files(
        self, chat: int, piece: Piece, first: Part, contents: Contents
    ) -> list[int]:
        if piece.album:
            parts = (first, *piece.album)
            sent = await send_album(self._bot, chat, parts, piece.text, contents)
        else:
            markup = telegrams(piece.markup)
            sent = [await send_file(self._bot, chat, first, piece.text, markup, contents)]
        return [message.message_id for message in sent]

    async def _contents(self, parts: Sequence[Part]) -> dict[str, bytes]:
        """What is kept of these files."""
        found: dict[str, bytes] = {}
        async with self._room.database.reading() as connection:
            for part in parts:
                kept = await files.by_telegram(connection, part.file or "")
                if kept is not None:
                    found[part.file or ""] = kept
        return found

    async def delete(self, chat: int, message: int) -> None:
        """Takes a message away; silent where that cannot be."""
        await self._speaker.delete(chat, message)

    async def refresh(self, parcel: Parcel, letter: Letter) -> None:
        """Shows a card sent before as its letter now stands; silent where that cannot be."""
        words = await words_for(self._room, parcel.chat)
        message = int(parcel.payload["message"])
        if message in await desk.live_messages(self._room, letter.id, parcel.chat):
            await show_anew(
                self._room, self._speaker, letter, parcel.chat, message, words, quietly=True
            )

    async def take_from_sight(self, parcel: Parcel) -> None:
        """Takes a message's words and files from its readers. Troubles as the pump says."""
        gone = (await words_for(self._room, parcel.chat)).html("card-gone")
        await self._speaker.take_from_sight(parcel.chat, int(parcel.payload["message"]), gone)

    async def take_buttons_off(self, chat: int, message: int) -> None:
        """Removes the buttons of an earlier message; silent where that cannot be."""
        await self._speaker.edit_buttons(chat, message)


def _prompt(parcel: Parcel) -> list[Piece]:
    """What a dialog had no time for: a message, or a change of one (`Speaker.edit`)."""
    facts = parcel.payload
    edits = facts.get("edits")
    piece = Piece(
        facts["text"],
        markup_from(facts.get("markup")),
        reply_to=facts.get("reply_to"),
        dialog=not facts.get("own"),
    )
    if edits is None:
        return [piece]
    if edits["chat"] != parcel.chat:  # the group moved, and numbers its messages anew
        return [] if edits["quietly"] else [piece]
    return [
        replace(
            piece,
            edits=edits["message"],
            buttons_alone=edits["buttons_alone"],
            quietly=edits["quietly"],
        )
    ]
