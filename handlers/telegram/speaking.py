"""How the bot speaks in a dialog: at once where Telegram lets it, else through the outbox.

A handler never waits for Telegram longer than a few seconds, and no prompt is lost to a busy
moment. What an official act sends does not come this way: that is the outbox's alone.
"""

import contextlib
import html
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, ReplyParameters

from handlers.telegram.calls import EditMessageText, SendMessage
from handlers.telegram.editing import NOT_MODIFIED, PATIENCE, change
from handlers.telegram.markup import facts_of, telegrams
from handlers.telegram.troubles import translated
from mailroom.languages import words_for
from mailroom.post import ChatMoved, NeverArrives, TryLater
from mailroom.rate_limiter import RateLimiter
from mailroom.room import Mailroom
from storage import outbox
from storage.outbox import PROMPT
from views.page import Keyboard, Markup, Piece

log = logging.getLogger(__name__)
FILE_PATIENCE = 15  # seconds, while a file goes up
MOST_CAPTION = 1024
SILENT = (TryLater, NeverArrives, ChatMoved)


class Speaker:
    """Sends, edits and toasts on behalf of handlers. All texts are Telegram HTML."""

    def __init__(self, bot: Bot, room: Mailroom, limiter: RateLimiter) -> None:
        self.bot = bot
        self._room = room
        self._limiter = limiter
        # messages that are to be changed later, and from when on (UTC) each of the changes may go
        self._waiting: dict[tuple[int, int | None], list[datetime]] = {}

    async def say(
        self,
        chat: int,
        text: str,
        markup: Markup | None = None,
        *,
        reply_to: int | None = None,
        letter: int | None = None,
        own: bool = False,
    ) -> int | None:
        """Sends a dialog's message; returns its id, None where it was left to the pump.

        `letter`: the letter it speaks of, so that a reply to it finds the letter. `own`: its
        buttons are the letter's own, as under a notice: they go when the next step brings others.
        """
        now = self._room.now()
        ready = await self._limiter.take(chat, now)
        if ready > now:
            await self._leave_to_pump(chat, text, markup, reply_to, letter, ready, own)
            return None
        try:
            with translated():
                message = await self.bot(
                    SendMessage(
                        chat_id=chat,
                        text=text,
                        reply_markup=telegrams(markup),
                        reply_parameters=replying(reply_to),
                    ),
                    request_timeout=PATIENCE,
                )
        except TryLater as trouble:
            wait = trouble.after or timedelta(seconds=2)
            await self._leave_to_pump(chat, text, markup, reply_to, letter, now + wait, own)
            return None
        except ChatMoved:
            await self._leave_to_pump(chat, text, markup, reply_to, letter, now, own)
            return None
        except NeverArrives as failure:
            log.warning("prompt to chat %s will not arrive: %s", chat, failure)
            return None
        if letter is not None:
            live = int(own and isinstance(markup, Keyboard))
            async with self._room.database.transaction() as transaction:
                await transaction.run(
                    "sent_put", chat=chat, message=message.message_id, letter=letter, live=live
                )
        return message.message_id

    async def _leave_to_pump(
        self,
        chat: int,
        text: str,
        markup: Markup | None,
        reply_to: int | None,
        letter: int | None,
        ready: datetime,
        own: bool,
        edits: dict[str, object] | None = None,
    ) -> None:
        payload: dict[str, object] = {
            "text": text,
            "markup": facts_of(markup),
            "reply_to": reply_to,
            "own": own,
        }
        if edits is not None:
            payload["edits"] = edits
        async with self._room.database.transaction() as transaction:
            await outbox.put(
                transaction,
                key=f"{PROMPT}:{uuid4().hex}",
                chat=chat,
                letter=letter,
                revision=None,
                recipient=PROMPT,
                notice=PROMPT,
                payload=payload,
                at=self._room.now(),
                after=ready,
            )
        self._room.ring()

    async def send_file(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Sends a file made for somebody who waits for it. TryLater or NeverArrives otherwise."""
        file = BufferedInputFile(content, name)
        await self._at_once(
            chat,
            lambda: self.bot.send_document(
                chat, file, caption=_caption(caption), request_timeout=FILE_PATIENCE
            ),
        )

    async def send_picture(self, chat: int, content: bytes, caption: str) -> None:
        """Sends a picture likewise."""
        file = BufferedInputFile(content, "chart.png")
        await self._at_once(
            chat,
            lambda: self.bot.send_photo(
                chat, file, caption=_caption(caption), request_timeout=FILE_PATIENCE
            ),
        )

    async def _at_once(self, chat: int, call: Callable[[], Awaitable[object]]) -> None:
        now = self._room.now()
        within = timedelta(seconds=PATIENCE)
        ready = await self._limiter.take(chat, now, within=within)
        if ready > now + within:
            raise TryLater("this chat has had all Telegram lets it have", ready - now)
        with translated():
            await call()

    async def edit(
        self, chat: int, message: int, text: str, markup: Keyboard | None = None
    ) -> None:
        """Changes a message of the bot's in place; what is already so is left so.

        Where Telegram refuses, it is said in a new message; where it is busy, changed later.
        """
        await self._edit(chat, Piece(text, markup, dialog=True, edits=message))

    async def edit_buttons(self, chat: int, message: int, markup: Keyboard | None = None) -> None:
        """Changes the buttons under a message likewise; None takes them off."""
        piece = Piece("", markup, dialog=True, edits=message, buttons_alone=True)
        await self._edit(chat, replace(piece, quietly=markup is None))

    async def edit_quietly(
        self, chat: int, message: int, text: str, markup: Keyboard | None = None
    ) -> bool:
        """Changes a message nobody waits for; returns False where Telegram refuses."""
        return await self._edit(chat, Piece(text, markup, edits=message, quietly=True))

    async def _edit(self, chat: int, piece: Piece) -> bool:
        moved = False
        after = timedelta(0)
        if (chat, piece.edits) not in self._waiting:
            try:
                with translated():
                    await change(self.bot, chat, piece)
            except TryLater as trouble:
                after = trouble.after or timedelta(seconds=2)
            except ChatMoved:
                moved = True  # its messages have other numbers now
            except NeverArrives as failure:
                await self._refused(chat, piece, failure)
                return False
            else:
                return True
        if moved and piece.quietly:
            return False
        text = piece.text or (await words_for(self._room, chat)).html("menu-below")
        ready = self._room.now() + after
        edits: dict[str, object] | None = None
        if not moved:
            edits = {
                "chat": chat,
                "message": piece.edits,
                "buttons_alone": piece.buttons_alone,
                "quietly": piece.quietly,
            }
            # what comes after it for this message waits its turn behind it
            waiting = self._waiting.setdefault((chat, piece.edits), [])
            ready = max([ready, *waiting])
            waiting.append(ready)
        await self._leave_to_pump(chat, text, piece.keyboard, None, None, ready, False, edits)
        return True

    async def _refused(self, chat: int, piece: Piece, failure: NeverArrives) -> None:
        """A refused edit is no silence: who waits for it gets it below."""
        log.info("message %s in chat %s cannot be edited: %s", piece.edits, chat, failure)
        if not piece.quietly and not failure.gone:
            text = piece.text or (await words_for(self._room, chat)).html("menu-below")
            await self.say(chat, text, piece.keyboard)

    async def edited_late(self, chat: int, piece: Piece) -> bool:
        """Makes a change that had to wait; False where it is to be said below instead.

        Aiogram's exceptions where it must wait on, or can never be made.
        """
        try:
            await change(self.bot, chat, piece)
        except TelegramBadRequest:
            self._no_longer_waits(chat, piece.edits)
            if piece.quietly:
                raise
            return False
        self._no_longer_waits(chat, piece.edits)
        return True

    def _no_longer_waits(self, chat: int, message: int | None) -> None:
        waiting = self._waiting.get((chat, message), [])
        del waiting[:1]
        if not waiting:
            self._waiting.pop((chat, message), None)

    async def delete(self, chat: int, message: int) -> None:
        """Deletes a message of the bot's, where Telegram still lets it."""
        await self._quietly(
            lambda: self.bot.delete_message(chat, message, request_timeout=PATIENCE)
        )

    async def take_from_sight(self, chat: int, message: int, text: str) -> None:
        """Puts a text in a message's place; a file is deleted, which Telegram allows for 48 hours.

        What is gone already is well so. TryLater, ChatMoved; NeverArrives where it still stands.
        """
        try:
            with translated():
                gone = EditMessageText(chat_id=chat, message_id=message, text=text)
                await self.bot(gone, request_timeout=PATIENCE)
        except NeverArrives as failure:
            if NOT_MODIFIED in str(failure):
                return
            try:
                with translated():
                    await self.bot.delete_message(chat, message, request_timeout=PATIENCE)
            except NeverArrives as still:
                if "message to delete not found" not in str(still):
                    raise

    async def toast(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answers a button press: a short line (at most 200 characters), or a box to dismiss."""
        await self._quietly(
            lambda: self.bot.answer_callback_query(
                query_id, text[:200], show_alert=alert, request_timeout=PATIENCE
            )
        )

    async def _quietly(self, call: Callable[[], Awaitable[object]]) -> None:
        """A toast or a deletion that cannot be made is no loss: the act stands."""
        with contextlib.suppress(*SILENT), translated():
            await call()


def _caption(text: str) -> str:
    return html.escape(text[: MOST_CAPTION // 2], quote=False)


def replying(message: int | None) -> ReplyParameters | None:
    """Returns what lets a message stand as a reply; it goes although that message is gone."""
    if message is None:
        return None
    return ReplyParameters(
        message_id=message,
        allow_sending_without_reply=True,
        quote_parse_mode=None,  # nothing is quoted: no default to be looked up (bot/session.py)
    )
