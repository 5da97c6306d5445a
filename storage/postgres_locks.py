"""Locks between programs: PostgreSQL's advisory locks, released when their connection ends.

One connection holds all the locks of a program. A lock that is taken is tried again until it is
free: a connection that blocked on one could do nothing else meanwhile.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from storage.database import Lock
from storage.postgres_connection import Raw, configure, connecting, troubles

RETRY = (0.02, 1.0)
"""Seconds before another program's lock is tried again: at first, and at most."""


class AdvisoryLocks:
    """The connection whose advisory locks are this program's."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._raw: Raw | None = None
        self._opening = asyncio.Lock()

    async def close(self) -> None:
        """Releases all locks."""
        if self._raw is not None:
            await self._raw.close()

    async def connection(self) -> Raw:
        """Returns the connection, opened anew if it was lost. Raises psycopg's errors."""
        async with self._opening:
            if self._raw is None or self._raw.closed:
                options = connecting(" -c synchronous_commit=off")
                self._raw = await AsyncConnection[DictRow].connect(self._url, **options)
                await configure(self._raw)
            return self._raw

    @asynccontextmanager
    async def acquire(self, name: str, *, wait: bool) -> AsyncIterator[Lock]:
        """Yields the lock once no other program holds it; without `wait`, at once."""
        digest = hashlib.sha256(name.encode()).digest()[:8]
        key = int.from_bytes(digest, "big", signed=True)
        pause, longest = RETRY
        with troubles():
            raw = await self.connection()
            while not (acquired := await _try(raw, key)) and wait:
                await asyncio.sleep(pause)
                pause = min(pause * 2, longest)

        async def held() -> bool:
            try:
                await raw.execute("SELECT 1")
            except psycopg.Error:
                await raw.close()
                return False
            return acquired

        try:
            yield Lock(acquired, held)
        finally:
            if acquired and not raw.closed:
                with contextlib.suppress(psycopg.Error):  # the lock went with the connection
                    await raw.execute("SELECT pg_advisory_unlock(%s)", [key])


async def never_held() -> bool:
    """Returns False, for a lock that was not acquired."""
    return False


async def _try(raw: Raw, key: int) -> bool:
    cursor = await raw.execute("SELECT pg_try_advisory_lock(%s) AS acquired", [key])
    (row,) = await cursor.fetchall()
    return bool(row["acquired"])
