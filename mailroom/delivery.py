"""Delivers one parcel: makes its messages, sends them, and records how it ended.

At least once: a row is settled only after it was sent, so a crash in between repeats a message
rather than losing it; trouble with the archive alone repeats nothing. Knows Telegram's rate limits
and its ways of failing, but not Telegram: that is the `Post`, which `handlers` provides.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from letters.clocks import next_opening
from letters.letter import Letter
from letters.notices_to_staff import Reminder, Weekly
from letters.reminding import fold, wanted
from mailroom import failures, gathering, writing
from mailroom.addresses import follow
from mailroom.hiding import hide_what_came_late, is_about_its_reader
from mailroom.post import ChatMoved, NeverArrives, Piece, Post, TryLater
from mailroom.rate_limiter import RateLimiter
from mailroom.room import Mailroom
from storage import letters, outbox
from storage.database import ArchiveTrouble, Connection
from storage.outbox import Outcome, Parcel

log = logging.getLogger(__name__)

REMINDER = Reminder.__name__
IN_OFFICE_HOURS = frozenset({REMINDER, Weekly.__name__})
"""Notices that are sent in office hours only, however late."""


class _RateLimited(Exception):
    """The rate limit does not let a message go before an instant."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Delivery:
    """Delivers parcels, one at a time to a chat; which and when is the pump's to say."""

    def __init__(self, room: Mailroom, post: Post[Any], limiter: RateLimiter) -> None:
        self._room = room
        self._post = post
        self._limiter = limiter
        self._unnoted: list[Callable[[], Awaitable[None]]] = []

    async def note_late(self) -> None:
        """Records what was sent before and could not be recorded then. Raises ArchiveTrouble."""
        while self._unnoted:
            await self._unnoted[0]()
            del self._unnoted[0]

    async def deliver(self, parcel: Parcel, now: datetime) -> datetime | None:
        """Sends a parcel's messages and settles it, or puts it off, or gives it up.

        1. leave it where its chat must rest; 2. drop what is no longer wanted; 3. send, piece by
        piece, noting each; 4. settle. Returns when its chat may be written to again (UTC) where
        the parcel has to wait for that. Raises ArchiveTrouble.
        """
        ready = self._limiter.ready_at(parcel.chat, now)
        if ready > now and parcel.notice != outbox.REFRESH:
            return ready
        letter = None
        try:
            letter = await self._letter(parcel)
            await self._deliver(parcel, letter, now)
        except _RateLimited as limited:
            return limited.until
        except ArchiveTrouble:
            raise
        except Exception:
            log.exception("message %s to chat %s cannot be made", parcel.id, parcel.chat)
            await failures.set_aside(self._room, parcel, letter, now)
        return None

    async def _deliver(self, parcel: Parcel, letter: Letter | None, now: datetime) -> None:
        if parcel.notice == outbox.REFRESH:
            await self._refresh(parcel, letter, now)
            return
        if letter is not None and not self._wanted(parcel, letter):
            await self._settle(parcel, Outcome.DROPPED, now)
            return
        if parcel.notice in IN_OFFICE_HOURS:
            opening = next_opening(now, self._room.office)
            if opening > now:
                await self._until(parcel, opening, now)
                return
        try:
            if parcel.notice == REMINDER and await self._send_digest(parcel, now):
                return
            await self._send(parcel, letter, now)
        except ChatMoved as moved:
            await self._move(parcel, moved.new_chat)
        except TryLater as trouble:
            if trouble.after is not None:
                await self._limiter.hold(parcel.chat, now + trouble.after)
            await failures.retry_later(self._room, parcel, letter, trouble, now)
        except NeverArrives as failure:
            await failures.give_up(self._room, parcel, letter, failure, now)

    async def _noted(self, note: Callable[[], Awaitable[None]]) -> None:
        """Records what was sent; if that fails, it is retried before anything more is sent."""
        try:
            await note()
        except ArchiveTrouble:
            self._unnoted.append(note)
            raise

    async def _refresh(self, parcel: Parcel, letter: Letter | None, now: datetime) -> None:
        """A card is shown anew, unless the letter has moved on: then another refresh follows."""
        outcome = Outcome.DROPPED
        if letter is not None and letter.revision == parcel.revision:
            try:
                await self._post.refresh(parcel, letter)
                outcome = Outcome.SENT
            except ArchiveTrouble:
                raise
            except Exception:
                log.exception("card of letter %s in chat %s not redrawn", letter.id, parcel.chat)
                outcome = Outcome.FAILED
        await self._settle(parcel, outcome, now)

    def _wanted(self, parcel: Parcel, letter: Letter) -> bool:
        if outbox.notice_type(parcel.notice) is None:
            return True
        return wanted(outbox.notice_of(parcel), letter)

    async def _letter(self, parcel: Parcel) -> Letter | None:
        if parcel.letter is None:
            return None
        async with self._room.database.reading() as connection:
            return await letters.by_id(connection, parcel.letter)

    async def _hide(self, parcel: Parcel, letter: Letter, now: datetime) -> None:
        """What became a report about its readers goes from their sight (信访工作条例 Art. 30)."""
        message = int(parcel.payload["message"])
        outcome = Outcome.DROPPED
        if await is_about_its_reader(self._room, letter, parcel.chat, message):
            try:
                await self._post.take_from_sight(parcel)
            except ChatMoved as moved:  # its number there is another, which nobody tells
                await self._move(parcel, moved.new_chat)
                raise NeverArrives("the group moved") from moved
            outcome = Outcome.SENT
        await self._settle(parcel, outcome, now)

    async def _send(self, parcel: Parcel, letter: Letter | None, now: datetime) -> None:
        if parcel.notice == outbox.HIDE and letter is not None:
            await self._hide(parcel, letter, now)
            return
        pieces = await self._post.pack(parcel, letter)
        if not pieces:
            await self._settle(parcel, Outcome.DROPPED, now)
        for place, piece in enumerate(pieces):
            if place < parcel.pieces_sent:
                continue
            await self._take(parcel.chat, piece, now)
            messages = await self._post.send(parcel.chat, piece)
            settled = now if place == len(pieces) - 1 else None
            facts = (parcel, letter, piece, place, messages, settled)
            await self._noted(partial(self._note_piece, *facts))

    async def _take(self, chat: int, piece: Piece, now: datetime) -> None:
        ready = await self._limiter.take(chat, now, piece.messages)
        if ready > now:
            raise _RateLimited(ready)

    async def _until(self, parcel: Parcel, opening: datetime, now: datetime) -> None:
        """What waits for the office to open waits together, so that it may become one digest."""
        async with self._room.database.transaction() as transaction:
            waiting = await outbox.reminders_waiting(transaction, parcel.chat, now)
            await outbox.postpone(transaction, [parcel, *waiting], opening)

    async def _send_digest(self, first: Parcel, now: datetime) -> bool:
        """Sends all reminders that wait for a chat as one message, if they are to be folded.

        1. leave out what is no longer wanted; 2. ask the rules whether to fold; 3. send; 4. settle
        them all in one transaction. Returns whether it was done.
        """
        async with self._room.database.reading() as connection:
            waiting = await outbox.reminders_waiting(connection, first.chat, now)
            found = [(p, await letters.by_id(connection, p.letter or 0)) for p in waiting]
        going = [(p, one) for p, one in found if one is not None and self._wanted(p, one)]
        reminders = [outbox.notice_of(parcel) for parcel, _ in going]
        today = self._room.office.local_date(now)
        if not fold([r for r in reminders if isinstance(r, Reminder)], today):
            return False
        piece = await self._post.pack_digest(going)
        await self._take(first.chat, piece, now)
        message, *_ = await self._post.send(first.chat, piece)
        sent = [parcel for parcel, _ in going]
        dropped = [parcel for parcel, _ in found if parcel not in sent]

        async def note() -> None:
            async with self._room.database.transaction() as transaction:
                await outbox.settle_many(transaction, sent, Outcome.SENT, now, message)
                await outbox.settle_many(transaction, dropped, Outcome.DROPPED, now)

        await self._noted(note)
        return True

    async def _note_piece(
        self,
        parcel: Parcel,
        letter: Letter | None,
        piece: Piece,
        place: int,
        messages: Sequence[int],
        settled_at: datetime | None,
    ) -> None:
        """Remembers what was sent, and takes the buttons off the letter's earlier messages.

        `settled_at`: set with the last piece; the parcel is settled in the same transaction.
        """
        earlier: list[int] = []
        message, replaced = messages[0], None
        async with self._room.database.transaction() as transaction:
            if settled_at is None or parcel.pieces_sent or place:
                await transaction.run(
                    "outbox_piece_sent", id=parcel.id, pieces_sent=place + 1, message=message
                )
            if settled_at is not None:
                # the first piece's message is the parcel's
                first = None if place else message
                await outbox.settle(transaction, parcel, Outcome.SENT, settled_at, message=first)
            if letter is not None:
                if piece.has_buttons:
                    live = await transaction.column("sent_live", letter=letter.id, chat=parcel.chat)
                    earlier = [one for one in live if one != message]
                for old in earlier:
                    await transaction.run("sent_dead", chat=parcel.chat, message=old)
                facts = {"chat": parcel.chat, "letter": letter.id, "live": int(piece.has_buttons)}
                await transaction.run_many("sent_put", [{**facts, "message": m} for m in messages])
                await hide_what_came_late(transaction, parcel, letter, self._room.now())
            if settled_at is not None:
                replaced = await _takes_the_place_of(transaction, parcel, message)
        for old in earlier:
            await self._post.take_buttons_off(parcel.chat, old)
        if replaced is not None and replaced != message:
            await self._post.delete(parcel.chat, replaced)

    async def _settle(
        self,
        parcel: Parcel,
        outcome: Outcome,
        now: datetime,
        *,
        message: int | None = None,
        failure: str | None = None,
    ) -> None:
        async with self._room.database.transaction() as transaction:
            await outbox.settle(transaction, parcel, outcome, now, message=message, failure=failure)

    async def _move(self, parcel: Parcel, new_chat: int) -> None:
        await follow(self._room, parcel.chat, new_chat)
        log.warning("chat %s is now %s", parcel.chat, new_chat)


async def _takes_the_place_of(transaction: Connection, parcel: Parcel, message: int) -> int | None:
    """Notes which message shows a letter being written, or what was gathered, from now on.

    Returns the message that showed it before, which is to go; None where there is none.
    """
    facts = parcel.payload
    match parcel.notice:
        case outbox.PREVIEW:
            return await writing.shown(transaction, facts["writing"], message)
        case outbox.GATHERED:
            about = (parcel.chat, facts["person"], parcel.letter or 0)
            return await gathering.shown(transaction, *about, message)
        case _:
            return None
