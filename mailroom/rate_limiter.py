"""Telegram's rate limits, kept by all programs on a database together.

A program alone on its database remembers what it sent. Programs that share one write it down, each
sending in the next of numbered places; one that finds its place taken looks again. The rule is
mailroom/rate_limit.py's for both. A power cut loses half a second's record, which does no harm.
"""

import asyncio
from datetime import datetime, timedelta

from mailroom.rate_limit import (
    MINUTE,
    SECOND,
    LocalLimiter,
    Rates,
    Recent,
    most_in_all,
    ready,
)
from storage.database import Connection, Database
from storage.rows import instant, milliseconds


class RateLimiter:
    """Gives each message to be sent its place, or says when to ask again."""

    def __init__(self, database: Database, rates: Rates) -> None:
        self._database = database
        self._rates = rates
        self._own = LocalLimiter(rates)
        self._forgot_at: datetime | None = None
        self._lock = asyncio.Lock()

    def ready_at(self, chat: int, now: datetime) -> datetime:
        """Returns when (UTC) a message to this chat may go, as far as this program knows."""
        return self._own.ready_at(chat, now)

    async def take(
        self, chat: int, now: datetime, messages: int = 1, *, within: timedelta = timedelta()
    ) -> datetime:
        """Returns when messages to this chat may go; they have their place if that is `within`."""
        if not self._database.is_shared:
            at = self._own.ready_at(chat, now)
            if at <= now + within:
                self._own.note(chat, at, messages)
            return at
        async with self._lock, self._database.unsynced() as connection:
            while True:
                recent, last_place = await self._recent(connection, chat, now)
                at = ready(self._rates, chat, now, recent)
                if at > now + within or await self._put(connection, chat, at, messages, last_place):
                    break
            await self._forget(connection, now)
        if at > now:
            self._own.hold(chat, at)
        return at

    async def _put(
        self, connection: Connection, chat: int, at: datetime, messages: int, last_place: int
    ) -> bool:
        """Whether messages got the next place: no other program has taken it meanwhile."""
        facts = {"chat": chat, "at": milliseconds(at)}
        taken = await connection.run("paced_put", **facts, messages=messages, place=last_place + 1)
        return taken == 1

    async def hold(self, chat: int, until: datetime) -> None:
        """Sends nothing to a chat until an instant: Telegram said so."""
        self._own.hold(chat, until)
        if self._database.is_shared:
            async with self._database.unsynced() as connection:
                await connection.run("paced_hold", chat=chat, until_at=milliseconds(until))

    async def _recent(self, connection: Connection, chat: int, now: datetime) -> tuple[Recent, int]:
        """What all programs together have sent, and the last place that is taken.

        Sendings of the future do not count: a clock set back silences nobody for long.
        """
        row = await connection.one(
            "paced_lately",
            chat=chat,
            second=milliseconds(now - SECOND),
            minute=milliseconds(now - MINUTE),
            latest=milliseconds(now + MINUTE),
            a_second=most_in_all(self._rates, chat),
            a_minute=self._rates.group_a_minute,
        )
        facts = dict(row or {"last_place": 0})
        last_place = int(facts.pop("last_place"))
        instants = {name: None if at is None else instant(at) for name, at in facts.items()}
        return Recent(**instants), last_place

    async def _forget(self, connection: Connection, now: datetime) -> None:
        """Once a second, and when the clock was set back: what is older than a minute goes."""
        if self._forgot_at is None or not self._forgot_at <= now < self._forgot_at + SECOND:
            self._forgot_at = now
            await connection.run("paced_forget", minute=milliseconds(now - MINUTE))
