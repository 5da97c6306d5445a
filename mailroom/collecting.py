"""Fetches the files of letters from Telegram, so that they are kept and not only named.

A file waits until its letter is sent. Telegram hands out up to 20 MB; what is larger, or more than
the office takes, stays with Telegram and is said to.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from letters.limits import MEGABYTE
from mailroom.post import NeverArrives, TryLater
from mailroom.room import Mailroom
from storage import files
from storage.files import GONE, TOO_LARGE, Wanted

log = logging.getLogger(__name__)
BATCH = 20
ATTEMPTS = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
Fetch = Callable[[str], Awaitable[bytes]]
"""Returns a file's content by Telegram's id. Raises TryLater, NeverArrives or TooLarge."""


class TooLarge(Exception):
    """Telegram does not hand a file of this size to bots."""


async def collect(room: Mailroom, fetch: Fetch) -> int:
    """Fetches and keeps all files that are due; returns how many were kept."""
    kept = 0
    while True:
        async with room.database.reading() as connection:
            due = await files.wanted(connection, room.now(), BATCH)
        if not due:
            return kept
        for one in due:
            kept += await _collected(room, fetch, one)


async def _collected(room: Mailroom, fetch: Fetch, one: Wanted) -> bool:
    """Whether it is kept now; otherwise it is put off or left with Telegram."""
    most = room.office.limits.megabytes * MEGABYTE
    try:
        if (one.size or 0) > most:
            raise TooLarge
        content = await fetch(one.file)
        if len(content) > most:
            raise TooLarge
    except TooLarge:
        await _left(room, one, TOO_LARGE)
    except NeverArrives:
        await _left(room, one, GONE)
    except TryLater as trouble:
        if one.attempts + 1 >= ATTEMPTS:
            await _left(room, one, GONE)
        else:
            async with room.database.transaction() as transaction:
                await files.retry_later(transaction, one, _next(room.now(), one, trouble))
    else:
        async with room.database.transaction() as transaction:
            await files.keep(transaction, one, content)
        return True
    return False


async def _left(room: Mailroom, one: Wanted, why: str) -> None:
    log.warning("the file of part %s stays with Telegram: %s", one.part, why)
    async with room.database.transaction() as transaction:
        await files.not_kept(transaction, one, why)


def _next(now: datetime, one: Wanted, trouble: TryLater) -> datetime:
    wait: timedelta = min(LONGEST_WAIT, FIRST_WAIT * 2**one.attempts)
    return now + max(wait, trouble.after or timedelta())
