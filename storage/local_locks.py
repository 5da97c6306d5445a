"""Named locks within one program, each granted in the order it was asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class LocalLocks:
    """Locks by name, created when somebody asks and forgotten when nobody waits any more."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def acquire(self, name: str, *, wait: bool) -> AsyncIterator[bool]:
        """Yields whether the lock was acquired; with `wait` it always is."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        if lock.locked() and not wait:
            yield False
            return
        self._users[name] = self._users.get(name, 0) + 1
        try:
            async with lock:
                yield True
        finally:
            self._users[name] -= 1
            if not self._users[name]:
                del self._users[name], self._locks[name]
