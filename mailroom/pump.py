"""The pump: which chats have something waiting in the outbox, and a lane to each.

Chats are delivered to side by side, each in its own order, and none waits for another: a big file
on its way, or a chat that must rest, holds up its own chat alone.
"""

import asyncio
import contextlib
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from letters.chats import Chat
from mailroom.delivery import Delivery
from mailroom.post import Post
from mailroom.rate_limiter import RateLimiter
from mailroom.room import Mailroom
from storage import outbox
from storage.rows import milliseconds

WHILE_ANOTHER_DELIVERS = timedelta(milliseconds=500)
LANES = 60
"""The most people delivered to side by side, besides all groups."""
LONGEST_WAIT = 1.0
"""Seconds between two looks, at most, while lanes are at work."""
LONGEST_RUN = 20.0
"""Seconds after which a run ends, so that its caller can do other things."""


class Pump:
    """Delivers the outbox. `run()` does all that can be done now and says when to come again.

    `bell`: rung when something was put in the outbox; stilled when that has been looked at.
    """

    def __init__(
        self, room: Mailroom, post: Post[Any], limiter: RateLimiter, bell: asyncio.Event
    ) -> None:
        self._room = room
        self._delivery = Delivery(room, post, limiter)
        self._bell = bell
        self._lanes: dict[Chat, asyncio.Task[datetime | None]] = {}
        self._more: set[int] = set()  # chats that had something due while their lane was at work
        self._rests: dict[int, datetime] = {}  # chats that must rest, and until when
        self._troubles: list[BaseException] = []
        self._unseen = False  # more people wait than there were lanes for
        self.ending = False  # once true, nothing more is begun

    async def run(self) -> datetime | None:
        """Sends what may be sent now; returns when the next parcel may go (UTC), None for never.

        1. note what was sent before and could not be noted; 2. look which chats have something
        due, and begin a lane to each; 3. look again when one has ended or the bell rings, until
        nothing moves, or for LONGEST_RUN: then lanes are left at work, and the next run goes on
        with them. Raises ArchiveTrouble once all that was begun has ended.
        """
        await self._delivery.note_late()
        self._rests.clear()
        goes_on = False
        try:
            next_at = await self._work()
            goes_on = self._begins()
        except asyncio.CancelledError:
            for lane in self._lanes.values():
                lane.cancel()
            raise
        finally:
            if not goes_on:
                await asyncio.gather(*self._lanes.values(), return_exceptions=True)
        troubles, self._troubles = self._troubles, []
        if troubles:
            raise troubles[0]
        return next_at

    async def _work(self) -> datetime | None:
        clock = asyncio.get_running_loop().time
        until = clock() + LONGEST_RUN
        while self._begins() and clock() < until:
            self._bell.clear()
            next_at = await self._look()
            if not self._lanes:
                return next_at
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._seconds_to(next_at)):
                    await self._bell.wait()
        return self._room.now()

    async def wake(self) -> None:
        """The clock was set back: what was queued before goes now, not once it is as late again."""
        async with self._room.database.transaction() as transaction:
            now = milliseconds(self._room.now())
            await transaction.run("outbox_queued_in_the_future", now=now)

    def _begins(self) -> bool:
        """Whether more is begun: not in the end, nor in trouble."""
        return not self.ending and not self._troubles

    def _seconds_to(self, instant: datetime | None) -> float:
        """How long lanes are left at work before the next look: something may come due."""
        if instant is None:
            return LONGEST_WAIT
        return min(max((instant - self._room.now()).total_seconds(), 0.0), LONGEST_WAIT)

    async def _look(self) -> datetime | None:
        """Begins a lane to each chat that has something due; returns when the next one will."""
        now = self._room.now()
        # besides those that rest: another program may be delivering to them
        most = LANES + sum(until > now for until in self._rests.values())
        async with self._room.database.reading() as connection:
            waiting = await outbox.chats_waiting(connection, now, most)
        self._unseen = sum(chat.is_persons for chat in waiting) == most
        later = []
        for chat, next_at in waiting.items():
            at = max(next_at, self._rests.get(chat, next_at))
            if at > now:
                later.append(at)
            elif chat in self._lanes:
                self._more.add(chat)
            elif chat.is_persons and self._people() >= LANES:
                self._unseen = True
            else:
                lane = asyncio.create_task(self._lane(chat))
                lane.add_done_callback(partial(self._ended, chat))
                self._lanes[chat] = lane
        return min(later, default=None)

    def _ended(self, chat: Chat, lane: "asyncio.Task[datetime | None]") -> None:
        """A lane has ended: rings where there may be something to look for."""
        del self._lanes[chat]
        more = chat in self._more or not self._lanes or self._wants_lanes()
        self._more.discard(chat)
        if lane.cancelled():
            return
        if (trouble := lane.exception()) is not None:
            self._troubles.append(trouble)
        elif (until := lane.result()) is not None:
            self._rests[chat] = until
        elif not more:
            return
        self._bell.set()

    def _wants_lanes(self) -> bool:
        return self._unseen and self._people() <= LANES // 2

    def _people(self) -> int:
        return sum(chat.is_persons for chat in self._lanes)

    async def _lane(self, chat: int) -> datetime | None:
        """Delivers to a chat what is due, in order; returns until when it must rest, if it must.

        Nothing where another program is just delivering to it.
        """
        database = self._room.database
        async with database.lock(f"deliver:{chat}", wait=False) as lock:
            if not lock.acquired:
                return self._room.now() + WHILE_ANOTHER_DELIVERS
            more = True
            while more and self._begins():
                self._more.discard(chat)
                now = self._room.now()
                async with database.reading() as connection:
                    parcel, more = await outbox.next_of(connection, chat, now)
                if parcel is None:
                    return None
                if parcel.next_at is not None and parcel.next_at > now:
                    return parcel.next_at  # it was put off after trouble
                rests = await self._delivery.deliver(parcel, now)
                if rests is not None:
                    return rests
                more = more or chat in self._more
        return None
