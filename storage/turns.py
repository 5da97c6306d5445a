"""Turns within one program: whoever waits for the same thing gets it in the order they came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Who has the turn of what, in this program."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._wanted: dict[str, int] = {}

    @asynccontextmanager
    async def of(self, what: str, *, wait: bool) -> AsyncIterator[bool]:
        """Yields whether the turn was got: always, where it waits."""
        lock = self._locks.setdefault(what, asyncio.Lock())
        if lock.locked() and not wait:
            yield False
            return
        self._wanted[what] = self._wanted.get(what, 0) + 1
        try:
            async with lock:
                yield True
        finally:
            self._wanted[what] -= 1
            if not self._wanted[what]:
                del self._wanted[what], self._locks[what]
