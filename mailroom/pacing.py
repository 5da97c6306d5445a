"""Telegram's pace, kept by all programs on a database together.

A program alone on its database remembers by itself. Programs that share one write down what they
send, in one transaction with looking whether it may go: the rule is mailroom/pace.py's for both.
"""

from datetime import datetime, timedelta

from mailroom.pace import MINUTE, SECOND, Pace, Rates
from storage.database import Connection, Database
from storage.rows import instant, milliseconds


class Pacing:
    """Who asks to send a message either has its place from here, or is told when to ask again."""

    def __init__(self, database: Database, rates: Rates) -> None:
        self._database = database
        self._rates = rates
        self._own = Pace(rates)

    def ready_at(self, chat: int, now: datetime) -> datetime:
        """Returns when (UTC) a message to this chat may go, as far as this program knows."""
        return self._own.ready_at(chat, now)

    async def take(
        self, chat: int, now: datetime, messages: int = 1, *, within: timedelta = timedelta()
    ) -> datetime:
        """Returns when messages to this chat may go; they have their place if that is `within`."""
        if not self._database.is_shared:
            return _taken(self._own, chat, now, messages, within)
        async with self._database.transaction() as transaction:
            pace = await self._lately(transaction, chat, now)
            ready = _taken(pace, chat, now, messages, within)
            if ready <= now + within:
                rows = [{"chat": chat, "at": milliseconds(ready)}] * messages
                await transaction.run_many("paced_put", rows)
                await transaction.run("paced_forget", minute=milliseconds(now - MINUTE))
        if ready > now:
            self._own.hold(chat, ready)
        return ready

    async def hold(self, chat: int, until: datetime) -> None:
        """Sends nothing to a chat until an instant: Telegram said so."""
        self._own.hold(chat, until)
        if self._database.is_shared:
            async with self._database.transaction() as transaction:
                await transaction.run("paced_hold", chat=chat, until_at=milliseconds(until))

    async def _lately(self, transaction: Connection, chat: int, now: datetime) -> Pace:
        """The pace as all programs together have kept it."""
        pace = Pace(self._rates)
        since = {"minute": milliseconds(now - MINUTE), "second": milliseconds(now - SECOND)}
        for row in await transaction.all("paced_lately", chat=chat, **since):
            pace.note(row["chat"], instant(row["at"]))
        for row in await transaction.all("paced_holds_of", chat=chat):
            pace.hold(chat, instant(row["until_at"]))
        return pace


def _taken(pace: Pace, chat: int, now: datetime, messages: int, within: timedelta) -> datetime:
    ready = pace.ready_at(chat, now)
    if ready <= now + within:
        pace.note(chat, ready, messages)
    return ready
