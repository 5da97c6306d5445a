"""Turns between programs: advisory locks of one connection, given back when it ends.

Asked for again and again rather than waited for: a connection that waits could do nothing else, and
a program needs one alone for all its turns.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from storage.database import Turn
from storage.postgres_connection import Raw, configure, connecting, troubles

ASK_AGAIN = (0.02, 1.0)
"""Seconds until a turn that another program has is asked for again: at first, at most."""


class Keeper:
    """The connection whose advisory locks are this program's turns."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._raw: Raw | None = None
        self._opening = asyncio.Lock()

    async def close(self) -> None:
        """Gives all turns back."""
        if self._raw is not None:
            await self._raw.close()

    async def connection(self) -> Raw:
        """Returns the connection, opened anew where it was lost. Psycopg's errors."""
        async with self._opening:
            if self._raw is None or self._raw.closed:
                options = connecting(" -c synchronous_commit=off")
                self._raw = await AsyncConnection[DictRow].connect(self._url, **options)
                await configure(self._raw)
            return self._raw

    @asynccontextmanager
    async def holding(self, of: str, *, wait: bool) -> AsyncIterator[Turn]:
        """Yields the turn once no other program has it, or at once without `wait`."""
        digest = hashlib.sha256(of.encode()).digest()[:8]
        key = int.from_bytes(digest, "big", signed=True)
        pause, longest = ASK_AGAIN
        with troubles():
            raw = await self.connection()
            while not (got := await _tried(raw, key)) and wait:
                await asyncio.sleep(pause)
                pause = min(pause * 2, longest)

        async def kept() -> bool:
            try:
                await raw.execute("SELECT 1")
            except psycopg.Error:
                await raw.close()
                return False
            return got

        try:
            yield Turn(got, kept)
        finally:
            if got and not raw.closed:
                with contextlib.suppress(psycopg.Error):  # with the connection the turn is gone
                    await raw.execute("SELECT pg_advisory_unlock(%s)", [key])


async def never() -> bool:
    """Returns False: of a turn that was not got."""
    return False


async def _tried(raw: Raw, key: int) -> bool:
    cursor = await raw.execute("SELECT pg_try_advisory_lock(%s) AS got", [key])
    (row,) = await cursor.fetchall()
    return bool(row["got"])
